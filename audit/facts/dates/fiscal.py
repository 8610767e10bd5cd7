"""Parts of a business year, told by when they are reported: `its fiscal third quarter`, `10 months of the budget year`.

Nothing in such words says with which month the year begins. Where the article names the months that the quarter ended
with, it is those. A firm reports a quarter of the calendar two to six weeks after it is over, and a treasury its months
later than in the first week of the next one: then the day of publication says which they were. Firms whose quarters end
in other months report at other times, and nothing is said of them. A `fourth quarter` that is told in August is one of
such a year too, where the article names the months that it or its year ended with; and so is one whose results are told
in November, before the calendar's is over, unless the article names the calendar's last one beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from audit import languages
from audit.facts._phrases import either
from audit.facts._reading import Date, Sentence
from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span
from audit.facts.dates.forms import Forms, forms

# Rules of dates: parts of such a year, quarters of the calendar's, and quarters up to a month; and what is placed here.
_PART, _MONTHS, _SO_FAR, _QUARTER, _ENDED, _RULE = (
    "business",
    "business_months",
    "business_so_far",
    "quarter",
    "quarter_to",
    "season",
)
# Between these days after its end a quarter is reported; from this day on the months up to the last one are.
_FROM, _UNTIL, _OUT = timedelta(days=12), timedelta(days=42), 8
# So long after its end no quarter is reported any more; the last quarter of a year, and dates that end with a month.
_LATE, _LAST = timedelta(days=120), 4
_MONTHS_ENDED, _YEAR_ENDED, _RELATIVE = "months_to", "year_to", "relative-date"
# A report names its own part of the year, and the one that comes next or came before.
_MOST = 2
# Months of a quarter; how far beside one the words stand that tell of its results.
_SIZE, _BEFORE, _BEHIND = 3, 40, 20
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NAME = {3: "quarter", 6: "half", 12: "year"}


@dataclass(frozen=True, slots=True)
class Report:
    """The part of a year that an article reports: which one, of how many months, of what year, and the months it was.

    `year` is the business year that is named with it, else the year of publication.
    """

    number: int
    size: int
    year: int
    span: Span


def fiscal(sentences: Sequence[Sentence], low: str, language: str, published: date | None) -> None:
    """Give parts of a business year their months, where the day of publication says which they were."""
    if published is None or not any(_may_be(one, published) for sentence in sentences for one in sentence.dates):
        return
    dates = [(one, low[one.start : one.end]) for sentence in sentences for one in sentence.dates]
    known = forms(language)
    report = _report(dates, known, published) or _results(dates, known, published, low, language)
    months = _months(dates, known, published)
    for sentence in sentences:
        for at, one in enumerate(sentence.dates):
            words = low[one.start : one.end]
            if one.rule in (_MONTHS, _SO_FAR) and months is not None:
                sentence.dates[at] = _held(one, months)
            elif report is None:
                continue
            elif (span := _beside(one, words, report, known)) is not None:
                sentence.dates[at] = _held(one, span)
            elif report.size == _SIZE and _goes_on(one, published) and not _foreseen(sentence, low, language):
                sentence.dates[at] = _held(one, report.span)


def _may_be(one: Date, published: date) -> bool:
    """Whether a date may be a part of a business year."""
    return one.rule in (_PART, _MONTHS) or _late(one, published) or _under_way(one, published)


def _report(dates: Sequence[tuple[Date, str]], known: Forms, published: date) -> Report | None:
    """The part that the article names first, which is the one that it reports; one that names many reports none."""
    told = [(part, words) for one, words in dates if one.rule == _PART if (part := _part(words, known))]
    plain = not told
    if plain:
        late = ((one, words) for one, words in dates if _late(one, published) and not _YEAR.search(words))
        told = [(part, words) for one, words in late if (part := _part(words, known))]
    if not 1 <= len({part for part, _ in told}) <= _MOST:
        return None
    (number, size), words = told[0]
    named = _YEAR.search(words)
    year = int(named[0]) if named else published.year
    ended = (date.fromisoformat(one.last) for one, _ in dates if _closes(one, number) and one.last)
    end = max((day for day in ended if day < published), default=None) if size == _SIZE else None
    if end is not None:
        return Report(number, size, year, calendar.ending(end.year, end.month, size))
    if plain:
        return None
    span = calendar.ending(published.year, (published.month - 1) // 3 * 3, size)
    return Report(number, size, year, span) if _FROM <= published - span.last <= _UNTIL else None


def _results(
    dates: Sequence[tuple[Date, str]], known: Forms, published: date, low: str, language: str
) -> Report | None:
    """The quarter whose results are told although the calendar's of that name is not over."""
    span = calendar.ending(published.year, (published.month - 1) // 3 * 3, _SIZE)
    own = any(one.rule == _QUARTER and one.last == span.last.isoformat() for one, _ in dates)
    if own or not _FROM <= published - span.last <= _UNTIL:
        return None
    for one, words in dates:
        part = _part(words, known) if _under_way(one, published) and _reported(one, low, language) else None
        if part is not None and part[1] == _SIZE and one.last is not None:
            return Report(*part, int(one.last[:4]), span)
    return None


def _reported(one: Date, low: str, language: str) -> bool:
    """Whether the words next to a quarter tell of its results, and not of what they will be."""
    known = _tells(language)
    if known is None:
        return False
    told, ahead = known
    before = low[max(0, one.start - _BEFORE) : one.start].rpartition("\n")[2]
    behind = low[one.end : one.end + _BEHIND].partition("\n")[0]
    return told.search(f"{before} {behind}") is not None and ahead.search(before) is None


@cache
def _tells(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Words that tell of results, and those that tell of what is to come, where a language has them."""
    listed = languages.load(language)["dates"].get("results")
    if listed is None:
        return None
    told, ahead = (re.compile(rf"(?<!\w){either(listed[name])}(?!\w)") for name in ("told", "ahead"))
    return told, ahead


def _under_way(one: Date, published: date) -> bool:
    """Whether a quarter of the calendar was not over yet."""
    return one.rule == _QUARTER and one.last is not None and date.fromisoformat(one.last) >= published


def _goes_on(one: Date, published: date) -> bool:
    """Whether `this quarter` is said of the one that the day of publication lies in."""
    named = one.rule == _RELATIVE and one.shape == _NAME[_SIZE]
    return named and (one.first or "9") <= published.isoformat() <= (one.last or "")


def _foreseen(sentence: Sentence, low: str, language: str) -> bool:
    """Whether a sentence tells of what is to come; where a language has no words for it, it may."""
    known = _tells(language)
    return known is None or known[1].search(low, sentence.start, sentence.end) is not None


def _late(one: Date, published: date) -> bool:
    """Whether a quarter of the calendar was over too long ago to be the one that is reported."""
    return one.rule == _QUARTER and one.last is not None and published - date.fromisoformat(one.last) > _LATE


def _closes(one: Date, number: int) -> bool:
    """Whether a date names the month that a quarter, or with the last one its year, ended with."""
    if one.rule == _YEAR_ENDED:
        return number == _LAST
    return one.rule == _ENDED or (one.rule == _MONTHS_ENDED and one.shape == _NAME[_SIZE])


def _months(dates: Sequence[tuple[Date, str]], known: Forms, published: date) -> Span | None:
    """The months of a treasury's year that were over: `the first 10 months of the budget year`."""
    told = (_number(words, known.small) for one, words in dates if one.rule == _MONTHS)
    count = next((count for count in told if 1 <= count <= 12), 0)
    return calendar.ending(published.year, published.month - 1, count) if count and published.day >= _OUT else None


def _beside(one: Date, words: str, report: Report, known: Forms) -> Span | None:
    """The months of the reported part, or of the one after it; and of the same one of the year before: `Q3 2022`."""
    if one.rule not in (_PART, _QUARTER) or (part := _part(words, known)) is None or part[1] != report.size:
        return None
    named, ahead = _YEAR.search(words), (part[0] - report.number) % (12 // report.size)
    if named is not None:
        parts = 12 // report.size
        on = (int(named[0]) - report.year) * parts + part[0] - report.number
        return _moved(report, on * report.size) if on in (-parts, 0, 1) else None
    own = one.rule == _PART or not ahead or report.span.last.month != report.number * report.size
    return _moved(report, ahead * report.size) if ahead in (0, 1) and own else None


def _moved(report: Report, months: int) -> Span:
    last = report.span.last
    end = last.year * 12 + last.month - 1 + months
    return calendar.ending(end // 12, end % 12 + 1, report.size)


def _part(words: str, known: Forms) -> tuple[int, int] | None:
    """Which part of a year words name, and of how many months: `fiscal third quarter`, `the first half`, `Q3`."""
    size = 6 if "half" in words or words.startswith("h") else 3
    number = _number(words, known.quarters)
    return (number, size) if 1 <= number <= 12 // size else None


def _number(words: str, names: Mapping[str, int]) -> int:
    """The first number among words, in words or in one or two digits; 0 where there is none."""
    for word in _WORD.findall(words):
        if word in names or (word.isdigit() and len(word) <= 2):
            return names[word] if word in names else int(word)
    return 0


def _held(one: Date, span: Span) -> Date:
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    first, last = span.first.isoformat(), span.last.isoformat()
    return replace(one, shape=_NAME.get(months, "months"), period=span.period, first=first, last=last, rule=_RULE)
