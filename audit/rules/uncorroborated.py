"""Figures of an article stand in no other independent source.

## What it does
Counts the figures of each article for which no second independent source was found among the articles of this run: one
finding for each article, whose `fact_ids` name the figures. Copies of an article are no second source.

## Why it matters
Such a figure may be right; nothing here speaks for or against it. An editor should know which figures rest on one
source before deciding which of them to check by telephone.

## Example
An article with 18 figures, 5 of which the other articles report as well: 13 of 18 stand alone.

## How to fix
Add articles of other sources on the same subject, or check the figures by hand.

## Options
`least`: articles with fewer such figures are passed over; 1.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import positions

RULE = Rule(
    "uncorroborated", "facts", "info", "completeness", "ExpectFiguresToHaveASecondSource",
    ("article_id", "n_independent"), {"least": 1}, together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, least: int = 1) -> Iterator[Hit]:
    """One hit for each article, at its first figure that stands alone; the others belong to it."""
    count = frame.groupby("article_id", sort=False).size().to_dict()
    alone = frame["n_independent"].fillna(0) < 2
    by_article: dict[str, list[int]] = {}
    for row, article in zip(positions(alone), frame["article_id"][alone], strict=True):
        by_article.setdefault(article, []).append(row)
    for article, (first, *others) in by_article.items():
        if len(others) + 1 >= least:
            fields = {"alone": len(others) + 1, "figures": count[article]}
            only = "" if fields["figures"] > 1 else "only"
            yield Hit(first, fields, tuple((row, "") for row in others), variant=only)
