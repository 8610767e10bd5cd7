"""More parts than the whole.

## What it does
Reports a figure of the form `a/b`, or "a of b", where a is larger than b, or b is zero; also two figures of which a
sentence says that one is a part of the other: `76 of its 61 stores`, `76 trong tổng số 61 cửa hàng`. Something must be
counted: without a noun, `90/80` is a tyre, `50/9` a house and `24/7` the whole week. In
figures, more than twice as many is no slip, but another kind of notation.

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
from audit.rules._sentence import NEEDS, sentences
from audit.rules._sums import exceeding

RULE = Rule(
    "impossible-fraction", "facts", "critical", "validity", "ExpectPartsWithinTheWhole",
    ("value", "denominator", "counted", *(name for name in NEEDS if name != "value")), together=("article_id",),
)  # fmt: skip
# How sure it is that words say that one figure is a part of the other.
_WORDS = 0.8


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each impossible fraction of things that are counted."""
    part, whole = frame["value"], frame["denominator"]
    parts, wholes = part.tolist(), whole.tolist()
    wrong = ((part > whole) & (part <= 2 * whole)) | (whole <= 0)
    for row in positions(wrong & column(frame, "counted", "").astype(bool)):
        fields = {"part": parts[row], "whole": wholes[row], "excess": parts[row] - wholes[row]}
        yield Hit(row, fields, confidence=0.9)
    for figures in sentences(frame, 2):
        for more, less in exceeding(figures):
            told = {"whole": less.claim.quote, "excess": more.claim.value - less.claim.value}
            yield Hit(more.row, told, ((less.row, "total"),), variant="words", confidence=_WORDS)
