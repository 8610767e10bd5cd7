"""The article breaks off.

## What it does
Looks at the last paragraph of the body. Reports it if it is a long one that ends in the middle of a sentence, while
the other long paragraphs of the article end as sentences do; or if it ends with a teaser (`[...]`, `Xem thêm`).

## Why it matters
What is missing may be the correction, the second half of a comparison, or the period of a figure.

## Example
The last line reads `Theo báo cáo, đến cuối năm 2019 cả nước đã có hơn 47.300 tài khoản và`.

## How to fix
Get the whole article: the page behind "read more", or the publisher's print view.

## Options
`characters`: shorter paragraphs may be signatures or captions, and are not judged; 80.

## References
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._sentence import words

RULE = Rule(
    "truncated-article", "blocks", "warning", "completeness", "ExpectArticlesToEnd",
    ("article_id", "label", "start", "end", "tail"), {"characters": 80},
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…:;)\]}>»\"'”’|/*]$")
_OTHERS = 2


def check(frame: pd.DataFrame, characters: int = 80) -> Iterator[Hit]:
    """One hit for each article that breaks off, at its last paragraph."""
    body = frame.assign(_row=range(len(frame)))[(frame["label"] == "body") & frame["tail"].notna()]
    body = body.sort_values(["article_id", "start"], kind="stable")
    for _, rows in body.groupby("article_id", sort=False):
        paragraphs = records(rows)
        last = paragraphs[-1]
        long = [one for one in paragraphs if one["end"] - one["start"] >= characters]
        ending = str(last["tail"]).rstrip()
        if _teaser(ending):
            yield Hit(last["_row"], {"ending": ending[-40:]}, variant="teaser", confidence=0.8)
        elif len(long) > _OTHERS and last is long[-1] and not _ends(last) and all(map(_ends, long[:-1])):
            yield Hit(last["_row"], {"ending": ending[-40:]}, confidence=0.7)


def _teaser(ending: str) -> bool:
    lower = ending.lower().rstrip(" .…»>")
    return ending.endswith(("[...]", "[…]")) or any(lower.endswith(f" {word}") for word in words("teasers"))


def _ends(paragraph: dict[str, object]) -> bool:
    return bool(_SENTENCE_END.search(str(paragraph["tail"]).rstrip()))
