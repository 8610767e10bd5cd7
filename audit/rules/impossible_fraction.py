"""More parts than the whole.

## What it does
Reports a figure of the form `a/b`, or "a of b", where a is larger than b, or b is zero. Something must be counted:
without a noun, `90/80` is a tyre, `50/9` a house and `24/7` the whole week. More than twice as many is no slip, but
another kind of notation.

## Why it matters
One of the two numbers is wrong, and the reader cannot know which.

## Example
`62/61 tỉnh, thành phố`.

## How to fix
Compare with the source of the figure.

## Options
None.

## References
Brown and Heathers, The GRIM test (2017), on figures that cannot have come from whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import column, positions

RULE = Rule(
    "impossible-fraction", "facts", "critical", "validity", "ExpectPartsWithinTheWhole",
    ("value", "denominator", "counted"), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each impossible fraction of things that are counted."""
    part, whole = frame["value"], frame["denominator"]
    parts, wholes = part.tolist(), whole.tolist()
    wrong = ((part > whole) & (part <= 2 * whole)) | (whole <= 0)
    for row in positions(wrong & column(frame, "counted", "").astype(bool)):
        fields = {"part": parts[row], "whole": wholes[row], "excess": parts[row] - wholes[row]}
        yield Hit(row, fields, confidence=0.9)
