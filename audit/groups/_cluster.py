"""From verdicts on pairs to groups: the surest pairs join first, and a group stays at peace with each article."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from audit.groups._blocking import ASKED
from audit.groups._events import Events
from audit.groups._figures import hold_together
from audit.groups._pairs import Verdict, is_typed, judge
from audit.groups._rivals import Rivals
from audit.groups._traits import Traits

# Of a large group only its earliest members are asked whether a newcomer belongs, and of an article as many.
# How far below what was asked the average pair of two groups may lie, where they conflict and where all hold together:
# one close pair carries some loose ones.
SLACK, LOOSER = 0.15, 0.2
# A pair of figures that conflict and score so high, or so high where one is the other but for a slip of typing, carries
# pairs that are ruled out by what may have been misread; each of these counts as one that scores so low.
SURE, TYPED, CARRIED = 0.5, 0.3, 0.4
# By how much the score of figures that conflict must be above that of figures that hold together to join first.
PEACE = 0.3
# How fast a group becomes sure as its parts score above what joins them: half a point makes it nine tenths.
STEEP, SUREST = 4.0, 0.99
# So many verdicts are kept at once.
KEPT = 500_000

# Whether two figures conflict, the score of the pair with its sign turned, and the places of both.
Ranked = tuple[bool, float, int, int]


class Judge:
    """Verdicts on pairs of facts, by position in their order; each kept while it may be asked for again.

    It needs all facts of the articles that the facts of a pair stand in, or at least those of their units; the stories
    of these articles, and their neighbours.
    """

    def __init__(self, ordered: Sequence[Traits], events: Events) -> None:
        self.facts, self._events, self._rivals = ordered, events, Rivals(ordered)
        self._verdicts: dict[tuple[int, int], Verdict] = {}

    def recall(self, ranked: Iterable[Ranked]) -> None:
        """Take edges as they were judged before, maybe in another process."""
        for conflict, score, i, j in ranked:
            if (i, j) not in self._verdicts:
                a, b = self.facts[i], self.facts[j]
                asked = conflict and TYPED <= -score < SURE  # else it decides nothing
                self._verdicts[i, j] = Verdict(-score, (), conflict, typed=asked and is_typed(a, b))

    def __call__(self, i: int, j: int) -> Verdict:
        pair = (i, j) if i < j else (j, i)
        known = self._verdicts.get(pair)
        if known is None:
            if len(self._verdicts) >= KEPT:
                self._verdicts.clear()
            known = self._verdicts[pair] = self._judged(*pair)
        return known

    def edges(self, pairs: Iterable[tuple[int, int]]) -> set[Ranked]:
        """Those of some pairs, the earlier fact first, that may be one quantity."""
        verdicts = ((self._judged(i, j, brief=True), i, j) for i, j in pairs)
        return {(verdict.conflict, -verdict.score, i, j) for verdict, i, j in verdicts if verdict.score >= 0}

    def _judged(self, i: int, j: int, brief: bool = False) -> Verdict:
        a, b = self.facts[i], self.facts[j]
        return judge(a, b, self._events.strength(a.article, b.article), self._rivals, brief=brief)


class Groups:
    """Facts that join into groups, by position; each starts as a group of its own."""

    def __init__(self, places: Iterable[int], judge: Judge) -> None:
        self.facts, self.judge = judge.facts, judge
        self.home = {i: i for i in places}
        self.members = {i: [i] for i in self.home}
        self.asked = {i: [i] for i in self.home}
        self.articles: dict[int, dict[str, list[int]]] = {i: {self.facts[i].article: [i]} for i in self.home}
        self.sure = dict.fromkeys(self.home, 1.0)
        # How large two groups were that did not belong together: they are not asked again before one of them has grown.
        self.refused: dict[tuple[int, int], tuple[int, int]] = {}

    def join(self, i: int, j: int) -> None:
        """Make one group of the groups of two facts, if they belong together."""
        one, other = self.home[i], self.home[j]
        sizes = len(self.members[one]), len(self.members[other])
        if one == other or self.refused.get((one, other)) == sizes:
            return
        score = self._together(one, other)
        if score is None:
            self.refused[one, other] = sizes
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for moved in self.members[other]:
            self.home[moved] = one
        self.members[one] += self.members.pop(other)
        self.sure[one] = min(self.sure[one], self.sure.pop(other), _sure(score))
        self.asked[one] = sorted(self.asked[one] + self.asked.pop(other))[:ASKED]
        for article, own in self.articles.pop(other).items():
            self.articles[one][article] = sorted(self.articles[one].get(article, []) + own)[:ASKED]

    def _together(self, one: int, other: int) -> float | None:
        """The score of two groups if they speak of one quantity: no pair is ruled out, and all in all they are alike.

        A pair of which nothing is known but that nobody ties its two articles together says nothing: others tie them.

        Where they conflict, no article may contradict itself by standing on both sides; but one very sure pair carries
        others of which periods, places or statuses were read differently, and a title that its own text contradicts.
        """
        held: list[tuple[Verdict, bool]] = []
        doubted = conflict = sure = False
        for i, j in product(self.asked[one], self.asked[other]):
            verdict, a, b = self.judge(i, j), self.facts[i], self.facts[j]
            if verdict.unmet:
                continue
            carried = verdict.soft or _headed(a, b) or _rounded_beside(a, b)
            if verdict.barred or (_side_by_side(a, b) and verdict.score < -SLACK * _retold(a, b)):
                if not carried:  # however sure another pair is: most are not asked for
                    return None
                doubted = True
            conflict = conflict or verdict.conflict
            sure = sure or verdict.score >= (TYPED if verdict.typed else SURE)
            held.append((verdict, carried))
        sure = sure and conflict
        if not held or (doubted and not sure):
            return None
        scores = [-CARRIED if sure and carried else verdict.score for verdict, carried in held]
        score = sum(scores) / len(scores)
        slack = SLACK if conflict else LOOSER
        return None if score < -slack or (conflict and self._at_odds(one, other, sure)) else score + SLACK

    def _at_odds(self, one: int, other: int, sure: bool) -> bool:
        """Whether an article stands on both sides with figures that cannot both hold; not by its title, if sure."""
        few, many = sorted((self.articles[one], self.articles[other]), key=len)
        pairs = [(i, j) for article, own in few.items() for i in own for j in many.get(article, ())]
        told = ((self.facts[i], self.facts[j]) for i, j in pairs if self.judge(i, j).conflict)
        return any(not (sure and (_headed(a, b) or _rounded_beside(a, b))) for a, b in told)


def edges(pairs: Iterable[tuple[int, int]], judge: Judge) -> set[Ranked]:
    """Those of some pairs that may be one quantity."""
    return judge.edges(pairs)


def parts(ranked: Iterable[Ranked]) -> Iterator[list[Ranked]]:
    """Edges that hang together, in order of their first fact: no edge of one part says anything of another."""
    by_first = sorted(ranked, key=lambda pair: pair[2:])
    first = _first([pair[2] for pair in by_first], [pair[3] for pair in by_first])
    found: dict[int, list[Ranked]] = {}
    for pair in by_first:
        found.setdefault(_root(first, pair[2]), []).append(pair)
    yield from (found[at] for at in sorted(found))


def _first(ones: Sequence[int], others: Sequence[int]) -> dict[int, int]:
    """For each fact one that it hangs together with and that is nearer to the first of them."""
    first: dict[int, int] = {}
    for i, j in zip(ones, others, strict=True):
        one, other = _root(first, i), _root(first, j)
        first[max(one, other)] = min(one, other)
    return first


def cluster(part: Iterable[Ranked], judge: Judge) -> list[tuple[list[int], float]]:
    """The groups of the facts of one part, each in its order, and how sure it is that they are one, 0.5 to 1.

    The surest edges join first. A group is as sure as the least sure of the joins that made it.
    """
    ranked = sorted(part, key=_surest)
    judge.recall(ranked)
    groups = Groups(sorted({i for *_, a, b in ranked for i in (a, b)}), judge)
    for _, _, i, j in ranked:
        groups.join(i, j)
    return [(sorted(members), groups.sure[at]) for at, members in groups.members.items()]


def _surest(edge: Ranked) -> tuple[float, bool, int, int]:
    """The order in which edges join: by their score, but of figures that conflict only a surer one comes first."""
    conflict, score, i, j = edge
    return score + PEACE * conflict, conflict, i, j


def _root(first: dict[int, int], i: int) -> int:
    """The first fact that a fact hangs together with; the way there is made shorter."""
    while first.get(i, i) != i:
        first[i] = first.get(first[i], first[i])
        i = first[i]
    return i


def _sure(score: float) -> float:
    """How sure a join of this score is; words never prove that two figures are one quantity."""
    return round(min(SUREST, 1.0 / (1.0 + math.exp(-STEEP * score))), 3)


def _headed(a: Traits, b: Traits) -> bool:
    """Whether one of two figures is of the title over the other: a title tells what its text tells."""
    return a.article == b.article and a.heads != b.heads


def _rounded_beside(a: Traits, b: Traits) -> bool:
    """Whether one of two figures of an article says of the other roughly where it lies: over 21,000."""
    rough = (fact.figure is not None and fact.figure.comparator in ("gt", "lt") for fact in (a, b))
    return a.article == b.article and any(rough)


def _side_by_side(a: Traits, b: Traits) -> bool:
    """Whether one article gives two figures: unless its words say that they are one, they are two quantities."""
    return a.article == b.article and bool(a.figure and b.figure and a.figure.value != b.figure.value)


def _retold(a: Traits, b: Traits) -> bool:
    """Whether one of two figures may be the other one told with another hedge."""
    return bool(a.figure and b.figure and a.figure.comparator != b.figure.comparator) and hold_together(a, b)
