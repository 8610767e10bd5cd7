"""One quantity has the same number in two units.

## What it does
Takes the figures of one measure, area, period and status in different articles, and reports two that print the same
value with units that cannot both be right: percent and percentage points, đồng and dollars, tonnes and kilograms.

## Why it matters
The digits were copied and the unit was not.

## Example
`6.300 tỷ đồng` in one article, `6.300 tỷ USD` in another.

## How to fix
Find out which unit the source of the figure gives.

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
    "unit-mismatch", "facts", "warning", "consistency", "ExpectOneUnit",
    ("article_id", "source", "measure", "unit", "status", "kind", "value", "quote"),
    together=("value", "kind", "status"),
)  # fmt: skip
# Units of one kind of thing, of which a figure has one. Three capitals are a currency.
_FAMILIES = (
    ("percent", "percentage_point"),
    ("g", "kg", "t"),
    ("mm", "cm", "m", "km"),
    ("m2", "ha", "km2"),
    ("L", "m3", "mL"),
    ("W", "kW", "MW", "GW"),
    ("kWh", "MWh", "GWh"),
    ("s", "min", "h", "d", "wk", "mo", "a"),
)
_KEY = ["measure", "area", "period", "status", "kind", "value", "value_to"]
# A measure that no indicator names ends with its unit: "rice exports : VND".
_UNIT = r" : .*$"


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article that gives another unit than an article before it."""
    rows = frame.assign(_row=range(len(frame)), **{key: column(frame, key) for key in _KEY})
    rows = rows[rows["measure"].notna() & rows["value"].fillna(0).ne(0) & rows["unit"].notna()]
    rows = rows.assign(measure=rows["measure"].astype(str).str.replace(_UNIT, "", regex=True))
    for members in grouped(rows, _KEY, 2):
        yield from _against(members)


def _against(rows: list[dict[str, Any]]) -> Iterator[Hit]:
    seen: set[str] = set()
    for at, row in enumerate(rows):
        other = next((one for one in rows[:at] if _alike(one["unit"], row["unit"])), None)
        if other and row["article_id"] not in (other["article_id"], *seen):
            seen.add(row["article_id"])
            fields = {"other": other["quote"], "other_source": other["source"] or other["article_id"]}
            yield Hit(row["_row"], fields, ((other["_row"], "other"),), confidence=round(0.8 * sure(row, other), 3))


def _alike(one: str, other: str) -> bool:
    """Two different units of one kind of thing."""
    currencies = all(len(unit) == 3 and unit.isupper() for unit in (one, other))
    return one != other and (currencies or any(one in family and other in family for family in _FAMILIES))
