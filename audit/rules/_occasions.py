"""Days on which articles say that something happened, and articles of one event that give it two days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from audit.dates import months
from audit.rules._calendar import days
from audit.rules._columns import NOISE, column, records, text_of
from audit.rules._kin import Kin
from audit.rules._sentence import words
from audit.rules._words import pairs

# How far apart two days of one event may be printed by a slip.
_APART = 10
_WORD = re.compile(r"[^\W\d_]+")
_LEAD, _DATE = 2, 10
# So many characters before a day say what happened on it; so many days of one article are held against others.
_BEFORE, _MANY = 200, 50
# So much of a sentence is searched for names.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day that a sentence names: the row of a figure of the sentence, its place and the words right before it."""

    row: int
    span: tuple[int, int]
    printed: str
    day: datetime.date
    lead: tuple[str, ...]
    names: frozenset[str]
    before: str
    published: str
    article: str


def moved(frame: pd.DataFrame, articles: Kin) -> Iterator[tuple[Occasion, Occasion]]:
    """Pairs of days that two articles of one event give for what they tell with the same words.

    The first day is that which fewer articles of the event name, or which was printed later. An article that names
    both days is not held against either; nor is one that tells of its own day, where the other one does so, too.
    """
    told = _told(frame, articles.compared)
    named = {name: {occasion.day for occasion in own} for name, own in told.items()}
    for name, own in told.items():
        near = (name, *articles.near.get(name, ()))
        for other in near[1:]:
            if articles.articles[name].source != articles.articles[other].source:
                for occasion in own:
                    for rival in told.get(other, ()):
                        known = rival.day in named[name] or occasion.day in named[other]
                        if not known and _one(occasion, rival) and _less(occasion, rival, near, named):
                            yield occasion, rival


def _one(one: Occasion, other: Occasion) -> bool:
    """Whether two days are told of the same thing, and near enough to each other to be a slip."""
    if one.lead != other.lead or not 0 < abs((one.day - other.day).days) <= _APART:
        return False
    if all(occasion.day.isoformat() == occasion.published for occasion in (one, other)):
        return False
    if not _named_alike(one.names, other.names):
        return False
    general = " ".join(one.lead) in words("general_events")
    return not general or len(pairs(one.before) & pairs(other.before)) > 1


def _less(one: Occasion, other: Occasion, near: Sequence[str], named: Mapping[str, set[datetime.date]]) -> bool:
    first, second = (sum(occasion.day in named.get(name, ()) for name in near) for occasion in (one, other))
    return (first, other.published, other.row) < (second, one.published, one.row)


def _told(frame: pd.DataFrame, articles: Set[str]) -> dict[str, list[Occasion]]:
    """The days that the sentences of each of these articles name, in reading order."""
    names = ("article_id", "sentence", "start", "quote", "published", "block")
    rows = frame.assign(_row=range(len(frame)), **{name: column(frame, name) for name in names})
    rows = rows[
        rows["sentence"].notna()
        & rows["published"].notna()
        & ~rows["block"].isin(NOISE)
        & rows["article_id"].isin(articles)
    ]
    told: dict[str, list[Occasion]] = {}
    for row in records(rows.drop_duplicates(["article_id", "sentence"])[[*names, "_row"]]):
        own = told.setdefault(str(row["article_id"]), [])
        if len(own) < _MANY:
            own.extend(islice(_named(row), _MANY))
    return told


def _named(row: Mapping[str, object]) -> Iterator[Occasion]:
    sentence, published = str(row["sentence"]), (text_of(row, "published") or "")[:_DATE]
    first = int(str(row["start"])) - max(0, sentence.find(str(row["quote"])))
    today = datetime.date.fromisoformat(published)
    named_days = days(sentence)
    names = frozenset(_names(sentence[:_LONGEST])) if named_days else frozenset()
    for named in named_days:
        near = [day for year in (-1, 0, 1) if (day := named.of(today.year + year))]
        if near:
            day = min(near, key=lambda day: abs((day - today).days))
            before = sentence[max(0, named.start - _BEFORE) : named.start]
            lead = _lead(before)
            if lead:
                span = (first + named.start, first + named.end)
                printed = sentence[named.start : named.end]
                yield Occasion(
                    int(str(row["_row"])), span, printed, day, lead, names, before, published, str(row["article_id"])
                )


def _names(text: str) -> Iterator[str]:
    """The words with a capital, but for the first one, months and days."""
    for word in _WORD.findall(text)[1:]:
        if word[0].isupper() and word.lower() not in months() and word.lower() not in words("day_parts"):
            yield word


def _named_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences may name the same: one names nothing, or half of its names stand in the other one."""
    return not one or not other or 2 * len(one & other) >= min(len(one), len(other))


def _lead(before: str) -> tuple[str, ...]:
    """The two words before a day that say what happened, in lower case; none where a name stands there."""
    said: Sequence[str] = [word for word in _WORD.findall(before) if word.lower() not in words("day_parts")]
    last = tuple(said[-_LEAD:])
    return last if len(last) == _LEAD and all(word.islower() for word in last) else ()
