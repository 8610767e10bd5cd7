"""It is not known who published the article.

## What it does
Reports an article whose publisher is named nowhere: not in its metadata, not in `expectations/sources.csv`, not in its
address and not in its text. Such an article takes the name of its file as its source.

## Why it matters
A score is a score of a publisher. Two files of one publisher that is not named look like two independent sources
that confirm each other.

## Example
`000_7458476fcda9b097.txt` without a sidecar.

## How to fix
Name the publisher in NAME.json beside the article (`{"source": "baolongan.vn"}`) or in `expectations/sources.csv`,
where one row with a glob can name the publisher of a whole folder.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import positions, texts

RULE = Rule(
    "missing-source", "articles", "warning", "completeness", "ExpectArticlesToNameTheirSource",
    ("source",), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article that could be read and whose publisher is not known."""
    missing = frame["source"].isna() | (frame["source"] == "")
    if "source_from" in frame:
        missing |= frame["source_from"] == "file name"
    if "problem" in frame:
        missing &= frame["problem"].isna()
    for row, name in zip(positions(missing), texts(frame[missing], "source"), strict=True):
        yield Hit(row, variant="" if name else "none")
