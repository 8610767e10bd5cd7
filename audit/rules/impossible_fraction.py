"""More parts than the whole.

## What it does
Reports a figure of the form `a/b`, or "a of b", where a is larger than b, or b is zero.

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
from audit.rules._columns import cells, positions, texts

RULE = Rule(
    "impossible-fraction", "facts", "critical", "validity", "ExpectPartsWithinTheWhole", ("value", "denominator")
)


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each impossible fraction; less sure where it may be a day and a month that were read as one."""
    parts, wholes, counted = cells(frame, "value"), cells(frame, "denominator"), texts(frame, "counted")
    for row in positions((frame["value"] > frame["denominator"]) | (frame["denominator"] <= 0)):
        part, whole = parts[row], wholes[row]
        date = part <= 31 and 1 <= whole <= 12 and not counted[row]
        fields = {"part": part, "whole": whole, "excess": part - whole}
        yield Hit(row, fields, severity="warning" if date else None, confidence=0.5 if date else 0.95)
