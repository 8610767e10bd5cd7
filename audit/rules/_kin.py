"""Articles that tell of one event, and the figures of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import permutations

import pandas as pd

from audit.rules._columns import NOISE, texts
from audit.rules._events import COMMON, FIGURES
from audit.rules._once import once
from audit.rules._sentence import Figure, placed
from audit.rules._words import digits

# Articles are held against each other if they share a quantity, or figures of so many digits and more.
_DIGITS = 2
# So many articles of an event are held against each of them.
_NEAREST = 20


@dataclass(slots=True)
class Told:
    """An article: its sentences as lists of figures, and the values with their units that it gives."""

    article: str
    source: str
    sentences: list[list[Figure]] = field(default_factory=list)
    values: set[tuple[float, str]] = field(default_factory=set)

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures in reading order."""
        return (figure for sentence in self.sentences for figure in sentence)


@dataclass(frozen=True, slots=True)
class Kin:
    """The articles by their id, and of each those that tell of the same event, the nearest first."""

    articles: Mapping[str, Told]
    near: Mapping[str, tuple[str, ...]]

    @property
    def compared(self) -> Set[str]:
        """The articles that another one stands near."""
        return {name for one, others in self.near.items() for name in (one, *others)}

    def givers(self, of: Told, value: tuple[float, str]) -> set[str]:
        """The other sources of the event that give a value with its unit."""
        others = (self.articles[name] for name in self.near.get(of.article, ()))
        return {other.source for other in others if value in other.values and other.source != of.source}


def kin(frame: pd.DataFrame) -> Kin:
    """The articles of a table of facts that tell of one event: they share a quantity, or several exact figures."""
    return once(frame, "kin", lambda: _kin(frame))


def _kin(frame: pd.DataFrame) -> Kin:
    groups, sources, blocks = texts(frame, "group_id"), texts(frame, "source"), texts(frame, "block")
    articles: dict[str, Told] = {}
    marks: dict[str, dict[Hashable, bool]] = {}
    for figures, name, *_ in placed(frame):
        kept = [figure for figure in figures if blocks[figure.row] not in NOISE]
        if not kept:
            continue
        article = articles.setdefault(name, Told(name, sources[kept[0].row] or name))
        article.sentences.append(kept)
        article.values.update((figure.claim.value, figure.unit) for figure in kept)
        own = marks.setdefault(name, {})
        for figure in kept:
            if groups[figure.row]:
                own[groups[figure.row]] = True
            if digits(figure) >= _DIGITS:
                own[(figure.claim.value, figure.unit)] = False
    event = dict(zip(frame["article_id"], texts(frame, "event"), strict=True))
    return Kin(articles, _near(marks, event))


def _near(marks: Mapping[str, Mapping[Hashable, bool]], event: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Of each article the ones of its event that share enough with it; a mark that is true is enough alone."""
    holders: dict[tuple[str | None, Hashable], list[str]] = {}
    for name, own in marks.items():
        for mark in own:
            holders.setdefault((event[name], mark), []).append(name)
    shares: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (_, mark), names in holders.items():
        points = FIGURES if marks[names[0]][mark] else 1
        for one, other in permutations(names, 2) if len(names) <= COMMON else ():
            shares[one][other] += points
    return {one: tuple(_nearest(counts.items())) for one, counts in shares.items()}


def _nearest(counts: Iterable[tuple[str, int]]) -> list[str]:
    enough = sorted((-count, name) for name, count in counts if count >= FIGURES)
    return [name for _, name in enough[:_NEAREST]]
