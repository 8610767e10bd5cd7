"""A stated change is not the change between the values beside it.

## What it does
Reads sentences that give two values and the change between them: `từ 50 lên 60, tăng 20%`, `60, up 20% from 50`,
`doubled from 4.5% to 10%`. Works the change out from the two printed values, as intervals, and compares: percent,
percentage points, times, or an amount. A difference of two shares that is called percent is reported as points.
Hedged changes hold as far as they say: `hơn 2 lần` holds for 2.36, `gần 9%` does not for 5.9%. What is compared with
may stand in brackets: `tăng 28% so với quý III (56,6 triệu)`. A change that is told both as an amount and in percent,
`320 tỷ, tăng 60 tỷ (23%)`, is held against the level beside it. Where only the direction is told, `5%, down from
7%`, `giảm từ 7% xuống 5%`, it is held against the two values. The earlier value may stand in the sentence beside, where
periods and words say that it is one of the same quantity: `Năm 2022 xuất khẩu đạt 391.000 tấn. Năm 2023 con số này là
415.200 tấn, tăng 9,8%`. Ranks and rates of exchange are not judged: who goes up by two goes from 34 to 32.

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
from dataclasses import replace

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._neighbours import neighbours
from audit.rules._sentence import NEEDS, Figure, ends, sentences, words
from audit.rules._stated import Stated, Turned, stated, turned
from audit.rules._twice import Twice, twice

RULE = Rule(
    "wrong-change", "facts", "warning", "consistency", "ExpectChangesToAddUp",
    NEEDS, together=("article_id",),
)  # fmt: skip
_CHANGES = ("percent", "percentage_point", "ratio")
# How far words reach: "doubled" is said of 1.7 to 2.5 times as much.
_WORDS = (0.85, 1.25)
# "Nearly" is said of no less, and "more than" of no more, than so much of a change.
_NEARLY, _OVER = 0.75, 1.6
# The sentence may speak of something else than it seems; what its figures are about does not matter here.
_SURE = 0.9
# So sure it is where a value stands in another sentence; a change that is further away than so many times is of
# something else.
_LIKELY, _FAR = 0.7, 2.0


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each change that its two values do not bear out, at the change."""
    for figures in sentences(frame, 2):
        judged = [(found, _judge(found)) for found in stated(figures) if not _elsewhere(found, figures)]
        yield from (hit for _, hit in judged if hit)
        known = {(found.before.row, found.after.row) for found, hit in judged if hit}
        for pair in turned(figures):
            moves = _moves(pair.before, pair.after)
            if moves not in (None, pair.direction) and (pair.before.row, pair.after.row) not in known:
                yield _other_way(pair)
        yield from map(_unlike, twice(figures))
    yield from _beside(frame)


def _beside(frame: pd.DataFrame) -> Iterator[Hit]:
    """Changes from a value of the sentence beside theirs: of the same direction, and not many times what they say."""
    for found in neighbours(frame):
        hit = _judge(found)
        value, implied = found.change.claim.value, hit.fields["implied"] if hit else 0.0
        if hit and hit.variant != "direction" and max(value, implied) <= _FAR * min(value, implied):
            yield replace(hit, confidence=_LIKELY)


def _elsewhere(found: Stated, figures: list[Figure]) -> bool:
    """Whether an amount is the difference of another value before it and the one it is compared with."""
    change = found.change
    if change.unit in _CHANGES:
        return False
    others = [figure for figure in figures if figure.unit == change.unit and figure not in (change, found.after)]
    moved = [abs(figure.claim.value - found.before.claim.value) for figure in others if figure is not found.before]
    return any(math.isclose(value, change.claim.value, rel_tol=1e-9) for value in moved)


def _unlike(found: Twice) -> Hit:
    fields = {
        "stated": found.share.claim.quote,
        "amount": found.amount.claim.quote,
        "after": found.level.claim.quote,
        "implied": round(found.implied, 2),
    }
    related = ((found.amount.row, "amount"), (found.level.row, "after"))
    return Hit(found.share.row, fields, related, variant="twice", confidence=_SURE)


def _other_way(pair: Turned) -> Hit:
    fields = {"before": pair.before.claim.quote, "after": pair.after.claim.quote}
    return Hit(pair.after.row, fields, ((pair.before.row, "before"),), variant=pair.direction, confidence=_SURE)


def _judge(found: Stated) -> Hit | None:
    change, before, after = found.change, found.before, found.after
    kind = change.unit if change.unit in _CHANGES else "amount"
    value = change.claim.value
    comparable = before.claim.value > 0 and after.claim.value > 0 and change.unit in (*_CHANGES, after.unit)
    if not comparable or change.counted in words("ranks") or (kind == "ratio" and value == 1):
        return None
    share = kind == "ratio" and value < 1
    direction = "down" if share else change.direction
    moves = _moves(before, after)
    if direction and moves not in (None, direction):
        return _hit(found, "direction", "amount")
    down = (direction or moves) == "down"
    folded = kind == "ratio" and ends(change.before, "fold")
    readings = ("ratio",) if folded and not share and not down else _readings(kind, share, down)
    if any(_holds(change, _implied(reading, before, after, down)) for reading in readings):
        return None
    points = kind == before.unit == "percent" and _holds(change, _implied("percentage_point", before, after, down))
    return _hit(found, "points" if points else kind, "share" if share else kind)


def _moves(before: Figure, after: Figure) -> str | None:
    """Up or down; None where what is printed leaves that open."""
    if before.claim.high <= after.claim.low:
        return "up"
    return "down" if after.claim.high <= before.claim.low else None


def _readings(kind: str, share: bool, down: bool) -> tuple[str, ...]:
    """What a change may mean: twice as much or twice more; down to a third or by a third."""
    if share:
        return ("left", "gone")
    return ("ratio", "more") if kind == "ratio" and not down else (kind,)


def _implied(reading: str, before: Figure, after: Figure, down: bool) -> tuple[float, float]:
    """The interval that the change lies in if both values are what they claim to be."""
    (a_low, a_high), (b_low, b_high) = _bounds(before), _bounds(after)
    left = b_low / a_high, b_high / a_low
    if reading == "left":
        return left
    if reading == "gone":
        return 1 - left[1], 1 - left[0]
    if reading == "percent":
        return ((1 - left[1]) * 100, (1 - left[0]) * 100) if down else ((left[0] - 1) * 100, (left[1] - 1) * 100)
    if reading in ("percentage_point", "amount"):
        return (a_low - b_high, a_high - b_low) if down else (b_low - a_high, b_high - a_low)
    least, most = (1 / left[1], 1 / left[0]) if down else left
    return (least - 1, most - 1) if reading == "more" else (least, most)


def _point(kind: str, before: Figure, after: Figure) -> float:
    """The change between the two values as they are printed, without a sign."""
    a, b = before.claim.value, after.claim.value
    if kind in ("percentage_point", "amount"):
        return abs(b - a)
    if kind == "share":
        return b / a
    return max(a, b) / min(a, b) if kind == "ratio" else abs(b / a - 1) * 100


def _bounds(figure: Figure) -> tuple[float, float]:
    """What a value claims, between a thousandth and ten times it: "at least" has no end on one side."""
    claim = figure.claim
    return max(claim.low, claim.value / 1000), min(claim.high, claim.value * 10)


def _holds(change: Figure, implied: tuple[float, float]) -> bool:
    """Whether what is stated and what follows can both be true."""
    claim = change.claim
    low, high = claim.low, claim.high
    if change.unit == "ratio" and not any(char.isdigit() for char in claim.quote):
        low, high = (claim.value * share for share in _WORDS)
    if claim.comparator in ("lt", "le"):
        low = min(low, _NEARLY * claim.value) if ends(change.before, "nearly") else -math.inf
    if claim.comparator in ("gt", "ge"):
        high = max(high, _OVER * claim.value) if ends(change.before, "more_than") else math.inf
    return max(low, implied[0]) <= min(high, implied[1]) * (1 + 1e-9) + 1e-9


def _hit(found: Stated, variant: str, kind: str) -> Hit:
    fields = {
        "stated": found.change.claim.quote,
        "before": found.before.claim.quote,
        "after": found.after.claim.quote,
        "implied": round(_point(kind, found.before, found.after), 2),
    }
    related = ((found.before.row, "before"), (found.after.row, "after"))
    return Hit(found.change.row, fields, related, variant=variant, confidence=_SURE)
