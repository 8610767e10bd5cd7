"""Hedged figures that the exact value of other articles of the event does not bear: `gần 83 tỷ` for 84,6."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from audit.rules._kin import Told
from audit.rules._sentence import Figure
from audit.rules._words import alike, digits, shared

# Whose exact value lies on the other side of a hedge and no further off than this is what the hedge was said of.
_NEAR = 1.1
# Points of likeness (see `_words.shared`) that are asked.
_LIKE = 2
_PARTS = ("percent", "percentage_point", "ratio")
_DAY = 10
# So many figures of an article are held against each other.
_MANY = 500


def hedges(told: Told) -> list[Figure]:
    """The figures of an article that may be such: a count that goes on is another one on another day."""
    return [
        figure
        for figure in islice(told.figures, _MANY)
        if figure.claim.comparator in ("lt", "gt") and _plain(figure) and not figure.claim.running
    ]


def hedged(
    own: Sequence[Figure], told: Told, other: Told, periods: Sequence[str | None], per: Sequence[str | None]
) -> Iterator[tuple[Figure, Figure, int]]:
    """Those of an article's `own` hedges that another one does not bear, its exact figure, and how alike both are told.

    Who gives the exact value, too, knows what was meant.
    """
    for figure in own:
        for exact in islice(other.figures, _MANY):
            same = exact.kind == figure.kind and exact.unit == figure.unit and per[exact.row] == per[figure.row]
            if same and _beyond(figure, exact) and (exact.claim.value, exact.unit) not in told.values:
                points = shared(figure, exact)
                if points >= _LIKE and not _on_two_days(periods[figure.row], periods[exact.row]):
                    yield figure, exact, points


def _beyond(figure: Figure, exact: Figure) -> bool:
    """Whether an exact value lies a little beyond what a hedge allows, and has more digits than it."""
    a, b = figure.claim.value, exact.claim.value
    if exact.claim.comparator != "eq" or not _plain(exact) or figure.direction not in (None, exact.direction):
        return False
    over = b >= figure.claim.high and a < b <= _NEAR * a
    under = b < figure.claim.low and b < a <= _NEAR * b
    said = over if figure.claim.comparator == "lt" else under
    return said and digits(exact) > digits(figure) and alike(figure.counted, exact.counted)


def _plain(figure: Figure) -> bool:
    claim = figure.claim
    return claim.value > 0 and claim.value_to is None and claim.denominator is None and figure.unit not in _PARTS


def _on_two_days(one: str | None, other: str | None) -> bool:
    return one != other and len(one or "") == len(other or "") == _DAY
