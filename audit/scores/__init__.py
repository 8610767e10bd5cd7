"""Group -> Score: how far each source can be relied on, as a sum of named contributions.

`score` serves `audit run`; `reconcile` finds the truth in any table of claims, with one model a file of this folder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

import pandas as pd

from audit import languages, table
from audit.catalog import References
from audit.scores._agreement import Outcome, outcomes, source_of
from audit.scores._beta import share
from audit.scores._parts import Part, consistency, integrity, provenance
from audit.scores._reconcile import reconcile

__all__ = ["Outcome", "outcomes", "reconcile", "score"]

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
) -> pd.DataFrame:
    """The sources of an audit: a row of `table.SCORES` each, lowest score first.

    `tables` are the articles, blocks, facts and groups; `findings` those of the same run. Agreement with independent
    others is leave-one-out, each claim counted as a quarter (see `_beta.share`); it measures agreement and not truth:
    where the dominant feed is wrong, who is right disagrees. `copies` maps the id of an article that repeats another
    to the other's id: what it says is comparable with independent others alone, and counts for nobody else,
    but for the facts in `own` (ids), which it states in words of its own. `trust` says how much agreement with a source
    counts for the others, else 1; a source's own score stays what was measured.
    `references` are values known to be right: they alone count where there is one. Reasons are in the given language.
    """
    articles = tables["articles"]
    names = [source_of(*pair) for pair in zip(articles["source"], articles["article_id"], strict=True)]
    agreed = outcomes(tables, copies, trust, references, own)
    of_article = dict(zip(articles["article_id"], names, strict=True))
    by_source = dict(iter(articles.groupby(pd.Series(names, index=articles.index), sort=True)))
    frames = {
        name: _split(frame, of_article)
        for name, frame in (("blocks", tables["blocks"]), ("facts", tables["facts"]), ("findings", findings))
    }
    rows = [
        _row(
            str(source), own, {name: split.get(source, split[None]) for name, split in frames.items()}, agreed, language
        )
        for source, own in by_source.items()
    ]
    return table.frame(rows, table.SCORES).sort_values(["score", "source"], ignore_index=True)


def _split(frame: pd.DataFrame, of_article: Mapping[str, str]) -> dict[Any, pd.DataFrame]:
    """The rows of each source, and under None no rows."""
    sources = frame["article_id"].map(of_article)
    return {None: frame.iloc[:0], **dict(iter(frame.groupby(sources, sort=False)))}


def _row(
    source: str,
    articles: pd.DataFrame,
    frames: Mapping[str, pd.DataFrame],
    agreed: Mapping[str, Sequence[Outcome]],
    language: str,
) -> dict[str, Any]:
    own = agreed.get(source, ())
    mean, low, high = share([outcome.agreed for outcome in own], [outcome.weight for outcome in own])
    wrong = sum(outcome.agreed < 1 for outcome in own)
    parts = {
        "agreement": Part(mean, "disagrees", {"wrong": wrong, "n": len(own)}) if wrong else Part(mean),
        "consistency": consistency(len(frames["facts"]), frames["findings"]),
        "integrity": integrity(articles, frames["blocks"], frames["findings"]),
        "provenance": provenance(articles, frames["blocks"]),
    }
    points = {name: round(table.POINTS[name] * part.share, 2) for name, part in parts.items()}
    rest = sum(points.values()) - points["agreement"]
    return {
        "source": source,
        "score": round(rest + points["agreement"], 1),
        "low": round(rest + table.POINTS["agreement"] * low, 1),
        "high": round(rest + table.POINTS["agreement"] * high, 1),
        "n": len(own),
        **points,
        "reason": _reason(parts, len(own), language),
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
