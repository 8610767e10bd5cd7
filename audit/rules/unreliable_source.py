"""A source cannot be relied on.

## What it does
Reports a source whose whole score interval lies below a limit. A source of which too little is known has a wide
interval, reaches above the limit and is not reported.

## Why it matters
A figure that only such a source prints should not be printed.

## Example
A source with a score of 31 (22 to 40): spam in two of three articles, and four contradictions with the others.

## How to fix
Take the figures from another source. `audit sources SOURCE --why` shows what the score is made of.

## Options
`below`: the limit, from 0 to 100; 50.
`comparable`: sources with fewer comparable facts are not judged; 3.

## References
Dong et al., Knowledge-based trust (2015).
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule

RULE = Rule(
    "unreliable-source", "scores", "warning", "accuracy", "ExpectSourcesToBeReliable",
    ("source", "score", "low", "high", "n"), {"below": 50, "comparable": 3}, together=("source",),
)  # fmt: skip


def check(frame: pd.DataFrame, below: float = 50, comparable: int = 3) -> Iterator[Hit]:
    """One hit for each source that is judged and lies below the limit."""
    for row, (high, n) in enumerate(zip(frame["high"], frame["n"].fillna(0), strict=True)):
        if high < below and n >= comparable:
            yield Hit(row, {"limit": below}, confidence=0.9)
