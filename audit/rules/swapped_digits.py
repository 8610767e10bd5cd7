"""One article prints one quantity twice, with two digits swapped.

## What it does
Reports two figures of one quantity in the text of one article that differ in two neighbouring digits that changed
places. Between two articles such a pair is a `contradiction`, whose message asks about the digits; between title and
text it is a `headline-mismatch`.

## Why it matters
Swapped digits are what typing makes of a figure that was right.

## Example
`6,93%` in the second paragraph, `6,39%` for the same quantity in the last.

## How to fix
Compare both with the source of the figure.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._pairs import within

RULE = Rule(
    "swapped-digits", "facts", "warning", "consistency", "ExpectNoSwappedDigits",
    ("article_id", "measure", "value", "unit", "quote"), together=("group_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each such pair of values, at the later one."""
    for earlier, later, found in within(frame):
        if found.kind == "swapped_digits" and not earlier.titles and not later.titles:
            related = tuple((row, "swapped") for row in earlier.rows)
            sure = round(min(earlier.confidence, later.confidence) * found.confidence, 3)
            fields = {"first": earlier.figure.quote, "second": later.figure.quote}
            yield Hit(later.rows[0], fields, related, confidence=sure)
