"""Finds dates and periods at a place of a text: `07/3/2019`, `quý IV/2017`, `9 tháng đầu năm`, `Dec. 29`, `last year`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from audit.facts import _calendar as calendar
from audit.facts._calendar import Span
from audit.facts._forms import Forms, forms
from audit.facts._phrases import lowered, words_before
from audit.facts._reading import Date, Rejected

_SEPARATED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|/\d)")
_ISO = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{4})(?!\d|[/-]\d)")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?!\d|[/,]\d|[.-]\d)")
_DAYS = re.compile(
    r"(\d{1,2})(?: ?[-–] ?| (?:đến|và|tới|to|and) )(\d{1,2})([/.-])(\d{1,2})(?:\3(\d{4}))?(?!\d|[/,.]\d)"
)
_YEARS = re.compile(r"(\d{4})( ?[-–—] ?|/)(\d{4}|\d{2})(?!\d|[/,.-]\d)")
_YEAR = re.compile(r"(\d{4})(?![\d]|[.,/]\d|-\d)")
_BARE_DAY = re.compile(r"(\d{1,2})(?!\d|[.,/-]\d)")


@dataclass(slots=True)
class Found:
    """A date as it stands; `build` makes its span once its year is known, `month` helps to guess that year."""

    start: int
    end: int
    shape: str
    span: Span | None = None
    build: Callable[[int], Span | None] | None = None
    month: int = 1
    year_offset: int | None = None
    upcoming: bool = False
    strong: bool = False
    rule: str = ""


class Dates:
    """Reads the dates of one text, given in lower case."""

    def __init__(self, low: str, forms: Forms, published: date | None) -> None:
        self.low, self.forms, self.published = low, forms, published

    def at_digits(self, start: int, first: int, limit: int, words: list[str]) -> Found | Rejected | None:
        """The date that starts with the digits at `start`, in a sentence from `first` to `limit`."""
        led = self.forms.leads.of(words) is not None
        month_led = self.forms.month_lead.of(words) is not None
        found = self._numeric(start, limit, words, led, month_led)
        if isinstance(found, Rejected):
            return found
        longest = self._form(self.forms.by_digit, start, limit)
        if longest and (found is None or longest.end > found.end):
            return longest
        return found

    def at_word(self, word: str, start: int, limit: int) -> Found | None:
        """The date that starts with a word of the language."""
        longest = self._form(self.forms.by_word.get(word, ()), start, limit)
        relative = self.forms.relative.at(self.low, start, limit)
        if (relative or (longest and longest.year_offset)) and self._several(start):
            end = max(relative[0] if relative else start, longest.end if longest else start)
            return Found(start, end, "relative", rule="relative-date")
        if relative and (longest is None or relative[0] > longest.end):
            end, (unit, offset) = relative
            span = calendar.shifted(self.published, unit, offset) if self.published else None
            return Found(start, end, "relative" if unit == "week" else unit, span, rule="relative-date")
        if longest:
            return longest
        now = self.forms.now.at(self.low, start, limit)
        if now:
            span = calendar.shifted(self.published, "day", 0) if self.published else None
            return Found(start, now[0], "now", span, rule="now")
        return None

    def _several(self, start: int) -> bool:
        """Whether a word before makes several of a period: `những năm qua` is not last year."""
        return self.forms.plural.of(words_before(self.low, start, 0, 1)) is not None

    def _numeric(self, start: int, limit: int, words: list[str], led: bool, month_led: bool) -> Found | Rejected | None:
        low = self.low
        match = _ISO.match(low, start, limit)
        if match:
            return self._full(match, int(match[1]), int(match[3]), int(match[4]))
        match = _YEARS.match(low, start, limit)
        if match:
            found = self._years(match)
            if found:
                return found
        match = _SEPARATED.match(low, start, limit)
        if match:
            return self._separated(match, led)
        match = _MONTH.match(low, start, limit)
        if match and 1 <= int(match[1]) <= 12 and (match[2] == "/" or month_led) and _is_year(match[3]):
            span = calendar.month(int(match[3]), int(match[1]))
            return Found(start, match.end(), "month", span, strong=month_led, rule="month/year")
        if led or self.forms.since.of(words):
            match = _DAYS.match(low, start, limit)
            if match and (led or match[3] == "/"):
                return self._days(match)
        match = _DAY.match(low, start, limit)
        if match:
            return self._day(match, words, led)
        if led:
            return self._bare_day(start, limit, words)
        match = _YEAR.match(low, start, limit)
        if match and _is_year(match[1]):
            return self._year(match, words)
        return None

    def _full(self, match: re.Match[str], year: int, month: int, day: int) -> Found | Rejected:
        span = calendar.day(year, month, day)
        if span is None:
            return Rejected(match.start(), match.end(), "other")
        return Found(match.start(), match.end(), "day", span, strong=True, rule="full-date")

    def _separated(self, match: re.Match[str], led: bool) -> Found | Rejected | None:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if not led and match[2] != "/":
                return None
            year += 2000 if year < 70 else 1900
        if max(first, second) <= 12 and first != second and self.forms.day_first is None:
            return Found(match.start(), match.end(), "day", None, strong=True, rule="ambiguous-date")
        day_first = self.forms.day_first or first > 12
        found = self._full(match, year, *((second, first) if day_first else (first, second)))
        if isinstance(found, Rejected) and match[2] == ".":
            return None
        return found

    def _days(self, match: re.Match[str]) -> Found | None:
        low, high, month = int(match[1]), int(match[2]), int(match[4])
        if low >= high:
            return None

        def build(year: int) -> Span | None:
            first, last = calendar.day(year, month, low), calendar.day(year, month, high)
            return calendar.between(first, last) if first and last else None

        if build(2020) is None:
            return None
        found = Found(match.start(), match.end(), "day", build=build, month=month, strong=True, rule="days")
        return self._known(found, match[5])

    def _known(self, found: Found, year: str | None) -> Found:
        if year and found.build:
            found.span, found.build = found.build(int(year)), None
        return found

    def _day(self, match: re.Match[str], words: list[str], led: bool) -> Found | None:
        first, mark, second = int(match[1]), match[2], int(match[3])
        day, month = (first, second) if self.forms.day_first is not False else (second, first)
        if calendar.day(2020, month, day) is None:
            return None
        if not led and (mark != "/" or not self._dated(match, first, second, words)):
            return None
        build = partial(calendar.day, month=month, number=day)
        return Found(
            match.start(), match.end(), "day", None, lambda year: build(year), month, strong=led, rule="day/month"
        )

    def _dated(self, match: re.Match[str], first: int, second: int, words: list[str]) -> bool:
        """Whether `a/b` without a word for a day is a date: not where it can be a fraction and nothing speaks for a date."""
        if self.forms.may_lead.of(words):
            return True
        return first > second and not _NOUN_FOLLOWS.match(self.low, match.end())

    def _bare_day(self, start: int, limit: int, words: list[str]) -> Found | None:
        match = _BARE_DAY.match(self.low, start, limit)
        if match is None or not 1 <= int(match[1]) <= 31 or not self.forms.bare_day.of(words) or self.published is None:
            return None
        number, that = int(match[1]), self.published
        shift = -1 if number > that.day + 7 else 0
        count = that.year * 12 + that.month - 1 + shift
        span = calendar.day(count // 12, count % 12 + 1, number)
        return Found(start, match.end(), "day", span, strong=True, rule="bare-day") if span else None

    def _years(self, match: re.Match[str]) -> Found | None:
        first = int(match[1])
        last = int(match[3]) if len(match[3]) == 4 else first // 100 * 100 + int(match[3])
        if not (_is_year(match[1]) and first < last <= calendar.LAST_YEAR and last - first < 200):
            return None
        if len(match[3]) == 2 and last - first > 30:
            return None
        span = calendar.between(calendar.year_of(first), calendar.year_of(last))
        return Found(match.start(), match.end(), "years", span, strong=True, rule="years")

    def _year(self, match: re.Match[str], words: list[str]) -> Found | None:
        led = self.forms.year_lead.of(words) is not None
        if not led and (self.forms.year_never.of(words) or not 1900 <= int(match[1]) <= 2100):
            return None
        span = calendar.year_of(int(match[1]))
        return Found(match.start(), match.end(), "year", span, strong=led, rule="year")

    def _form(self, forms: Iterable[tuple[str, re.Pattern[str]]], start: int, limit: int) -> Found | None:
        best: tuple[str, re.Match[str]] | None = None
        for shape, pattern in forms:
            match = pattern.match(self.low, start, limit)
            if match and (best is None or match.end() > best[1].end()):
                best = shape, match
        return self._meant(*best) if best else None

    def _meant(self, shape: str, match: re.Match[str]) -> Found | None:
        """What a matched form means: the parts it names put on the calendar."""
        parts = {name: value for name, value in match.groupdict().items() if value}
        year = int(parts["y"]) if "y" in parts else None
        build, month, kept = _builder(shape, parts, self.forms)
        if build is None:
            return Found(match.start(), match.end(), kept, rule=shape)
        found = Found(match.start(), match.end(), kept, build=build, month=month, strong=True, rule=shape)
        if year is not None:
            found.span, found.build = build(year), None
            return found if found.span else None
        if "w" in parts or shape in _THIS_YEAR:
            offset = self.forms.years[parts["w"]] if "w" in parts else 0
            found.year_offset = offset
        if build(2020) is None:
            return None
        found.upcoming = self.forms.upcoming.match(self.low, match.end()) is not None
        return found


_NOUN_FOLLOWS = re.compile(r" [^\W\d_]")
_THIS_YEAR = frozenset(
    {
        "first_months",
        "last_months",
        "first_quarters",
        "first_half",
        "last_half",
        "year_start",
        "year_middle",
        "year_end",
    }
)


def _is_year(digits: str) -> bool:
    return calendar.FIRST_YEAR <= int(digits) <= calendar.LAST_YEAR


def _builder(shape: str, parts: dict[str, str], forms: Forms) -> tuple[Callable[[int], Span | None] | None, int, str]:
    """How to make the span of a form once its year is known, a month to guess the year by, and its shape."""
    count = _count(parts["n"], forms) if "n" in parts else 0
    month = forms.months[parts["M"]] if "M" in parts else int(parts.get("m", 1))
    if shape == "day":
        day = int(parts["d"])
        return (lambda year: calendar.day(year, month, day)), month, "day"
    if shape == "month":
        return (lambda year: calendar.month(year, month)), month, "month"
    if shape == "month_part":
        return (lambda year: calendar.month(year, month)), month, "month"
    if shape == "some_months" and month < int(parts["o"]):
        return (lambda year: calendar.months(year, month, int(parts["o"]))), month, "months"
    if shape == "quarter":
        number = forms.quarters[parts["q"]]
        return (lambda year: calendar.quarter(year, number)), 3 * number - 2, "quarter"
    if shape == "first_months" and 1 <= count <= 12:
        return (lambda year: calendar.months(year, 1, count)), 1, "half" if count == 6 else "months"
    if shape == "last_months" and 1 <= count <= 12:
        return (lambda year: calendar.months(year, 13 - count, 12)), 1, "half" if count == 6 else "months"
    if shape == "first_quarters" and 1 <= count <= 4:
        return (lambda year: calendar.months(year, 1, 3 * count)), 1, "months"
    if shape in ("first_half", "last_half"):
        first = 1 if shape == "first_half" else 7
        return (lambda year: calendar.months(year, first, first + 5)), 1, "half"
    if shape in ("year_start", "year_middle", "year_end"):
        number = {"year_start": 1, "year_middle": 6, "year_end": 12}[shape]
        return (lambda year: calendar.month(year, number)), 1, "month"
    if shape == "year":
        return calendar.year_of, 1, "year"
    if shape == "years" and "z" in parts:
        return (lambda year: calendar.between(calendar.year_of(year), calendar.year_of(year + 1))), 1, "years"
    return None, 1, "relative"


def _count(word: str, forms: Forms) -> int:
    return int(word) if word.isdigit() else forms.small[word]


def settle(
    found: list[Found],
    low: str,
    forms: Forms,
    published: date | None,
    year_of_telling: int | None = None,
    within: tuple[int, int] | None = None,
) -> list[Date]:
    """The dates of a sentence with years filled in from their neighbours or from publication, ranges joined.

    `year_of_telling` stands in for the year of an article without a date of publication; `within` is the sentence,
    whose words may tell of the future.
    """
    ahead = None
    for index, item in enumerate(found):
        if item.build is not None and item.year_offset is None:
            following = found[index + 1] if index + 1 < len(found) else None
            if (
                following
                and following.span
                and following.start - item.end <= 16
                and forms.join.fullmatch(low, item.end, following.start)
            ):
                item.span, item.build = item.build(following.span.first.year), None
    for item in found:
        if item.build is None:
            continue
        now = published.year if published else year_of_telling
        if now is not None and item.year_offset is not None:
            item.span = item.build(now + item.year_offset)
        elif published is not None:
            if ahead is None:
                ahead = bool(within and forms.future.search(low, *within))
            item.span = item.build(calendar.nearest_year(item.month, published, item.upcoming, ahead))
        elif now is not None and item.shape == "day":
            item.span = item.build(now)
    return [_date(item) for item in _joined(found, low, forms)]


def _joined(found: list[Found], low: str, forms: Forms) -> list[Found]:
    """Dates with `từ A đến B`, `A - B` and `từ A đến nay` made one."""
    joined: list[Found] = []
    for item in found:
        before = joined[-1] if joined else None
        if before is not None and item.shape == "now" and low[before.end : item.start] == " ":
            if forms.since.of(words_before(low, _lead_start(low, before.start, forms), 0)) is not None:
                _extend(before, item, "since")
                continue
        elif before is not None and before.shape != "now" and forms.join.fullmatch(low, before.end, item.start):
            since = forms.since.of(words_before(low, _lead_start(low, before.start, forms), 0)) is not None
            dash = low[before.end : item.start].strip() in ("-", "–", "—")
            if (
                item.shape == before.shape
                and (since or dash)
                and before.span
                and item.span
                and before.span.first < item.span.first
            ):
                _extend(before, item, {"year": "years", "month": "months"}.get(item.shape, item.shape))
                continue
        joined.append(item)
    return joined


def _lead_start(low: str, start: int, forms: Forms) -> int:
    """Where the words for a day, month or year before a date start."""
    words = words_before(low, start, 0, 1)
    if words and (forms.leads.of(words) or forms.year_lead.of(words) or forms.month_lead.of(words)):
        return low.rindex(words[-1], 0, start)
    return start


def _extend(before: Found, item: Found, shape: str) -> None:
    before.end, before.shape = item.end, shape
    if shape == "since":
        if before.span:
            last = item.span.last if item.span else before.span.last
            before.span = Span(f"{before.span.period}/..", before.span.first, last)
    elif before.span and item.span:
        before.span = calendar.between(before.span, item.span)


def _date(item: Found) -> Date:
    span = item.span
    first, last = (span.first.isoformat(), span.last.isoformat()) if span else (None, None)
    return Date(item.start, item.end, item.shape, span.period if span else None, first, last, rule=item.rule)


_PLACES = re.compile(r"\d+|[^\W\d_]+")


def dates_in(text: str, language: str, published: str | None = None) -> list[Date]:
    """The dates and periods of a text in a known language, offsets in the text itself.

    `published` is an ISO 8601 date that resolves what names no year. Unlike `read` this looks at no figures, so that
    of `10/12` without a word for a day nothing is said.
    """
    low, known, day = lowered(text), forms(language), calendar.published_on(published)
    reader, found, done = Dates(low, known, day), [], 0
    for match in _PLACES.finditer(low):
        if match.start() < done:
            continue
        if match[0][0].isdigit():
            item = reader.at_digits(match.start(), 0, len(low), words_before(low, match.start(), 0))
        else:
            item = reader.at_word(match[0], match.start(), len(low))
        if isinstance(item, Found):
            found.append(item)
        done = item.end if item else done
    return settle(found, low, known, day, within=(0, len(low)))
