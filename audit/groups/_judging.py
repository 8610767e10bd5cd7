"""Which facts of a large run are held against each other, partition by partition, and the edges of a partition."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audit.groups import _shelf
from audit.groups._blocking import FEW, Name, across, chained, unit_of, within
from audit.groups._cluster import Judge, edges
from audit.groups._events import Events
from audit.groups._heard import Heard, near_of
from audit.groups._meetings import Near, Numbers, Pair, distinct
from audit.groups._met import Met
from audit.groups._shelf import Place
from audit.groups._traits import Traits

# So many facts, with what is to be judged of them, make a partition; fewer where that takes so many facts to read.
JUDGED_AT_ONCE, READ_AT_ONCE = 20_000, 30_000


@dataclass(slots=True)
class Asked:
    """What one partition judges: articles (number, place, first position), what they met, and pairs of positions."""

    articles: dict[int, tuple[Place, int]]
    alone: list[int]
    met: list[tuple[int, int]]
    ones: Numbers
    others: Numbers
    near: dict[str, Near]
    known: dict[Pair, float]


def to_judge(heard: list[Heard], bases: list[int], met: Met, near: Mapping[str, Near]) -> Iterator[Asked]:
    """The partitions of what is to be judged, by the later article of each pair."""
    home = np.repeat(np.arange(len(heard)), np.diff(bases))
    named = _named(heard, bases)
    named = named[np.argsort(home[named[:, 1]], kind="stable")]
    name_ends = np.searchsorted(home[named[:, 1]], np.arange(len(heard) + 1)).tolist()
    later = np.maximum(met.ones, met.others)
    by_later = np.argsort(later, kind="stable")
    met_ends = np.searchsorted(later[by_later], np.arange(len(heard) + 1)).tolist()
    earlier = np.minimum(met.ones, met.others)[by_later].tolist()
    holders = home[named[:, 0]].tolist()
    every: set[int] = set()
    first = held = read = 0
    for i, article in enumerate(heard):
        names, meets = slice(name_ends[i], name_ends[i + 1]), slice(met_ends[i], met_ends[i + 1])
        others = {i, *earlier[meets], *holders[names]} - every
        every |= others
        held += 1 + len(article.units) + (meets.stop - meets.start) + (names.stop - names.start)
        read += sum(1 + len(heard[at].units) for at in others)
        if held >= JUDGED_AT_ONCE or read >= READ_AT_ONCE or i + 1 == len(heard):
            pairs, meetings = named[name_ends[first] : names.stop], met.where(by_later[met_ends[first] : meets.stop])
            yield Asked(
                {at: (heard[at].place, bases[at]) for at in sorted(every)},
                list(range(first, i + 1)), list(zip(meetings.ones.tolist(), meetings.others.tolist(), strict=True)),
                pairs[:, 0], pairs[:, 1], near_of(heard, every, near), meetings.known(heard),
            )  # fmt: skip
            every, first, held, read = set(), i + 1, 0, 0


def _named(heard: list[Heard], bases: list[int]) -> Numbers:
    """Pairs of the facts that share a name, by position, the earlier one first; each once."""
    digests, at, values = array("q"), array("q"), array("d")
    periods: list[str] = []
    for one, base in zip(heard, bases[:-1], strict=True):
        for digest, place, period, value in one.names:
            digests.append(digest)
            at.append(base + place)
            periods.append(period)
            values.append(value)
    names, facts = np.array(digests, np.int64), np.array(at, np.int64)
    order = np.lexsort((facts, names))
    ends = [0, *(np.flatnonzero(np.diff(names[order])) + 1).tolist(), len(order)]
    codes = array("q")
    for start, end in pairwise(ends):
        if end - start > 1:
            rows = order[start:end].tolist()
            group = facts[rows].tolist()
            by_value = group if len(group) <= FEW else _by_value(rows, group, periods, values)
            codes.extend(i * bases[-1] + j for i, j in chained(group, by_value, FEW))
    return np.stack(np.divmod(distinct(codes), max(1, bases[-1])), axis=1)


def _by_value(rows: list[int], group: list[int], periods: list[str], values: Sequence[float]) -> list[int]:
    ranked = sorted(zip(rows, group, strict=True), key=lambda one: (periods[one[0]], values[one[0]], one[1]))
    return [i for _, i in ranked]


def judged(asked: Asked) -> tuple[NDArray[np.bool_], NDArray[np.float64], Numbers, Numbers]:
    """The edges of a partition: whether in conflict, the score with its sign turned, and the positions of both."""
    judge, held, own = _judge_of(asked)
    count = len(held)
    codes = array("q", (np.searchsorted(held, asked.others) * count + np.searchsorted(held, asked.ones)).tolist())
    for i in asked.alone:
        for group in own[i].values():
            codes.extend(j * count + i for i, j in within(group, judge.facts))
    for one, other in asked.met:
        for unit, group in own[one].items():
            if unit in own[other]:
                codes.extend(j * count + i for i, j in across(group, own[other][unit], judge.facts))
    later, earlier = np.divmod(distinct(codes), max(1, count))
    found = sorted(edges(zip(earlier.tolist(), later.tolist(), strict=True), judge), key=lambda edge: edge[2:])
    conflicts, scores, ones, others = zip(*found, strict=True) if found else ((), (), (), ())
    return (
        np.array(conflicts, bool), np.array(scores, float),
        held[np.array(ones, np.int64)], held[np.array(others, np.int64)],
    )  # fmt: skip


def _judge_of(asked: Asked) -> tuple[Judge, Numbers, dict[int, dict[Name, list[int]]]]:
    """The judge of a partition, the positions of its facts in the run, and the facts of each article by unit."""
    places = [place for place, _ in asked.articles.values()]
    ordered: list[Traits] = []
    positions = array("q")
    own: dict[int, dict[Name, list[int]]] = {}
    named: dict[str, Place] = {}
    for (number, (place, base)), facts in zip(asked.articles.items(), _shelf.facts(places), strict=True):
        units: dict[Name, list[int]] = {}
        for fact in facts:
            units.setdefault(unit_of(fact), []).append(len(ordered))
            ordered.append(fact)
            named[fact.article] = place
        positions.extend(range(base, base + len(facts)))
        own[number] = units
    events = Events(_shelf.Stories(named), asked.near, asked.known)
    return Judge(ordered, events), np.array(positions, np.int64), own
