"""Which pairs of articles may tell of one event: those that share rare keys, and those that a third one bridges."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from audit.groups._cells import STRONG, TOLD
from audit.groups._events import DAYS, LATE, Events, Story, strength

# Articles of the same days that share a key are all compared while they are few; of more, each with the next in time.
# In a large run a story is looked up by its rarest keys.
FEW, NEXT, KEYS, SMALL = 8, 4, 8, 400
# Of each article so many neighbours are asked for bridges.
BRIDGES = 5
# The day of stories without one, which may come any time.
_NEVER = date.max.toordinal()
# So many pairs are taken out of an array at once.
AT_ONCE = 100_000

# How surely each of a few other articles tells of the event of one.
Near = Mapping[str, float]
# Two articles by id, in the order of their ids.
Pair = tuple[str, str]
Numbers = NDArray[np.int64]


def keys_of(story: Story) -> list[str]:
    """What other stories of one event may share: whatever the named may be called, and particular figures."""
    return sorted({*story.called, *story.figures})


def rarest(keys: Iterable[str], often: Mapping[str, int]) -> list[str]:
    """The keys by which a story of a large run is looked up; `often` says how many stories hold each."""
    return sorted((key for key in keys if often[key] > 1), key=lambda key: (often[key], key))[:KEYS]


def when(story: Story) -> tuple[date, str]:
    """The order of stories in time; those without a day come last."""
    return story.day or date.max, story.article


def sharing(told: Sequence[tuple[date, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of the stories that hold one key, by position: each with the few before it, as late as sequels come.

    The stories are given by their `when`, in its order. A key that few hold is held against late sequels, too.
    """
    days = [day.toordinal() for day, _ in told]
    before: deque[int] = deque(maxlen=FEW + 1)
    for i, day in enumerate(days):
        recent = [j for j in before if days[j] >= day - LATE] if day < _NEVER else list(before)
        if len(recent) > FEW and day < _NEVER:
            recent = [j for j in recent if days[j] >= day - DAYS]
        for j in recent if len(recent) <= FEW else recent[-NEXT:]:
            yield j, i
        before.append(i)


def neighbours(strengths: Iterable[tuple[float, str]]) -> Near:
    """Of the others that may tell of the event of one article, with their strengths, the few that surely do."""
    strong = sorted((-strong, other) for strong, other in strengths if strong >= STRONG)
    return {other: -strong for strong, other in strong[:BRIDGES]}


def bridged(near: Near) -> Iterator[Pair]:
    """The pairs of articles between which one article with these neighbours is a bridge."""
    return combinations(sorted(near), 2)


def paired(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def meet(told: Sequence[Story]) -> tuple[dict[str, Near], list[Pair]]:
    """The neighbours of each article that has any, and the pairs that may tell of one event, in order of time."""
    ordered = sorted(told, key=when)
    strengths: dict[str, list[tuple[float, str]]] = defaultdict(list)
    pairs: set[Pair] = set()
    for one, other in _candidates(ordered):
        strong = strength(one, other)
        if strong >= TOLD:
            pairs.add(paired(one.article, other.article))
            strengths[one.article].append((strong, other.article))
            strengths[other.article].append((strong, one.article))
    near = {name: found for name, held in strengths.items() if (found := neighbours(held))}
    events, place = Events(told, near), {story.article: i for i, story in enumerate(ordered)}
    over = {pair for found in near.values() for pair in bridged(found)} - pairs
    pairs.update(pair for pair in over if events.strength(*pair) >= TOLD)
    return near, sorted(pairs, key=lambda pair: sorted((place[pair[0]], place[pair[1]])))


def _candidates(ordered: Sequence[Story]) -> Iterator[tuple[Story, Story]]:
    """Pairs of stories that share a key, each once, in order of time."""
    for later, earlier in meetings([keys_of(story) for story in ordered], [when(story) for story in ordered]):
        yield ordered[earlier], ordered[later]


def meetings(keys: list[list[str]], told: Sequence[tuple[date, str]]) -> Iterator[tuple[int, int]]:
    """Pairs of stories that share a key by which they are found, by position, each once, the later one first.

    `keys` are those of each story, `told` their `when`, both in its order.
    """
    if len(told) > SMALL:
        often = Counter(key for of_one in keys for key in of_one)
        keys = [rarest(of_one, often) for of_one in keys]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, of_one in enumerate(keys):
        for key in of_one:
            holders[key].append(i)
    coded = array("q")
    for held in holders.values():
        if len(held) > 1:
            coded.extend(held[late] * len(told) + held[early] for early, late in sharing([told[at] for at in held]))
    for at in range(0, len(found := distinct(coded)), AT_ONCE):
        yield from (divmod(code, len(told)) for code in found[at : at + AT_ONCE].tolist())


def distinct(codes: array[int]) -> Numbers:
    """Numbers in their order, each once."""
    return np.unique(np.frombuffer(codes, np.int64)) if codes else np.empty(0, np.int64)
