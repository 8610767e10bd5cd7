"""Two figures of one quantity print the same digits a power of ten apart.

## What it does
Reports two figures of one quantity, in two articles or in one, where one is 10, 100, 1000, a million or a thousand
million times the other: a lost digit, or `triệu` for `tỷ`.

## Why it matters
It is the most common large error in printed figures, and the easiest to mend.

## Example
`12 tỷ đồng` in one article and `12 triệu đồng` in another.

## How to fix
Ask which of the two is possible: compare with the year before, or divide by the number of people or items.

## Options
`places`: how many articles that give the other value are reported one by one; 4.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._pairs import Conflict, between, within

RULE = Rule(
    "scale-slip", "facts", "critical", "consistency", "ExpectOneScale",
    ("article_id", "measure", "value", "unit", "quote"), {"places": 4}, together=("group_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, places: int = 4) -> Iterator[Hit]:
    """One hit for each pair of articles, or of values in one article."""
    conflicts = list(between(frame, ("scale_slip",), places))
    conflicts += [Conflict(b, a, found) for a, b, found in within(frame) if found.kind == "scale_slip"]
    for conflict in conflicts:
        notes = dict.fromkeys(conflict.less.rows[1:], "same") | dict.fromkeys(conflict.more.rows, "other")
        yield Hit(
            conflict.less.rows[0],
            dict(conflict.relation.fields),
            tuple(notes.items()),
            confidence=round(conflict.confidence, 3),
        )
