"""Settles the dates of a sentence together: years from neighbours or from publication, and ranges made one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from audit.facts import _calendar as calendar
from audit.facts._calendar import Span
from audit.facts._forms import Forms
from audit.facts._found import Found
from audit.facts._phrases import words_before
from audit.facts._reading import Date


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
    for item, following in pairwise(found):
        lacking = item.build is not None and item.year_offset is None
        if lacking and following.span and forms.join.fullmatch(low, item.end, following.start):
            _put(item, following.span.first.year)
    ahead: bool | None = None
    for item in found:
        if item.build is None:
            continue
        now = published.year if published else year_of_telling
        if now is not None and item.year_offset is not None:
            _put(item, now + item.year_offset)
        elif published is not None:
            if ahead is None:
                ahead = bool(within and forms.future.search(low, *within))
            _put(item, calendar.nearest_year(item.month, published, item.upcoming, ahead))
        elif now is not None and item.shape == "day":
            _put(item, now)
    return [_date(item) for item in _joined(found, low, forms)]


def _put(item: Found, year: int) -> None:
    """Put a date whose year was open into a year."""
    if item.build is not None:
        item.span, item.build = item.build(year), None


def _joined(found: list[Found], low: str, forms: Forms) -> list[Found]:
    """Dates with `từ A đến B`, `A - B` and `từ A đến nay` made one."""
    joined: list[Found] = []
    for item in found:
        if not (joined and _join(joined[-1], item, low, forms)):
            joined.append(item)
    return joined


def _join(before: Found, item: Found, low: str, forms: Forms) -> bool:
    """Make a date go on to the next one where they are the ends of one stretch; whether they are."""
    between = low[before.end : item.start]
    if before.shape == "now" or not (between == " " or forms.join.fullmatch(between)):
        return False
    since = forms.since.of(words_before(low, _lead_start(low, before.start, forms), 0)) is not None
    if item.shape == "now":
        if since and between == " " and before.span:
            last = item.span.last if item.span else before.span.last
            before.span = Span(f"{before.span.period}/..", before.span.first, last)
        before.end, before.shape = (item.end, "since") if since and between == " " else (before.end, before.shape)
        return since and between == " "
    dash = between.strip() in ("-", "–", "—")
    if between == " " or item.shape != before.shape or not (since or dash) or not before.span or not item.span:
        return False
    if before.span.first >= item.span.first:
        return False
    before.span = calendar.between(before.span, item.span)
    before.end, before.shape = item.end, {"year": "years", "month": "months"}.get(item.shape, item.shape)
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
    return Date(item.start, item.end, item.shape, span.period if span else None, first, last, rule=item.rule)
