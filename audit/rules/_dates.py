"""The days that a stretch of text names in figures, as ISO 8601: all that a rule about dates needs to know."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_YEAR = r"((?:19|20)\d\d)"
_EDGE = r"(?<![\d/.\-])"
_SPOKEN = r"ngày {1,3}(\d{1,2}) {1,3}tháng {1,3}(\d{1,2}),? {1,3}(?:năm )?"
_FORMS = (
    (re.compile(rf"{_EDGE}{_YEAR}-(\d\d)-(\d\d)(?!\d)"), (1, 2, 3)),
    (re.compile(rf"{_EDGE}(\d{{1,2}})[/.\-](\d{{1,2}})[/.\-]{_YEAR}(?!\d)"), (3, 2, 1)),
    (re.compile(rf"{_SPOKEN}{_YEAR}(?!\d)"), (3, 2, 1)),
    (re.compile(rf"{_EDGE}(\d{{1,2}})/{_YEAR}(?![\d/])"), (2, 1, 0)),
)  # fmt: skip


def days(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and first day of each date that names a year: `12/2020` is 2020-12-01. In order of the forms."""
    taken: set[int] = set()
    for pattern, (year, month, day) in _FORMS:
        for match in pattern.finditer(text):
            named = _day(int(match[year]), int(match[month]), int(match[day]) if day else 1)
            if named and not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                yield match.start(), match.end(), named


def latest(text: str) -> str | None:
    """The last day that a text names, None where it names none."""
    return max((day for _, _, day in days(text)), default=None)


def _day(year: int, month: int, day: int) -> str | None:
    """Month and day may stand the other way round: where the month cannot be one, they do."""
    for m, d in ((month, day), (day, month)):
        try:
            return datetime.date(year, m, d).isoformat()
        except ValueError:
            continue
    return None
