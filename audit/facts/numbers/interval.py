"""The interval of values that a printed figure claims, from its last digit and its hedge.

Without a hedge a figure claims what rounds to it: half of its last printed digit to either side, whatever its
zeros, since `1.000 doanh nghiệp` may be exactly a thousand. A hedge shows that a figure was rounded, and its
zeros then say how coarsely: speakers choose a number at one level of granularity (units, tens, hundreds) and a
hearer takes `more than 60` to stay below 70, the next number of that level (Cummins, Sauerland, Solt 2012,
"Granularity and scalar implicature in numerical expressions", Linguistics and Philosophy 35; Krifka 2007 for
`about`). So one unit of the last digit that is not zero is the room a hedge opens, but never more than a share of
the value, as for `hơn 10` (more than 10) or `khoảng 1.000` (about 1,000) the level alone would say too little.
A bound claims no more than it says: `không quá 65%` (at most) holds for everything down to the natural end, 0, and
`ít nhất` (at least) for everything above.
"""

from __future__ import annotations

from audit.facts._reading import Figure

# The widest room of a hedge as a share of the value: "hơn 10%" ends at 12.5%, "khoảng 500" spans 450 to 550.
OPEN_SHARE = 0.25
NEAR_SHARE = 0.10


def claimed(figure: Figure, comparator: str, near: bool = True) -> tuple[float | None, float | None]:
    """Lowest and highest value, in the figure's base units; null where the claim has no end on that side.

    `near` tells `gần` (nearly: a little below) from `dưới` (under: anything below). A range keeps both its ends,
    a fraction speaks of its numerator.
    """
    low, half = figure.value, abs(figure.step) / 2
    high = figure.value if figure.value_to is None else figure.value_to
    if comparator == "gt":
        return low, high + room(high, figure.step, OPEN_SHARE)
    if comparator == "ge":
        return low, None
    if comparator == "lt":
        return low - room(low, figure.step, NEAR_SHARE) if near else min(low, 0.0), high
    if comparator == "le":
        return min(low, 0.0) if figure.value_to is None else low, high
    if comparator == "approx":
        return low - room(low, figure.step, NEAR_SHARE), high + room(high, figure.step, NEAR_SHARE)
    return low - half, high + half


def room(value: float, step: float, share: float) -> float:
    """How far a hedge reaches: a unit of the last digit that is not zero, at most a share, at least half a step."""
    step = abs(step)
    return max(step / 2, min(granularity(value, step), share * abs(value)))


def granularity(value: float, step: float) -> float:
    """What one in the last digit other than zero is worth: 1,000 for `47.000`, 0.1 for `4,5`."""
    if step <= 0 or value == 0 or abs(value) / step >= 1e15:
        return step
    digits = round(abs(value) / step)
    while digits and digits % 10 == 0:
        digits //= 10
        step *= 10
    return step
