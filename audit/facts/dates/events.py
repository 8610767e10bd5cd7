"""Tells dates that are reported from dates that only say when a figure holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from audit import languages
from audit.facts._phrases import Ending, Starting, begun, either, words_before
from audit.facts._reading import Date, Sentence
from audit.facts.dates.found import LUNAR
from audit.facts.dates.numeric import WEEK
from audit.facts.dates.settle import STRETCH


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that make a date an event, and words that make it the time of a level."""

    happens: re.Pattern[str]
    moves: re.Pattern[str]
    photo: re.Pattern[str]
    credits: re.Pattern[str]
    shown: re.Pattern[str]
    stamps: re.Pattern[str]
    begins: re.Pattern[str]
    before: Ending[bool]
    after: Starting[None]
    leads: Ending[bool]
    weekday: re.Pattern[str]
    due: Ending[bool]
    telling: Starting[None]
    news: Ending[bool]
    dating: Ending[bool]
    still: Starting[None]
    dated: frozenset[str]
    hours: frozenset[str]
    today: Ending[bool]
    since: Ending[bool]
    ever_since: re.Pattern[str]
    records: re.Pattern[str]
    against: Ending[bool]
    holidays: Ending[bool]


@cache
def cues(code: str) -> Cues:
    """The event words of a language."""
    said = languages.load(code)["dates"]
    events = said["events"]
    return Cues(
        happens=_anywhere(events["happens"]),
        moves=_anywhere(events["moves"]),
        photo=_anywhere(events["photo"]),
        credits=_anywhere([*events["photo"], *events.get("credits", ())]),
        shown=_anywhere(events["shown"]) if events.get("shown") else _NOWHERE,
        stamps=re.compile(f"{either(events['stamps'])}[ :]") if events["stamps"] else re.compile("(?!)"),
        begins=_anywhere(events["begins"]) if events["begins"] else _NOWHERE,
        before=Ending(dict.fromkeys(events["levels_before"], True)),
        after=Starting(dict.fromkeys(events["levels_after"])),
        leads=Ending(dict.fromkeys(said["leads"], True)),
        due=Ending(dict.fromkeys(events.get("due", ()), True)),
        weekday=re.compile(f"{either(list(said['relative'].get('weekday', ())))}, ?$"),
        telling=Starting(dict.fromkeys(events.get("telling", ()))),
        news=Ending(dict.fromkeys(events.get("news", ()), True)),
        dating=Ending(dict.fromkeys(events.get("dating", ()), True)),
        still=Starting(dict.fromkeys(events.get("still", ()))),
        dated=frozenset(events.get("dated", ())),
        hours=frozenset(
            word for unit in ("h", "min") for word in languages.load(code)["units"]["duration"].get(unit, ())
        ),
        today=Ending(dict.fromkeys(events.get("today", ()), True)),
        since=Ending(dict.fromkeys(events.get("since", ()), True)),
        ever_since=_anywhere(events["ever_since"]) if events.get("ever_since") else _NOWHERE,
        against=Ending(dict.fromkeys(events.get("against", ()), True)),
        holidays=Ending(dict.fromkeys(events.get("holidays", ()), True)),
        records=_anywhere(events["records"]) if events.get("records") else _NOWHERE,
    )


# Rules of dates that name a month and no part of it.
_PRINTED_MONTHS = frozenset({"month", "month/year"})
_OPENS = 12
# Parts of a year that may be told of what happens in them, a year among them.
_TOLD = frozenset({"year", "month", "half", "quarter"})
_NOWHERE = re.compile("(?!)")
# Rules of days, and of parts of months, that are never themselves reported.
_DATING = frozenset(
    {"relative-date", STRETCH, WEEK, LUNAR, "first_days", "last_days", "first_of_month", "second_of_month"}
)
# Where a clause ends for a date that begins something in it.
_BREAKS = (",", ";", "(", ")", " và ")
# How far from a year a word of beginning stands that it dates.
_BEGINS = 60


def _anywhere(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(begun(phrases))


def mark(sentence: Sentence, low: str, known: Cues) -> None:
    """Set `event` on the dates of a sentence that are themselves reported.

    A calendar day is an event unless it dates a figure of its sentence: words of a level stand beside it (`đến ngày
    10/2 đã có 47.300`), or the sentence only tells how something moved (`ngày 18/5 giá tăng 2%`). A month is one
    where something happens in it and no figure stands by.
    """
    if not sentence.dates:
        return
    if len(sentence.dates) > 1:
        _spell_holidays(sentence, low, known)
    days = [date for date in sentence.dates if date.shape == "day" and date.rule not in _DATING]
    if sentence.figures:
        days += [date for date in sentence.dates if _begun(date, sentence, low, known)]
    else:
        months = any(date.rule in _PRINTED_MONTHS for date in sentence.dates)
        happens = months and known.happens.search(low, sentence.start, sentence.end) is not None
        days += [date for date in sentence.dates if _tells(date, happens, sentence, low, known)]
    if not days or known.photo.search(low, sentence.start, sentence.end):
        return
    if known.stamps.match(low, sentence.start, sentence.end):
        return
    aside = [date for date in days if _dateline(date, sentence) or _signed(date, sentence) or _stamped(date, sentence)]
    days = [date for date in days if date not in aside and not _pictured(date, sentence, low, known)]
    days = [date for date in days if not _since_then(date, sentence, low, known)]
    moves = bool(sentence.figures) and _only_moves(sentence, low, known)
    for date in days:
        if sentence.figures and date.shape != "day":
            date.event = True
        elif sentence.figures:
            words = _lead(date, sentence, low, known)
            level = moves or _dates_level(date, words, sentence, low, known)
            date.event = not (level or _told_on(date, words, sentence, low, known))
            date.event = date.event and not _headed(date, sentence, low, known)
        else:
            date.event = not _only_dates(date, sentence, low, known)
        spelt = _bracketed(date, sentence)
        date.event = date.event and not (sentence.figures and (date.halves or spelt)) and not (date.halves and spelt)
    sentence.dates[:] = [half for date in sentence.dates for half in (date.event and date.halves) or (date,)]


def _since_then(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a month or year is only that of an event since which something is so: `since records began in 2001`."""
    if date.shape not in _TOLD:
        return False
    said = [*known.ever_since.finditer(low, max(sentence.start, date.start - _BEGINS), date.start)]
    return bool(said) and not any(mark in low[said[-1].end() : date.start] for mark in _BREAKS)


def _spell_holidays(sentence: Sentence, low: str, known: Cues) -> None:
    """Drop the day that names a holiday where brackets spell how long it was: `lễ 30/4 (từ 30/4 đến 4/5)`."""
    for before, after in pairwise(sentence.dates.copy()):
        spelt = "/" in (after.period or "") and low[before.end : after.start].startswith(" (")
        if spelt and before.shape == "day" and known.holidays.of(_lead(before, sentence, low, known)) is not None:
            sentence.dates.remove(before)


def _told_on(date: Date, words: list[str], sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a day is only that of the news that tells figures: `Chiều 12/9, thông tin từ huyện`, `bản tin 12/9`."""
    gap = low[date.end : date.end + 2]
    after = date.end + (1 if gap == ", " else 0)
    if known.telling.at(low, after, sentence.end) is not None:
        return True
    return known.news.of(words) is not None


def _only_dates(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a day of a sentence without figures dates what was so then: `phiên 29/3`, `đến ngày 1/3 vẫn còn`."""
    words = _lead(date, sentence, low, known)
    if known.dating.of(words) is not None or _headed(date, sentence, low, known):
        return True
    if known.since.of(words) is not None and known.records.search(low, sentence.start, date.start):
        return True
    return known.before.of(words) is not None and known.still.at(low, date.end, sentence.end) is not None


def _headed(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a day only says of which day a daily report is: `Giá vàng hôm nay 5/3: ...`."""
    said = words_before(low, date.start, sentence.start) if sentence.block == "title" else []
    return known.today.of(said) is not None


def _bracketed(date: Date, sentence: Sentence) -> bool:
    """Whether a stretch of days stands in brackets of its own: `trong 4 ngày (từ 30/4 đến 3/5)`, not `(10 và 11-6)`."""
    lead = sentence.text[max(0, date.start - sentence.start - _OPENS) : date.start - sentence.start]
    listed = date.rule == "days" and " " in sentence.text[date.start - sentence.start : date.end - sentence.start]
    closed = sentence.text[date.end - sentence.start : date.end - sentence.start + 1] == ")"
    return "/" in (date.period or "") and not listed and "(" in lead and closed


def _tells(date: Date, happens: bool, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a month or a year is itself told: something happens in that month, or begins in that year."""
    if date.shape not in _TOLD:
        return False
    month = happens and date.shape == "month" and date.rule in _PRINTED_MONTHS
    begins = _begins(date, sentence, low, known)
    if not (month or begins):
        return False
    words = _lead(date, sentence, low, known)
    if known.due.of(words) is not None:
        return begins
    return not _dates_level(date, words, sentence, low, known)


def _begins(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a word of beginning stands near a date, no other date between them."""
    at = bisect_left(sentence.dates, date.start, key=lambda other: other.start)
    before, after = max(sentence.start, date.start - _BEGINS), min(sentence.end, date.end + _BEGINS)
    before = max([before, *(other.end for other in sentence.dates[max(0, at - 1) : at])])
    after = min([after, *(other.start for other in sentence.dates[at + 1 : at + 2])])
    return known.begins.search(low, before, after) is not None


def _begun(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a month or year right behind a word of beginning dates no figure: `khởi công từ tháng 4/2019, dài 3 km`.

    The figures of the sentence stand outside its clause, and nothing joins it to them.
    """
    if date.shape not in _TOLD or not date.period:
        return False
    start = max(sentence.start, date.start - _BEGINS)
    said = [*known.begins.finditer(low, start, date.start)]
    if not said or not all(word in known.dated for word in _WORDS.findall(low[said[-1].end() : date.start])):
        return False
    begin = max(low.rfind(mark, sentence.start, date.start) for mark in _BREAKS)
    ends = [at for mark in _BREAKS if (at := low.find(mark, date.end, sentence.end)) >= 0]
    first, last = max(begin, sentence.start), min(ends, default=sentence.end)
    return not any(first <= figure.start < last for figure in sentence.figures)


def _pictured(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether a date closes a caption, the credit right behind it: `A bridge in the storm, March 18. Photo: Agency`.

    A caption tells in the present what is seen, and gives its day in full: `Debris floats at sea on March 18, 2019.`
    """
    if sentence.end - date.end > 1:
        return False
    if known.credits.match(low, sentence.end + 1, sentence.end + _CREDIT) is not None:
        return True
    dated = _FULL_YEAR.search(low, date.start, date.end) is not None
    return dated and known.shown.search(low, sentence.start, date.start) is not None


# What follows the date of a dateline, and how far from the front of its paragraph the date stands.
_DATELINE = re.compile(r"\)? ?(?:\([^()\n]{1,40}\) ?)?(?:--?|[–—:])[ \n]")
_PLACES = 60
# How many words before a day are looked at.
_LED = 7
# How far before a day the weekday stands that it says in full: `by Saturday, November 22`.
_WEEKDAY = 14


def _dateline(date: Date, sentence: Sentence) -> bool:
    """Whether a date only says where and when a report was sent: `MUMBAI, Aug 3 (Agency) - ...`."""
    at = date.start - sentence.start
    if at > _PLACES or not _DATELINE.match(sentence.text, date.end - sentence.start):
        return False
    return all(word[0].isupper() for word in _WORDS.findall(sentence.text[:at])) and not sentence.text[:1].isdigit()


def _signed(date: Date, sentence: Sentence) -> bool:
    """Whether a date ends what somebody posted elsewhere and the article shows: `— Jane Doe (@doe) May 3, 2024`."""
    begin = max(0, date.start - sentence.start - _HANDLE)
    return _HANDLED.search(sentence.text[begin : date.start - sentence.start]) is not None


def _stamped(date: Date, sentence: Sentence) -> bool:
    """Whether a date only ends the title of a page, as its publisher's name does: `Toll rises | News | 30.11.2019`.

    One with the hour behind it and only names before it is that of the article: `By Jane Doe - 8 May 2019 11:45`.
    """
    at = date.start - sentence.start
    if sentence.text[max(0, at - 2) : at].rstrip().endswith("|"):
        return True
    if at > _PLACES or not _APPEARED.match(sentence.text, date.end - sentence.start):
        return False
    return all(word[0].isupper() for word in _WORDS.findall(sentence.text[:at]))


# The hour behind the day on which an article appeared, with its half of the day and its zone.
_APPEARED = re.compile(r",?(?: at)? \d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?,?(?: [A-Z]{2,4})?\s*$")
_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_HANDLE = 30
_HANDLED = re.compile(r"\(@\w{1,20}\) $")
# How far behind its sentence the credit of a picture stands that tells when it was taken.
_CREDIT = 12
_WORDS = re.compile(r"[^\W\d_]+")
_HOUR = re.compile(r"\d{1,2}(?:[hg:]\d{0,2})?")


def _only_moves(sentence: Sentence, low: str, known: Cues) -> bool:
    moves = known.moves.search(low, sentence.start, sentence.end)
    return moves is not None and known.happens.search(low, sentence.start, sentence.end) is None


def _dates_level(date: Date, words: list[str], sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether the words before a date, or those behind it, make it the time of a level."""
    against = any(known.against.of(words[: at + 1]) is not None for at in range(len(words)))
    return against or known.before.of(words) is not None or known.after.at(low, date.end, sentence.end) is not None


def _lead(date: Date, sentence: Sentence, low: str, known: Cues) -> list[str]:
    """The words before a date and the words that lead it."""
    parted = "," in low[date.start - 2 : date.start]
    named = known.weekday.search(low, max(sentence.start, date.start - _WEEKDAY), date.start) if parted else None
    words = words_before(low, named.start() if named else date.start, sentence.start, _LED)
    while words and (known.leads.of(words[-1:]) or _of_hour(words, known)):
        words = words[:-1]
    return words


def _of_hour(words: list[str], known: Cues) -> bool:
    """Whether the last word before a day belongs to an hour of it: `đến 17h30 ngày 4/11`, `đến 8 giờ ngày 4/11`."""
    if _HOUR.fullmatch(words[-1]):
        return True
    return words[-1] in known.hours and len(words) > 1 and words[-2].isdigit()
