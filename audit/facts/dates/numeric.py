"""Reads dates printed in digits: `07/3/2019`, `31-3`, `23-24/9`, `10/2013`, `2016-2018`, and years."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from itertools import islice

from audit.facts._phrases import words_before
from audit.facts._reading import Rejected
from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span
from audit.facts.dates.forms import Forms
from audit.facts.dates.found import LUNAR, Found

_SEPARATED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|/\d)")
# What every date printed in digits has, a year alone aside: a mark right behind its first number.
_PARTED = re.compile(r"\d{1,4}(?: ?[-–—]|[/.])")
_ISO = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{4})(?!\d|[/-]\d)")
# One day may run on to another without a space: `1/5-15/5`.
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?!\d|[/,.]\d|-(?!\d{1,2}/\d{1,2}(?!\d))\d)")
_ONWARD = re.compile(r"-(\d{1,2})/(\d{1,2})")
_YEARS = re.compile(r"(\d{4})( ?[-–—] ?|/)(\d{4}|\d{2})(?!\d|[/,.-]\d)")
_YEAR = re.compile(r"(\d{4})(?![\d]|[.,/]\d|-\d)")
# Ten years by their first one, as English prints them: `built in the 1960s`.
_DECADE = re.compile(r"((?:1[89]|20)\d0)['’]?s(?![^\W\d_])")
_BARE_DAY = re.compile(r"(\d{1,2})(?!\d|[.,/-]\d)")
_LEAP_YEAR = 2020
# The days that a lunar month has at the most.
_MOON = 30
# The rule of the days of one week.
WEEK = "week"
# The last day that each month has, the last of any, and the months.
_LAST_SURE, _LAST, _MONTHS = 29, 31, 12
# Days of one month among which one is looked for that a word leads.
_ALIKE = 8
# Two digits are a year of this century below the pivot, and of the last one from it on.
_PIVOT = 70


class Numeric:
    """Reads the printed dates of one text, given in lower case."""

    def __init__(self, low: str, forms: Forms, published: date | None) -> None:
        self.low, self.forms, self.published = low, forms, published

    def at(self, start: int, limit: int, words: list[str]) -> Found | Rejected | None:
        """The printed date at a place, whose last words before it are given; Rejected where it is an impossible one."""
        led, parted = bool(self.forms.leads.of(words)), _PARTED.match(self.low, start, limit) is not None
        if parted and (found := self._whole(start, limit, words, led)):
            return found
        return self._partial(start, limit, words, led, parted)

    def _whole(self, start: int, limit: int, words: list[str], led: bool) -> Found | Rejected | None:
        """A date that names its year together with a day, a month or another year."""
        match = _ISO.match(self.low, start, limit)
        if match:
            return self._full(match, int(match[1]), int(match[3]), int(match[4]))
        match = _YEARS.match(self.low, start, limit)
        if match and (found := self._years(match)):
            return found
        match = _SEPARATED.match(self.low, start, limit)
        if match:
            return self._separated(match, led)
        match, month_led = _MONTH.match(self.low, start, limit), self.forms.month_lead.of(words) is not None
        if match and 1 <= int(match[1]) <= 12 and (match[2] != "." or month_led) and _is_year(match[3]):
            span = calendar.month(int(match[3]), int(match[1]))
            return Found(start, match.end(), "month", span, strong=month_led, rule="month/year")
        return None

    def _partial(self, start: int, limit: int, words: list[str], led: bool, parted: bool) -> Found | Rejected | None:
        """Days without a year, and years alone."""
        if (lunar := self._lunar(start, limit, words)) is not None:
            return lunar
        if led or self.forms.since.of(words):
            match = self.forms.days.match(self.low, start, limit)
            if match and (led or match[3] == "/" or self._of_one_month(match, words)):
                return self._days(match, words)
        elif self._bracketed(start, limit) or self._of_week(words):
            match = self.forms.days.match(self.low, start, limit)
            if match:
                return self._days(match, words)
        match = _DAY.match(self.low, start, limit) if parted else None
        if match:
            return self._day(match, words, led) or _no_day(match)
        if led:
            return self._bare_day(start, limit, words)
        if (match := _DECADE.match(self.low, start, limit)) is not None:
            first = int(match[1])
            span = calendar.between(calendar.year_of(first), calendar.year_of(first + 9))
            return Found(start, match.end(), "years", span, strong=True, rule="decade")
        match = _YEAR.match(self.low, start, limit)
        return self._year(match, words) if match and _is_year(match[1]) else None

    def _of_one_month(self, match: re.Match[str], words: list[str]) -> bool:
        """Whether `21 đến 27-8` are days and no range: of a week, or going down to a month as no range does."""
        return self._of_week(words) or int(match[2]) > _MONTHS >= int(match[4])

    def _of_week(self, words: list[str]) -> bool:
        """Whether days behind some words are those of one week, and not how often something is in a week."""
        at = next((at for at, word in enumerate(words) if word in self.forms.closings.weeks), None)
        return at is not None and (not at or not self.forms.closings.no_week.of(words[:at]))

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
            year += 2000 if year < _PIVOT else 1900
        if max(first, second) <= 12 and first != second and self.forms.day_first is None:
            return Found(match.start(), match.end(), "day", None, strong=True, rule="ambiguous-date")
        day_first = self.forms.day_first or first > 12
        found = self._full(match, year, *((second, first) if day_first else (first, second)))
        if isinstance(found, Rejected) and match[2] == ".":
            return None
        return found

    def _days(self, match: re.Match[str], words: list[str]) -> Found | None:
        """Several days of a month; of `hết tuần 21-27/8` the last one."""
        last_day = self.forms.closings.week_ends.of(words) is not None
        low, high, month = int(match[1]), int(match[2]), int(match[4])
        if low >= high:
            return None

        def build(year: int) -> Span | None:
            first, last = calendar.day(year, month, low), calendar.day(year, month, high)
            return last if last_day and first else calendar.between(first, last) if first and last else None

        if build(_LEAP_YEAR) is None:
            return None
        found = Found(match.start(), match.end(), "day", build=build, month=month, strong=True, rule="days")
        found.rule = WEEK if self._of_week(words) else found.rule
        if match[5]:
            found.span, found.build = build(int(match[5])), None
        return found

    def _day(self, match: re.Match[str], words: list[str], led: bool) -> Found | None:
        first, mark, second = int(match[1]), match[2], int(match[3])
        day, month = (first, second) if self.forms.day_first is not False else (second, first)
        if calendar.day(_LEAP_YEAR, month, day) is None:
            return None
        if not led and self._of_shares(match):
            return None
        dated = self._dated(first, second, words) if mark == "/" else self._dashed(first, mark, second, words)
        undated = not led and not dated
        if undated and not self._enclosed(match):
            return None
        build = partial(_day_of, month=month, number=day)
        return Found(match.start(), match.end(), "day", None, build, month, strong=led, rule="day/month")

    def _bracketed(self, start: int, limit: int) -> bool:
        """Whether several days of a month stand alone in brackets: `sau 5 ngày nghỉ (2-6/2)`."""
        if self.low[start - 1 : start] != "(":
            return False
        match = self.forms.days.match(self.low, start, limit)
        return match is not None and self.low[match.end() : match.end() + 1] == ")"

    def _lunar(self, start: int, limit: int, words: list[str]) -> Found | None:
        """A day of a lunar month, which no calendar here settles: `mùng 4 Tết`, `28 Tết`; `mùng 2 tháng 9` is none."""
        known = self.forms.lunar
        match = known.day.match(self.low, start, limit) if known else None
        if known is None or match is None or not (match["moon"] or known.leads.of(words)):
            return None
        return Found(start, match.end(), "relative", rule=LUNAR) if 1 <= int(match[1]) <= _MOON else None

    def _of_shares(self, match: re.Match[str]) -> bool:
        """Whether what stands first in `1/3-2/3` may be a fraction that runs on to another one."""
        other = _ONWARD.match(self.low, match.end())
        return other is not None and int(match[1]) <= int(match[3]) and int(other[1]) <= int(other[2])

    def _enclosed(self, match: re.Match[str]) -> bool:
        """Whether `d-m` alone in brackets is a day, as others of its month are printed: `tối 6-11 ... đổ bộ (4-11)`."""
        if self.low[match.start() - 1 : match.start()] != "(" or self.low[match.end() : match.end() + 1] != ")":
            return False
        alike = re.compile(rf"(?<![\d/.-])\d{{1,2}}{re.escape(match[2])}{match[3]}(?![\d/-])")
        near = islice(alike.finditer(self.low), _ALIKE)
        return any(self.forms.leads.of(words_before(self.low, other.start(), 0)) for other in near)

    def _dated(self, first: int, second: int, words: list[str]) -> bool:
        """Whether `a/b` without a word for a day is a date and no fraction."""
        return self.forms.may_lead.of(words) is not None or first > second

    def _dashed(self, first: int, mark: str, second: int, words: list[str]) -> bool:
        """Whether `27-8` is a day and no range or score: behind a word for one end of a stretch, as ranges go up."""
        sure = self.forms.closings.dashed.of(words) if mark == "-" else None
        return sure is not None and (bool(sure) or first > _MONTHS >= second)

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


def _no_day(match: re.Match[str]) -> Rejected | None:
    """A day that its month does not have, such as `31/4`: it is neither a date nor a fraction."""
    day, month = int(match[1]), int(match[3])
    printed = match[2] == "/" and _LAST_SURE < day <= _LAST and 1 <= month <= _MONTHS
    lacking = printed and calendar.day(_LEAP_YEAR, month, day) is None
    return Rejected(match.start(), match.end(), "other") if lacking else None


def _day_of(year: int, month: int, number: int) -> Span | None:
    return calendar.day(year, month, number)


def _is_year(digits: str) -> bool:
    return calendar.FIRST_YEAR <= int(digits) <= calendar.LAST_YEAR
