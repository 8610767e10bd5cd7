"""Settles the dates of a sentence together: years from neighbours or from publication, and ranges made one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from audit.facts._phrases import words_before
from audit.facts._reading import Date
from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span
from audit.facts.dates.forms import Forms
from audit.facts.dates.found import LUNAR, Found
from audit.facts.dates.reference import Telling

# The rule of a stretch that says in its own words when it begins: by the hour, or now. It dates what is counted in it.
STRETCH = "stretch"
# What is counted from one hour of a day to the same hour of the next one is told as that of the later day.
_DAY = timedelta(days=1)
_HOUR = 16
# How far from a weekday the verb stands that tells whether it lies ahead.
_VERB = 80
# A year that is told of as a whole, and how far behind it the noun of a forecast for it stands.
_WHOLE, _NOUN = "full_year", 24
# Parts of a year that an article without a date of publication names of the year that it speaks from.
_OF_YEAR = frozenset({"day", "month", "quarter"})
# A month this many behind the last one that such an article names is of the year before.
_NEAR = 6
# The rule of a year that no word names.
_RESULTS = "whole_year"
_SEVERAL = {"year": "years", "month": "months"}
# What has run since one of these runs up to a day, as what began on a day does: `từ đầu năm đến nay`.
_RUNNING = frozenset({"year_start", "month", "month_part"})


def settle(
    found: list[Found],
    low: str,
    forms: Forms,
    published: date | None,
    telling: Telling | None = None,
    within: tuple[int, int] | None = None,
) -> list[Date]:
    """The dates of a sentence with years filled in from their neighbours or from publication, ranges joined.

    `telling` stands in for the time of an article without a date of publication; `within` is the sentence, whose words
    may tell of the future.
    """
    if not found:
        return []
    for item, following in pairwise(found):
        lacking = item.build is not None and item.year_offset is None
        if lacking and following.span and forms.join.fullmatch(low, item.end, following.start):
            _put(item, following.span.first.year)
    told: Tenses | None = None
    for item in found:
        if item.coming is not None and _to_come(item, low, forms, within or (0, 0)):
            item.span = item.coming
        if item.build is None:
            continue
        now = published.year if published else telling.year if telling else None
        if now is not None and item.year_offset is not None:
            _put(item, now + item.year_offset - _just_over(item, low, forms, published, within))
        elif published is not None:
            past = calendar.nearest_year(item.month, published, item.upcoming, False, item.shape)
            coming = calendar.nearest_year(item.month, published, item.upcoming, True, item.shape)
            if past != coming:  # else the tense tells nothing
                told = told or Tenses(low, forms, within or (0, 0))
            _put(item, coming if told and past != coming and told.ahead(item) else past)
        elif telling is not None and item.shape in _OF_YEAR:
            later = telling.back and item.month - (telling.month or item.month) > _NEAR
            _put(item, telling.year - (later and not item.upcoming))
    return [_date(item) for item in _joined(found, low, forms)]


def _just_over(item: Found, low: str, forms: Forms, published: date | None, within: tuple[int, int] | None) -> bool:
    """Whether `cả năm` is the year that has just ended: told of in January, and not as what is to come."""
    if item.rule != _RESULTS or published is None or published.month > 1:
        return False
    return forms.future.search(low, *(within or (0, len(low)))) is None


class Tenses:
    """Where a sentence tells of the future and where of the past, for the dates in it that name no year."""

    def __init__(self, low: str, forms: Forms, within: tuple[int, int]) -> None:
        self.low, self.forms = low, forms
        self.future = [match.start() for match in forms.future.finditer(low, *within)] or self._coming(within)
        self.past = self._past(within) if self.future else []

    def _coming(self, within: tuple[int, int]) -> list[int]:
        """Where verbs start that tell of what is to come without a word of the future: `faces`, `is to`."""
        tense = self.forms.tense
        found = tense.verbs.finditer(self.low, *within) if tense is not None else ()
        return [match.start() for match in found if tense is not None and match[0] in tense.future]

    def _past(self, within: tuple[int, int]) -> list[int]:
        """Where verbs of the past start: listed ones, and all of a regular form where the language has one."""
        tense = self.forms.tense
        if tense is not None:
            found = tense.verbs.finditer(self.low, *within)
            return [match.start() for match in found if match[0] not in tense.future]
        return [match.start() for match in self.forms.past.finditer(self.low, *within)] if self.forms.past else []

    def ahead(self, item: Found) -> bool:
        """Whether a date lies ahead: behind `by`, or nearer to a verb of the future than to one of the past."""
        lead = words_before(self.low, item.start, 0, 3)
        while lead and (self.forms.leads.of(lead[-1:]) or self.forms.month_lead.of(lead[-1:])):
            lead.pop()
        if self.forms.until.of(lead):
            return True
        if not self.future:
            return False
        if item.rule == _WHOLE and self.forms.future.search(self.low, item.end, item.end + _NOUN):
            return True  # `cut its full-year revenue outlook`
        if self.forms.tense is not None:
            future, past = _last_before(self.future, item), _last_before(self.past, item)
            if future is not None or past is not None:
                return past is None or (future is not None and future > past)
        return not self.past or _gap(self.future, item) < _gap(self.past, item)


def _last_before(starts: list[int], item: Found) -> int | None:
    """The last of some places before a date, no further from it than a verb stands; `starts` is in order."""
    at = bisect_left(starts, item.start)
    return starts[at - 1] if at and item.start - starts[at - 1] <= _VERB else None


def _to_come(item: Found, low: str, forms: Forms, within: tuple[int, int]) -> bool:
    """Whether a weekday is the coming one: the nearest verb before it tells of the future, or the first one behind it.

    `The board will meet on Thursday`, but `The board said on Thursday that it will meet again`.
    """
    tense = forms.tense
    if tense is None:
        return False
    begin = max(within[0], item.start - _VERB)
    before = [match[0] for match in tense.verbs.finditer(low, begin, item.start)]
    if before:
        return before[-1] in tense.future
    behind = tense.verbs.search(low, item.end, min(within[1], item.end + _VERB))
    return behind is not None and behind[0] in tense.future


def _gap(starts: list[int], item: Found) -> int:
    """How far the nearest of some places is from a date; `starts` is in order and has one at least."""
    at = bisect_left(starts, item.start)
    return min(abs(start - item.start) for start in starts[max(0, at - 1) : at + 1])


def _put(item: Found, year: int) -> None:
    """Put a date whose year was open into a year."""
    if item.build is not None:
        item.span, item.build = item.build(year), None


def _joined(found: list[Found], low: str, forms: Forms) -> list[Found]:
    """Dates with `từ A đến B`, `A - B` and `từ A đến nay` made one."""
    joined: list[Found] = []
    for item in found:
        if joined and (_told_in_brackets(joined[-1], item, low) or _join(joined[-1], item, low, forms)):
            continue
        joined.append(item)
    return [item for item in joined if item.shape != "now" or low[item.start : item.end] not in forms.onward]


def _told_in_brackets(before: Found, item: Found, low: str) -> bool:
    """Make a lunar day the one that brackets behind it tell: `mùng 4 Tết (8/2)`; whether they do."""
    rest = low[before.end : item.start]
    if before.rule != LUNAR or item.shape != "day" or item.span is None or rest != " (":
        return False
    before.span, before.shape, before.end = item.span, item.shape, item.end
    return True


def _join(before: Found, item: Found, low: str, forms: Forms) -> bool:
    """Make a date go on to the next one where they are the ends of one stretch; whether they are."""
    between = low[before.end : item.start]
    if before.shape == "now":
        return _onward(before, item, between, low, forms)
    if not (between == " " or forms.join.fullmatch(between)):
        return False
    led = _lead_start(low, before.start, forms)
    hour = forms.hour.search(low, max(0, led - _HOUR), led) if before.shape == "day" else None
    since = forms.since.of(words_before(low, hour.start() if hour else led, 0)) is not None
    if item.shape == "now":
        if since and between == " " and before.span:
            last = item.span.last if item.span else before.span.last
            end = item.span.period if item.span and (before.shape == "day" or before.rule in _RUNNING) else ".."
            before.span = Span(f"{_opening(before, before.span)}/{end}", before.span.first, last)
        before.end, before.shape = (item.end, "since") if since and between == " " else (before.end, before.shape)
        return since and between == " "
    tied = between.strip() in ("-", "–", "—") or (
        before.shape == "month" and forms.spans.of(words_before(low, before.start, 0)) is not None
    )
    running = before.rule == "year_start" and item.shape == "day" and since
    if (
        between == " "
        or (item.shape != before.shape and not running)
        or not (since or tied)
        or not before.span
        or not item.span
    ):
        return False
    if before.span.first >= item.span.first:
        return False
    if before.shape == "day" and not tied and not hour:
        before.halves = replace(before), item
    same = hour is not None and hour[0] in between and item.span.first - before.span.last == _DAY
    opening = Span(_opening(before, before.span), before.span.first, before.span.last) if running else before.span
    before.span = item.span if same else calendar.between(opening, item.span)
    before.rule = STRETCH if hour else before.rule
    before.end, before.shape = item.end, "months" if running else _SEVERAL.get(item.shape, item.shape)
    return True


def _opening(item: Found, span: Span) -> str:
    """What a stretch up to a day is counted from: the first day of the year where that has opened it."""
    return span.first.isoformat() if item.rule == "year_start" else span.period


def _onward(now: Found, item: Found, between: str, low: str, forms: Forms) -> bool:
    """Make the present go on to a date: `từ nay đến 30/10`; whether it does."""
    joins = low[now.start : now.end] in forms.onward and forms.join.fullmatch(between)
    if not joins or not now.span or not item.span or item.span.last <= now.span.first:
        return False
    now.span = calendar.between(now.span, item.span)
    now.end, now.shape, now.rule = item.end, item.shape, STRETCH
    return True


def _lead_start(low: str, start: int, forms: Forms) -> int:
    """Where the words for a day, month or year before a date start."""
    words = words_before(low, start, 0, 1)
    if words and (forms.leads.of(words) or forms.year_lead.of(words) or forms.month_lead.of(words)):
        return low.rindex(words[-1], 0, start)
    return start


def _date(item: Found) -> Date:
    span = item.span
    first, last = (span.first.isoformat(), span.last.isoformat()) if span else (None, None)
    date = Date(item.start, item.end, item.shape, span.period if span else None, first, last, rule=item.rule)
    if item.halves:
        one, other = (_date(half) for half in item.halves)
        one.event = other.event = True
        date.halves = one, other
    return date
