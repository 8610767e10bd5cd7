"""The title gives another value than the text below it.

## What it does
Compares each figure of a title with the figures of the same quantity in the text of the article. Reports the title if
none of them agrees with it, as printed intervals, and at least one contradicts it. A title may round and may be vaguer
than the text. A title says little of what it measures: where no quantity matches, it is held against figures of the
same indicator, unit, status and time, then against any of the same kind and unit with two digits swapped. A title
whose figure the text prints of the same counted things is right, whatever words it has for them. A figure
that the text bears out nowhere, not even as a sum, a difference or a share of its figures, is held against those of the
same unit: with a slip between them (digits in another order, one digit another, a power of ten) a few words next to
both must be the same, else more of them.

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

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from audit.compare import CONFLICTS, Relation
from audit.model import Hit, Rule
from audit.rules._pairs import Claim, groups, relate
from audit.rules._titles import Unborne, apart, one_time, repeated, unborne

RULE = Rule(
    "headline-mismatch", "facts", "critical", "consistency", "ExpectTitlesToMatchTheText",
    ("article_id", "block", "measure", "value", "unit", "quote"), together=("article_id",),
)  # fmt: skip
# A title says little of its quantity: ever looser ways to find it in the text, and what must be wrong then.
_NETS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), CONFLICTS),
    (("indicator", "article_id", "unit", "status", "direction"), CONFLICTS),
    (("article_id", "unit", "counted", "direction"), ("swapped_digits",)),
)


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure of a title that the text contradicts and nowhere supports."""
    known = set(repeated(frame))
    for by, kinds in _NETS:
        if not by or by[0] in frame:
            for title, text, relation in _mismatches(groups(frame, by, titled=True), kinds):
                far = bool(by) and relation.kind == "contradiction" and apart(title.figure, text.figure)
                if title.rows[0] not in known and not far:
                    known.add(title.rows[0])
                    yield _hit(title, text, relation)
    yield from (_unborne(found) for found in unborne(frame) if found[0].row not in known)


def _mismatches(quantities: Iterable[list[Claim]], kinds: Sequence[str]) -> Iterator[tuple[Claim, Claim, Relation]]:
    """Each claim of a title alone, with the first claim of the text that stands against it in one of these ways."""
    for claims in quantities:
        by_article: dict[str, list[Claim]] = {}
        for claim in claims:
            by_article.setdefault(claim.article, []).append(claim)
        for own in by_article.values():
            texts = [claim for claim in own if len(claim.titles) < len(claim.rows)]
            for title in (claim for claim in own if len(claim.titles) == len(claim.rows)):
                against = _against(title, texts)
                yield from ((title, text, found) for text, found in against[:1] if found.kind in kinds)


def _against(title: Claim, texts: Sequence[Claim]) -> list[tuple[Claim, Relation]]:
    """The figures of the text that contradict a title, swapped digits first; none where any other supports it."""
    found = [(text, relate(title, text)) for text in texts if one_time(title.period, text.period)]
    if any(relation.kind not in CONFLICTS for _, relation in found):
        return []
    return sorted(found, key=lambda pair: pair[1].kind != "swapped_digits")


def _hit(title: Claim, text: Claim, relation: Relation) -> Hit:
    fields = {"title_quote": title.figure.quote, "text_quote": text.figure.quote}
    sure = min(title.confidence, text.confidence) * relation.confidence
    related = tuple((row, "text") for row in text.rows)
    variant = relation.kind if relation.kind != "contradiction" else ""
    return Hit(title.rows[0], fields, related, variant=variant, confidence=round(sure, 3))


def _unborne(found: Unborne) -> Hit:
    title, text, relation, sure = found
    fields = {"title_quote": title.claim.quote, "text_quote": text.claim.quote}
    variant = relation.kind if relation.kind != "contradiction" else ""
    return Hit(title.row, fields, ((text.row, "text"),), variant=variant, confidence=sure)
