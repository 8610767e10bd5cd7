"""A figure lies outside of what its indicator can be.

## What it does
Compares each figure that has an indicator with the smallest and largest value that `expectations/indicators.csv`
allows for it. A figure is reported where no value that its print claims is allowed: `hơn 99%` may be 99.5 and is in
order. Shares that cannot exceed the whole have a largest value of 100. Where no indicator says it, the words do: what
is said of `112% số hộ` or `163 percent of voters` is more than all, and nothing but what may be negative falls by 120%.

## Why it matters
Such a figure is wrong whoever says it: a slip of the decimal sign, a wrong unit, or another quantity.

## Example
`tỷ lệ văn bản điện tử được trao đổi qua mạng đạt 865%`, where the indicator's largest value is 100.

## How to fix
Compare with the source of the figure. If the figure is right, correct `min` or `max` in `expectations/indicators.csv`.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import cells, column, positions
from audit.rules._wholes import beyond

RULE = Rule(
    "out-of-range", "facts", "critical", "validity", "ExpectFiguresInRange",
    ("value", "unit", "kind", "indicator_min", "indicator_max"), together=("article_id",),
)  # fmt: skip

# How sure it is that the words speak of a whole.
_TOLD = 0.8


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each quantity that cannot be.

    Changes, and figures in another unit than the indicator's, are not judged.
    """
    value, smallest, largest = frame["value"], frame["indicator_min"], frame["indicator_max"]
    low, high = column(frame, "low").fillna(value), column(frame, "high").fillna(value)
    top = column(frame, "value_to").fillna(value)
    judged = frame["kind"] == "quantity"
    if "indicator_unit" in frame:
        judged &= frame["unit"] == frame["indicator_unit"]
    under = judged & (value < smallest) & (high <= smallest)
    over = judged & (top > largest) & (low >= largest)
    sure = cells(frame, "confidence", 1.0)
    for variant, wrong, limit in (("under", under, smallest.tolist()), ("over", over, largest.tolist())):
        for row in positions(wrong):
            yield Hit(row, {"limit": limit[row]}, variant=variant, confidence=sure[row])
    for figure, variant in beyond(frame):
        yield Hit(figure.row, variant=variant, confidence=_TOLD)
