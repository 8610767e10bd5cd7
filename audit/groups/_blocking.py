"""Which pairs of facts are worth judging: blocks that keep the number of pairs near linear in the number of facts.

A pair is judged where two facts of one unit stand in one article, or in articles of one event, or share a name. What
is not paired here is ruled out by `judge` for other reasons than its words. Facts are given in their order, and pairs
by position, the earlier one first; a pair may come twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from audit.groups._figures import is_particular
from audit.groups._traits import Traits

# So many facts of one article, and so many of one name, are all held against each other; of more, each against so many
# that follow it.
ALL, FEW, ASKED = 60, 12, 6

Pairs = Iterator[tuple[int, int]]
Name = tuple[str, ...]


def pairs(ordered: Sequence[Traits], events: Iterable[tuple[str, str]]) -> Pairs:
    """All pairs worth judging of the facts of a run; `events` are the pairs of articles that may tell of one event."""
    by_article: dict[str, dict[Name, list[int]]] = defaultdict(dict)
    by_name: dict[Name, list[int]] = defaultdict(list)
    for i, fact in enumerate(ordered):
        by_article[fact.article].setdefault(unit_of(fact), []).append(i)
        for name in names_of(fact):
            by_name[name].append(i)
    for units in by_article.values():
        for group in units.values():
            yield from within(group, ordered)
    for group in by_name.values():
        yield from named(group, ordered)
    for first, second in events:
        others = by_article.get(second, {})
        for unit, group in by_article.get(first, {}).items():
            if unit in others:
                yield from across(group, others[unit], ordered)


def unit_of(fact: Traits) -> Name:
    """What two facts of one event must share: the unit, dates apart."""
    return ("date" if fact.kind == "event_date" else "", fact.unit)


def within(group: Sequence[int], ordered: Sequence[Traits]) -> Pairs:
    """Pairs of the facts of one unit in one article."""
    return _chain(group, ordered, ALL)


def named(group: Sequence[int], ordered: Sequence[Traits]) -> Pairs:
    """Pairs of the facts that share a name."""
    return _chain(group, ordered, FEW)


def across(one: Sequence[int], other: Sequence[int], ordered: Sequence[Traits]) -> Pairs:
    """Pairs of the facts of one unit in two articles; of long lists, those of equal value and those that come first."""
    if len(one) * len(other) <= ALL * ALL:
        yield from map(_ordered, product(one, other))
        return
    by_value: dict[float, list[int]] = defaultdict(list)
    for j in other:
        by_value[_value(ordered[j])].append(j)
    yield from (_ordered((i, j)) for i in one for j in by_value[_value(ordered[i])][:ASKED])
    yield from map(_ordered, product(one[:ASKED], other[:ASKED]))


def names_of(fact: Traits) -> Iterator[Name]:
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


def _chain(group: Sequence[int], ordered: Sequence[Traits], few: int) -> Pairs:
    by_value = sorted(group, key=lambda i: (ordered[i].period, _value(ordered[i]), i)) if len(group) > few else group
    return chained(group, by_value, few)


def chained(group: Sequence[int], by_value: Sequence[int], few: int) -> Pairs:
    """All pairs of a few facts; of more, each with its next of kin in value and those that follow it."""
    if len(group) <= few:
        yield from combinations(group, 2)
        return
    for line in (group, by_value):
        for at, i in enumerate(line):
            yield from (_ordered((i, j)) for j in line[at + 1 : at + 1 + ASKED])


def _value(fact: Traits) -> float:
    return fact.figure.value if fact.figure else 0.0


def _ordered(pair: tuple[int, int]) -> tuple[int, int]:
    return pair if pair[0] < pair[1] else (pair[1], pair[0])
