"""How the figures of two facts relate, as a case that says how much likeness of words is asked for."""

from __future__ import annotations

import math
from functools import lru_cache

from audit import compare
from audit.groups._traits import Traits
from audit.groups._words import KEPT, particular

# Figures of one quantity that hedges allow differ by no more than this factor; those that cannot both hold by no more
# than the second, unless a slip explains it.
FAR, FAR_APART = 1.35, 4.0
# Two digits that change places change a figure by no more than this factor; beyond it only slips of a power of ten are
# looked for, this close to one in decimal logarithms.
SWAPPED, NEARLY = 9.2, 0.05
# A claim wider than this share of its value says little of which quantity it is.
WIDE = 0.1
# Counts from here on are seldom the same by chance, whatever the counted are called.
LARGE = 1000
# So many relations are kept at once.
RELATED = 100_000
_RELATED: dict[tuple[int, int], tuple[str | None, float]] = {}
# The cases of equal figures: of three digits that count, or two of money; of two, or a large
# count; of one.
EQUAL = ("same", "equal", "few")
# Those of figures that may well be one.
ALIKE = (*EQUAL, "rounded", "close", "swap")
# A figure of so many digits that count is hardly shared by chance; one of a single digit often is.
_DIGITS, _FEW = 3, 1


def case_of(a: Traits, b: Traits) -> tuple[str | None, bool]:
    """How the figures relate, as a key of NEED, None where they are too far apart; and whether they conflict."""
    if a.figure is None or b.figure is None:
        return _dates(a, b)
    found, factor = _related(a, b, a.figure, b.figure)
    if found is None:
        return None, True
    if found in ("agree", "consistent", "misrounded"):
        return _agreeing(a, b, found, factor), False
    if a.figure.running and b.figure.running and factor <= FAR_APART:
        return "update", True
    if found == "scale_slip" or (found == "swapped_digits" and digits_of(a) < _DIGITS and not is_large(a)):
        return "slip", True
    if found == "swapped_digits":
        return "swap", True
    if SWAPPED < factor < math.inf and (_hedged(a) or _hedged(b)) and _of_one_kind(a, b, factor):
        return "slip", True
    return ("apart" if factor <= FAR_APART else None), True


def _related(a: Traits, b: Traits, ours: compare.Printed, theirs: compare.Printed) -> tuple[str | None, float]:
    """The kind of relation of two figures, None where they are too far apart for any, and their `factor_of`.

    Of a large run the same two prints meet again and again.
    """
    pair = a.print_, b.print_
    known = _RELATED.get(pair)
    if known is None:
        factor = factor_of(ours, theirs)
        far = SWAPPED < factor < math.inf and abs(math.log10(factor) - round(math.log10(factor))) > NEARLY
        if len(_RELATED) >= RELATED:
            _RELATED.clear()
        known = _RELATED[pair] = (None if far else compare.relation(ours, theirs).kind, factor)
    return known


def _of_one_kind(a: Traits, b: Traits, factor: float) -> bool:
    """Whether two figures may be a slip of each other: both are of so much for each, and counts of one thing.

    Counts may be of two if one is the other but for its zeros.
    """
    exact = math.isclose(factor, 10.0 ** round(math.log10(factor)), rel_tol=1e-6)
    return a.per == b.per and (exact or a.unit != "count" or bool(particular(a.nouns & b.nouns)))


def _hedged(fact: Traits) -> bool:
    """Whether a figure is printed as about, over or under its value."""
    return fact.figure is not None and fact.figure.comparator in ("approx", "gt", "lt")


def _agreeing(a: Traits, b: Traits, found: str, factor: float) -> str | None:
    """The case of two figures that can both hold."""
    if a.figure is None or b.figure is None:
        return None
    if a.figure.value == b.figure.value and a.figure.value_to == b.figure.value_to and found != "misrounded":
        return _equal(a)
    if factor > FAR:
        return None
    if max(width(a.figure), width(b.figure)) > WIDE * (1 + 1e-9):
        return "wide"
    return "rounded" if found == "consistent" and min(digits_of(a), digits_of(b)) >= _DIGITS else "close"


def _dates(a: Traits, b: Traits) -> tuple[str | None, bool]:
    """Dates of one named event: the same day, or a day within the month that the other one gives."""
    if not a.period or not b.period:
        return ("close" if a.quote == b.quote else None), False
    if a.period == b.period:
        return ("same" if len(a.period) == len("2019-03-07") else "equal"), False
    if a.period.startswith(b.period) or b.period.startswith(a.period):
        return "close", False
    yearless = compare.one_day({"period": a.period, "quote": a.quote}, {"period": b.period, "quote": b.quote})
    return ("equal", False) if yearless else ("dates", True)


def hold_together(a: Traits, b: Traits) -> bool:
    """Whether two figures may both be prints of one value."""
    if a.figure is None or b.figure is None:
        return False
    return compare.relation(a.figure, b.figure).kind in ("agree", "consistent")


def _equal(fact: Traits) -> str:
    """How much it says that two figures are equal."""
    if is_particular(fact) or (is_money(fact.unit) and digits_of(fact) > _FEW):
        return "same"
    return "equal" if digits_of(fact) > _FEW or (is_large(fact) and not is_money(fact.unit)) else "few"


def is_particular(fact: Traits) -> bool:
    """Whether a figure is so precise that two articles hardly share it by chance: three digits that count."""
    return digits_of(fact) >= _DIGITS


def digits_of(fact: Traits) -> int:
    """How many digits of a figure count: 3 of 142,000."""
    return _digits_of(fact.figure.value) if fact.figure else 0


@lru_cache(maxsize=KEPT)
def _digits_of(value: float) -> int:
    return len(f"{abs(value):.6e}".split("e")[0].replace(".", "").rstrip("0"))


def is_large(fact: Traits) -> bool:
    return fact.figure is not None and abs(fact.figure.value) >= LARGE


def is_money(unit: str) -> bool:
    """Whether a unit is a currency: ISO 4217."""
    return len(unit) == len("VND") and unit.isupper()


def width(figure: compare.Printed) -> float:
    """The width of a claim against its value."""
    width = figure.high - figure.low
    return width / abs(figure.value) if figure.value else math.inf


def factor_of(a: compare.Printed, b: compare.Printed) -> float:
    """How many times the larger figure is the smaller one."""
    small, large = abs(a.value), abs(b.value)
    if large < small:
        small, large = large, small
    return large / small if small and (a.value < 0) == (b.value < 0) else math.inf
