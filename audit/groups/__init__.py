"""Fact -> Group: which facts of which articles speak of the same quantity, and what their sources agree on.

One room a question: `_traits` says what a fact brings, `_facts` where that is read, `_events` how surely articles tell
of one event, `_meetings` which articles are asked, `_figures` how two figures relate, `_cells` what rules out one
quantity, `_likeness` how alike the words are, `_pairs` whether two facts speak of one quantity and why, `_rivals` which
other figure fits better, `_blocking` which pairs are judged at all, `_cluster` makes groups of them, `_consensus` says
what a group agrees on, `_row` writes it down, `_explain` why. `steps` has the same in steps for runs that are spread
over many machines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Any

from audit import table
from audit.groups._blocking import pairs
from audit.groups._cluster import Judge, cluster, edges, parts
from audit.groups._events import Events, stories
from audit.groups._explain import Reasons
from audit.groups._facts import traits, traits_of
from audit.groups._likeness import likeness
from audit.groups._meetings import meet
from audit.groups._met import Spread
from audit.groups._partitions import group_partitions
from audit.groups._row import place, row
from audit.groups._traits import Traits

if TYPE_CHECKING:
    import pandas as pd

# Above so many facts a run is grouped in partitions.
LARGE = 20_000

__all__ = ["Reasons", "Traits", "explain", "group", "likeness", "traits", "traits_of"]


def group(
    facts: pd.DataFrame,
    articles: pd.DataFrame,
    texts: Mapping[str, str],
    copies: Mapping[str, str] | None = None,
    trust: Mapping[str, float] | None = None,
    own: Set[str] = frozenset(),
    spread: Spread = map,
) -> pd.DataFrame:
    """The quantities that the facts speak of: a row of `table.GROUPS` each; every fact is in exactly one.

    `texts` maps article ids to texts. `copies` maps the id of an article that repeats another to the other's id;
    copies count as one voice, but for the facts in `own` (ids), which such an article states in words of its own
    only. `trust` says how much the voices of sources weigh in what a group agrees on, else 1;
    it changes no count. A group keeps its id while its earliest fact stays, whatever else is added.

    Above `LARGE` facts the work is done in partitions on disk; `spread` calls a function with each, as `map` does, in
    this process or in others. Raises AuditError where the disk takes no more.
    """
    if len(facts) > LARGE:
        return group_partitions(facts, articles, texts, copies or {}, trust, own, spread)
    every = traits(facts, articles, texts)
    told = stories(articles, texts, every)
    near, met = meet(told)
    judge = Judge(sorted(every, key=lambda fact: fact.order), Events(told, near))
    found = [group for part in parts(edges(pairs(judge.facts, met), judge)) for group in cluster(part, judge)]
    joined = {i for members, _ in found for i in members}
    found += [([i], 1.0) for i in range(len(every)) if i not in joined]
    found.sort(key=lambda one: one[0][0])
    groups = sorted(
        (([judge.facts[i] for i in members], sure) for members, sure in found), key=lambda one: place(one[0])
    )
    return table.frame([row(members, sure, copies or {}, trust, own) for members, sure in groups], table.GROUPS)


def explain(
    fact_ids: Iterable[str], facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str], code: str = "en"
) -> list[dict[str, Any]]:
    """Why facts were joined or kept apart: a row for each pair with a, b, joined (of itself), score and reasons.

    The reasons (`why`) are said in the language of `code`.
    """
    return Reasons(facts, articles, texts, code).of(fact_ids)
