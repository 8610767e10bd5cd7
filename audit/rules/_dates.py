"""The days that a stretch of text names, as ISO 8601: all that a rule about dates needs to know."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache

from audit.dates import months
from audit.rules._sentence import either

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_EDGE = r"(?<![\w/.\-])"
_GAP = r",? {1,3}(?:năm {1,2})?"


def days(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and first day of each date that names a year: `12/2020` is 2020-12-01. In order of the forms."""
    taken: set[int] = set()
    for pattern in _forms():
        for match in pattern.finditer(text):
            named = _first_day(match.groupdict())
            if named and not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                yield match.start(), match.end(), named


def latest(text: str) -> str | None:
    """The last day that a text names, None where it names none."""
    return max((day for _, _, day in days(text)), default=None)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of a date, those that name a day first."""
    names = either(months())
    name = rf"(?P<name>{names})(?!\w)\.?"
    forms = (
        rf"{_EDGE}{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_EDGE}(?P<day>\d{{1,2}})[/.\-](?P<month>\d{{1,2}})[/.\-]{_YEAR}",
        rf"{_EDGE}{_DAY} {{1,3}}{name}{_GAP}{_YEAR}",
        rf"{_EDGE}{name} {{1,3}}{_DAY}{_GAP}{_YEAR}",
        rf"{_EDGE}(?P<month>\d{{1,2}})/{_YEAR}(?![/])",
        rf"{_EDGE}{name}{_GAP}{_YEAR}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _first_day(parts: Mapping[str, str]) -> str | None:
    """Month and day may stand the other way round: where the month cannot be one, they do."""
    year, day = int(parts["year"]), int(parts.get("day") or 1)
    month = months()[parts["name"].lower()] if "name" in parts else int(parts["month"])
    for m, d in ((month, day), (day, month)):
        try:
            return datetime.date(year, m, d).isoformat()
        except ValueError:
            continue
    return None
