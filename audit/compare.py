"""How two printed figures of one quantity relate: agree, hold together, or cannot both be true, and why.

A printed figure is an interval: its last digit plus or minus half a unit, shifted and widened by its hedge.
Whether two figures speak of the same quantity is not asked here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from audit import languages

KINDS = ("agree", "consistent", "misrounded", "scale_slip", "swapped_digits", "update", "contradiction")
CONFLICTS = ("scale_slip", "swapped_digits", "contradiction")
SLIPS = tuple(10.0**power for power in (1, 2, 3, 6, 9))
# What is printed to its last digit may be ten times another figure only if it is so many times that figure.
_TENFOLD = 4.9
# What is read of a sentence or a quote is kept of so many: a figure is held against others again and again.
_KEPT = 50_000
_WORD = re.compile(r"[^\W\d_]+")
# How far behind a count the words stand that say what became of those counted: "15 người đã thiệt mạng".
_NEAR = 30
# Of the words before a count the last few of its clause hold its verb: "đã bắt giữ hơn 14 đối tượng", "injured at least
# 12", "số người chết do lũ tăng lên 7".
_VERB, _CLAUSE = 6, re.compile(r"[,;:]\s")
_YEAR = re.compile(r"\d{4}")
_NUMERAL = re.compile(r"\d(?:[\d.,' ]{0,30}\d)?")
# How far a hedge reaches at least, as a share of the figure: "gần 2.000" may be 1.900.
_HEDGE_SHARE = 0.05
# A figure that ends in zeros may have been rounded to them, by at most this share of its value; one that has a single
# digit before its zeros by a fifth of that. One zero alone is chance behind fewer than three digits.
_ROUND_SHARE = 0.05
_ONE_ZERO = 1000
# Zeros behind a decimal sign were printed to say that the figure is exact to them: 6,00, 12.50.
_DECIMALS = re.compile(r"[.,](?!\d{3}$)\d+$")
_WHOLE = 100.0
_PLAIN = ("eq", "approx")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed: the point, the interval it claims, and what one in its last digit is worth (`step`).

    Values, bounds and step are in base units; an open end is infinite. `published` is ISO 8601.
    `running` marks a count that later articles revise: of the dead, the infected, the missing; `growing` one of them
    that later counts add to, `hurt` one from which those may be taken who die.
    """

    value: float
    low: float
    high: float
    step: float
    comparator: str = "eq"
    value_to: float | None = None
    denominator: float | None = None
    quote: str = ""
    published: str | None = None
    running: bool = False
    growing: bool = False
    hurt: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between two figures, how sure that is (0 to 1), and the fields its message needs."""

    kind: str
    confidence: float = 1.0
    fields: Mapping[str, object] = field(default_factory=dict)


def printed(fact: Mapping[str, Any], published: str | None = None) -> Printed | None:
    """A row of the facts table as a printed figure, a `share` in percent; None where it has no value (event dates)."""
    value = _number(fact.get("value"))
    if value is None:
        return None
    quote = str(fact.get("quote") or "")
    value_to, comparator = _number(fact.get("value_to")), str(fact.get("comparator") or "eq")
    step = step_of(quote, value)
    low, high = _number(fact.get("low")), _number(fact.get("high"))
    if low is None and high is None:
        low, high = claimed(value, value_to, step, comparator)
    part, running = _WHOLE if share(fact) else 1.0, runs(fact)
    return Printed(
        value=value * part,
        low=-math.inf if low is None else low * part,
        high=math.inf if high is None else high * part,
        step=step * part,
        comparator=comparator,
        value_to=None if value_to is None else value_to * part,
        denominator=_number(fact.get("denominator")),
        quote=quote,
        published=published,
        running=running,
        growing=running and not runs(fact, "ebbing"),
        hurt=running and runs(fact, "hurt"),
    )


def share(fact: Mapping[str, Any]) -> bool:
    """Whether a fact is a part that is told as a fraction, `một nửa`, "two thirds": it is compared in percent."""
    value = _number(fact.get("value"))
    return fact.get("unit") == "ratio" and fact.get("kind") == "quantity" and value is not None and 0 < value < 1


def one_day(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two dates differ in a year alone that one of them does not print: it was taken from something else."""
    days = [str(fact.get("period") or "")[len("2024") :] for fact in (a, b)]
    yearless = any(not _YEAR.search(str(fact.get("quote") or "")) for fact in (a, b))
    return yearless and days[0] == days[1] and len(days[0]) == len("-03-07")


def known(value: float, step: float) -> Printed:
    """A value that is known to be right, as it would be printed; `step` is what one in its last digit is worth."""
    return Printed(value, value - step / 2, value + step / 2, step, quote=f"{value:.12g}")


def claimed(value: float, value_to: float | None, step: float, comparator: str) -> tuple[float, float]:
    """The interval that a printed figure claims, where no extractor has said it."""
    top = value if value_to is None else value_to
    hedge = max(step * 10.0 ** _zeros(top, step), _HEDGE_SHARE * abs(top))
    intervals = {
        "eq": (value - step / 2, top + step / 2),
        "approx": (value - hedge, top + hedge),
        "gt": (value, top + hedge),
        "ge": (value, math.inf),
        "lt": (value - hedge, top),
        "le": (-math.inf, top),
    }
    return intervals.get(comparator, intervals["eq"])


@lru_cache(maxsize=_KEPT)
def step_of(quote: str, value: float) -> float:
    """What one in the last printed digit is worth: 0.01 for `10,76%`, 1e9 for `6.300 tỷ`, 1 for `hai`.

    Found by holding the printed digits against the value, so that no separator need be understood.
    """
    match = _NUMERAL.search(quote)
    digits = int(re.sub(r"\D", "", match[0])) if match else 0
    if digits and value:
        power = math.log10(abs(value) / digits)
        if abs(power - round(power)) < 1e-6:
            return float(10.0 ** round(power))
    return next((10.0**-power for power in range(7) if _same(value, round(value, power))), 1e-6)


def runs(fact: Mapping[str, Any], words: str = "running") -> bool:
    """Whether a fact counts something whose number changes while it is reported, or is one of these `words`.

    What came about within a day or a few hours that are over is counted once, and no later article revises it.
    """
    if fact.get("unit") != "count" or fact.get("kind") == "change" or fact.get("status") not in (None, "actual"):
        return False
    sentence = str(fact.get("sentence") or "")
    before, _, after = sentence.partition(str(fact.get("quote") or "\0"))
    named = (str(fact.get(name) or "") for name in ("counted", "subject", "measure"))
    verb = " ".join(_WORD.findall(_CLAUSE.split(before[-_NEAR:])[-1])[-_VERB:])
    phrase = _phrase(" ".join((*named, _CLAUSE.split(after[:_NEAR])[0], verb)))
    if not _says(phrase, words):
        return False
    dated = fact.get("period_from") == "sentence" and _says(phrase, "added")
    return not (dated or _says(_phrase(sentence), "within")) or _says(phrase, "to_date")


def dated(sentence: str) -> bool:
    """Whether a sentence says until when it counts."""
    return _says(_phrase(sentence), "to_date")


@lru_cache(maxsize=_KEPT)
def _phrase(text: str) -> str:
    """The words of a text in lower case between single spaces, to look for words in."""
    return f" {' '.join(_WORD.findall(text.lower().replace('_', ' ')))} "


@lru_cache(maxsize=_KEPT)
def _says(phrase: str, words: str) -> bool:
    return any(word in phrase for word in _words(words))


@cache
def _words(key: str) -> tuple[str, ...]:
    sections = (languages.load(code).get("compare", {}) for code in languages.codes())
    return tuple(f" {word} " for section in sections for word in section.get(key, ()))


def relation(a: Printed, b: Printed) -> Relation:
    """The relation of two figures that speak of one quantity; the same either way round, but for the fields."""
    if _both_fractions(a, b) and not _same(a.denominator or 0, b.denominator or 0):
        return _update(a, b) or _contradiction(a, b)
    if _same(a.value, b.value) and _same(a.value_to or a.value, b.value_to or b.value):
        return Relation("agree") if a.comparator == b.comparator else Relation("consistent")
    if _meet(a, b):
        return Relation("consistent", 0.95)
    for kind in (_rounded, _lost_digit, _update, _scale_slip, _swapped):
        found = kind(a, b)
        if found:
            return found
    return _contradiction(a, b)


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
    fine, coarse = sorted((a, b), key=lambda figure: (_precision(figure), figure.value))
    gap, step = abs(fine.value - coarse.value), _precision(coarse)
    if _same(_precision(fine), step) or gap >= step * (1 - 1e-9) or (fine.value < 0) != (coarse.value < 0):
        return None
    implicit = step > coarse.step * (1 + 1e-9)
    if implicit and gap > _ROUND_SHARE * abs(coarse.value) / (1 if _digits(coarse) * coarse.step / step >= 10 else 5):
        return None
    if gap <= step / 2 * (1 + 1e-9):
        return Relation("consistent", 0.6 if implicit else 0.95, {"fine": fine.quote, "printed": coarse.quote})
    rounded = math.floor(abs(fine.value) / step + 0.5 + 1e-9) * round(step / coarse.step)
    cut = abs(coarse.value) < abs(fine.value)
    sure = 0.9 if cut and not implicit else 0.7
    return Relation(
        "misrounded", sure, {"fine": fine.quote, "rounded": _reprinted(coarse, rounded), "printed": coarse.quote}
    )


def _precision(figure: Printed) -> float:
    """What the print is exact to: its last digit, or the last one before the zeros that it ends in."""
    zeros = _zeros(figure.value, figure.step)
    if figure.step < 1 or _has_decimals(figure.quote) or not zeros or (zeros == 1 and _digits(figure) < _ONE_ZERO):
        return figure.step
    return figure.step * 10.0**zeros


@lru_cache(maxsize=_KEPT)
def _has_decimals(quote: str) -> bool:
    numeral = _NUMERAL.search(quote)
    return numeral is not None and bool(_DECIMALS.search(numeral[0]))


def _lost_digit(a: Printed, b: Printed) -> Relation | None:
    """A power of ten between figures of three digits or more: no later count comes to that by chance."""
    found = _scale_slip(a, b)
    return found if found and min(len(str(_digits(figure)).rstrip("0")) for figure in (a, b)) > 2 else None


def _scale_slip(a: Printed, b: Printed) -> Relation | None:
    """A factor of ten, hundred, thousand ... between figures that print the same digits."""
    small, large = (a, b) if abs(a.value) <= abs(b.value) else (b, a)
    if not small.value or (small.value < 0) != (large.value < 0) or "ge" in (a.comparator, b.comparator):
        return None
    if abs(large.value) < _TENFOLD * abs(small.value) and large.step <= abs(large.value):
        return None
    digits = len(str(_digits(small)).rstrip("0"))
    for factor in SLIPS:
        off = abs(large.value - small.value * factor)
        exact = off <= 1e-9 * abs(large.value)
        near = digits > 1 and off <= max(small.step * factor, large.step) / (2 if digits < 3 else 1)
        if exact or near:
            sure = 0.9 if factor >= 1000 else 0.75 if digits > 1 else 0.4
            fields = {"larger": large.quote, "smaller": small.quote, "factor": int(factor)}
            return Relation("scale_slip", sure, fields) if sure > 0.5 else None
    return None


def _swapped(a: Printed, b: Printed) -> Relation | None:
    """The same digits but for two neighbours that changed places: 6,93 and 6,39, or "gần 186" and 168."""
    if not (_pointed(a) and _pointed(b)) or not _same(a.step, b.step):
        return None
    first, second = str(_digits(a)), str(_digits(b))
    differing = [i for i, (one, other) in enumerate(zip(first, second, strict=False)) if one != other]
    if len(first) != len(second) or len(first) < 2 or len(differing) != 2 or differing[1] != differing[0] + 1:
        return None
    i, j = differing
    if first[i] != second[j] or first[j] != second[i]:
        return None
    return Relation("swapped_digits", 0.8 if len(first) > 2 else 0.5, _gap(a, b))


def retyped(a: Printed, b: Printed) -> bool:
    """Whether one may be a slip of typing for the other: of three digits or more, printed to one place.

    A single digit is another one, 412 and 512, or the digits stand in another order, 312 and 213.
    """
    first, second = str(_digits(a)), str(_digits(b))
    if (
        not _same(a.step, b.step)
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
        {
            "earlier": earlier.quote,
            "later": later.quote,
            "earlier_date": earlier.published,
            "later_date": later.published,
        },
    )


def _contradiction(a: Printed, b: Printed) -> Relation:
    """The intervals cannot both hold. The further apart against the precision of the print, the surer."""
    return Relation("contradiction", 0.9 if abs(a.value - b.value) >= 2 * max(a.step, b.step) else 0.7, _gap(a, b))


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


def _digits(figure: Printed) -> int:
    """The printed digits as a whole number: 1076 for `10,76%`."""
    return round(abs(figure.value) / figure.step)


@lru_cache(maxsize=_KEPT)
def _zeros(value: float, step: float) -> int:
    digits = str(round(abs(value) / step))
    return len(digits) - len(digits.rstrip("0")) if digits != "0" else 0


def _reprinted(figure: Printed, digits: int) -> str:
    """The quote with other digits, its separators where they stood: 108 in `10,7%` is `10,8%`."""
    match = _NUMERAL.search(figure.quote)
    if match is None:
        return f"{digits * figure.step:g}"
    old, rest = match[0], list(str(digits).rjust(len(re.sub(r"\D", "", match[0])), "0"))
    out = [rest.pop() if char.isdigit() and rest else char for char in reversed(old)]
    return figure.quote[: match.start()] + "".join(rest) + "".join(reversed(out)) + figure.quote[match.end() :]


def reprinted(figure: Printed, value: float) -> str:
    """Another value as a figure prints its own: 7.8e12 beside `7.500 tỷ đồng` is `7.800 tỷ đồng`; else its digits."""
    digits = round(value / figure.step)
    return _reprinted(figure, digits) if _same(digits * figure.step, value) else f"{value:.12g}"


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def _number(value: Any) -> float | None:
    number = math.nan if value is None else float(value)
    return number if math.isfinite(number) else None
