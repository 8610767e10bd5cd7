"""Changes that a sentence states together with the two values they are between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.rules._sentence import Figure, has

# A cue stands at most this many words before its figure: "từ mức hơn 50", "so với con số 50".
_CUE, _GAP = 4, 7


@dataclass(frozen=True, slots=True)
class Stated:
    """A change and the two values it is between."""

    change: Figure
    before: Figure
    after: Figure


def stated(figures: list[Figure]) -> Iterator[Stated]:
    """Triples of neighbours: a change and two quantities of one unit, told apart by the words before them."""
    for three in zip(figures, figures[1:], figures[2:], strict=False):
        changes = [figure for figure in three if figure.kind == "change"]
        values = [figure for figure in three if figure.kind != "change"]
        if len(changes) == 1 and len(values) == 2 and _alike(*values) and _joined(three):
            order = _order(three, changes[0], *values)
            if order:
                yield Stated(changes[0], *order)


def _order(three: tuple[Figure, ...], change: Figure, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """The earlier and the later value; None where the words do not say which is which."""
    starts = [has(figure.before, "change_from", _CUE) for figure in (one, two)]
    ends = [has(figure.before, "change_to", _CUE) for figure in (one, two)]
    if starts == [True, False] and ends[1]:
        tail = three[-1] is change and has(change.after[:40], "change_than")
        return None if tail else (one, two)
    if starts == [False, True] and ends[0]:
        return two, one
    than = has(two.before, "change_than", _CUE) or starts[1]
    if three[1] is change and than and not starts[0]:
        return two, one
    return None


def _alike(one: Figure, two: Figure) -> bool:
    counted = one.counted is None or two.counted is None or one.counted == two.counted
    ranges = one.claim.value_to is not None or two.claim.value_to is not None
    return one.unit == two.unit and one.status == two.status and counted and not ranges


def _joined(three: tuple[Figure, ...]) -> bool:
    """Whether nothing between the three begins another statement."""
    gaps = [figure.before for figure in three[1:]]
    return all(len(gap.split()) <= _GAP and not has(gap, "change_breaks") and ";" not in gap for gap in gaps)
