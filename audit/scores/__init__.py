"""Group -> Score: how far each source can be relied on, as a sum of named contributions.

`score` serves `audit run`; `reconcile` finds the truth in any table of claims, with one model a file of this folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import pandas as pd

from audit import languages, table
from audit.catalog import References
from audit.scores._agreement import Outcome, outcomes, source_of
from audit.scores._beta import share
from audit.scores._parts import DAMAGED, INCONSISTENT, Counts, Part, consistency, counts, integrity, provenance
from audit.scores._pieces import Agreed, begin, gathered
from audit.scores._reconcile import reconcile

__all__ = [
    "DAMAGED", "INCONSISTENT", "Counts", "Outcome", "begin", "outcomes", "reconcile", "row", "score", "source_of",
]  # fmt: skip

# With fewer comparable figures a score says little, and its reason says so; a part that keeps this share is no reason.
ENOUGH, GOOD = 5, 0.9


def score(
    tables: Mapping[str, pd.DataFrame],
    findings: pd.DataFrame,
    language: str = languages.DEFAULT,
    copies: Mapping[str, str] | None = None,
    trust: Mapping[str, float] | None = None,
    references: References | None = None,
    own: Set[str] = frozenset(),
    agreed: Iterable[Agreed] | None = None,
) -> pd.DataFrame:
    """The sources of an audit: a row of `table.SCORES` each, lowest score first.

    `tables` are the articles, blocks, facts and groups; `findings` those of the same run. Agreement with independent
    others is leave-one-out, each claim counted as a quarter (see `_beta.share`); it measures agreement and not truth:
    where the dominant feed is wrong, who is right disagrees. `copies` maps the id of an article that repeats another
    to the other's id: what it says is comparable with independent others alone, and counts for nobody else,
    but for the facts in `own` (ids), which it states in words of its own. `trust` says how much agreement with a source
    counts for the others, else 1; a source's own score stays what was measured.
    `references` are values known to be right: they alone count where there is one. Reasons are in the given language.
    `agreed` is what `begin` gave for these tables, where it was asked before.
    """
    articles = tables["articles"]
    named = zip(articles["source"], articles["article_id"], strict=True)
    names = pd.Series([source_of(*pair) for pair in named], index=articles.index, dtype=object)
    found = gathered(begin(tables, copies, trust, references, own) if agreed is None else agreed)
    rows = [
        row(source, counted, found.get(source, ()), language)
        for source, counted in counts(tables, findings, names).items()
    ]
    return table.frame(rows, table.SCORES).sort_values(["score", "source"], ignore_index=True)


def row(source: str, counted: Counts, agreed: Sequence[tuple[float, float]], language: str) -> dict[str, Any]:
    """The score of a source: from what is counted of it, and how far others agree with each of its figures.

    `agreed` pairs how far (0 to 1) with how much that weighs, for each figure that could be compared, in any order.
    """
    mean, low, high = share([one for one, _ in agreed], [weight for _, weight in agreed])
    n, wrong = len(agreed), sum(one < 1 for one, _ in agreed)
    parts = {
        "agreement": Part(mean, "disagrees", {"wrong": wrong, "n": n}) if wrong else Part(mean),
        "consistency": consistency(counted),
        "integrity": integrity(counted),
        "provenance": provenance(counted),
    }
    points = {name: round(table.POINTS[name] * part.share, 2) for name, part in parts.items()}
    rest = sum(points.values()) - points["agreement"]
    return {
        "source": source,
        "score": round(rest + points["agreement"], 1),
        "low": round(rest + table.POINTS["agreement"] * low, 1),
        "high": round(rest + table.POINTS["agreement"] * high, 1),
        "n": n,
        **points,
        "reason": _reason(parts, n, language),
    }


def _reason(parts: Mapping[str, Part], n: int, language: str) -> str:
    """What costs most points, and whether there was enough to compare."""
    lost = {
        name: table.POINTS[name] * (1 - part.share) for name, part in parts.items() if part.reason and part.share < GOOD
    }
    said = []
    if lost:
        worst = parts[max(lost, key=lambda name: lost[name])]
        said.append(languages.message(language, "scores", worst.reason, **worst.fields))
    if n < ENOUGH:
        said.append(languages.message(language, "scores", "little", n=n))
    elif not said:
        said.append(languages.message(language, "scores", "agrees", n=n))
    return "; ".join(said)
