"""The article breaks off.

## What it does
Looks at the last paragraph of the body. Reports it if it ends with a comma or with a word that ends no sentence (`và`,
`của`, `the`), or with a teaser (`[...]`, `Xem thêm`). A missing full stop alone, or a name after the last sentence,
is how many articles end.

## Why it matters
What is missing may be the correction, the second half of a comparison, or the period of a figure.

## Example
The last line reads `Theo báo cáo, đến cuối năm 2019 cả nước đã có hơn 47.300 tài khoản và`.

## How to fix
Get the whole article: the page behind "read more", or the publisher's print view.

## Options
`characters`: shorter paragraphs may be signatures or captions; of these only teasers are reported; 80.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._sentence import words

RULE = Rule(
    "truncated-article", "blocks", "warning", "completeness", "ExpectArticlesToEnd",
    ("article_id", "label", "start", "end", "tail"), {"characters": 80}, together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, characters: int = 80) -> Iterator[Hit]:
    """One hit for each article that breaks off, at its last paragraph."""
    body = frame.assign(_row=range(len(frame)))[(frame["label"] == "body") & frame["tail"].notna()]
    last = body.sort_values(["article_id", "start"], kind="stable").drop_duplicates("article_id", keep="last")
    for paragraph in records(last.sort_values("_row")):
        ending = str(paragraph["tail"]).rstrip()
        if _teaser(ending):
            yield Hit(paragraph["_row"], {"ending": ending[-40:]}, variant="teaser", confidence=0.8)
        elif paragraph["end"] - paragraph["start"] >= characters and _open(ending):
            yield Hit(paragraph["_row"], {"ending": ending[-40:]}, confidence=0.8)


def _teaser(ending: str) -> bool:
    lower = ending.lower().rstrip(" .…»>")
    return ending.endswith(("[...]", "[…]")) or lower.endswith(_behind("teasers"))


def _open(ending: str) -> bool:
    """Whether something must follow: a comma, or a word that joins."""
    lower = ending.lower()
    return lower.endswith((",", " -", " –", *_behind("joining")))


@cache
def _behind(name: str) -> tuple[str, ...]:
    return tuple(f" {word}" for word in words(name))
