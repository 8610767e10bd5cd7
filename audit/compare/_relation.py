"""What holds between two printed figures of one quantity, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from audit.compare._printed import KEPT, Printed, digits_in, has_decimals, is_same, with_digits, zeros_of

KINDS = ("agree", "consistent", "misrounded", "scale_slip", "swapped_digits", "update", "contradiction")
CONFLICTS = ("scale_slip", "swapped_digits", "contradiction")
SLIPS = tuple(10.0**power for power in (1, 2, 3, 6, 9))
# What is printed to its last digit may be ten times another figure only if it is so many times that figure.
_TENFOLD = 4.9
# A figure that ends in zeros may have been rounded to them, by at most this share of its value; one that has a single
# digit before its zeros by a fifth of that. One zero alone is chance behind fewer than three digits.
_ROUND_SHARE = 0.05
_ONE_ZERO = 1000
_PLAIN = ("eq", "approx")


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between two figures, how sure that is (0 to 1), and what its message needs, found when it is told."""

    kind: str
    confidence: float = 1.0
    tell: Callable[[], Mapping[str, object]] = dict

    @property
    def fields(self) -> Mapping[str, object]:
        """The fields of its message."""
        return self.tell()


# What most pairs of a large run are has nothing to tell: they share these.
_AGREE, _HEDGED, _MEET = Relation("agree"), Relation("consistent"), Relation("consistent", 0.95)


def relation(a: Printed, b: Printed) -> Relation:
    """The relation of two figures that speak of one quantity; the same either way round, but for the fields."""
    if _both_fractions(a, b) and not is_same(a.denominator or 0, b.denominator or 0):
        return _update(a, b) or _contradiction(a, b)
    if is_same(a.value, b.value) and is_same(a.value_to or a.value, b.value_to or b.value):
        return _AGREE if a.comparator == b.comparator else _HEDGED
    if _meet(a, b):
        return _MEET
    if found := _rounded(a, b):
        return found
    slip = _scale_slip(a, b)
    if slip and _is_long(a) and _is_long(b):  # no later count comes to a power of ten by chance
        return slip
    return _update(a, b) or slip or _swapped(a, b) or _contradiction(a, b)


def supports(claim: Printed, value: float) -> bool:
    """Whether a figure speaks for a point: bounds such as "at least" never do, a hedged one does in its interval."""
    return claim.comparator not in ("ge", "le") and claim.low <= value <= claim.high


def _meet(a: Printed, b: Printed) -> bool:
    """Whether the intervals share a point. Half-open at the top: 10,7 does not reach 10,75, but hedges are soft."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    if low < high and not math.isclose(low, high, rel_tol=1e-9):
        return True
    return math.isclose(low, high, rel_tol=1e-9) and not (a.comparator == b.comparator == "eq")


def _rounded(a: Printed, b: Printed) -> Relation | None:
    """One figure is a coarser print of the other: 10,8 for 10,76, or 2.000 for 1.986; or it was meant to be.

    Returns `misrounded` where the coarser one lies within one step of the finer one and is not what it rounds to.
    """
    if not _points(a, b):
        return None
    exact, step = _precision(a), _precision(b)
    if is_same(exact, step):
        return None
    fine, coarse = (a, b) if exact < step else (b, a)
    gap, step = abs(fine.value - coarse.value), max(exact, step)
    if gap >= step * (1 - 1e-9) or (fine.value < 0) != (coarse.value < 0):
        return None
    implicit = step > coarse.step * (1 + 1e-9)
    if implicit and gap > _ROUND_SHARE * abs(coarse.value) / (1 if digits_in(coarse) * coarse.step / step >= 10 else 5):
        return None
    if gap <= step / 2 * (1 + 1e-9):
        sure = 0.6 if implicit else 0.95
        return Relation("consistent", sure, lambda: {"fine": fine.quote, "printed": coarse.quote})
    rounded = math.floor(abs(fine.value) / step + 0.5 + 1e-9) * round(step / coarse.step)
    cut = abs(coarse.value) < abs(fine.value)
    sure = 0.9 if cut and not implicit else 0.7
    return Relation(
        "misrounded",
        sure,
        lambda: {"fine": fine.quote, "rounded": with_digits(coarse, rounded), "printed": coarse.quote},
    )


def _precision(figure: Printed) -> float:
    """What the print is exact to: its last digit, or the last one before the zeros that it ends in."""
    return _exact_to(figure.value, figure.step, figure.quote)


@lru_cache(maxsize=KEPT)
def _exact_to(value: float, step: float, quote: str) -> float:
    zeros = zeros_of(value, step)
    if step < 1 or has_decimals(quote) or not zeros or (zeros == 1 and round(abs(value) / step) < _ONE_ZERO):
        return step
    return step * 10.0**zeros


def _is_long(figure: Printed) -> bool:
    """Whether a figure has three digits or more before its zeros."""
    return len(str(digits_in(figure)).rstrip("0")) > 2


def _scale_slip(a: Printed, b: Printed) -> Relation | None:
    """A factor of ten, hundred, thousand ... between figures that print the same digits."""
    small, large = (a, b) if abs(a.value) <= abs(b.value) else (b, a)
    if not small.value or (small.value < 0) != (large.value < 0) or "ge" in (a.comparator, b.comparator):
        return None
    if abs(large.value) < _TENFOLD * abs(small.value) and large.step <= abs(large.value):
        return None
    digits = len(str(digits_in(small)).rstrip("0"))
    for factor in SLIPS:
        off = abs(large.value - small.value * factor)
        exact = off <= 1e-9 * abs(large.value)
        near = digits > 1 and off <= max(small.step * factor, large.step) / (2 if digits < 3 else 1)
        if exact or near:
            sure = 0.9 if factor >= 1000 else 0.75 if digits > 1 else 0.4
            return Relation("scale_slip", sure, partial(_slip, large, small, factor)) if sure > 0.5 else None
    return None


def _slip(large: Printed, small: Printed, factor: float) -> dict[str, object]:
    return {"larger": large.quote, "smaller": small.quote, "factor": int(factor)}


def _swapped(a: Printed, b: Printed) -> Relation | None:
    """The same digits but for two neighbours that changed places: 6,93 and 6,39, or "gần 186" and 168."""
    if not (_pointed(a) and _pointed(b)) or not is_same(a.step, b.step):
        return None
    ours, theirs = digits_in(a), digits_in(b)
    if (ours - theirs) % 9:  # the order of the digits leaves the rest by nine as it is
        return None
    first, second = str(ours), str(theirs)
    differing = [i for i, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
    if len(first) != len(second) or len(first) < 2 or len(differing) != 2 or differing[1] != differing[0] + 1:
        return None
    i, j = differing
    if first[i] != second[j] or first[j] != second[i]:
        return None
    return Relation("swapped_digits", 0.8 if len(first) > 2 else 0.5, partial(_gap, a, b))


def retyped(a: Printed, b: Printed) -> bool:
    """Whether one may be a slip of typing for the other: of three digits or more, printed to one place.

    A single digit is another one, 412 and 512, or the digits stand in another order, 312 and 213.
    """
    first, second = str(digits_in(a)), str(digits_in(b))
    if (
        not is_same(a.step, b.step)
        or a.value_to is not None
        or b.value_to is not None
        or not 2 < len(first) == len(second)
    ):
        return False
    return sum(one != other for one, other in zip(first, second, strict=True)) == 1 or sorted(first) == sorted(second)


def _update(a: Printed, b: Printed) -> Relation | None:
    """A later article revises a running count, nearly always upward."""
    if not (a.running and b.running) or not a.published or not b.published:
        return None
    earlier, later = sorted((a, b), key=lambda figure: figure.published or "")
    same_moment = min(len(earlier.published or ""), len(later.published or ""))
    if (earlier.published or "")[:same_moment] == (later.published or "")[:same_moment]:
        return None
    return Relation(
        "update",
        0.9 if later.value > earlier.value else 0.6,
        lambda: {
            "earlier": earlier.quote,
            "later": later.quote,
            "earlier_date": earlier.published,
            "later_date": later.published,
        },
    )


def _contradiction(a: Printed, b: Printed) -> Relation:
    """The intervals cannot both hold. The further apart against the precision of the print, the surer."""
    sure = 0.9 if abs(a.value - b.value) >= 2 * max(a.step, b.step) else 0.7
    return Relation("contradiction", sure, partial(_gap, a, b))


def _gap(a: Printed, b: Printed) -> dict[str, object]:
    """The arithmetic of a difference: in base units, in units of the coarser print's last digit, and as a share."""
    gap = abs(a.value - b.value)
    step = max(a.step, b.step)
    return {
        "first": a.quote,
        "second": b.quote,
        "gap": round(gap, 9),
        "steps": round(gap / step, 3),
        "relative": round(gap / max(abs(a.value), abs(b.value)), 6) if gap else 0.0,
    }


def _both_fractions(a: Printed, b: Printed) -> bool:
    return a.denominator is not None and b.denominator is not None


def _points(a: Printed, b: Printed) -> bool:
    """Whether both are printed as plain points: the arithmetic of digits needs that."""
    return a.comparator in _PLAIN and b.comparator in _PLAIN and a.value_to is None and b.value_to is None


def _pointed(figure: Printed) -> bool:
    """Whether a figure is printed as a point, or as a little more or less than one."""
    return figure.comparator in ("eq", "approx", "gt", "lt") and figure.value_to is None
