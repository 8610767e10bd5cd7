"""Rules on a large table, piece by piece: the rows that a rule may bring together stand in one piece.

The pieces depend on the table alone and not on who judges them, so the hits are the same in one process and in many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from audit import registry
from audit.model import Hit
from audit.rules._columns import Numbers, numbered
from audit.rules._hits import Hits, packed
from audit.rules._once import Kept, given

# So many rows make a piece; a table that has no more is judged as a whole.
AT_ONCE = 20_000

# The names of rules with the options in force.
Asked = Sequence[tuple[str, Mapping[str, Any]]]
# By the name of a rule its hits, or why it could not judge.
Judged = dict[str, Sequence[Hit] | str]
# The same of one piece, the hits packed.
Part = dict[str, tuple[int, bytes] | str]
# The columns that say which rows may meet; None where any may.
_Way = tuple[str, ...] | None


class Spread(Protocol):
    """Calls a function with every item, in this process or in others; gives the results in the order of the items."""

    def __call__(self, job: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some rows of a table, their positions in it, and the rules that judge them."""

    frame: pd.DataFrame
    rows: Numbers
    asked: Asked


def judged(frame: pd.DataFrame, asked: Asked, spread: Spread = map) -> Judged:
    """What rules find in a table; those that may judge it in pieces share these."""
    if len(frame) <= AT_ONCE:
        return {name: hits for part in spread(_judged, _pieces(frame, asked)) for name, hits in part.items()}
    kept = {name: Hits() for name, _ in asked}
    failed: dict[str, str] = {}
    for part in spread(_packed, _pieces(frame, asked)):
        for name, said in part.items():
            if isinstance(said, str):
                failed[name] = said
            else:
                kept[name].add(said)
    return {**kept, **failed}


def _pieces(frame: pd.DataFrame, asked: Asked) -> Iterator[_Piece]:
    ways: dict[_Way, list[tuple[str, Mapping[str, Any]]]] = {}
    for name, options in asked:
        together = registry.members("rules")[name].RULE.together
        known = together is not None and all(key in frame for key in together)
        ways.setdefault(together if known else None, []).append((name, options))
    parted: dict[_Way, Numbers] = {way: numbered(frame, way) for way in ways if way is not None}
    for narrow in list(parted):
        wider = next((other for other in parted if other != narrow and _within(parted[narrow], parted[other])), None)
        if wider:
            ways[wider] += ways.pop(narrow)
            del parted[narrow]
    for way, several in sorted(ways.items(), key=lambda way: -len(way[1])):  # what takes longest is not begun last
        for rows in _parts(parted.get(way), len(frame)):
            yield _Piece(frame.iloc[rows].reset_index(drop=True), rows, several)


def _within(numbers: Numbers, others: Numbers) -> bool:
    """Whether rows of one group, by their numbers, are of one group by the others as well."""
    first = np.zeros(numbers.max(initial=-1) + 1, np.int64)
    first[numbers[::-1]] = others[::-1]
    return bool((first[numbers] == others).all())


def _parts(numbers: Numbers | None, count: int) -> Iterator[Numbers]:
    """Positions of rows that have one number together, in their order, neighbours first; without numbers, all."""
    if numbers is None or count <= AT_ONCE:
        yield np.arange(count)
        return
    order = np.argsort(numbers, kind="stable")
    ends = np.cumsum(np.bincount(numbers))
    start = 0
    for end in ends.tolist():
        if end - start >= AT_ONCE or end == count:
            yield np.sort(order[start:end])
            start = end


def _packed(piece: _Piece) -> Part:
    return {name: said if isinstance(said, str) else packed(said) for name, said in _judged(piece).items()}


def _judged(piece: _Piece) -> Judged:
    """What the rules find in one piece, by the positions of the whole table."""
    kept: Kept = {}
    return {name: _hits(name, options, piece, kept) for name, options in piece.asked}


def _hits(name: str, options: Mapping[str, Any], piece: _Piece, kept: Kept) -> list[Hit] | str:
    """The hits of one rule. It sees a table of its own: a column that it adds is seen by no other rule."""
    at = piece.rows.tolist()
    own = piece.frame.copy(deep=False)
    try:
        with given(own, kept):
            hits = list(registry.members("rules")[name].check(own, **options))
    except Exception as error:  # a KeyError says the key and nothing else
        return f"rule {name} raised {type(error).__name__}: {error}"
    return [
        replace(hit, row=_moved(at, hit.row), related=tuple((_moved(at, row), note) for row, note in hit.related))
        for hit in hits
    ]


def _moved(at: Sequence[int], row: int) -> int:
    """A position in the whole table; -1 is the table itself."""
    return at[row] if row >= 0 else row
