"""It is not known when the article was published.

## What it does
Reports an article without a date of publication: neither in its metadata, nor in `expectations/sources.csv`, nor in
the text.

## Why it matters
"This year", "today" and "so far" mean nothing without a date. Figures of such an article have no period, so they
cannot be compared, and nobody sees when they are out of date.

## Example
A file `bao-cao.txt` that begins with its first sentence and has no `bao-cao.json` beside it.

## How to fix
Write the date into NAME.json beside the article (`{"published": "2020-02-12"}`) or into the column `published` of
`expectations/sources.csv`.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import positions

RULE = Rule(
    "missing-date", "articles", "warning", "completeness", "ExpectArticlesToBeDated",
    ("published",), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article that could be read and has no date."""
    missing = frame["published"].isna() | (frame["published"] == "")
    if "problem" in frame:
        missing &= frame["problem"].isna()
    for row in positions(missing):
        yield Hit(row)
