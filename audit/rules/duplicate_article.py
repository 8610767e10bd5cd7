"""An article repeats another one.

## What it does
Reports an article of which at least a given share of the words stands, run for run, in another article of this audit.
The one of which more is repeated is taken for the copy; of two that are the same, the one published later.

## Why it matters
A reprint is no second source: what it repeats counts as one voice, also where outlets differ. And a mistake in the
original is a mistake in every copy.

## Example
Two outlets print the same agency report under different titles.

## How to fix
Nothing is wrong with a reprint. To corroborate its figures, add an article that somebody else wrote.

## Options
`share`: the share of the words, from 0 to 1, that makes a copy; 0.5.

## References
Broder, On the resemblance and containment of documents (1997).
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import cells, positions, texts

RULE = Rule(
    "duplicate-article", "articles", "info", "uniqueness", "ExpectArticlesToDiffer",
    ("article_id", "copy_of", "copy_share"), {"share": 0.5}, together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, share: float = 0.5) -> Iterator[Hit]:
    """One hit for each article that repeats another, with that one related and the longest passage marked."""
    of, shares = texts(frame, "copy_of"), cells(frame, "copy_share")
    place = {name: row for row, name in enumerate(texts(frame, "article_id"))}
    starts, ends = cells(frame, "copy_start"), cells(frame, "copy_end")
    for row in positions(frame["copy_of"].notna() & (frame["copy_share"] >= share)):
        original = place.get(of[row])
        marked = not pd.isna(starts[row]) and not pd.isna(ends[row])
        yield Hit(
            row,
            {"percent": round(100 * shares[row]), "original": of[row]},
            ((original, "original"),) if original is not None else (),
            span=(int(starts[row]), int(ends[row])) if marked else None,
        )
