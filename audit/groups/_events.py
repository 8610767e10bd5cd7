"""How surely two articles tell of one event: shared names, figures and phrases, near in time.

Two robberies share their words and not their event, so names that every paper prints every day do not count.
The strength of a pair depends on its two articles alone, and on the third ones that surely tell of the event of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any
from zlib import crc32

from audit.groups._facts import text_or
from audit.groups._figures import digits_of, is_particular
from audit.groups._names import names, parts, tokens
from audit.groups._packing import as_call
from audit.groups._traits import Traits
from audit.groups._words import words

if TYPE_CHECKING:
    import pandas as pd

# Characters of an article that are read for its event, how many days later its sequels come, and how many later one
# that repeats at least so many particular figures: the verdict, the bill, the next instalment. One that shares so many
# names and repeats any figure is one no more surely than the second strength; any other one is held for one only by a
# third article: this surely it is one.
READ, DAYS = 4000, 10
LATE, REPEATED, HARDLY = 60, 2, 0.1
NAMED, MAYBE = 4, 0.25
# So many weak strengths are kept at once.
KEPT = 500_000
# Stories that both name somebody and share neither a name nor a figure have only their genre in common.
STRANGE = 0.5
# The more words two stories share, the more of their names must be the same: by how much the share of phrases may
# exceed that of names before it counts less, and over what range it comes to count nothing.
AHEAD, GENRE = 0.25, 0.25
# What one article surely has in common with each of two others, these have in common this surely.
BRIDGE = 0.9
# Stories that share so many of their phrases fill in one form, unless one repeats the other.
FORM = 0.4
# In texts of fewer phrases than this, each that is shared says no more than in one of as many.
SHORT = 60
# Words of so many letters tell the topic of a story; any two share this part of them, of a few at least, by chance.
# What they share beyond it counts up to the most, and each of two names that lead both so much.
LONG, FEW, CHANCE, MOST, HEADED = 5, 30, 0.18, 0.24, 0.12
# Characters of an article without names in its title that say whom it is about.
LEAD = 200


@dataclass(eq=False, slots=True)
class Story:
    """What tells an article's event: its particular names, its particular figures, its phrases, its day.

    `lesser` figures say less: those of two digits, and the particular ones rounded to three, as others print them.
    `heads` are the names of those whom the article is about: its title or its first words hold them.
    """

    article: str
    names: frozenset[str]
    leads: tuple[frozenset[str], ...]
    figures: frozenset[str]
    lesser: frozenset[str]
    heads: frozenset[str]
    text: str
    day: date | None
    # What is read of a story, when it is first asked for.
    _ways: tuple[frozenset[str], ...] | None = field(default=None, init=False)
    _called: frozenset[str] | None = field(default=None, init=False)
    _phrases: frozenset[int] | None = field(default=None, init=False)
    _topics: frozenset[str] | None = field(default=None, init=False)

    @property
    def ways(self) -> tuple[frozenset[str], ...]:
        """For each name what else the named may be called."""
        if self._ways is None:
            self._ways = _ways(self.names)
        return self._ways

    @property
    def called(self) -> frozenset[str]:
        """Whatever the named may be called."""
        if self._called is None:
            self._called = _called(self.names)
        return self._called

    @property
    def phrases(self) -> frozenset[int]:
        """Check sums of pairs of neighbouring words, read when the story is held against another one."""
        if self._phrases is None:
            self._phrases = _phrases(self.text)[0]
        return self._phrases

    @property
    def topics(self) -> frozenset[str]:
        """The long words of the story that are no Vietnamese syllables: an English word says what two syllables say."""
        if self._topics is None:
            self._topics = _phrases(self.text)[1]
        return self._topics

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed without what is read of it."""
        return _as_call(self)


_as_call = as_call(Story)


# What can be read again of a story is kept of so many of them: a large run holds each against others of its days.
@lru_cache(maxsize=20_000)
def _phrases(text: str) -> tuple[frozenset[int], frozenset[str]]:
    said = words(text)
    long = frozenset(intern(word) for word in said if len(word) >= LONG and word.isascii())
    return frozenset(crc32(f"{a} {b}".encode()) for a, b in pairwise(said)), long


@lru_cache(maxsize=20_000)
def _ways(every: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(parts(name) for name in sorted(every))


@lru_cache(maxsize=20_000)
def _called(every: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*_ways(every))


def stories(articles: pd.DataFrame, texts: Mapping[str, str], facts: Iterable[Traits]) -> list[Story]:
    """One story an article, in the order of the table."""
    figures: dict[str, set[str]] = defaultdict(set)
    lesser: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.figure and digits_of(fact) > 1:
            found = figures if is_particular(fact) else lesser
            found[fact.article].add(f"{fact.figure.value:.12g} {fact.unit}")
            if is_particular(fact):
                lesser[fact.article].add(f"{fact.figure.value:.2e} {fact.unit}")
    columns = (articles[name] for name in ("article_id", "title", "published"))
    return [
        _story(article, text_or(title), texts.get(article, ""), text_or(published), figures, lesser)
        for article, title, published in zip(*columns, strict=True)
    ]


def strength(a: Story, b: Story) -> float:
    """How surely two articles tell of one event, 0 to 1."""
    figures, days = len(a.figures & b.figures), _apart(a, b)
    if days > LATE:
        return 0.0
    most = 1.0
    if days > DAYS and figures < REPEATED:
        if not (figures or a.lesser & b.lesser) or _named_by_both(a, b) < NAMED:
            return HARDLY
        most = MAYBE
    ours, theirs = a.phrases, b.phrases
    least, same = min(len(ours), len(theirs)), len(ours & theirs)
    phrases = same / max(1, least)
    shared = _named_by_both(a, b)
    told = min(1.0, 2.0 * same / max(SHORT, least) + 0.05 * min(shared, 6) + 0.12 * min(figures, 5))
    told = min(1.0, told + 0.05 * min(max(0, len(a.lesser & b.lesser) - figures), 6) + _subject(a, b))
    if a.names and b.names:
        ahead = phrases - shared / min(len(a.names), len(b.names)) - AHEAD
        told *= 1.0 - min(1.0, max(0.0, ahead / GENRE))
        if figures < 2 and _form(a, b, phrases):
            return 0.0
        if not shared and not figures:
            told *= STRANGE
    return round(min(told, most), 6)


def _subject(a: Story, b: Story) -> float:
    """What it says that the same names lead two stories, and how many more long words they share than any two do.

    Without a name to tie them words say what kind of event it is, and not which one.
    """
    heads = len(a.heads & b.heads)
    if not heads:
        return 0.0
    ours, theirs = a.topics, b.topics
    shared = len(ours & theirs) / max(FEW, min(len(ours), len(theirs)))
    return HEADED * min(heads, 2) + min(MOST, max(0.0, shared - CHANCE))


def _named_by_both(a: Story, b: Story) -> int:
    """How many names two stories share, each as the other one may put it."""
    return min(_met(a.ways, b), _met(b.ways, a))


def _apart(a: Story, b: Story) -> int:
    """How many days lie between two stories; none where one has no date."""
    return abs((a.day - b.day).days) if a.day and b.day else 0


def _form(a: Story, b: Story, phrases: float) -> bool:
    """Whether two stories fill in one form for two events: most words are the same, but not whom they are about."""
    return phrases >= FORM and bool(a.leads and b.leads) and not (_met(a.leads, b) and _met(b.leads, a))


def _met(ways: Iterable[frozenset[str]], story: Story) -> int:
    """How many of the named a story names as well, in full or in part."""
    called = story.called
    return sum([not called.isdisjoint(way) for way in ways])


class Events:
    """How surely articles tell of one event: asked for a pair, found once, kept.

    `near` gives for each article the few others that surely tell of its event, and how surely. It needs the stories of
    the articles that are asked for, and no others. `known` are strengths that were found before, with bridges or
    without.
    """

    def __init__(
        self,
        told: Iterable[Story] | Mapping[str, Story],
        near: Mapping[str, Mapping[str, float]],
        known: Mapping[tuple[str, str], float] | None = None,
    ) -> None:
        self._told = told if isinstance(told, Mapping) else {story.article: story for story in told}
        self._near = near
        self._known = known or {}
        self._found: dict[tuple[str, str], float] = {}

    def strength(self, one: str, other: str) -> float:
        """The strength of two articles, 1 for one and the same; a third one that tells of their event bridges them."""
        if one == other:
            return 1.0
        pair = (one, other) if one < other else (other, one)
        found = self._found.get(pair)
        if found is None:
            if len(self._found) >= KEPT:
                self._found.clear()
            found = self._found[pair] = self._bridged(*pair)
        return found

    def _bridged(self, one: str, other: str) -> float:
        """The strength of two articles by what they say themselves, or by a third one."""
        own = self._known.get((one, other))
        if own is None:
            own = strength(self._told[one], self._told[other])
        near, far = self._near.get(one), self._near.get(other)
        if not own or not near or not far:
            return own
        third = max((min(near[name], far[name]) for name in near.keys() & far.keys()), default=0.0)
        return max(own, round(BRIDGE * third, 6))


def _story(article: str, title: str, text: str, published: str, *figures: Mapping[str, set[str]]) -> Story:
    of_title = list(names(title))
    named = frozenset((*of_title, *names(text[:READ])))
    return Story(
        article=article,
        names=named,
        leads=tuple(parts(name) for name in of_title or names(text[:LEAD])),
        figures=frozenset(figures[0].get(article, ())),
        lesser=frozenset(figures[1].get(article, ())),
        heads=_heads(named, f"{title} {text[:LEAD]}"),
        text=f"{title}\n{text[:READ]}",
        day=_day(published),
    )


def _heads(named: frozenset[str], opening: str) -> frozenset[str]:
    """Those of the named who stand in an opening, in whatever case it is set."""
    said = frozenset(tokens(opening)) if named else named
    return frozenset([name for name in named if said.issuperset(name.split(" "))])


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
