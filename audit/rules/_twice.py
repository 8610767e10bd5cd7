"""Changes that are told twice, as an amount and as a percentage: `320 tỷ, tăng 60 tỷ (23%)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.rules._sentence import Figure, has
from audit.rules._words import alike

_GAP, _LEVEL = 3, 4
_ALL = 100.0
# A percentage that is further away than so many times is one of something else.
_FAR = 2.0
_UNSURE = 0.01


@dataclass(frozen=True, slots=True)
class Twice:
    """A percentage, the amount beside it, the level after the change, and what these make it."""

    share: Figure
    amount: Figure
    level: Figure
    implied: float


def twice(figures: Sequence[Figure]) -> Iterator[Twice]:
    """Such changes of a sentence whose percentage neither of its levels bears out."""
    for level, amount, share in zip(figures, figures[1:], figures[2:], strict=False):
        same = _level(level) and level.unit == amount.unit and _one(level, amount, figures)
        beside = len(amount.before.split()) <= _LEVEL and amount.unit != "percent" == share.unit
        if same and beside and _changed(amount) and _again(share):
            levels = [figure for figure in figures if figure is not amount and figure.unit == level.unit]
            yield from _wrong(share, amount, level, levels)


def _one(level: Figure, amount: Figure, figures: Sequence[Figure]) -> bool:
    """Whether an amount is one of what a level counts: by its noun, or because another level is that far away."""
    away = [abs(figure.claim.value - level.claim.value) for figure in figures if figure.unit == level.unit]
    return alike(level.counted, amount.counted) or amount.claim.value in away


def _wrong(share: Figure, amount: Figure, level: Figure, levels: Sequence[Figure]) -> Iterator[Twice]:
    down = "down" in (amount.direction, share.direction)
    change, after = amount.claim, level.claim
    sign = 1 if down else -1
    base = after.value + sign * change.value
    if base <= 0 or change.value <= 0 or share.claim.value_to is not None:
        return
    slack = (after.high - after.low) / 2 + (change.high - change.low) / 2
    bases = [(base - slack, base + slack), *((figure.claim.low, figure.claim.high) for figure in levels)]
    if any(_holds(share, change.low, change.high, low, high) for low, high in bases if low > 0):
        return
    implied = _ALL * change.value / base
    if max(implied, share.claim.value) <= _FAR * min(implied, share.claim.value):
        yield Twice(share, amount, level, implied)


def _holds(share: Figure, low: float, high: float, least: float, most: float) -> bool:
    claim = share.claim
    return _ALL * low / most <= claim.high + _UNSURE and claim.low - _UNSURE <= _ALL * high / least


def _level(figure: Figure) -> bool:
    exact = figure.claim.comparator == "eq" and figure.claim.value_to is None
    return exact and figure.kind == "quantity" and figure.unit not in ("percent", "ratio")


def _changed(amount: Figure) -> bool:
    """Whether a figure is an amount by which something changed."""
    exact = amount.claim.comparator in ("eq", "gt") and amount.claim.value_to is None
    return exact and (amount.kind == "change" or has(amount.before, "change_beyond", 1))


def _again(share: Figure) -> bool:
    """Whether a percentage says the amount before it once more."""
    gap = share.before.strip()
    told = gap.endswith("(") or has(gap, "change_again", _GAP) or has(gap, "parts_or", _GAP)
    return told and len(gap.split()) <= _GAP and not has(" ".join(share.after.split()[:2]), "of_all")
