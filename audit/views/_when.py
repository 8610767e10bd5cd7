"""When a figure holds, in the reader's language: `2013-01/2013-09` is the first nine months of 2013."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from audit import languages
from audit.views._words import Words

OPEN = ".."
_SPAN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Span:
    """A year, or a quarter, half, month or day of it."""

    year: str
    quarter: str | None
    half: str | None
    month: int | None
    day: int | None


def when(code: str, words: Words, *, change: bool = False) -> str:
    """A period in words; of a `change` the two sides are when it was counted from and to. What is no period stays."""
    return _when(code, words.language, change)


@lru_cache(maxsize=1 << 14)
def _when(code: str, language: str, change: bool) -> str:
    words = Words(language)
    first, between, last = code.partition("/")
    if not between or OPEN in (first, last):
        return _side(code, words) or code
    sides = _side(first, words), _side(last, words)
    if not all(sides):
        return code
    if not change:
        return _interval(first, last, words) or code
    earlier, later = (_year(side) for side in (first, last))
    if earlier != later and len(first) > len(earlier) and first.replace(earlier, later) == last:
        return words.say("when_same", now=sides[1], year=earlier)
    return words.say("when_change", now=sides[1], then=sides[0])


def _side(code: str, words: Words) -> str | None:
    """One span, several from `..` to, or one that is open at an end."""
    if (span := _read(code)) is not None:
        return _said(span, words)
    for joint in ("/", OPEN):
        start, found, end = code.partition(joint)
        if found and start and end and start != OPEN != end:
            return _interval(start, end, words)
    start, _, end = code.partition("/")
    known = _read(end if start == OPEN else start)
    if known is None or (start == OPEN) == (end == OPEN):
        return None
    return words.say("when_until" if start == OPEN else "when_since", day=_said(known, words))


def _interval(start: str, end: str, words: Words) -> str | None:
    """From one span to another, as short as people say it."""
    first, last = _read(start), _read(end)
    if first is None or last is None:
        return None
    if first == last:
        return _said(first, words)
    if first.year == last.year and (of_year := _within(first, last, words)):
        return of_year
    if {len(start), len(end)} == {4}:
        return f"{first.year}–{last.year}"
    return words.say("when_span", start=_said(first, words), end=_said(last, words))


def _within(first: _Span, last: _Span, words: Words) -> str | None:
    """Several months of one year, or several days of one month."""
    if not (first.month and last.month) or (first.day is None) != (last.day is None):
        return None
    names = {"year": first.year, "month": _name("month_names", last.month, words)}
    if first.day and last.day:
        whole = calendar.monthrange(int(first.year), last.month)[1]
        if first.month != last.month:
            return None
        if (first.day, last.day) == (1, whole):
            return words.say("when_month", **names)
        return words.say("when_days", start=first.day, end=last.day, **names)
    if (first.month, last.month) == (1, 12):
        return first.year
    if first.month == 1 or last.month == 12:
        count = _count(last.month - first.month + 1, words)
        return words.say("when_first" if first.month == 1 else "when_last", count=count, year=first.year)
    start = _name("month_names", first.month, words)
    return words.say("when_months", start=start, end=names["month"], year=first.year)


def _said(span: _Span, words: Words) -> str:
    if span.quarter:
        return words.say("when_quarter", quarter=_name("quarter_names", int(span.quarter), words), year=span.year)
    if span.half:
        return words.say("when_first" if span.half == "1" else "when_last", count=_count(6, words), year=span.year)
    if span.month is None:
        return span.year
    names = {"year": span.year, "month": _name("month_names", span.month, words)}
    return words.say("when_day", day=span.day, **names) if span.day else words.say("when_month", **names)


def _read(code: str) -> _Span | None:
    found = _SPAN.fullmatch(code)
    if found is None:
        return None
    year, quarter, half, month, day = found.groups()
    return _Span(year, quarter, half, int(month) if month else None, int(day) if day else None)


def _year(code: str) -> str:
    return code[:4]


def _name(kind: str, number: int, words: Words) -> str:
    """The name of a quarter or month of a year."""
    return str(languages.load(words.language)["report"][kind][number - 1])


def _count(months: int, words: Words) -> str:
    """How many months, as the language writes small numbers."""
    return str(languages.load(words.language)["report"]["month_counts"][months - 1])
