"""A target is reported as reached.

## What it does
Looks for one quantity that an article prints as a target or a forecast and another one as actual, with the same value
and period, while the period was not over when the second was published. Shares of 100% and whole fractions are not
judged: plans and results often both say "all".

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

from collections.abc import Iterator
from typing import Any

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import column, grouped, sure

RULE = Rule(
    "status-mismatch", "facts", "warning", "consistency", "ExpectPlansAndResultsApart",
    ("article_id", "measure", "period", "period_end", "unit", "status", "value", "quote", "published"),
    together=("value", "unit", "kind"),
)  # fmt: skip
_KEY = ["measure", "area", "period", "unit", "value", "value_to", "kind", "direction"]
_PLANNED = ("target", "forecast")


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure printed as actual that another article prints as planned."""
    rows = frame.assign(_row=range(len(frame)), **{key: column(frame, key) for key in _KEY})
    named = rows["measure"].notna() & rows["period"].notna() & rows["value"].notna()
    whole = (rows["unit"] == "percent") & (rows["value"] == 100) | (rows["value"] == column(frame, "denominator"))
    rows = rows[named & ~whole & (rows["status"].isin(_PLANNED) | _early(rows))]
    for members in grouped(rows, _KEY, 2):
        planned = [row for row in members if row["status"] in _PLANNED]
        for actual in (row for row in members if row["status"] == "actual"):
            others = [row for row in planned if row["article_id"] != actual["article_id"]]
            own = any(row["article_id"] == actual["article_id"] for row in planned)
            if others and not own:
                yield _hit(actual, others[0])


def _early(rows: pd.DataFrame) -> pd.Series[Any]:
    """Whether a figure is printed as actual before its period was over."""
    day = rows["published"].fillna("").astype(str).str[:10]
    return (rows["status"] == "actual") & (day != "") & (day < rows["period_end"].fillna("").astype(str))


def _hit(actual: dict[str, Any], planned: dict[str, Any]) -> Hit:
    fields = {"planned": planned["quote"], "planned_status": planned["status"], "day": str(actual["published"])[:10]}
    related = ((planned["_row"], str(planned["status"])),)
    return Hit(actual["_row"], fields, related, confidence=round(0.8 * sure(actual, planned), 3))
