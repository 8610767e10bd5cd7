"""From verdicts on pairs to groups: the surest pairs join first, and a group stays at peace with each article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, product

from audit.groups._events import is_particular
from audit.groups._pairs import Verdict, is_money, judge
from audit.groups._traits import Traits

Events = Mapping[tuple[str, str], float]
# Of a large group only so many members, the earliest, are asked whether a newcomer belongs.
ASKED = 6


def event_of(events: Events, a: Traits, b: Traits) -> float:
    """How surely the articles of two facts tell of one event."""
    if a.article == b.article:
        return 1.0
    first, second = sorted((a.article, b.article))
    return events.get((first, second), 0.0)


def cluster(facts: list[Traits], events: Events) -> list[list[Traits]]:
    """The groups, each in order of publication; every fact is in exactly one."""
    ordered = sorted(facts, key=lambda fact: fact.order)
    verdicts = {
        pair: judge(ordered[pair[0]], ordered[pair[1]], _event(events, ordered, pair))
        for pair in _pairs(ordered, events)
    }
    home = list(range(len(ordered)))
    members = {i: [i] for i in home}
    ranked = sorted(
        (-verdict.score, verdict.conflict, pair) for pair, verdict in verdicts.items() if verdict.score >= 0
    )
    for _, _, (i, j) in sorted(ranked, key=lambda item: (item[1], item[0], item[2])):
        one, other = sorted((home[i], home[j]))
        if one != other and _belong(members[one], members[other], ordered, events, verdicts):
            for moved in members.pop(other):
                members[one].append(moved)
                home[moved] = one
            members[one].sort()
    return [[ordered[i] for i in group] for group in members.values()]


def _event(events: Events, ordered: list[Traits], pair: tuple[int, int]) -> float:
    return event_of(events, ordered[pair[0]], ordered[pair[1]])


def _pairs(ordered: list[Traits], events: Events) -> Iterable[tuple[int, int]]:
    """Pairs worth judging: facts of one unit in one article, in articles of one event, or of one indicator."""
    by_article: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, fact in enumerate(ordered):
        by_article[fact.article, "" if is_money(fact.unit) else fact.kind, fact.unit].append(i)
        for key in _keys(fact):
            by_name[key].append(i)
    found = {pair for group in by_article.values() for pair in combinations(group, 2)}
    cells = defaultdict(list)
    for article, kind, unit in by_article:
        cells[article].append((kind, unit))
    for first, second in events:
        for kind, unit in cells[first]:
            if (second, kind, unit) in by_article:
                found.update(map(_ordered, product(by_article[first, kind, unit], by_article[second, kind, unit])))
    for group in by_name.values():
        found.update(_chain(group, ordered))
    return sorted(found)


def _keys(fact: Traits) -> Iterable[tuple[str, ...]]:
    """What facts of articles that tell of different events may share: a name, a day, a particular figure."""
    for name in sorted({fact.indicator, fact.measure} - {""}):
        yield ("name", name, fact.kind, fact.unit, fact.status)
    if fact.kind == "event_date" and fact.period:
        yield ("day", fact.period)
    if fact.figure and fact.period and is_particular(fact):
        yield ("figure", f"{fact.figure.value:.12g}", fact.kind, fact.unit, fact.status, fact.period)


def _chain(group: list[int], ordered: list[Traits]) -> Iterable[tuple[int, int]]:
    """Pairs of facts of one name; in a large cell, each with its next of kin in value and its forerunners in time."""
    if len(group) <= 10 * ASKED:
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


def _belong(
    one: list[int],
    other: list[int],
    ordered: list[Traits],
    events: Events,
    verdicts: dict[tuple[int, int], Verdict],
) -> bool:
    """Whether two groups speak of one quantity: no pair is ruled out, and on the whole they are alike enough.

    Where they conflict, no article may stand on both sides: it would contradict itself.
    """
    scores = []
    conflict = False
    for i, j in product(one[:ASKED], other[:ASKED]):
        pair = _ordered((i, j))
        verdict = verdicts.get(pair)
        if verdict is None:
            verdict = verdicts[pair] = judge(ordered[i], ordered[j], _event(events, ordered, pair))
        if verdict.barred or (verdict.score < 0 and _side_by_side(ordered[i], ordered[j])):
            return False
        conflict = conflict or verdict.conflict
        scores.append(verdict.score)
    if conflict and {ordered[i].article for i in one} & {ordered[j].article for j in other}:
        return False
    return max(scores) >= 0 and sum(scores) / len(scores) >= -SLACK


def _side_by_side(a: Traits, b: Traits) -> bool:
    """Whether one article gives two figures: unless its words say that they are one, they are two quantities."""
    return a.article == b.article and bool(a.figure and b.figure and a.figure.value != b.figure.value)


# How far below what was asked the average pair of two groups may lie: one close pair carries some loose ones.
SLACK = 0.15
