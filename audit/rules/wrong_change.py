"""A stated change is not the change between the values beside it.

## What it does
Reads sentences that give two values and the change between them: `từ 50 lên 60, tăng 20%`, `60, up 20% from 50`,
`doubled from 4.5% to 10%`. Works the change out from the two printed values, as intervals, and compares: percent,
percentage points, times, or an amount. A difference of two shares that is called percent is reported as points.
Hedged changes hold as far as they say: `hơn 2 lần` holds for 2.36. Ranks are not judged: who goes up by two goes from
34 to 32.

## Why it matters
One of three figures in one sentence is wrong, and readers with a pencil will find out.

## Example
`415.200 tấn, tăng 9,8% so với 391.000 tấn`: from 391,000 to 415,200 is 6.2%.

## How to fix
Work the change out again from the source. A share that goes from 10% to 13% grows by 3 percentage points, or by 30%.

## Options
None.

## References
Nuijten et al., statcheck (2016), on recomputing what is printed from what is printed beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._sentence import NEEDS, Figure, has, sentences, words

RULE = Rule("wrong-change", "facts", "warning", "consistency", "ExpectChangesToAddUp", NEEDS)
# A cue stands at most this many words before its figure: "từ mức hơn 50", "so với con số 50".
_CUE, _GAP = 4, 7
_CHANGES = ("percent", "percentage_point", "ratio")


@dataclass(frozen=True, slots=True)
class Stated:
    """A change and the two values it is between."""

    change: Figure
    before: Figure
    after: Figure


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each change that its two values do not bear out, at the change."""
    for figures in sentences(frame, 3):
        for stated in _stated(figures):
            hit = _judge(stated)
            if hit:
                yield hit


def _stated(figures: list[Figure]) -> Iterator[Stated]:
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


def _judge(stated: Stated) -> Hit | None:
    change, before, after = stated.change, stated.before, stated.after
    if before.claim.value <= 0 or after.claim.value <= 0 or change.unit not in (*_CHANGES, after.unit):
        return None
    if change.counted in words("ranks"):
        return None
    kind = change.unit if change.unit in _CHANGES else "amount"
    if change.direction and _moves(before, after) not in (None, change.direction):
        return _hit(stated, "direction", "amount")
    down = _moves(before, after) == "down" if not change.direction else change.direction == "down"
    if any(_holds(change, _implied(reading, before, after, down)) for reading in _readings(kind, down)):
        return None
    shares = kind == "percent" and before.unit == "percent"
    if shares and _holds(change, _implied("percentage_point", before, after, down)):
        return _hit(stated, "points", "percent")
    return _hit(stated, kind, kind)


def _moves(before: Figure, after: Figure) -> str | None:
    """Up or down; None where what is printed leaves that open."""
    if before.claim.high <= after.claim.low:
        return "up"
    return "down" if after.claim.high <= before.claim.low else None


def _readings(kind: str, down: bool) -> tuple[str, ...]:
    """`tăng 2 lần` is read as twice as much by some and as twice more by others."""
    return ("ratio", "ratio_more") if kind == "ratio" and not down else (kind,)


def _implied(kind: str, before: Figure, after: Figure, down: bool) -> tuple[float, float]:
    """The interval that the change lies in if both values are what they claim to be."""
    (a_low, a_high), (b_low, b_high) = _bounds(before), _bounds(after)
    if down and kind == "percent":
        return (1 - b_high / a_low) * 100, (1 - b_low / a_high) * 100
    if down:
        a_low, a_high, b_low, b_high = b_low, b_high, a_low, a_high
    if kind in ("percentage_point", "amount"):
        return b_low - a_high, b_high - a_low
    least, most = b_low / a_high, b_high / a_low
    if kind == "percent":
        return (least - 1) * 100, (most - 1) * 100
    return (least - 1, most - 1) if kind == "ratio_more" else (least, most)


def _point(kind: str, before: Figure, after: Figure) -> float:
    """The change between the two values as they are printed, without a sign."""
    a, b = before.claim.value, after.claim.value
    if kind in ("percentage_point", "amount"):
        return abs(b - a)
    return max(a, b) / min(a, b) if kind == "ratio" else abs(b / a - 1) * 100


def _bounds(figure: Figure) -> tuple[float, float]:
    """What a value claims, between a thousandth and ten times it: "at least" has no end on one side."""
    claim = figure.claim
    return max(claim.low, claim.value / 1000), min(claim.high, claim.value * 10)


def _holds(change: Figure, implied: tuple[float, float]) -> bool:
    """Whether what is stated and what follows can both be true."""
    claim = change.claim
    low = -math.inf if claim.comparator in ("lt", "le") else claim.low
    high = math.inf if claim.comparator in ("gt", "ge") else claim.high
    return max(low, implied[0]) <= min(high, implied[1]) * (1 + 1e-9) + 1e-9


def _hit(stated: Stated, variant: str, kind: str) -> Hit:
    three = (stated.change, stated.before, stated.after)
    return Hit(
        stated.change.row,
        {
            "stated": stated.change.claim.quote,
            "before": stated.before.claim.quote,
            "after": stated.after.claim.quote,
            "implied": round(_point(kind, stated.before, stated.after), 2),
        },
        ((stated.before.row, "before"), (stated.after.row, "after")),
        variant=variant,
        severity="warning" if variant == "points" else None,
        confidence=round(0.9 * min(figure.confidence for figure in three), 3),
    )
