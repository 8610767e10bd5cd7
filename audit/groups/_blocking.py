"""Which pairs of facts are worth judging: blocks that keep the number of pairs near linear in the number of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

from audit.groups._events import Events
from audit.groups._figures import is_particular
from audit.groups._traits import Traits

# So many facts of one article, and so many of one name, are all held against each other; of more, each against so many
# that follow it.
ALL, FEW, ASKED = 60, 12, 6


def pairs(ordered: list[Traits], events: Events) -> Iterator[tuple[int, int]]:
    """Pairs worth judging, by position: facts of one unit in one article, in articles of one event, of one indicator.

    A pair may come twice. What is not paired here is ruled out by `judge` for other reasons than its words.
    """
    by_article: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    units: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for i, fact in enumerate(ordered):
        unit = ("date" if fact.kind == "event_date" else "", fact.unit)
        if (fact.article, *unit) not in by_article:
            units[fact.article].append(unit)
        by_article[fact.article, *unit].append(i)
        for key in _keys(fact):
            by_name[key].append(i)
    for group in by_article.values():
        yield from _chain(group, ordered, ALL)
    for group in by_name.values():
        yield from _chain(group, ordered, FEW)
    for first, second in events.pairs:
        for unit in units[first]:
            if (second, *unit) in by_article:
                yield from _across(by_article[first, *unit], by_article[second, *unit], ordered)


def _across(one: list[int], other: list[int], ordered: list[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of facts of two articles; of long lists of figures, those of equal value and those that come first."""
    if len(one) * len(other) <= ALL * ALL:
        yield from map(_ordered, product(one, other))
        return
    by_value: dict[float, list[int]] = defaultdict(list)
    for j in other:
        by_value[_value(ordered[j])].append(j)
    yield from (_ordered((i, j)) for i in one for j in by_value[_value(ordered[i])][:ASKED])
    yield from map(_ordered, product(one[:ASKED], other[:ASKED]))


def _keys(fact: Traits) -> Iterator[tuple[str, ...]]:
    """What facts of articles that tell of different events may share.

    An indicator, the day of something named, a numbered document, a particular figure of one time.
    """
    running = fact.figure and fact.figure.running
    if fact.indicator and not running:
        yield ("indicator", fact.indicator, fact.unit)
    if fact.kind == "event_date" and fact.period:
        yield ("day", fact.period, fact.measure)
        for name in sorted(fact.called):
            yield ("day", fact.period, name)
        for code in fact.documents:
            yield ("document", code)
    if fact.figure and fact.period and is_particular(fact):
        yield ("figure", f"{fact.figure.value:.12g}", fact.kind, fact.unit, fact.status, fact.period)


def _chain(group: list[int], ordered: list[Traits], few: int) -> Iterator[tuple[int, int]]:
    """All pairs of a few facts; of more, each with its next of kin in value and those that follow it."""
    if len(group) <= few:
        yield from combinations(group, 2)
        return
    by_value = sorted(group, key=lambda i: (ordered[i].period, _value(ordered[i]), i))
    for line in (group, by_value):
        for at, i in enumerate(line):
            yield from (_ordered((i, j)) for j in line[at + 1 : at + 1 + ASKED])


def _value(fact: Traits) -> float:
    return fact.figure.value if fact.figure else 0.0


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return pair if pair[0] < pair[1] else (pair[1], pair[0])
