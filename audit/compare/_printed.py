"""A printed figure as an interval: its last digit plus or minus half a unit, shifted and widened by its hedge."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audit.compare._running import runs

# What is read of a sentence or a quote is kept of so many: a figure is held against others again and again.
KEPT = 20_000
_YEAR = re.compile(r"\d{4}")
_NUMERAL = re.compile(r"\d(?:[\d.,' ]{0,30}\d)?")
# How far a hedge reaches at least, as a share of the figure: "gần 2.000" may be 1.900.
_HEDGE_SHARE = 0.05
# Zeros behind a decimal sign were printed to say that the figure is exact to them: 6,00, 12.50.
_DECIMALS = re.compile(r"[.,](?!\d{3}$)\d+$")
_WHOLE = 100.0


@dataclass(unsafe_hash=True, slots=True)
class Printed:
    """A figure as printed: the point, the interval it claims, and what one in its last digit is worth (`step`).

    Nobody changes one; it is not frozen as that makes it take five times as long to make, and a large run makes many.

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


def printed(fact: Mapping[str, Any], published: str | None = None) -> Printed | None:
    """A row of the facts table as a printed figure, a `share` in percent; None where it has no value (event dates)."""
    if _number(fact.get("value")) is None:
        return None
    return _printed(tuple(_number(fact.get(name)) for name in _NUMBERS), tuple(map(fact.get, _TEXTS)), published)


_NUMBERS = ("value", "value_to", "denominator", "low", "high")
_TEXTS = ("quote", "comparator", "unit", "kind", "status", "counted", "subject", "measure", "sentence", "period_from")
# What `printed` reads of a fact.
READ = (*_NUMBERS, *_TEXTS)


def printed_each(
    facts: Mapping[str, Sequence[Any]], published: Sequence[str | None] | None = None
) -> Iterator[Printed | None]:
    """As `printed`, of each fact of some columns: nothing is kept of them, and no row is made of one."""
    missing = [None] * len(facts["value"])
    numbers = zip(*(map(_number, facts.get(name, missing)) for name in _NUMBERS), strict=True)
    texts = zip(*(facts.get(name, missing) for name in _TEXTS), strict=True)
    for known, said, day in zip(numbers, texts, published or missing, strict=True):
        yield None if known[0] is None else _figure(known, said, day)


@lru_cache(maxsize=KEPT)
def _printed(numbers: tuple[float | None, ...], texts: tuple[Any, ...], published: str | None) -> Printed:
    """As `printed`, of these cells: many rules read one fact."""
    return _figure(numbers, texts, published)


def _figure(numbers: tuple[float | None, ...], texts: tuple[Any, ...], published: str | None) -> Printed:
    value, value_to, denominator, low, high = numbers
    value = value or 0.0
    fact = dict(zip(("value", *_TEXTS), (value, *texts), strict=True))
    quote, comparator = str(fact["quote"] or ""), str(fact["comparator"] or "eq")
    step = step_of(quote, value)
    if low is None and high is None:
        low, high = claimed(value, value_to, step, comparator)
    part = _WHOLE if fact["unit"] == "ratio" and share(fact) else 1.0
    running, growing, hurt = runs(fact)
    return Printed(
        value=value * part,
        low=-math.inf if low is None else low * part,
        high=math.inf if high is None else high * part,
        step=step * part,
        comparator=comparator,
        value_to=None if value_to is None else value_to * part,
        denominator=denominator,
        quote=quote,
        published=published,
        running=running,
        growing=growing,
        hurt=hurt,
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
    hedge = max(step * 10.0 ** zeros_of(top, step), _HEDGE_SHARE * abs(top))
    intervals = {
        "eq": (value - step / 2, top + step / 2),
        "approx": (value - hedge, top + hedge),
        "gt": (value, top + hedge),
        "ge": (value, math.inf),
        "lt": (value - hedge, top),
        "le": (-math.inf, top),
    }
    return intervals.get(comparator, intervals["eq"])


@lru_cache(maxsize=KEPT)
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
    return next((10.0**-power for power in range(7) if is_same(value, round(value, power))), 1e-6)


@lru_cache(maxsize=KEPT)
def has_decimals(quote: str) -> bool:
    numeral = _NUMERAL.search(quote)
    return numeral is not None and bool(_DECIMALS.search(numeral[0]))


def digits_in(figure: Printed) -> int:
    """The printed digits as a whole number: 1076 for `10,76%`."""
    return round(abs(figure.value) / figure.step)


@lru_cache(maxsize=KEPT)
def zeros_of(value: float, step: float) -> int:
    digits = str(round(abs(value) / step))
    return len(digits) - len(digits.rstrip("0")) if digits != "0" else 0


def with_digits(figure: Printed, digits: int) -> str:
    """The quote with other digits, its separators where they stood: 108 in `10,7%` is `10,8%`."""
    match = _NUMERAL.search(figure.quote)
    if match is None:
        return f"{digits * figure.step:g}"
    old, rest = match[0], list(str(digits).rjust(len(re.sub(r"\D", "", match[0])), "0"))
    out = [rest.pop() if char.isdigit() and rest else char for char in old[::-1]]
    return figure.quote[: match.start()] + "".join(rest) + "".join(out[::-1]) + figure.quote[match.end() :]


def reprinted(figure: Printed, value: float) -> str:
    """Another value as a figure prints its own: 7.8e12 beside `7.500 tỷ đồng` is `7.800 tỷ đồng`; else its digits."""
    digits = round(value / figure.step)
    return with_digits(figure, digits) if is_same(digits * figure.step, value) else f"{value:.12g}"


def is_same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None
