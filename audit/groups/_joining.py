"""The parts of a large run, some at a time, and the groups of each as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np

from audit import table
from audit.groups import _shelf
from audit.groups._blocking import unit_of
from audit.groups._cluster import Judge, Ranked, cluster, parts
from audit.groups._events import Events
from audit.groups._heard import Heard, near_of
from audit.groups._meetings import Near, Numbers, Pair
from audit.groups._met import Met
from audit.groups._row import row
from audit.groups._shelf import Place
from audit.groups._traits import Traits

# So many edges, or facts alone, make a partition.
JOINED_AT_ONCE = 10_000


@dataclass(slots=True)
class Whole:
    """Some parts of a run: their articles, their edges, the facts that are alone; what else their rows need."""

    articles: dict[int, tuple[Place, int]]
    edges: list[Ranked]
    alone: list[int]
    near: dict[str, Near]
    known: dict[Pair, float]
    copies: dict[str, str]
    own: Set[str]


def to_join(
    heard: list[Heard],
    bases: list[int],
    found: Sequence[Any],
    met: Met,
    near: Mapping[str, Near],
    copies: Mapping[str, str],
    own: Mapping[str, Set[str]],
) -> Iterator[Whole]:
    """The parts of a run, some at a time; a fact without an edge is alone."""
    told = _Told(heard, bases, met.in_order(), near, copies, own)
    home = np.repeat(np.arange(len(heard)), [len(one.units) for one in heard])
    _, _, ones, others = found
    first = roots(len(home), ones, others)
    order = np.lexsort((ones, first[ones])) if len(ones) else ones
    linked = np.zeros(len(home), bool)
    linked[ones] = linked[others] = True
    single = np.flatnonzero(~linked)
    bounds = _bounds(first[ones][order])
    for start, end in _chunks(bounds):
        some = order[start:end]
        rows = [column[some].tolist() for column in found]
        members = np.unique(np.concatenate((ones[some], others[some])))
        yield told.whole(np.unique(home[members]), list(zip(*rows, strict=True)), [])
    for at in range(0, len(single), JOINED_AT_ONCE):
        alone = single[at : at + JOINED_AT_ONCE]
        yield told.whole(np.unique(home[alone]), [], alone.tolist())


def roots(count: int, ones: Numbers, others: Numbers) -> Numbers:
    """For each of so many facts the first one that it hangs together with, over edges between `ones` and `others`."""
    first = np.arange(count)
    while len(ones):
        one, other = first[ones], first[others]
        np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))
        while (first != (nearer := first[first])).any():
            first = nearer
        apart = first[ones] != first[others]
        ones, others = ones[apart], others[apart]
    return first


def _bounds(first: Numbers) -> list[int]:
    """Where the edges of one part end and those of the next one start."""
    return [0, *(np.flatnonzero(np.diff(first)) + 1).tolist(), len(first)]


def _chunks(bounds: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring parts of some thousand edges together."""
    start = 0
    for end in bounds[1:]:
        if end - start >= JOINED_AT_ONCE or (end == bounds[-1] and end > start):
            yield start, end
            start = end


@dataclass(slots=True)
class _Told:
    """What is known of the articles of a run."""

    heard: list[Heard]
    bases: list[int]
    met: Met
    near: Mapping[str, Near]
    copies: Mapping[str, str]
    own: Mapping[str, Set[str]]

    def whole(self, numbers: Numbers, edges_of: list[Ranked], alone: list[int]) -> Whole:
        """Some parts with what their rows need of these articles."""
        articles = numbers.tolist()
        names = [self.heard[i].when[1] for i in articles]
        return Whole(
            {i: (self.heard[i].place, self.bases[i]) for i in articles},
            edges_of,
            alone,
            near_of(self.heard, articles, self.near) if edges_of else {},
            self.met.among(numbers).known(self.heard) if edges_of else {},
            {name: self.copies[name] for name in names if name in self.copies},
            frozenset(fact for name in names for fact in self.own.get(name, ())),
        )


def joined(whole: Whole, trust: Mapping[str, float] | None) -> tuple[list[int], dict[str, list[Any]]]:
    """The rows of the groups of some parts, as columns, and the position of the first fact of each."""
    judge, positions = _judge_of_units(whole)
    at = {position: i for i, position in enumerate(positions)}
    found = [([at[i]], 1.0) for i in whole.alone]
    for part in parts((conflict, score, at[i], at[j]) for conflict, score, i, j in whole.edges):
        found += cluster(part, judge)
    rows = [row([judge.facts[i] for i in members], sure, whole.copies, trust, whole.own) for members, sure in found]
    columns = {column.name: [made[column.name] for made in rows] for column in table.GROUPS}
    return [positions[members[0]] for members, _ in found], columns


def _judge_of_units(whole: Whole) -> tuple[Judge, list[int]]:
    """The judge of the facts of some parts, with those of their units in the same articles; and their positions."""
    asked = {*whole.alone, *(i for *_, a, b in whole.edges for i in (a, b))}
    places = [place for place, _ in whole.articles.values()]
    ordered: list[Traits] = []
    positions: list[int] = []
    named: dict[str, Place] = {}
    for (place, base), facts in zip(whole.articles.values(), _shelf.facts(places), strict=True):
        units = {unit_of(fact) for nth, fact in enumerate(facts) if base + nth in asked}
        for nth, fact in enumerate(facts):
            if unit_of(fact) in units:
                ordered.append(fact)
                positions.append(base + nth)
                named[fact.article] = place
    return Judge(ordered, Events(_shelf.Stories(named), whole.near, whole.known)), positions
