"""From verdicts on pairs to groups: the surest pairs join first, and a group stays at peace with each article."""

from __future__ import annotations

from itertools import product

from audit.groups._blocking import ASKED, pairs
from audit.groups._events import Events
from audit.groups._pairs import Verdict, judge
from audit.groups._rivals import Rivals
from audit.groups._traits import Traits

# Of a large group only its earliest members are asked whether a newcomer belongs, and of an article as many.
# How far below what was asked the average pair of two groups may lie: one close pair carries some loose ones.
SLACK = 0.15
# A pair of figures that conflict and score so high carries pairs that are ruled out by what may have been misread; each
# of these counts as one that scores so low.
SURE, CARRIED = 0.5, 0.4
# So many verdicts are kept at once.
KEPT = 500_000


class Groups:
    """Facts that join into groups; each starts as a group of its own."""

    def __init__(self, ordered: list[Traits], events: Events) -> None:
        self.facts, self.events, self.rivals = ordered, events, Rivals(ordered)
        self.home = list(range(len(ordered)))
        self.members = {i: [i] for i in self.home}
        self.asked = {i: [i] for i in self.home}
        self.articles: dict[int, dict[str, list[int]]] = {i: {fact.article: [i]} for i, fact in enumerate(ordered)}
        self.verdicts: dict[tuple[int, int], Verdict] = {}

    def judge(self, i: int, j: int) -> Verdict:
        """The verdict on two facts, by position; kept while it may be asked for again."""
        pair = (i, j) if i < j else (j, i)
        known = self.verdicts.get(pair)
        if known is None:
            a, b = self.facts[pair[0]], self.facts[pair[1]]
            known = judge(a, b, self.events.strength(a.article, b.article), self.rivals)
            if len(self.verdicts) >= KEPT:
                self.verdicts.clear()
            self.verdicts[pair] = known
        return known

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
        for article, own in self.articles.pop(other).items():
            self.articles[one][article] = sorted(self.articles[one].get(article, []) + own)[:ASKED]

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
        few, many = sorted((self.articles[one], self.articles[other]), key=len)
        return any(
            self.judge(i, j).conflict for article, own in few.items() for i in own for j in many.get(article, ())
        )


def cluster(facts: list[Traits], events: Events) -> list[list[Traits]]:
    """The groups, each in order of publication; every fact is in exactly one."""
    groups = Groups(sorted(facts, key=lambda fact: fact.order), events)
    judged = ((groups.judge(i, j), i, j) for i, j in pairs(groups.facts, events))
    ranked = {(verdict.conflict, -verdict.score, i, j) for verdict, i, j in judged if verdict.score >= 0}
    for _, _, i, j in sorted(ranked):
        groups.join(i, j)
    return [[groups.facts[i] for i in sorted(group)] for group in groups.members.values()]


def _side_by_side(a: Traits, b: Traits) -> bool:
    """Whether one article gives two figures: unless its words say that they are one, they are two quantities."""
    return a.article == b.article and bool(a.figure and b.figure and a.figure.value != b.figure.value)
