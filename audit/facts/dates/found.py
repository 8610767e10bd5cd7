"""A date as it was found, and what the form it has means on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span
from audit.facts.dates.forms import Forms

Builder = Callable[[int], Span | None]
# The rule of days of a lunar month, whose days of the calendar only brackets behind them tell.
LUNAR = "lunar"
# A period ends with a month on one of its last days, or on one of the first of the next month.
_FIRST_DAYS, _LAST_DAYS = 10, 21
_MOST_MONTHS = 36
# A year that is told of as a whole is that of publication from about this month on.
_RESULTS = 10
_DAY = 24
# The last day of the first half of a month.
_MIDDLE = 15
# From so many on the months that are over are those of the year: `9 tháng qua`.
_PAST_MONTHS = 5
_HALVES = {"first_half": 1, "last_half": 7}
_PARTS_OF_YEAR = {"year_start": 1, "year_middle": 6, "year_end": 12}
# Forms of the time up to publication, by the unit that it is counted in: `the past three months`.
_WINDOWS = {f"window_{unit}": unit for unit in ("h", "d", "wk", "mo", "a")}
# Forms of a time so many units before publication, by the unit: `cách đây 3 năm`; some only where they open a sentence.
AGO = {"ago_year": "year", "ago_month": "month", "opening_ago": "year"}
# Shapes of what a report tells of, which are dates only where they are just over: `Sau 9 tháng, xuất khẩu đạt ...`.
FRESH = frozenset({"past_months", "opening_months", "told_months", "led_months", "led_quarters", "told_half"})
# Shapes that mean the year of publication where they name none: `9 tháng đầu năm`.
_OF_YEAR = (
    *("first_months", "last_months", "first_month", "last_month"),
    *("first_quarters", "first_quarter", "last_quarter", "whole_year"),
)
_THIS_YEAR = frozenset({*_OF_YEAR, *FRESH, *_HALVES, *_PARTS_OF_YEAR})


@dataclass(slots=True)
class Found:
    """A date as it stands; `build` makes its span once its year is known, `month` helps to guess that year.

    `window` are the unit and the number of a stretch that ends with publication, `coming` is the next such weekday.
    """

    start: int
    end: int
    shape: str
    span: Span | None = None
    build: Builder | None = None
    month: int = 1
    year_offset: int | None = None
    upcoming: bool = False
    strong: bool = False
    rule: str = ""
    halves: tuple[Found, Found] | None = None
    window: tuple[str, int] | None = None
    coming: Span | None = None


def meaning(shape: str, parts: dict[str, str], start: int, end: int, forms: Forms) -> Found | None:
    """The date that a form means whose holes are filled with `parts`; None where no calendar has it."""
    if shape == "day_round":
        return Found(start, end, "day", rule="relative-date") if _count(parts, forms) == _DAY else None
    if shape in _WINDOWS:
        count = _count(parts, forms) if "n" in parts else 1
        return Found(start, end, "window", rule="window", window=(_WINDOWS[shape], count))
    if shape in AGO:
        return Found(start, end, "ago", rule=shape, window=(AGO[shape], -_count(parts, forms)))
    builder = _SHAPES.get(shape)
    built = builder(parts, forms) if builder else None
    if built is None:
        return Found(start, end, "relative", rule=shape)
    build, month, kept = built
    found = Found(start, end, kept, build=build, month=month, strong=True, rule=shape)
    if "y" in parts:
        found.span, found.build = build(int(parts["y"])), None
        return found if found.span else None
    if "w" in parts or shape in _THIS_YEAR:
        found.year_offset = forms.years[parts["w"]] if "w" in parts else 0
    return found if build(_LEAP_YEAR) else None


_LEAP_YEAR = 2020
_Built = tuple[Builder, int, str] | None


def _month_of(parts: dict[str, str], forms: Forms) -> int:
    return forms.months[parts["M"]] if "M" in parts else int(parts.get("m", 1))


def _count(parts: dict[str, str], forms: Forms) -> int:
    word = parts.get("n", "0")
    return int(word) if word.isdigit() else forms.small[word]


def _day(parts: dict[str, str], forms: Forms) -> _Built:
    month, day = _month_of(parts, forms), int(parts["d"])
    return (lambda year: calendar.day(year, month, day)), month, "day"


def _days(parts: dict[str, str], forms: Forms) -> _Built:
    """Several days of a month: `Oct. 3-7`."""
    month, first, last = _month_of(parts, forms), int(parts["d"]), int(parts["e"])

    def build(year: int) -> Span | None:
        one, other = calendar.day(year, month, first), calendar.day(year, month, last)
        return calendar.between(one, other) if one and other else None

    return (build, month, "day") if first < last else None


def _part_of_month(which: str) -> Callable[[dict[str, str], Forms], _Built]:
    """The first or the last days of a month, or one of its halves: `15 ngày đầu tháng 5`, first half of August."""

    def built(parts: dict[str, str], forms: Forms) -> _Built:
        month, count = _month_of(parts, forms), _count(parts, forms) if "n" in parts else _MIDDLE

        def build(year: int) -> Span | None:
            whole = calendar.month(year, month)
            length = whole.last.day if whole else 0
            if not whole or not 1 < count < length:
                return None
            parts = {"first": (1, count), "second": (_MIDDLE + 1, length), "last": (length - count + 1, length)}
            first, last = (calendar.day(year, month, number) for number in parts[which])
            return calendar.between(first, last) if first and last else None

        return build, month, "day"

    return built


def _month(parts: dict[str, str], forms: Forms) -> _Built:
    month = _month_of(parts, forms)
    return (lambda year: calendar.month(year, month)), month, "month"


def _some_months(parts: dict[str, str], forms: Forms) -> _Built:
    first, last = _month_of(parts, forms), int(parts["o"])
    return ((lambda year: calendar.months(year, first, last)), first, "months") if first < last else None


def _quarter(parts: dict[str, str], forms: Forms) -> _Built:
    number = forms.quarters[parts["q"]]
    return (lambda year: calendar.quarter(year, number)), 3 * number - 2, "quarter"


def _first_months(parts: dict[str, str], forms: Forms) -> _Built:
    return _stretch(1, _count(parts, forms))


def _past_months(parts: dict[str, str], forms: Forms) -> _Built:
    count = _count(parts, forms)
    return _stretch(1, count) if count >= _PAST_MONTHS else None


def _last_months(parts: dict[str, str], forms: Forms) -> _Built:
    return _stretch(13 - _count(parts, forms), 12)


def _first_quarters(parts: dict[str, str], forms: Forms) -> _Built:
    return _stretch(1, 3 * _count(parts, forms))


def _stretch(first: int, last: int) -> _Built:
    if not 1 <= first <= last <= 12:
        return None
    quarter = last - first == 2 and last % 3 == 0
    shape = "quarter" if quarter else "half" if last - first == 5 else "months"
    return (lambda year: calendar.months(year, first, last)), 1, shape


def _ending(count: int | None) -> Callable[[dict[str, str], Forms], _Built]:
    """Months up to a named one: `the three months to June`, `the year ended March 31`; a day early in it ends the
    month before. One in the middle of a month ends none.
    """

    def built(parts: dict[str, str], forms: Forms) -> _Built:
        number, month, day = count or _count(parts, forms), _month_of(parts, forms), int(parts.get("d", _LAST_DAYS))
        if not 1 <= number <= _MOST_MONTHS or _FIRST_DAYS < day < _LAST_DAYS:
            return None
        last = month if day > _FIRST_DAYS else month - 1
        shape = {3: "quarter", 6: "half", 12: "year"}.get(number, "months")
        return (lambda year: calendar.ending(year, last, number)), month, shape

    return built


def _through(parts: dict[str, str], forms: Forms) -> _Built:
    """From one named month to another: `the April-June quarter`, `November-January`."""
    first, last = forms.months[parts["M"]], forms.months[parts["N"]]
    count = (last - first) % 12 + 1
    shape = {3: "quarter", 6: "half"}.get(count, "months")
    return (lambda year: calendar.ending(year + (last < first), last, count)), first, shape


def _week(parts: dict[str, str], forms: Forms) -> _Built:
    month, day = _month_of(parts, forms), int(parts["d"])

    def build(year: int) -> Span | None:
        last = calendar.day(year, month, day)
        return calendar.week(last) if last else None

    return build, month, "relative"


def _years(parts: dict[str, str], forms: Forms) -> _Built:
    return (lambda year: calendar.between(calendar.year_of(year), calendar.year_of(year + 1))), 1, "years"


def _in_year(number: int) -> Callable[[dict[str, str], Forms], _Built]:
    return lambda parts, forms: ((lambda year: calendar.month(year, number)), 1, "month")


def _half(first: int) -> Callable[[dict[str, str], Forms], _Built]:
    return lambda parts, forms: ((lambda year: calendar.months(year, first, first + 5)), 1, "half")


_SHAPES: dict[str, Callable[[dict[str, str], Forms], _Built]] = {
    "day": _day,
    "days": _days,
    "month": _month,
    "month_part": _month,
    "some_months": _some_months,
    "first_days": _part_of_month("first"),
    "first_of_month": _part_of_month("first"),
    "second_of_month": _part_of_month("second"),
    "last_days": _part_of_month("last"),
    "quarter": _quarter,
    "first_months": _first_months,
    "opening_months": _first_months,
    "told_months": _first_months,
    "led_months": _first_months,
    "past_months": _past_months,
    "led_quarters": _first_quarters,
    "told_half": _half(1),
    "whole_year": lambda parts, forms: (calendar.year_of, 1, "year"),
    "last_months": _last_months,
    "first_quarters": _first_quarters,
    "first_month": _in_year(1),
    "last_month": _in_year(12),
    "first_quarter": lambda parts, forms: _stretch(1, 3),
    "last_quarter": lambda parts, forms: _stretch(10, 12),
    "months_to": _ending(None),
    "quarter_to": _ending(3),
    "half_to": _ending(6),
    "year_to": _ending(12),
    "week_to": _week,
    "through": _through,
    "full_year": lambda parts, forms: (calendar.year_of, _RESULTS, "year"),
    "year": lambda parts, forms: (calendar.year_of, 1, "year"),
    "years": _years,
    **{shape: _half(first) for shape, first in _HALVES.items()},
    **{shape: _in_year(number) for shape, number in _PARTS_OF_YEAR.items()},
}
