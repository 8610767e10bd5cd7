"""A figure is reported as actual for a period that had not begun.

## What it does
Compares the period of each figure with the date of publication of its article. Reports a figure that is printed as
something that happened, not as a target, a forecast, a rule or an example, and whose period begins after that day.
Dates of coming events are in order.

## Why it matters
Either the year is wrong, or a plan is printed as a result.

## Example
`Năm 2031, xuất khẩu đạt 420 tỷ USD` in an article of 2024.

## How to fix
Correct the period, or say that the figure is expected or planned.

## Options
`days`: how many days after publication a period may begin; 1, for time zones and evening editions.

## References
None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import cells, texts

RULE = Rule(
    "future-figure", "facts", "info", "timeliness", "ExpectActualFiguresOfThePast",
    ("kind", "status", "period_start", "published"), {"days": 1}, together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, days: int = 1) -> Iterator[Hit]:
    """One hit for each actual quantity or change of a period to come."""
    kinds, states, sure = texts(frame, "kind"), texts(frame, "status"), cells(frame, "confidence", 1.0)
    starts, published = texts(frame, "period_start"), texts(frame, "published")
    for row, (start, day) in enumerate(zip(starts, published, strict=True)):
        if start and day and kinds[row] != "event_date" and states[row] == "actual" and start > _after(day, days):
            yield Hit(row, {"day": day[:10], "begins": start}, confidence=round(0.9 * sure[row], 3))


def _after(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day[:10]) + datetime.timedelta(days=days)).isoformat()
