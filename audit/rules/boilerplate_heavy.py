"""Most of the page is not the article.

## What it does
Reports an article of which more than a given share of the characters is site furniture or spam: navigation, share
buttons, lists of other articles, footers.

## Why it matters
Where little of a page is article, the page was cut out badly: sentences may be missing, and what was kept may
belong to a teaser of another article.

## Example
A page with 300 characters of text between 4,000 characters of menus.

## How to fix
Export the article again, with the text alone, or from the page's print view.

## Options
`share`: largest share of the characters, from 0 to 1, that is not article; 0.6.
`characters`: pages with less than so many characters beside the article are passed over; 500.

## References
Kohlschütter, Fankhauser, Nejdl, Boilerplate detection using shallow text features (2010).
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule

RULE = Rule(
    "boilerplate-heavy", "blocks", "warning", "validity", "ExpectArticlesToBeMostlyText",
    ("article_id", "label", "start", "end"), {"share": 0.6, "characters": 500}, together=("article_id",),
)  # fmt: skip
_NOISE = ("boilerplate", "spam")


def check(frame: pd.DataFrame, share: float = 0.6, characters: int = 500) -> Iterator[Hit]:
    """One hit for each article, at its first block of furniture or spam.

    A spam span inside a body block counts as spam and not as body.
    """
    noisy = frame["label"].isin(_NOISE)
    length = (frame["end"] - frame["start"]).astype("int64")
    noise = length.where(noisy, 0).groupby(frame["article_id"], sort=False).sum()
    ends = frame.groupby("article_id", sort=False).agg(first=("start", "min"), last=("end", "max"))
    total = (ends["last"] - ends["first"]).astype("int64")
    heavy = (noise >= characters) & (noise > share * total)
    part = (noise / total)[heavy].to_dict()
    for row, article in enumerate(frame["article_id"].where(noisy).tolist()):
        if article in part:
            yield Hit(row, {"percent": round(100 * part.pop(article)), "limit": round(100 * share)})
