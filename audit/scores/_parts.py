"""What is known of a source without others: its consistency with itself, its clean text, its provenance.

Each part is a share from 0 to 1 with the fact that costs it most, as the key and fields of a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

# Findings that show a source at odds with itself or with what is possible, and those that show a damaged text.
INCONSISTENT = (
    "wrong-change",
    "wrong-total",
    "headline-mismatch",
    "out-of-range",
    "impossible-fraction",
    "unit-mismatch",
)
DAMAGED = ("garbled-text", "truncated-article", "foreign-marker", "boilerplate-heavy")
# One inconsistent figure in ten costs half of the part; the prior counts as so many figures without one.
COST, PRIOR = 5.0, 5.0
# What spam costs: a block that was injected, and a share of the text that is spam.
PER_BLOCK, PER_SHARE, PER_DAMAGE = 0.1, 2.0, 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the points of a component, and why it is not the whole."""

    share: float
    reason: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of a source: its articles and what is known of them, its facts, its spam, findings about it."""

    articles: int
    characters: int
    dated: int
    sourced: int
    signed: int
    facts: int
    spam: int
    spam_characters: int
    inconsistent: int
    damaged: int


def counts(tables: Mapping[str, pd.DataFrame], findings: pd.DataFrame, names: pd.Series[Any]) -> dict[str, Counts]:
    """The counts of each source, by its name; `names` are the sources of the rows of the articles table."""
    articles, blocks = tables["articles"], tables["blocks"]
    of = dict(zip(articles["article_id"], names, strict=True))
    labels = blocks["label"].to_numpy()
    spam, signed = blocks[labels == "spam"], set(blocks["article_id"][labels == "byline"])
    columns = {
        "articles": names.groupby(names).size(),
        "characters": articles["characters"].fillna(0).astype(int).groupby(names).sum(),
        "dated": articles["published"].notna().groupby(names).sum(),
        "sourced": articles["source"].notna().groupby(names).sum(),
        "signed": articles["article_id"].isin(signed).groupby(names).sum(),
        "facts": _per_source(tables["facts"], of),
        "spam": _per_source(spam, of),
        "spam_characters": (spam["end"] - spam["start"]).groupby(spam["article_id"].map(of)).sum(),
        "inconsistent": _per_source(findings[findings["rule"].isin(INCONSISTENT)], of),
        "damaged": _per_source(findings[findings["rule"].isin(DAMAGED)], of),
    }
    return {
        str(name): Counts(**{column: int(values.get(name, 0)) for column, values in columns.items()})
        for name in sorted(set(names))
    }


def _per_source(rows: pd.DataFrame, of: Mapping[str, str]) -> pd.Series[Any]:
    return rows["article_id"].map(of).value_counts()


def consistency(counted: Counts) -> Part:
    """The share of figures that no rule within the source objects to."""
    wrong = counted.inconsistent
    share = max(0.0, 1.0 - COST * wrong / (counted.facts + PRIOR))
    return Part(share, "inconsistent", {"findings": wrong}) if wrong else Part(1.0)


def integrity(counted: Counts) -> Part:
    """How clean the text is: spam by blocks and by characters, and findings of damage."""
    part = counted.spam_characters / max(1, counted.characters)
    share = max(0.0, 1.0 - PER_BLOCK * counted.spam - PER_SHARE * part - PER_DAMAGE * counted.damaged)
    if counted.spam:
        return Part(share, "spam", {"blocks": counted.spam, "percent": round(100 * part, 1)})
    return Part(share, "damaged", {"findings": counted.damaged}) if counted.damaged else Part(1.0)


def provenance(counted: Counts) -> Part:
    """The share of articles whose date, source and byline are known; the date counts half."""
    share = (0.5 * counted.dated + 0.3 * counted.sourced + 0.2 * counted.signed) / counted.articles
    for known, reason in (("dated", "undated"), ("sourced", "unsourced"), ("signed", "unsigned")):
        missing = counted.articles - int(getattr(counted, known))
        if missing:
            return Part(share, reason, {"articles": missing})
    return Part(1.0)
