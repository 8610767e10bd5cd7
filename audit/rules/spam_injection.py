"""Foreign text was put into the article.

## What it does
Reports text that does not belong to the article and was put there to be found by search engines: a title collapsed
into one word with a keyword glued on, a keyword spliced into a sentence, keywords glued to each other, text with
scrambled diacritics, words in disguise (look-alike letters, digits for letters, another script), random or encrypted
runs, repeated calls to action; and advertisements that stand as paragraphs of their own, where several signs come
together (they ask the reader to act, say how to reach the seller, promise, name an offer) and nothing ties them to the
article. One finding for each article and kind.

## Why it matters
Whoever can put words into an article can change its figures. Text from such a page is not what its author wrote,
and no figure on it can be printed before it has been compared with the original.

## Example
`ban hành ngày 25/12/2018,âydựngChínhphủđiệntử… các kết quả đạt được`: the title without spaces, in the middle
of a sentence.

## How to fix
Take the article from the publisher's own page, or cut the span that is marked. The rest of the sentence stays.

## Options
None.

## References
Gyongyi and Garcia-Molina, Web Spam Taxonomy (2005), on keyword stuffing and hidden content.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._removed import first_and_others, removed

RULE = Rule(
    "spam-injection", "blocks", "critical", "validity", "ExpectNoInjectedText",
    ("article_id", "label", "reason", "start", "end"), together=("article_id",),
)  # fmt: skip
# Kinds of spam that have a rule of their own.
OTHERS = ("links", "marker")


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article and kind of injected text, its other places related."""
    spam = removed(frame, "spam")
    for (_, kind), rows in spam[~spam["kind"].isin(OTHERS)].groupby(["article_id", "kind"], sort=False):
        first, others = first_and_others(rows)
        block = records(rows)[0]
        fields = {"count": len(rows), "injected": block["content"]}
        yield Hit(first, fields, others, variant=str(kind), confidence=float(rows["sure"].max()))
