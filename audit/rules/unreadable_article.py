"""An article could not be read.

## What it does
Reports each file that was to be audited and could not be: bytes that are not text, a damaged archive, broken metadata.
The other articles are audited.

## Why it matters
An article that was not read was not audited. Without this finding it would count as clean.

## Example
`bao-cao.txt` holds a picture.

## How to fix
The message says what is wrong. Save the file as UTF-8 text, mend the sidecar, or take the file out of the paths that
are audited.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule

RULE = Rule(
    "unreadable-article", "articles", "critical", "completeness", "ExpectArticlesToBeReadable",
    ("problem",), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article with a problem."""
    for row, problem in enumerate(frame["problem"]):
        if isinstance(problem, str) and problem:
            yield Hit(row, {"problem": problem})
