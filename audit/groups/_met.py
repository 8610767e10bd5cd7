"""Which articles of a large run tell of one event, found in pieces: `meet`, with articles by number."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from audit.groups import _shelf
from audit.groups._cells import STRONG, TOLD
from audit.groups._events import Events, strength
from audit.groups._heard import Heard, near_of
from audit.groups._meetings import Near, Numbers, Pair, bridged, distinct, meetings, neighbours, paired
from audit.groups._shelf import Place

# So many pairs of articles, or pairs of so many articles, make a piece.
MET_AT_ONCE, ARTICLES_AT_ONCE = 100_000, 20_000


class Spread(Protocol):
    """Calls a function with every item, in this process or in others; gives the results in the order of the items."""

    def __call__(self, job: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]: ...


@dataclass(slots=True)
class Met:
    """Pairs of articles that may tell of one event, by number, and how surely they do."""

    ones: Numbers
    others: Numbers
    sure: NDArray[np.float64]

    def where(self, chosen: NDArray[Any]) -> Met:
        """Some of these pairs."""
        return Met(self.ones[chosen], self.others[chosen], self.sure[chosen])

    def in_order(self) -> Met:
        """The same in order of the first article."""
        return self.where(np.argsort(self.ones, kind="stable"))

    def among(self, numbers: Numbers) -> Met:
        """Those between some articles, which are in order, of pairs that are."""
        bounds = zip(*(np.searchsorted(self.ones, numbers, side) for side in ("left", "right")), strict=True)
        own = self.where(np.concatenate([np.empty(0, np.int64), *(np.arange(*ends) for ends in bounds)]))
        return own.where(np.isin(own.others, numbers))

    def known(self, heard: list[Heard]) -> dict[Pair, float]:
        """How surely the articles of each pair tell of one event, by their names."""
        rows = zip(self.ones.tolist(), self.others.tolist(), self.sure.tolist(), strict=True)
        return {paired(heard[i].when[1], heard[j].when[1]): sure for i, j, sure in rows}


@dataclass(slots=True)
class Asked:
    """Pairs of articles that share something: where the articles stand, their numbers, the pairs among these."""

    places: list[Place]
    numbers: Numbers
    ones: Numbers
    others: Numbers
    near: dict[str, Near]


def met(heard: list[Heard], spread: Spread) -> tuple[dict[str, Near], Met]:
    """As `meet`."""
    order = sorted(range(len(heard)), key=lambda i: heard[i].when)
    sharing = meetings([heard[i].keys for i in order], [heard[i].when for i in order])
    first = _joined(spread(_strengths, _asked(heard, ((order[i], order[j]) for i, j in sharing), {})))
    near = _near(heard, first)
    over = (divmod(code, len(heard)) for code in _over(heard, first, near).tolist())
    return near, _joined((first, *spread(_strengths, _asked(heard, over, near))))


def _near(heard: list[Heard], found: Met) -> dict[str, Near]:
    """The neighbours of each article that has any."""
    beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
    surely = found.where(found.sure >= STRONG)
    for i, j, sure in zip(surely.ones.tolist(), surely.others.tolist(), surely.sure.tolist(), strict=True):
        one, other = heard[i].when[1], heard[j].when[1]
        beside[one].append((sure, other))
        beside[other].append((sure, one))
    return {name: neighbours(held) for name, held in beside.items()}


def _over(heard: list[Heard], found: Met, near: Mapping[str, Near]) -> Numbers:
    """The pairs that only a third article bridges, as numbers that hold both."""
    number = {one.when[1]: i for i, one in enumerate(heard)}
    codes = array("q")
    for few in near.values():
        codes.extend(_code(number[one], number[other], len(heard)) for one, other in bridged(few))
    ones, others = np.minimum(found.ones, found.others), np.maximum(found.ones, found.others)
    return np.setdiff1d(distinct(codes), ones * len(heard) + others)


def _code(one: int, other: int, count: int) -> int:
    return min(one, other) * count + max(one, other)


def _asked(heard: list[Heard], pairs: Iterable[tuple[int, int]], near: Mapping[str, Near]) -> Iterator[Asked]:
    """Some pairs of articles at a time."""
    at: dict[int, int] = {}
    ones, others = array("q"), array("q")
    for one, other in pairs:
        ones.append(at.setdefault(one, len(at)))
        others.append(at.setdefault(other, len(at)))
        if len(ones) >= MET_AT_ONCE or len(at) >= ARTICLES_AT_ONCE:
            yield _piece(heard, at, ones, others, near)
            at, ones, others = {}, array("q"), array("q")
    if ones:
        yield _piece(heard, at, ones, others, near)


def _piece(
    heard: list[Heard], at: dict[int, int], ones: array[int], others: array[int], near: Mapping[str, Near]
) -> Asked:
    numbers = np.fromiter(at, np.int64, len(at))
    one, other = np.frombuffer(ones, np.int64), np.frombuffer(others, np.int64)
    return Asked([heard[i].place for i in at], numbers, one, other, near_of(heard, at, near))


def _strengths(asked: Asked) -> Met:
    """Those of some pairs that may tell of one event."""
    told = _shelf.stories(asked.places)
    events = Events(told, asked.near)
    sure = np.zeros(len(asked.ones))
    for at, (i, j) in enumerate(zip(asked.ones.tolist(), asked.others.tolist(), strict=True)):
        one, other = told[i], told[j]
        sure[at] = events.strength(one.article, other.article) if asked.near else strength(one, other)
    pairs = Met(asked.numbers[asked.ones], asked.numbers[asked.others], sure)
    return pairs.where(sure >= TOLD)


def _joined(pieces: Iterable[Met]) -> Met:
    found = [_NONE, *pieces]
    return Met(
        np.concatenate([piece.ones for piece in found]),
        np.concatenate([piece.others for piece in found]),
        np.concatenate([piece.sure for piece in found]),
    )


_NONE = Met(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
