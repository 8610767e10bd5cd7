"""Finds the modules of a stage: the files of its folder and what other packages offer as entry points.

A file whose name starts with an underscore is a room of the stage itself and not a member.
An entry point `name = package.module` in the group `audit.<stage>` adds a member; a member of the
same name in this package wins, so that installing something never changes a rule silently.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType


@cache
def members(stage: str) -> dict[str, ModuleType]:
    """The modules of `audit/<stage>/`, by name with hyphens, in alphabetical order."""
    importlib.import_module(f"audit.{stage}")
    found = {point.name: point.load() for point in entry_points(group=f"audit.{stage}")}
    for name in names(stage):
        found[name] = importlib.import_module(f"audit.{stage}.{name.replace('-', '_')}")
    return dict(sorted(found.items()))


@cache
def names(stage: str) -> tuple[str, ...]:
    """The names of the stage's own modules, in alphabetical order, without importing any."""
    spec = importlib.util.find_spec(f"audit.{stage}")
    found = pkgutil.iter_modules(spec.submodule_search_locations if spec else ())
    return tuple(sorted(info.name.replace("_", "-") for info in found if not info.name.startswith("_")))


def offered(stage: str) -> tuple[str, ...]:
    """The names of what other packages add to the stage, without importing them."""
    return tuple(sorted(point.name for point in entry_points(group=f"audit.{stage}")))
