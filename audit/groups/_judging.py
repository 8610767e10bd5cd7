"""Which facts of a large run are held against each other, partition by partition, and the edges of a partition."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audit.groups import _shelf
from audit.groups._blocking import FEW, Name, across, chained, unit_of, within
from audit.groups._cluster import Judge, edges
from audit.groups._events import Events
from audit.groups._heard import Heard, near_of
from audit.groups._meetings import Near, Pair, paired
from audit.groups._shelf import Place
from audit.groups._traits import Traits

# So many facts, with what is to be judged of them, make a partition; fewer where that takes so many facts to read.
JUDGED_AT_ONCE, READ_AT_ONCE = 20_000, 30_000
Numbers = NDArray[np.int64]


@dataclass(slots=True)
class Asked:
    """What one partition judges: articles (number, place, first position), what they met, and pairs of positions."""

    articles: dict[int, tuple[Place, int]]
    alone: list[int]
    met: list[tuple[int, int]]
    pairs: list[tuple[int, int]]
    near: dict[str, Near]
    strong: dict[Pair, float]


def to_judge(
    heard: list[Heard], bases: list[int], met: list[Pair], near: Mapping[str, Near], strong: Mapping[Pair, float]
) -> Iterator[Asked]:
    """The partitions of what is to be judged, by the later article of each pair."""
    number = {one.when[1]: i for i, one in enumerate(heard)}
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, other in met:
        before[max(number[one], number[other])].append((number[one], number[other]))
    named: dict[int, list[tuple[int, int]]] = defaultdict(list)
    home = np.repeat(np.arange(len(heard)), [len(one.units) for one in heard]).tolist()
    for i, j in _named(heard, bases):
        named[home[j]].append((i, j))
    chunk: list[int] = []
    pairs: list[tuple[int, int]] = []
    meets: list[tuple[int, int]] = []
    every: set[int] = set()
    held = read = 0
    for i, article in enumerate(heard):
        chunk.append(i)
        own, met_before = named.pop(i, []), before.pop(i, [])
        pairs += own
        meets += met_before
        others = {i, *(at for pair in met_before for at in pair), *(home[at] for pair in own for at in pair)} - every
        every |= others
        held += 1 + len(article.units) + len(met_before) + len(own)
        read += sum(1 + len(heard[at].units) for at in others)
        if held >= JUDGED_AT_ONCE or read >= READ_AT_ONCE or i + 1 == len(heard):
            names = [paired(heard[a].when[1], heard[b].when[1]) for a, b in meets]
            yield Asked(
                {at: (heard[at].place, bases[at]) for at in sorted(every)},
                chunk, meets, pairs, near_of(heard, every, near),
                {pair: strong[pair] for pair in names if pair in strong},
            )  # fmt: skip
            chunk, pairs, meets, every = [], [], [], set()
            held = read = 0


def _named(heard: list[Heard], bases: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of the facts that share a name, by position."""
    digests, at, values = array("q"), array("q"), array("d")
    periods: list[str] = []
    for one, base in zip(heard, bases[:-1], strict=True):
        for digest, place, period, value in one.names:
            digests.append(digest)
            at.append(base + place)
            periods.append(period)
            values.append(value)
    if not at:
        return
    names, facts = np.frombuffer(digests, np.int64), np.frombuffer(at, np.int64)
    order = np.lexsort((facts, names))
    edges_of = np.flatnonzero(np.diff(names[order])) + 1
    for held in np.split(order, edges_of):
        if len(held) > 1:
            rows = held.tolist()
            group = facts[held].tolist()
            by_value = sorted(group) if len(group) <= FEW else _by_value(rows, group, periods, values)
            yield from chained(group, by_value, FEW)


def _by_value(rows: list[int], group: list[int], periods: list[str], values: Sequence[float]) -> list[int]:
    ranked = sorted(zip(rows, group, strict=True), key=lambda one: (periods[one[0]], values[one[0]], one[1]))
    return [i for _, i in ranked]


def judged(asked: Asked) -> tuple[NDArray[np.bool_], NDArray[np.float64], Numbers, Numbers]:
    """The edges of a partition: whether in conflict, the score with its sign turned, and the positions of both."""
    judge, positions, own = _judge_of(asked)
    at = {position: i for i, position in enumerate(positions)}
    pairs = {(at[i], at[j]) for i, j in asked.pairs}
    for i in asked.alone:
        for group in own[i].values():
            pairs.update(within(group, judge.facts))
    for one, other in asked.met:
        for unit, group in own[one].items():
            if unit in own[other]:
                pairs.update(across(group, own[other][unit], judge.facts))
    found = sorted(edges(sorted(pairs, key=lambda pair: pair[::-1]), judge), key=lambda edge: edge[2:])
    conflicts, scores, ones, others = zip(*found, strict=True) if found else ((), (), (), ())
    held = np.array(positions, np.int64)
    return (
        np.array(conflicts, bool), np.array(scores, float),
        held[np.array(ones, np.int64)], held[np.array(others, np.int64)],
    )  # fmt: skip


def _judge_of(asked: Asked) -> tuple[Judge, list[int], dict[int, dict[Name, list[int]]]]:
    """The judge of a partition, the positions of its facts in the run, and the facts of each article by unit."""
    places = [place for place, _ in asked.articles.values()]
    ordered: list[Traits] = []
    positions: list[int] = []
    own: dict[int, dict[Name, list[int]]] = {}
    for (number, (_, base)), facts in zip(asked.articles.items(), _shelf.facts(places), strict=True):
        units: dict[Name, list[int]] = {}
        for nth, fact in enumerate(facts):
            units.setdefault(unit_of(fact), []).append(len(ordered))
            ordered.append(fact)
            positions.append(base + nth)
        own[number] = units
    return Judge(ordered, Events(_shelf.stories(places), asked.near, asked.strong)), positions, own
