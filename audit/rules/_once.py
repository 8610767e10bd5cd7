"""What several rules ask of one table, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pandas as pd

Made = TypeVar("Made")
Kept = MutableMapping[Hashable, Any]
# The table that the rule at work was given, and what was worked out of its rows for the rules before it.
_GIVEN: ContextVar[tuple[pd.DataFrame, Kept] | None] = ContextVar("given", default=None)


@contextmanager
def given(frame: pd.DataFrame, kept: Kept) -> Iterator[None]:
    """Inside, what is asked `once` of this very table is kept, for rules that are given other copies of it as well."""
    before = _GIVEN.set((frame, kept))
    try:
        yield
    finally:
        _GIVEN.reset(before)


def once(frame: pd.DataFrame, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes of a table, kept under `key`; anew of a table that a rule made itself. Not to be changed."""
    held = _GIVEN.get()
    if held is None or held[0] is not frame:
        return make()
    if key not in held[1]:
        held[1][key] = make()
    made: Made = held[1][key]
    return made
