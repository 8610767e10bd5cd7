"""An editor's tag of another site, in another script, stands in the article.

## What it does
Reports marks such as `(责任编辑: …)` ("responsible editor") that content systems of link farms leave in the pages
they copy.

## Why it matters
The mark shows that the page is a copy made by a machine: where the article really comes from is not known.

## Example
`(责任编辑:Công nghệ)` below an article in Vietnamese.

## How to fix
Find the original publisher and audit that page; if there is none, do not print figures that stand only here.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._removed import first_and_others, removed

RULE = Rule(
    "foreign-marker", "blocks", "warning", "validity", "ExpectNoForeignMarkers",
    ("article_id", "label", "reason", "start", "end"), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article, its other marks related."""
    spam = removed(frame, "spam")
    for _, rows in spam[spam["kind"] == "marker"].groupby("article_id", sort=False):
        first, others = first_and_others(rows)
        fields = {"marker": records(rows)[0]["content"], "count": len(rows)}
        yield Hit(first, fields, others, confidence=float(rows["sure"].max()))
