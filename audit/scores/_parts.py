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


def consistency(n_facts: int, findings: pd.DataFrame) -> Part:
    """The share of figures that no rule within the source objects to."""
    wrong = int(findings["rule"].isin(INCONSISTENT).sum())
    share = max(0.0, 1.0 - COST * wrong / (n_facts + PRIOR))
    return Part(share, "inconsistent", {"findings": wrong}) if wrong else Part(1.0)


def integrity(articles: pd.DataFrame, blocks: pd.DataFrame, findings: pd.DataFrame) -> Part:
    """How clean the text is: spam by blocks and by characters, and findings of damage."""
    spam = blocks[blocks["label"] == "spam"]
    characters = int((spam["end"] - spam["start"]).sum())
    part = characters / max(1, int(articles["characters"].fillna(0).sum()))
    damaged = int(findings["rule"].isin(DAMAGED).sum())
    share = max(0.0, 1.0 - PER_BLOCK * len(spam) - PER_SHARE * part - PER_DAMAGE * damaged)
    if len(spam):
        return Part(share, "spam", {"blocks": len(spam), "percent": round(100 * part, 1)})
    return Part(share, "damaged", {"findings": damaged}) if damaged else Part(1.0)


def provenance(articles: pd.DataFrame, blocks: pd.DataFrame) -> Part:
    """The share of articles whose date, source and byline are known; the date counts half."""
    signed = set(blocks.loc[blocks["label"] == "byline", "article_id"])
    dated, sourced = articles["published"].notna(), articles["source"].notna()
    byline = articles["article_id"].isin(signed)
    share = float((0.5 * dated + 0.3 * sourced + 0.2 * byline).mean())
    if not dated.all():
        return Part(share, "undated", {"articles": int((~dated).sum())})
    if not sourced.all():
        return Part(share, "unsourced", {"articles": int((~sourced).sum())})
    return Part(share, "unsigned", {"articles": int((~byline).sum())}) if share < 1 else Part(1.0)
