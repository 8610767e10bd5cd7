"""Arithmetic on ISO 8601 periods as this project writes them: 2013, 2013-Q3, 2013-H1, 2013-10, 2013-10-22, a/b."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

_WEEK = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")
# Parts of a year by their months.
_PARTS = {3: "Q", 6: "H"}
_SHORT = 6
_OPEN = ".."
_SATURDAY = 5
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


@lru_cache(maxsize=4096)
def earlier(period: str | None, *, years: int = 0, units: int = 0) -> str | None:
    """The period as many years, or as many of its own units, before: 2013-Q1 one unit back is 2012-Q4.

    An interval moves as a whole by years, one of a week or of up to six months by its length too; else it is null by
    units. An open end or an unknown form gives null.
    """
    if period is None:
        return None
    if units and not years and (week := _WEEK.fullmatch(period)):
        return _weeks_before(week, units)
    if units and not years and (months := _MONTHS.fullmatch(period)):
        return _months_before(months, units)
    if "/" in period:
        sides = [earlier(side, years=years) for side in period.split("/")]
        return None if units or None in sides else "/".join(side for side in sides if side)
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    year, quarter, half, month, day = (int(part) if part else 0 for part in match.groups())
    year -= years
    if day:
        return _day_before(year, month, day, units)
    count = 4 if quarter else 2 if half else 12 if month else 1
    at = year * count + max(quarter, half, month, 1) - 1 - units
    year, place = divmod(at, count)
    prefix = "Q" if quarter else "H" if half else ""
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}" if count == 1 else f"{year:04d}-{prefix}{place + 1:0{1 if prefix else 2}d}"


def before(period: str | None) -> str | None:
    """The last day before a period begins, null where its beginning is open or unknown."""
    return earlier(first(period), units=1)


def _weeks_before(week: re.Match[str], units: int) -> str | None:
    from datetime import date, timedelta

    try:
        first, last = date.fromisoformat(week[1]), date.fromisoformat(week[2])
        back = timedelta(days=7 * units)
        return f"{first - back}/{last - back}" if last - first == timedelta(days=6) else None
    except (ValueError, OverflowError):
        return None


def _months_before(months: re.Match[str], units: int) -> str | None:
    start, end = (int(months[at]) * 12 + int(months[at + 1]) - 1 for at in (1, 3))
    length = end - start + 1
    start, end = start - length * units, end - length * units
    if not 1 <= length <= _SHORT or start < 12:
        return None
    if length in _PARTS and start // 12 == end // 12 and start % length == 0:
        return f"{start // 12:04d}-{_PARTS[length]}{start % 12 // length + 1}"
    return f"{start // 12:04d}-{start % 12 + 1:02d}/{end // 12:04d}-{end % 12 + 1:02d}"


def session_before(day: str) -> str | None:
    """The day of the last session of a market before a day: Friday for a Monday."""
    from datetime import date

    back = earlier(day, units=1)
    while back and date.fromisoformat(back).weekday() >= _SATURDAY:
        back = earlier(back, units=1)
    return back


@lru_cache(maxsize=4096)
def is_week(period: str | None) -> bool:
    """Whether a period is one week: 2018-01-28/2018-02-03."""
    found = _WEEK.fullmatch(period) if period else None
    return found is not None and _weeks_before(found, 1) is not None


def change(base: str | None, period: str | None) -> str | None:
    """From and to of a change; a side that is itself an interval is written with two dots, null where one is open."""
    if not base or not period or _OPEN in (base[:2], base[-2:], period[:2], period[-2:]):
        return None
    return f"{base.replace('/', '..')}/{period.replace('/', '..')}"


def over_year(period: str | None) -> str | None:
    """From and to of what moved over a year up to a month: 2024-11/2025-10 is 2024-10/2025-10, 2024 2023-12/2024-12."""
    day = last(period)
    month = day and day[:7]
    return change(earlier(month, years=1), month)


def so_far(day: str) -> str:
    """The months of a year up to that of a day, as the quarter, half or year that they are: 2013-06-30 is 2013-H1."""
    year, month = day[:4], day[5:7]
    named = {"01": f"{year}-01", "03": f"{year}-Q1", "06": f"{year}-H1", "12": year}
    return named.get(month, f"{year}-01/{year}-{month}")


def first(period: str | None) -> str | None:
    """The first day of a period, null where its beginning is open or unknown."""
    return _edge(period, 0)


def last(period: str | None) -> str | None:
    """The last day of a period, null where its end is open or unknown."""
    return _edge(period, 1)


def within(period: str | None, whole: str | None) -> bool:
    """Whether a period is a part of another one, or all of it; an open end is in nothing."""
    edges = (first(period), last(period), first(whole), last(whole))
    start, end, begin, close = (edge or "" for edge in edges)
    return all(edges) and begin <= start and end <= close


@lru_cache(maxsize=4096)
def _edge(period: str | None, side: int) -> str | None:
    if period is None:
        return None
    part = period.split("/")[-side] if "/" in period else period
    part = part.split("..")[-side] if ".." in part else part
    match = _PERIOD.fullmatch(part)
    if match is None:
        return None
    year, quarter, half, month, day = (int(part) if part else 0 for part in match.groups())
    low, high = (
        (quarter * 3 - 2, quarter * 3) if quarter else (half * 6 - 5, half * 6) if half else (month or 1, month or 12)
    )
    if not 1 <= low <= high <= 12:
        return None
    if side == 0:
        return f"{year:04d}-{low:02d}-{day or 1:02d}"
    return f"{year:04d}-{high:02d}-{day or monthrange(year, high)[1]:02d}"


def _day_before(year: int, month: int, day: int, units: int) -> str | None:
    from datetime import date, timedelta

    if not 1 <= month <= 12 or year < 1:
        return None
    try:
        return (date(year, month, min(day, monthrange(year, month)[1])) - timedelta(days=units)).isoformat()
    except (ValueError, OverflowError):
        return None
