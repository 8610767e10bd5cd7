"""Periods of the calendar in ISO 8601, each with its first and its last day, and the year a date without one means."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

# How far ahead of publication a date without a year may lie, where the future is told of and elsewhere; and how far
# back what is still to come may have begun.
_AHEAD, _PLANNED = timedelta(days=45), timedelta(days=275)
_BEGUN = {"quarter": timedelta(days=150)}
_JUST_BEGUN = timedelta(days=60)
# Hours of the units that a short window is counted in.
_DAYS = {"h": 1, "d": 24, "wk": 168}
FIRST_YEAR, LAST_YEAR = 1500, 2199
# The first day of a weekend, counted from Monday, and the days behind it that it still runs.
_SATURDAY, _OVER = 5, 2
# The same few days, months and years are told of again and again: so many of each are kept.
_KEPT = 1 << 12


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days: its ISO 8601 name, first and last day."""

    period: str
    first: date
    last: date


def published_on(stamp: str | None) -> date | None:
    """The day of an ISO 8601 date or time stamp; None where there is none."""
    try:
        day_of = date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
    return day_of if day_of and FIRST_YEAR < day_of.year < LAST_YEAR else None


@lru_cache(maxsize=_KEPT)
def day(year: int, month: int, number: int) -> Span | None:
    """One day, or None where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    that = date(year, month, number)
    return Span(that.isoformat(), that, that)


@lru_cache(maxsize=_KEPT)
def month(year: int, number: int) -> Span:
    """One month."""
    return Span(f"{year}-{number:02}", date(year, number, 1), date(year, number, monthrange(year, number)[1]))


@lru_cache(maxsize=_KEPT)
def months(year: int, first: int, last: int) -> Span:
    """Several months of one year, named as a quarter or a half where they are one."""
    if last - first == 2 and last % 3 == 0:
        return quarter(year, last // 3)
    start, end = month(year, first), month(year, last)
    name = f"{start.period}/{end.period}"
    if last - first == 5 and first % 6 == 1:
        name = f"{year}-H{(last + 5) // 6}"
    elif first == 1 and last == 12:
        name = str(year)
    return Span(name, start.first, end.last)


def ending(year: int, last: int, count: int) -> Span:
    """So many months that end with one of a year, named as a quarter, a half or a year where they are one."""
    end = year * 12 + last - 1
    start = end - count + 1
    if count == 3 and last % 3 == 0:
        return quarter(end // 12, last // 3 or 4)
    if start // 12 == end // 12:
        return months(end // 12, start % 12 + 1, end % 12 + 1)
    return between(month(start // 12, start % 12 + 1), month(end // 12, end % 12 + 1))


def moved(that: Span, days: int) -> Span:
    """A day so many days later."""
    then = that.first + timedelta(days=days)
    return Span(then.isoformat(), then, then)


def week(last: Span) -> Span:
    """The seven days up to a day."""
    first = last.first - timedelta(days=6)
    return between(Span(first.isoformat(), first, first), last)


def window(published: date, unit: str, count: int) -> Span | None:
    """The time up to publication: by days for hours, days and weeks, by months for months and years."""
    today = Span(published.isoformat(), published, published)
    if unit in _DAYS:
        first = published - timedelta(days=max(1, -(-count * _DAYS[unit] // 24)))
        return between(Span(first.isoformat(), first, first), today)
    start = published.year * 12 + published.month - 1 - count * (12 if unit == "a" else 1)
    if start // 12 <= FIRST_YEAR:
        return None
    return between(month(start // 12, start % 12 + 1), month(published.year, published.month))


@lru_cache(maxsize=_KEPT)
def quarter(year: int, number: int) -> Span:
    """One quarter."""
    return Span(f"{year}-Q{number}", date(year, 3 * number - 2, 1), month(year, 3 * number).last)


@lru_cache(maxsize=_KEPT)
def year_of(number: int) -> Span:
    """One year."""
    return Span(str(number), date(number, 1, 1), date(number, 12, 31))


def between(first: Span, last: Span) -> Span:
    """From the beginning of one span to the end of another."""
    return Span(f"{first.period}/{last.period}", first.first, last.last)


@lru_cache(maxsize=_KEPT)
def nearest_year(
    first_month: int, published: date, upcoming: bool = False, ahead: bool = False, shape: str = "month"
) -> int:
    """The year of a month that is printed without one: the coming one if announced, else the nearest that is past."""
    year = published.year
    if upcoming:
        return year if first_month >= published.month else year + 1
    if ahead:
        begun = published - _BEGUN.get(shape, _JUST_BEGUN)
        for coming in (year - 1, year, year + 1):
            if begun <= date(coming, first_month, 1) <= published + _PLANNED:
                return coming
    return year - 1 if date(year, first_month, 1) > published + _AHEAD else year


def _weekend(published: date, offset: int) -> Span:
    """A Saturday and Sunday: the last ones that had begun by publication, or those before or after.

    What is told of `last weekend` from a Monday to a Thursday was on those days.
    """
    back = (published.weekday() - _SATURDAY) % 7
    first = published - timedelta(days=back)
    if offset > 0 or (offset < 0 and back < _OVER):
        first += timedelta(days=7 * offset)
    last = first + timedelta(days=1)
    return between(Span(first.isoformat(), first, first), Span(last.isoformat(), last, last))


def shifted(published: date, unit: str, offset: int) -> Span:
    """The day, week, month, quarter or year that lies some steps from publication, or the last Monday (0) to Sunday."""
    if unit == "year":
        return year_of(published.year + offset)
    if unit == "quarter":
        count = published.year * 4 + (published.month - 1) // 3 + offset
        return quarter(count // 4, count % 4 + 1)
    if unit == "month":
        count = published.year * 12 + published.month - 1 + offset
        return month(count // 12, count % 12 + 1)
    if unit == "week":
        sunday = published + timedelta(days=7 * offset - published.weekday() + 6)
        return week(Span(sunday.isoformat(), sunday, sunday))
    if unit == "weekend":
        return _weekend(published, offset)
    back = -((published.weekday() - offset) % 7) if unit == "weekday" else offset
    that = published + timedelta(days=back)
    return Span(that.isoformat(), that, that)
