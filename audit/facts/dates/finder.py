"""Finds dates and periods at a place of a text: `07/3/2019`, `9 tháng đầu năm`, `Dec. 29`, `last year`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from audit.facts._phrases import lowered, words_before
from audit.facts._reading import Date, Rejected
from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span
from audit.facts.dates.forms import Forms, Shapes, forms
from audit.facts.dates.found import AGO, FRESH, Found, meaning
from audit.facts.dates.numeric import Numeric
from audit.facts.dates.settle import settle

_PLACES = re.compile(r"\d+|[^\W\d_]+")


_NAME = re.compile(r" [A-Z][a-z]+ [A-Za-z]")
# What follows a weekday that a date says again: `Friday, Dec. 29`, `Friday 29 December`, and no `Friday, 29 people`.
# The capitalised word right before a month, and how far back it starts.
_CAPITAL, _BEFORE = re.compile(r"(?<!\w)([A-Z][a-z]+) $"), 24
_NEXT_WORD = re.compile(r",? (?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?([^\W\d_]+)")
_DIGITS_NEXT = re.compile(r",? \d{1,2}[/.-]\d")
# Months that only the start of a sentence makes those of this year, and how far from their end such a report appears.
_OPENING = frozenset({"opening_months", "opening_ago"})
# What stands before months that open a clause, where a report sums them up: `tính chung, 11 tháng các nhà đầu tư ...`.
_OPENS = frozenset({", ", "; "})
_MONTH, _QUARTER, _YEAR = "month", "quarter", "year"
# Shapes whose number of months may be the length of a term: `kỳ hạn 12 tháng`.
_MONTHS = frozenset({"first_months", "told_months", "led_months", "past_months"})
_LED = frozenset({"led_months", "led_quarters"})
_WEEK = 7
_EARLY, _FRESH = timedelta(days=10), timedelta(days=62)
# The shape of a date by the unit it steps in, where that has another name.
_SHAPES = {"week": "relative", "weekend": "relative", "weekday": "day"}


class Dates:
    """Reads the dates of one text, given as printed and in lower case.

    `year` is the one that a text without a date of publication speaks from, where that is known.
    """

    def __init__(self, text: str, low: str, forms: Forms, published: date | None, year: int | None = None) -> None:
        self.text, self.low, self.forms, self.published, self.year = text, low, forms, published, year
        self.numeric = Numeric(low, forms, published)

    def at_digits(self, start: int, limit: int, words: list[str], opens: bool = False) -> Found | Rejected | None:
        """The date that starts with the digits at `start`; Rejected where it is printed as one and is none.

        `opens` where they are the first of their sentence: `9 tháng, xuất khẩu đạt ...`.
        """
        found = self.numeric.at(start, limit, words)
        if isinstance(found, Rejected):
            return found
        if found and found.rule == "year" and self._of_name(found, words):
            return Rejected(found.start, found.end, "name")
        longest = self._form(self.forms.by_digit, start, limit, opens)
        if longest and (found is None or longest.end > found.end):
            return longest
        return found

    def _of_name(self, year: Found, words: list[str]) -> bool:
        """Whether a year belongs to a name that goes on in capitals: `the 2010 Gulf oil spill`."""
        named = self.forms.year_named.of(words[-1:]) is not None
        return named and _NAME.match(self.text, year.end) is not None

    def at_word(self, word: str, start: int, limit: int, opens: bool = False) -> Found | None:
        """The date that starts with a word of the language."""
        longest = self._form(self.forms.by_word.get(word), start, limit, opens)
        relative = self.forms.relative.of_word(word, self.low, start, limit)
        if (relative or (longest and longest.year_offset)) and self._several(start):
            end = max(relative[0] if relative else start, longest.end if longest else start)
            return Found(start, end, "relative", rule="relative-date")
        if relative and (longest is None or relative[0] >= longest.end):
            end, (unit, offset) = relative
            if unit == _QUARTER and self.forms.quarter_never.of(words_before(self.low, start, 0)):
                return None
            if unit == "weekday" and (self._dated_after(end, limit) or self._names(start)):
                return None
            span = calendar.shifted(self.published, unit, offset) if self.published else self._of_year(unit, offset)
            found = Found(start, end, _SHAPES.get(unit, unit), span, rule="relative-date")
            return self._weekday(found) if unit == "weekday" else found
        if longest:
            return longest
        now = self.forms.now.of_word(word, self.low, start, limit)
        if now:
            span = calendar.shifted(self.published, "day", 0) if self.published else None
            return Found(start, now[0], "now", span, rule="now")
        return None

    def _of_year(self, unit: str, offset: int) -> Span | None:
        """A year named from that of a text without a date of publication: `năm nay`."""
        return calendar.year_of(self.year + offset) if self.year and unit == _YEAR else None

    def _weekday(self, found: Found) -> Found:
        """A weekday as the last one, with the coming one beside it; `next` and `last` say themselves which is meant."""
        tense = self.forms.tense
        if tense is None or self.published is None or found.span is None:
            return found
        named = words_before(self.low, found.start, 0, 1)
        if tense.last.of(named):
            found.span = calendar.moved(found.span, days=-_WEEK) if found.span.first == self.published else found.span
            return found
        today = found.span.first == self.published
        found.coming = None if today and not tense.next.of(named) else calendar.moved(found.span, days=_WEEK)
        if tense.next.of(named):
            found.span, found.coming = found.coming, None
        return found

    def _names(self, start: int) -> bool:
        """Whether a weekday is part of the name of a day: `the Black Saturday fires`."""
        tense = self.forms.tense
        return tense is not None and tense.names.of(words_before(self.low, start, 0, 1)) is not None

    def _dated_after(self, end: int, limit: int) -> bool:
        """Whether a date follows that says the same day in full: `Friday, Dec. 29`."""
        match = _NEXT_WORD.match(self.low, end, limit)
        named = match is not None and not {match[1], f"{match[1]}."}.isdisjoint(self.forms.months)
        return named or _DIGITS_NEXT.match(self.low, end, limit) is not None

    def _several(self, start: int) -> bool:
        """Whether a word before makes several of a period: `những năm qua` is not last year."""
        return self.forms.plural.of(words_before(self.low, start, 0, 1)) is not None

    def _form(self, known: Shapes | None, start: int, limit: int, opens: bool) -> Found | None:
        """The longest form of the language that stands at a place."""
        if known is None or not known.any.match(self.low, start, limit):
            return None
        best: tuple[str, re.Match[str]] | None = None
        for shape, pattern in known.forms:
            match = pattern.match(self.low, start, limit) if opens or shape not in _OPENING else None
            if match and (self._is_verb(match) or self._is_name(match)):
                continue
            if match and (best is None or match.end() > best[1].end()):
                best = shape, match
        if best is None:
            return None
        shape, match = best
        if shape == _MONTH and self.forms.month_never.of(words_before(self.low, start, 0)):
            return None
        if shape in _MONTHS and self.forms.closings.terms.of(words_before(self.low, start, 0)):
            return None
        parts = {name: value for name, value in match.groupdict().items() if value}
        found = meaning(shape, parts, match.start(), match.end(), self.forms)
        if found and shape in FRESH and not (self._just_over(found) and self._led(found)):
            return None
        if found and found.rule == "relative-date" and self.published:
            found.span = calendar.shifted(self.published, "day", 0)
        if found and found.window and self.published:
            told = calendar.shifted if found.rule in AGO else calendar.window
            found.span = told(self.published, *found.window)
        if found:
            found.upcoming = self.forms.upcoming.match(self.low, match.end()) is not None
        return found

    def _led(self, found: Found) -> bool:
        """Whether the words before months or quarters tell that they are those of a report, where they need to."""
        if found.rule not in _LED:
            return True
        if self.low[max(0, found.start - 2) : found.start] in _OPENS:
            return True
        comma = self.forms.fresh_leads.of(words_before(self.low, found.start, 0))
        return comma is not None and (not comma or self.low[found.end : found.end + 1] == ",")

    def _just_over(self, found: Found) -> bool:
        """Whether months of the year of publication end about then, as those that a report sums up do."""
        span = found.build(self.published.year) if self.published and found.build else None
        return span is not None and self.published is not None and -_EARLY <= self.published - span.last <= _FRESH

    def _is_verb(self, match: re.Match[str]) -> bool:
        """Whether what stands first is no month: `may` and `march` are verbs where they are not capitalised."""
        named = match.groupdict().get("M")
        return bool(named) and match.start("M") == match.start() and not self.text[match.start()].isupper()

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether a month alone ends the name of a place or a person: `Cape May`, `Theresa May`."""
        if match[0] not in self.forms.month_named:
            return False
        lead = _CAPITAL.search(self.text, max(0, match.start() - _BEFORE), match.start())
        return lead is not None and lead[1].lower() not in self.forms.month_leads


def dates_in(text: str, language: str, published: str | None = None) -> list[Date]:
    """The dates and periods of a text in a known language, offsets in the text itself.

    `published` is an ISO 8601 date that resolves what names no year. Unlike `read` this looks at no figures, so that
    of `10/12` without a word for a day nothing is said.
    """
    low, known, day = lowered(text), forms(language), calendar.published_on(published)
    reader, found, done = Dates(text, low, known, day), [], 0
    for match in _PLACES.finditer(low):
        if match.start() < done:
            continue
        if match[0][0].isdigit():
            item = reader.at_digits(match.start(), len(low), words_before(low, match.start(), 0))
        else:
            item = reader.at_word(match[0], match.start(), len(low))
        if isinstance(item, Found):
            found.append(item)
        done = item.end if item else done
    return settle(found, low, known, day, within=(0, len(low)))
