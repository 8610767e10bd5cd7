"""From verdicts on pairs to groups: the surest pairs join first, and a group stays at peace with each article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product

from audit.groups._events import Events
from audit.groups._figures import is_particular
from audit.groups._pairs import Verdict, judge
from audit.groups._rivals import Rivals
from audit.groups._traits import Traits

# Of a large group only so many members, the earliest, are asked whether a newcomer belongs.
ASKED = 6
# So many facts of one article, or of one name, are all held against each other; of more, each against its next of kin.
ALL = 60
# How far below what was asked the average pair of two groups may lie: one close pair carries some loose ones.
SLACK = 0.15
# A pair of figures that conflict and score so high carries pairs that are ruled out by what may have been misread; each
# of these counts as one that scores so low.
SURE, CARRIED = 0.5, 0.4


class Groups:
    """Facts that join into groups; each starts as a group of its own."""

    def __init__(self, ordered: list[Traits], events: Events) -> None:
        self.facts, self.events, self.rivals = ordered, events, Rivals(ordered)
        self.home = list(range(len(ordered)))
        self.members = {i: [i] for i in self.home}
        self.asked = {i: [i] for i in self.home}
        self.verdicts: dict[tuple[int, int], Verdict] = {}

    def judge(self, i: int, j: int) -> Verdict:
        """The verdict on two facts, by position; found once."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self.verdicts:
            a, b = self.facts[pair[0]], self.facts[pair[1]]
            self.verdicts[pair] = judge(a, b, self.events.strength(a.article, b.article), self.rivals)
        return self.verdicts[pair]

    def join(self, i: int, j: int) -> None:
        """Make one group of the groups of two facts, if they belong together."""
        one, other = self.home[i], self.home[j]
        if one == other or not self._belong(one, other):
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for moved in self.members[other]:
            self.home[moved] = one
        self.members[one] += self.members.pop(other)
        self.asked[one] = sorted(self.asked[one] + self.asked.pop(other))[:ASKED]

    def _belong(self, one: int, other: int) -> bool:
        """Whether two groups speak of one quantity: no pair is ruled out, and on the whole they are alike enough.

        Where they conflict, no article may contradict itself by standing on both sides; but one very sure pair carries
        others of which periods, places or statuses were read differently.
        """
        verdicts = [(self.judge(i, j), i, j) for i, j in product(self.asked[one], self.asked[other])]
        conflict = any(verdict.conflict for verdict, _, _ in verdicts)
        sure = conflict and max(verdict.score for verdict, _, _ in verdicts) >= SURE
        scores = []
        for verdict, i, j in verdicts:
            carried = sure and verdict.soft
            if verdict.barred and not carried:
                return False
            if verdict.score < 0 and _side_by_side(self.facts[i], self.facts[j]):
                return False
            scores.append(-CARRIED if carried else verdict.score)
        if conflict and self._at_odds(one, other):
            return False
        return sum(scores) / len(scores) >= -SLACK

    def _at_odds(self, one: int, other: int) -> bool:
        """Whether an article stands on both sides with figures that cannot both hold."""
        by_article: dict[str, list[int]] = defaultdict(list)
        for i in self.members[one]:
            by_article[self.facts[i].article].append(i)
        return any(
            self.judge(i, j).conflict
            for j in self.members[other]
            for i in by_article.get(self.facts[j].article, ())[:ASKED]
        )


def cluster(facts: list[Traits], events: Events) -> list[list[Traits]]:
    """The groups, each in order of publication; every fact is in exactly one."""
    groups = Groups(sorted(facts, key=lambda fact: fact.order), events)
    judged = ((groups.judge(i, j), i, j) for i, j in _pairs(groups.facts, events))
    ranked = [(verdict.conflict, -verdict.score, i, j) for verdict, i, j in judged if verdict.score >= 0]
    for _, _, i, j in sorted(ranked):
        groups.join(i, j)
    return [[groups.facts[i] for i in sorted(group)] for group in groups.members.values()]


def _pairs(ordered: list[Traits], events: Events) -> Iterable[tuple[int, int]]:
    """Pairs worth judging: facts of one unit in one article, in articles of one event, or of one indicator."""
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
    found = {pair for group in (*by_article.values(), *by_name.values()) for pair in _chain(group, ordered)}
    for first, second in events.pairs:
        for unit in units[first]:
            if (second, *unit) in by_article:
                found.update(_across(by_article[first, *unit], by_article[second, *unit], ordered))
    return sorted(found)


def _across(one: list[int], other: list[int], ordered: list[Traits]) -> Iterable[tuple[int, int]]:
    """Pairs of facts of two articles; of long lists of figures, those of equal value and those that come first."""
    if len(one) * len(other) <= ALL * ALL:
        yield from map(_ordered, product(one, other))
        return
    by_value: dict[float, list[int]] = defaultdict(list)
    for j in other:
        by_value[_value(ordered[j])].append(j)
    yield from (_ordered((i, j)) for i in one for j in by_value[_value(ordered[i])][:ASKED])
    yield from map(_ordered, product(one[:ASKED], other[:ASKED]))


def _keys(fact: Traits) -> Iterable[tuple[str, ...]]:
    """What facts of articles that tell of different events may share: a name, a day, a particular figure."""
    for name in sorted({fact.indicator, fact.measure} - {""}):
        yield ("name", name, fact.kind, fact.unit)
    if fact.kind == "event_date" and fact.period:
        yield ("day", fact.period)
    if fact.figure and fact.period and is_particular(fact):
        yield ("figure", f"{fact.figure.value:.12g}", fact.kind, fact.unit, fact.status, fact.period)


def _chain(group: list[int], ordered: list[Traits]) -> Iterable[tuple[int, int]]:
    """All pairs of a few facts; of more, each with its next of kin in value and those that follow it."""
    if len(group) <= ALL:
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


def _side_by_side(a: Traits, b: Traits) -> bool:
    """Whether one article gives two figures: unless its words say that they are one, they are two quantities."""
    return a.article == b.article and bool(a.figure and b.figure and a.figure.value != b.figure.value)
