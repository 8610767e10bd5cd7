"""Fact -> Group: which facts of which articles speak of the same quantity, and what their sources agree on.

One room a question: `_traits` says what a fact brings, `_events` which articles tell of one event, `_figures` how two
figures relate, `_cells` what rules out one quantity, `_likeness` how alike the words are, `_pairs` whether two facts
speak of one quantity and why, `_rivals` which other figure fits better, `_blocking` which
pairs are judged at all, `_cluster` makes groups of them, `_consensus` says what a group agrees on, `_explain` why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from audit import table
from audit.groups._cluster import cluster
from audit.groups._consensus import consensus, voters
from audit.groups._events import Events, stories
from audit.groups._explain import Reasons
from audit.groups._likeness import likeness
from audit.groups._traits import Traits, traits, traits_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reasons", "Traits", "explain", "group", "likeness", "traits", "traits_of"]


def group(
    facts: pd.DataFrame,
    articles: pd.DataFrame,
    texts: Mapping[str, str],
    copies: Mapping[str, str] | None = None,
    trust: Mapping[str, float] | None = None,
    own: Set[str] = frozenset(),
) -> pd.DataFrame:
    """The quantities that the facts speak of: a row of `table.GROUPS` each; every fact is in exactly one.

    `texts` maps article ids to texts. `copies` maps the id of an article that repeats another to the other's id;
    copies count as one voice, but for the facts in `own` (ids), which such an article states in words of its own
    only. `trust` says how much the voices of sources weigh in what a group agrees on, else 1;
    it changes no count. A group keeps its id while its earliest fact stays, whatever else is added.
    """
    every = traits(facts, articles, texts)
    groups = cluster(every, Events(stories(articles, texts, every)))
    groups.sort(key=lambda group: (-len({fact.source for fact in group[0]}), group[0][0].order))
    rows = [_row(members, copies or {}, trust, own) | {"confidence": sure} for members, sure in groups]
    return table.frame(rows, table.GROUPS)


def explain(
    fact_ids: Iterable[str], facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str], code: str = "en"
) -> list[dict[str, Any]]:
    """Why facts were joined or kept apart: a row for each pair with a, b, joined (of itself), score and reasons.

    The reasons (`why`) are said in the language of `code`.
    """
    return Reasons(facts, articles, texts, code).of(fact_ids)


def _row(
    members: list[Traits], copies: Mapping[str, str], trust: Mapping[str, float] | None, own: Set[str]
) -> dict[str, Any]:
    voices = voters(members, copies, own)
    agreed = consensus(voices, trust)
    return {
        "group_id": blake2s(f"group\x1f{members[0].fact_id}".encode(), digest_size=8).hexdigest(),
        "measure": _usual(fact.indicator for fact in members) or _usual(fact.measure for fact in members),
        "area": _usual(fact.area for fact in members),
        "period": _usual(fact.period for fact in members),
        "status": members[0].status,
        "unit": members[0].unit or None,
        "fact_ids": [fact.fact_id for fact in members],
        "n_facts": len(members),
        "n_sources": len({fact.source for fact in members}),
        "n_independent": len(voices),
        "value": agreed.value,
        "low": agreed.low,
        "high": agreed.high,
        "share": agreed.share,
        "runner_up": agreed.runner_up,
    }


def _usual(values: Iterable[str]) -> str | None:
    """The most frequent value that is not empty, the earliest of equals."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None
