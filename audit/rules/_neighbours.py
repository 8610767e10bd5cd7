"""Changes that one sentence states and whose earlier value stands in the sentence beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from audit.rules._adjoining import chains
from audit.rules._columns import texts
from audit.rules._sentence import Figure, has
from audit.rules._stated import Stated
from audit.rules._words import alike, shared

# A change stands at most so many figures behind its value, or right before it.
_BEHIND = 2
# So many figures of a sentence are looked at.
_MANY = 50
# Points of likeness (see `_words.shared`) of two values of one quantity, where no word points from one to the other.
_LIKE = 2
_PARTS = ("percent", "ratio")


@dataclass(frozen=True, slots=True)
class _Columns:
    """When figures hold, and what they are counted by, by row."""

    periods: Sequence[str | None]
    per: Sequence[str | None]

    def same(self, one: Figure, other: Figure) -> bool:
        """Whether two values may be of one quantity, but for their time."""
        kinds = one.unit == other.unit and alike(one.counted, other.counted) and one.status == other.status
        return kinds and self.per[one.row] == self.per[other.row] and _plain(one) and _plain(other)


def neighbours(frame: pd.DataFrame) -> Iterator[Stated]:
    """Such changes, with both values; the periods of all three say which change leads from which value to which."""
    if "period" not in frame:
        return
    changed = set(frame["article_id"][(frame["kind"] == "change") & frame["period"].notna()])
    columns = _Columns(texts(frame, "period"), texts(frame, "per"))
    for chain in chains(frame, changed):
        before, after = chain[-2][:_MANY], chain[-1][:_MANY]
        yield from _stated(before, after, columns)
        yield from _stated(after, before, columns)


def _stated(own: Sequence[Figure], beside: Sequence[Figure], columns: _Columns) -> Iterator[Stated]:
    """The changes of one sentence that lead from a value of the other one."""
    for at, change in enumerate(own):
        first, _, last = (columns.periods[change.row] or "").partition("/")
        if change.kind != "change" or not last or "/" in last or change.claim.value_to is not None:
            continue
        level = _level(own, at, last, columns)
        if level is None or any(_holds(figure, level, first, columns) for figure in own):
            continue
        bases = [figure for figure in beside if _holds(figure, level, first, columns)]
        if len(bases) == 1 and not any(_holds(figure, level, last, columns) for figure in beside):
            later = bases[0] if own[0].row < beside[0].row else level
            if shared(level, bases[0]) >= _LIKE or has(later.before, "same_figure"):
                yield Stated(change, bases[0], level)


def _level(own: Sequence[Figure], at: int, period: str, columns: _Columns) -> Figure | None:
    """The value that a change led to: the nearest one before it, or the one right behind it, of its time."""
    change = own[at]
    near = [*own[max(0, at - _BEHIND) : at][::-1], *own[at + 1 : at + 2]]
    levels = [
        figure
        for figure in near
        if figure.kind == "quantity" and _plain(figure) and columns.periods[figure.row] == period
        and (change.unit == figure.unit or (change.unit in _PARTS and figure.unit not in _PARTS))
    ]  # fmt: skip
    return levels[0] if levels else None


def _holds(figure: Figure, level: Figure, period: str, columns: _Columns) -> bool:
    """Whether a figure is a value of the quantity of another one at some time."""
    timed = figure is not level and figure.kind == "quantity" and columns.periods[figure.row] == period
    return timed and columns.same(figure, level)


def _plain(figure: Figure) -> bool:
    return figure.claim.value_to is None and figure.claim.denominator is None and figure.claim.value > 0
