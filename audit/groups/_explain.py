"""Why a group holds what it holds: the verdicts on its facts, and on those that came close and were kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from audit import languages
from audit.groups._events import Events, stories
from audit.groups._facts import traits
from audit.groups._likeness import likeness
from audit.groups._meetings import meet
from audit.groups._pairs import Verdict, judge
from audit.groups._rivals import Rivals
from audit.groups._traits import Traits

if TYPE_CHECKING:
    import pandas as pd

# So many facts that were kept apart are told of.
APART = 5


class Reasons:
    """The verdicts on pairs of facts of one run, in words."""

    def __init__(
        self, facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str], code: str = languages.DEFAULT
    ) -> None:
        self._every = sorted(traits(facts, articles, texts), key=lambda fact: fact.order)
        told = stories(articles, texts, self._every)
        self._events, self._rivals = Events(told, meet(told)[0]), Rivals(self._every)
        self._code = code

    def of(self, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
        """A row for each pair of these facts."""
        chosen = self._chosen(fact_ids)
        return [self._row(a, b, self._judge(a, b)) for at, a in enumerate(chosen) for b in chosen[at + 1 :]]

    def joined(self, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
        """For each fact but the first its surest link to one before it."""
        chosen = self._chosen(fact_ids)
        rows = []
        for at, fact in enumerate(chosen[1:], 1):
            verdict, other = max(
                ((self._judge(other, fact), other) for other in chosen[:at]), key=lambda pair: pair[0].score
            )
            rows.append(self._row(other, fact, verdict))
        return rows

    def apart(self, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
        """The facts most like those of a group that were kept apart, each against the one that it is most like."""
        chosen = self._chosen(fact_ids)
        own, units = {fact.fact_id for fact in chosen}, {fact.unit for fact in chosen}
        near = []
        for other in self._every:
            if other.fact_id not in own and other.unit in units:
                fact = max(chosen, key=lambda fact: likeness(fact, other, strict=True))
                near.append((-likeness(fact, other, strict=True), other.order, fact, other))
        closest = sorted(near, key=lambda row: row[:2])[:APART]
        return [self._row(fact, other, self._judge(fact, other)) for like, _, fact, other in closest if like < 0]

    def _chosen(self, fact_ids: Iterable[str]) -> list[Traits]:
        wanted = set(fact_ids)
        return [fact for fact in self._every if fact.fact_id in wanted]

    def _judge(self, a: Traits, b: Traits) -> Verdict:
        return judge(a, b, self._events.strength(a.article, b.article), self._rivals, tell=True)

    def _row(self, a: Traits, b: Traits, verdict: Verdict) -> dict[str, Any]:
        why = tuple(reason.said(self._code) for reason in verdict.why)
        return {"a": a.fact_id, "b": b.fact_id, "joined": verdict.score >= 0, "score": verdict.score, "why": why}
