"""Finds the modules of a stage: the files of its folder and what other packages offer as entry points.

A file whose name starts with an underscore is a room of the stage itself and not a member.
An entry point `name = package.module` in the group `audit.<stage>` adds a member; a member of the
same name in this package wins, so that installing something never changes a rule silently.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType


@cache
def members(stage: str) -> dict[str, ModuleType]:
    """The modules of `audit/<stage>/`, by name with hyphens, in alphabetical order."""
    package = importlib.import_module(f"audit.{stage}")
    found = {point.name: point.load() for point in entry_points(group=f"audit.{stage}")}
    for info in pkgutil.iter_modules(package.__path__):
        if not info.name.startswith("_"):
            module = importlib.import_module(f"audit.{stage}.{info.name}")
            found[info.name.replace("_", "-")] = module
    return dict(sorted(found.items()))
