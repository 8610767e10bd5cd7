"""Which other figure of an article fits better: what one article gives twice it gives of two things.

Two reports of one event print figures of the same things, so a figure's partner is the one that is most like it by its
words, whatever the values are (mutual best match, as in the assignment problem). A pair that fits each other better
than anything else does is one quantity even where the values differ; one whose parts fit others better is none.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit import compare
from audit.groups._cells import rules_out
from audit.groups._likeness import likeness
from audit.groups._traits import Traits

# Of an article with more figures of one unit, a table mostly, only so many neighbours are asked.
NEIGHBOURS = 30
# So many likenesses are kept at once.
KEPT = 500_000


class Rivals:
    """The figures of each article, by unit, and how well they fit those of other articles."""

    def __init__(self, facts: Sequence[Traits]) -> None:
        self._peers: dict[tuple[str, str], list[Traits]] = defaultdict(list)
        self._place: dict[str, int] = {}
        self._beside: dict[str, list[Traits]] = {}
        self._like: dict[tuple[str, str], float] = {}
        self._values: dict[tuple[str, str], set[float]] = defaultdict(set)
        for fact in sorted(facts, key=lambda fact: fact.order):
            if fact.figure:
                peers = self._peers[fact.article, fact.unit]
                self._place[fact.fact_id] = len(peers)
                peers.append(fact)
                self._values[fact.article, fact.unit].add(fact.figure.value)

    def best(self, a: Traits, b: Traits) -> float:
        """The likeness of the best other partner that either of two figures of different value has."""
        others = [self.like(a, other) for other in self._others(b, a)]
        others += [self.like(other, b) for other in self._others(a, b)]
        return max(others, default=0.0)

    def printed(self, a: Traits, b: Traits) -> int:
        """How many of two articles print both values, in this unit: who prints both means two quantities."""
        if a.figure is None or b.figure is None:
            return 0
        return (b.figure.value in self._values[a.article, a.unit]) + (a.figure.value in self._values[b.article, b.unit])

    def like(self, a: Traits, b: Traits) -> float:
        """How alike the words of two facts are, taken strictly; found once."""
        pair = (a.fact_id, b.fact_id) if a.fact_id < b.fact_id else (b.fact_id, a.fact_id)
        found = self._like.get(pair)
        if found is None:
            if len(self._like) >= KEPT:
                self._like.clear()
            found = self._like[pair] = likeness(a, b, strict=True)
        return found

    def _others(self, fact: Traits, partner: Traits) -> Iterator[Traits]:
        """Figures of the same article and unit, of another value, that could be the partner's instead.

        Those that the partner's article prints elsewhere have a partner of their own.
        """
        if fact.fact_id not in self._beside:
            peers, at = self._peers[fact.article, fact.unit], self._place[fact.fact_id]
            near = peers[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
            self._beside[fact.fact_id] = [other for other in near if not _agree(fact, other)]
        taken = self._values[partner.article, partner.unit]
        for other in self._beside[fact.fact_id]:
            value = other.figure.value if other.figure else math.nan
            free = value not in taken or (partner.figure is not None and value == partner.figure.value)
            if free and not rules_out(other, partner):
                yield other


def _agree(a: Traits, b: Traits) -> bool:
    """Whether two figures of one article may be two prints of one quantity."""
    if a.kind != b.kind or a.figure is None or b.figure is None:
        return True
    return compare.relation(a.figure, b.figure).kind in ("agree", "consistent")
