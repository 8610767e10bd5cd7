"""The title gives another value than the text below it.

## What it does
Compares each figure of a title with the figures of the same quantity in the text of the article. Reports the title if
none of them agrees with it, as printed intervals, and at least one contradicts it. A title may round and may be vaguer
than the text.

## Why it matters
The title is what is read, shared and quoted.

## Example
Title `Xuất khẩu tăng 12%`, text `kim ngạch xuất khẩu tăng 21%`.

## How to fix
Correct the title from the text, after comparing the text with its source.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.compare import CONFLICTS, Relation
from audit.model import Hit, Rule
from audit.rules._pairs import Claim, groups, relate

RULE = Rule(
    "headline-mismatch", "facts", "critical", "consistency", "ExpectTitlesToMatchTheText",
    ("article_id", "block", "value", "unit", "quote"),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure of a title that the text contradicts and nowhere supports."""
    for claims in groups(frame):
        by_article: dict[str, list[Claim]] = {}
        for claim in claims:
            by_article.setdefault(claim.article, []).append(claim)
        for own in by_article.values():
            texts = [claim for claim in own if len(claim.titles) < len(claim.rows)]
            for title in (claim for claim in own if len(claim.titles) == len(claim.rows)):
                against = _against(title, texts)
                if against:
                    yield _hit(title, *against)


def _against(title: Claim, texts: list[Claim]) -> tuple[Claim, Relation] | None:
    """The first figure of the text that contradicts a title which no other supports."""
    found = [(text, relate(title, text)) for text in texts]
    if any(relation.kind not in CONFLICTS for _, relation in found):
        return None
    return found[0] if found else None


def _hit(title: Claim, text: Claim, relation: Relation) -> Hit:
    fields = {"title_quote": title.figure.quote, "text_quote": text.figure.quote}
    sure = min(title.confidence, text.confidence) * relation.confidence
    related = tuple((row, "text") for row in text.rows)
    variant = relation.kind if relation.kind != "contradiction" else ""
    return Hit(title.rows[0], fields, related, variant=variant, confidence=round(sure, 3))
