"""One quantity has the same number in two units.

## What it does
Takes the figures of one quantity in different articles, and reports two that print the same value with units that
cannot both be right: percent and percentage points, đồng and dollars, tonnes and kilograms. One quantity is what has
one measure, area and period, or the same words around it. The unit that fewer sources give is the primary place.

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

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import column, grouped, sure, text_of
from audit.rules._sentence import Figure, around
from audit.rules._units import MEASURES, TIMES, rivals
from audit.rules._words import digits, likeness, shared

RULE = Rule(
    "unit-mismatch", "facts", "warning", "consistency", "ExpectOneUnit",
    ("article_id", "source", "measure", "unit", "status", "kind", "value", "quote"),
    together=("value", "kind", "status"),
)  # fmt: skip
_KEY = ["value", "value_to", "kind", "status"]
_CELL = ("measure", "area", "period")
# A measure that no indicator names ends with its unit: "rice exports : VND".
_UNIT = " : "
# So many figures of one value are held against each other.
_FEW = 50


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article that gives another unit than more of the others, or than an earlier one."""
    rows = frame.assign(_row=range(len(frame)), **{key: column(frame, key) for key in (*_KEY, *_CELL, "published")})
    rows = rows[rows["value"].fillna(0).ne(0) & rows["unit"].notna()]
    several = [
        members
        for members in grouped(rows, _KEY, rows["unit"])
        if any(rivals(one, other) for one, other in combinations(sorted({row["unit"] for row in members}), 2))
    ]
    told = around(frame, [[row["_row"] for row in members] for members in several])
    for members in several:
        yield from _against(members[:_FEW], told)


def _against(rows: list[dict[str, Any]], told: Mapping[int, Figure]) -> Iterator[Hit]:
    sources: dict[str, set[str]] = {}
    for row in rows:
        sources.setdefault(row["unit"], set()).add(row["source"] or row["article_id"])
    ranked = sorted(rows, key=lambda row: (-len(sources[row["unit"]]), str(row["published"] or ""), row["_row"]))
    seen: set[str] = set()
    for at, row in enumerate(ranked):
        others = (one for one in ranked[:at] if rivals(one["unit"], row["unit"]) and _one(one, row, told))
        other = next((one for one in others if one["article_id"] not in (row["article_id"], *seen)), None)
        if other and row["article_id"] not in seen:
            seen.add(row["article_id"])
            fields = {
                "here": _printed(row),
                "other": _printed(other),
                "other_source": other["source"] or other["article_id"],
            }
            yield Hit(row["_row"], fields, ((other["_row"], "other"),), confidence=round(0.8 * sure(row, other), 3))


def _printed(row: dict[str, Any]) -> str:
    """A figure with its unit, which stands outside the quote where it is a measure."""
    measure = any(row["unit"] in family for family in (*MEASURES, TIMES))
    return f"{row['quote']} {row['unit']}" if measure else str(row["quote"])


def _one(one: dict[str, Any], other: dict[str, Any], told: Mapping[int, Figure]) -> bool:
    """Whether two figures of one value may be of one quantity."""
    cells = [[str(text_of(row, name) or "").split(_UNIT)[0] for name in _CELL] for row in (one, other)]
    if cells[0][0] and cells[0] == cells[1]:
        return True
    a, b = told.get(one["_row"]), told.get(other["_row"])
    return a is not None and b is not None and shared(a, b) >= likeness(digits(a))
