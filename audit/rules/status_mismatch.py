"""A target is reported as reached.

## What it does
Looks for one quantity that an article prints as a target or a forecast and another one as actual, with the same value,
while the period of the plan was not over when the second was published. One quantity is what has one measure, one
indicator or the same words around it; its periods end together, or the second article gives none. Shares of 100% and
whole fractions are not judged: plans and results often both say "all". Nor are results told in the last days of a
period.

## Why it matters
Readers take a plan for a result.

## Example
`phấn đấu năm 2020 đạt 30%` in one article, `năm 2020 đạt 30%` in an article of March 2020.

## How to fix
Find out whether the figure was planned or measured, and say so: `phấn đấu`, `dự kiến`, `đã đạt`.

## Options
None.

## References
None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import column, grouped, sure, text_of
from audit.rules._sentence import Figure, around
from audit.rules._words import digits, shared

RULE = Rule(
    "status-mismatch", "facts", "warning", "consistency", "ExpectPlansAndResultsApart",
    ("article_id", "measure", "period", "period_end", "unit", "status", "value", "quote", "published"),
    together=("value", "unit", "kind"),
)  # fmt: skip
# What two prints of one quantity have in common, whatever is read of the rest.
_KEY = ["unit", "value", "value_to", "kind", "direction"]
_PLANNED = ("target", "forecast")
_EXTRA = ("measure", "area", "period", "period_end", "indicator", "group_id", "published", "confidence")
# Points of likeness (see `_words.shared`) that two figures ask for, and two of three digits or more.
_ALIKE, _ALIKE_EXACT, _DIGITS = 5, 3, 3
# The results of a period may be told so many days before its end.
_DAYS = 7
# So many plans of one value are asked.
_PLANS = 50


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure printed as actual that another article prints as planned."""
    extra = {name: column(frame, name) for name in (*_KEY, *_EXTRA)}
    rows = frame.assign(_row=range(len(frame)), **extra)
    whole = (rows["unit"] == "percent") & (rows["value"] == 100) | (rows["value"] == column(frame, "denominator"))
    rows = rows[rows["value"].notna() & ~whole & rows["status"].isin((*_PLANNED, "actual"))]
    several = list(grouped(rows, _KEY, rows["status"].isin(_PLANNED)))
    told = around(frame, [[row["_row"] for row in members] for members in several])
    for members in several:
        planned = [row for row in members if row["status"] in _PLANNED][:_PLANS]
        for actual in (row for row in members if row["status"] == "actual"):
            alike = [row for row in planned if _early(actual, row) and _one(actual, row, told)]
            if alike and not any(row["article_id"] == actual["article_id"] for row in alike):
                yield _hit(actual, alike[0])


def _early(actual: dict[str, Any], planned: dict[str, Any]) -> bool:
    """Whether a figure is printed as actual before the period was over for which it was planned.

    What is told of no time, or of the day, is told of what a target of that size was set for.
    """
    day, due = (text_of(actual, "published") or "")[:10], text_of(planned, "period_end")
    if not day or not due or _later(day, _DAYS) >= due:
        return False
    now = text_of(actual, "period") in (None, day) and planned["status"] == "target" and actual["unit"] != "percent"
    return now or text_of(actual, "period_end") == due


def _one(actual: dict[str, Any], planned: dict[str, Any], told: Mapping[int, Figure]) -> bool:
    """Whether two figures of one value may be of one quantity."""
    areas = [text_of(row, "area") for row in (actual, planned)]
    if areas[0] and areas[1] and areas[0] != areas[1]:
        return False
    for name in ("measure", "indicator", "group_id"):
        one, other = text_of(actual, name), text_of(planned, name)
        if one and one == other and text_of(actual, "period") == text_of(planned, "period"):
            return True
    a, b = told.get(actual["_row"]), told.get(planned["_row"])
    return a is not None and b is not None and shared(a, b) >= (_ALIKE_EXACT if digits(a) >= _DIGITS else _ALIKE)


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def _hit(actual: dict[str, Any], planned: dict[str, Any]) -> Hit:
    fields = {
        "planned": planned["quote"],
        "planned_status": planned["status"],
        "period": planned["period"],
        "day": str(actual["published"])[:10],
    }
    related = ((planned["_row"], str(planned["status"])),)
    return Hit(actual["_row"], fields, related, confidence=round(0.8 * sure(actual, planned), 3))
