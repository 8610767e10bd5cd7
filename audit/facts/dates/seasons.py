"""Seasons and years that run over two: `last season`, `the 2024-25 season`, `in 2024-25` of a sport or a treasury.

When such a year begins is a matter of what the article is about: a football league's in July, an Indian budget's in
April. Of an article that is about neither, `2024-25` are two years and `last season` is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit import languages
from audit.facts._phrases import begun, either
from audit.facts._reading import Date, Sentence
from audit.facts.dates import calendar

_RULE, _YEARS = "season", "years"
# Rules of dates that are quarters and halves, of a calendar year or of one that begins in another month.
_PARTS = frozenset({"quarter", "business"})
# Those of several quarters, and of halves.
_OF_GAME = frozenset({"first_quarters", "first_half", "last_half"})
_SPAN = re.compile(r"(\d{4})[-–/](\d\d)")
_ENDS = re.compile(r"(?:fy|fiscal(?: year)?) ?(?:\d{4}-)?(?:20)?(\d\d)(?!\d)")
_CALENDAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"([qh])([1-4])|(\w+)[ -](?:\w+[ -])?(quarter|half)")
# How many words for a year's beginning tell what an article is about.
_LEAST = 2
# How many words of a game tell that an article is about one.
_PLAYED = 3


@dataclass(frozen=True, slots=True)
class Known:
    """The months that such years begin with, the words that tell of each, and by how much a season is told.

    `fiscal` are those months in which quarters and halves of such a year are counted, `numbers` the words for them.
    `games` finds the words of a game, whose quarters and halves are none of a year; null where a language has none.
    `both` is the month with which seasons begin that papers call by both years, as in `mùa 2024/25`, and `named` finds
    one that is called so; null where they are stretches of months.
    """

    begins: tuple[tuple[int, Sequence[str], re.Pattern[str]], ...]
    offsets: dict[str, int]
    fiscal: frozenset[int]
    numbers: dict[str, int]
    both: int | None
    named: re.Pattern[str] | None
    games: tuple[Sequence[str], re.Pattern[str]] | None


@cache
def _known(language: str) -> Known | None:
    said = languages.load(language)["dates"].get("seasons")
    if said is None:
        return None
    begins = [(int(month), words, re.compile(f"{begun(words)}(?!\\w)")) for month, words in said["begins"].items()]
    numbers = languages.load(language)["dates"]["quarters"]
    named = said.get("both_named")
    both = re.compile(f"{either(named)} \\D{{0,12}}20\\d\\d[-–/](?:20)?\\d\\d(?!\\d)") if named else None
    games = (said["games"], re.compile(begun(said["games"]))) if said.get("games") else None
    return Known(tuple(begins), said["told"], frozenset(said["fiscal"]), numbers, said.get("both"), both, games)


def seasons(sentences: Sequence[Sentence], low: str, language: str, published: date | None) -> None:
    """Give such dates the months that they run over, where the article says enough of what it is about."""
    meant = {_RULE, _YEARS, *_PARTS, *_OF_GAME}
    dated = (sentence for sentence in sentences if sentence.dates)
    held = [sentence for sentence in dated if any(date.rule in meant for date in sentence.dates)]
    known = _known(language) if held else None
    if known is None:
        return
    if known.games is not None and _of_game(*known.games, low):
        for sentence in held:
            sentence.dates[:] = [one for one in sentence.dates if not _of_play(one, low)]
    month = next((month for month, words, found in known.begins if _often(words, found, low)), None)
    if month is None and known.named is not None and known.named.search(low):
        month = known.both
    for sentence in held:
        sentence.dates[:] = [_placed(one, low, month, known, published) for one in sentence.dates]


def _often(words: Sequence[str], found: re.Pattern[str], low: str) -> bool:
    """Whether a text has words of one kind often enough; that it has any is seen faster than how often."""
    return any(word in low for word in words) and len(found.findall(low)) >= _LEAST


def _of_game(words: Sequence[str], found: re.Pattern[str], low: str) -> bool:
    """Whether an article tells of a game: it has several words of one."""
    return sum(word in low for word in words) >= _PLAYED and len(set(found.findall(low))) >= _PLAYED


def _of_play(one: Date, low: str) -> bool:
    """Whether a quarter or a half names no year, and so is one of the game that an article tells of."""
    return (one.rule in _PARTS or one.rule in _OF_GAME) and not _CALENDAR.search(low[one.start : one.end])


def _placed(one: Date, low: str, month: int | None, known: Known, published: date | None) -> Date:
    """A date as the year that it means; as it was where that is unknown."""
    if month is None:
        return one
    words = low[one.start : one.end]
    if one.rule in _PARTS and month in known.fiscal:
        return _part(one, words, month, known, published)
    if one.rule not in (_RULE, _YEARS):
        return one
    span = _SPAN.match(words)
    offset = next((known.offsets[word] for word in words.split(" ") if word in known.offsets), None)
    if known.both is not None:
        return _by_both(one, month, offset, published)
    if span is not None:
        year = int(span[1])
        if (year + 1) % 100 != int(span[2]):
            return one
    elif one.rule == _RULE and offset is not None and published is not None:
        year = published.year - (published.month < month) + offset
    else:
        return one
    return _held(one, "year", calendar.ending(year + 1, month - 1, 12))


def _by_both(one: Date, month: int, offset: int | None, published: date | None) -> Date:
    """A season by the two years that it runs over; one that names them has them already."""
    if one.rule != _RULE or offset is None or published is None:
        return one
    year = published.year - (published.month < month) + offset
    return _held(one, _YEARS, calendar.between(calendar.year_of(year), calendar.year_of(year + 1)))


def _part(one: Date, words: str, month: int, known: Known, published: date | None) -> Date:
    """A quarter or a half of a treasury's year: of the one that is named, else the last that was over."""
    part, named = _PART.search(words), _ENDS.search(words)
    if _CALENDAR.search(words) and named is None:
        return one
    number, size, shape = 1, 12, "year"
    if part is not None:
        number = int(part[2]) if part[2] else known.numbers.get(part[3], 0)
        size, shape = (6, "half") if "h" in (part[1], (part[4] or "")[:1]) else (3, "quarter")
    if not 1 <= number <= 12 // size or (named is None and (part is None or published is None)):
        return one
    last = month - 1 + size * number

    def of(begun: int) -> calendar.Span:
        return calendar.ending(begun + (last - 1) // 12, (last - 1) % 12 + 1, size)

    if named is not None:
        return _held(one, shape, of(1999 + int(named[1])))
    over = published or date.min
    return _held(
        one, shape, of(next(year for year in (over.year, over.year - 1, over.year - 2) if of(year).last < over))
    )


def _held(one: Date, shape: str, found: calendar.Span) -> Date:
    first, last = found.first.isoformat(), found.last.isoformat()
    return replace(one, shape=shape, period=found.period, first=first, last=last, rule=_RULE)
