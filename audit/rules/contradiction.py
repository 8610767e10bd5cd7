"""Two sources give different values for one quantity.

## What it does
Takes the figures that speak of one quantity (measure, area, period, status, unit) and reports two articles whose
printed figures cannot both be true. A printed figure is an interval, from its last digit and its hedge: `hơn 10%` and
`10,76%` agree, `10,8%` is a rounding of `10,76%`, a later count of the injured revises an earlier one. The value that
fewer sources give is the primary place; each value stands against at most three better supported ones. Figures that
rise in one article and fall in the other are reported, too, and so are different dates of one named event.

An article that gives both values is not held against either: who prints both knows of both, and means two quantities.
Figures a factor of ten apart are `scale-slip`, a cut last digit is `misrounded`.

## Why it matters
At least one of the sources is wrong, or they speak of different things and the text does not say so. Either way the
figure cannot be printed as it is.

## Example
`tăng trưởng GDP quý II đạt 6,93%` in one article, `GDP quý 2 tăng 6,39%` in another.

## How to fix
Go to the publisher of the figure. If both are right, the sentence lacks what tells them apart: period, area, or
definition; print that with the figure.

## Options
`places`: how many articles that give the other value are reported one by one; 4.

## References
Nuijten et al., statcheck (2016); Li et al., Truth finding on the deep web (2013), on values equal after rounding.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import text_of, texts
from audit.rules._dated import Moved, moved
from audit.rules._pairs import Conflict, between

RULE = Rule(
    "contradiction", "facts", "critical", "consistency", "ExpectSourcesToAgree",
    ("article_id", "measure", "value", "unit", "quote"), {"places": 4}, together=("group_id",),
)  # fmt: skip
# One step of the last digit and little beside the value, or next to nothing beside it: an editor wants to know, and
# need not stop the press.
_SMALL_STEPS, _SMALL_SHARE, _TINY_SHARE = 1.5, 0.02, 0.005

# An event may have been put off, and an article may name one date of several.
_DATED = 0.8


def check(frame: pd.DataFrame, places: int = 4) -> Iterator[Hit]:
    """One hit for each pair of articles and values; `fact_ids` hold the mentions of these two values alone."""
    units = texts(frame, "unit")
    for conflict in between(frame, ("contradiction", "swapped_digits"), places):
        yield _hit(conflict, units[conflict.less.rows[0]])
    for dates in moved(frame):
        yield _moved(dates, places)


def _moved(dates: Moved, places: int) -> Hit:
    less, more = dates.less[0], dates.more[0]
    related = [(row["_row"], "same") for row in dates.less[1:]] + [
        (row["_row"], "other") for row in dates.more[:places]
    ]
    fields = {
        "first": less["quote"], "first_source": text_of(less, "source") or less["article_id"],
        "second": more["quote"], "second_source": text_of(more, "source") or more["article_id"], "days": dates.days,
    }  # fmt: skip
    variant = "date" if dates.days is None else "days"
    return Hit(less["_row"], fields, tuple(related), variant=variant, confidence=round(_DATED * dates.confidence, 3))


def _hit(conflict: Conflict, unit: str | None) -> Hit:
    less, more, found = conflict.less, conflict.more, conflict.relation
    steps, share = _number(found.fields.get("steps")), _number(found.fields.get("relative"))
    small = found.kind == "contradiction" and (
        (0 < steps <= _SMALL_STEPS and share <= _SMALL_SHARE) or 0 < share <= _TINY_SHARE
    )
    low, high = sorted((less.figure, more.figure), key=lambda figure: figure.value)
    return Hit(
        less.rows[0],
        {
            "first": less.figure.quote, "first_source": less.source,
            "second": more.figure.quote, "second_source": more.source, "others": conflict.others,
            "lower": low.quote, "higher": high.quote, "points": round(high.value - low.value, 4),
            "percent": round(100 * (high.value / low.value - 1), 2) if low.value > 0 else None,
        },
        tuple((row, _note(conflict, row)) for row in conflict.rows),
        variant=_variant(conflict, unit),
        severity="warning" if small else None,
        confidence=round(conflict.confidence, 3),
    )  # fmt: skip


def _variant(conflict: Conflict, unit: str | None) -> str:
    if conflict.relation.fields.get("opposite"):
        return "opposite"
    if conflict.relation.kind == "swapped_digits":
        return "swapped"
    if conflict.less.source == conflict.more.source:
        return "own"
    if conflict.others:
        return "others"
    if unit == "percent":
        return "points"
    return "" if conflict.less.figure.value > 0 < conflict.more.figure.value else "zero"


def _note(conflict: Conflict, row: int) -> str:
    if row in conflict.less.rows:
        return "same"
    return "swapped" if conflict.relation.kind == "swapped_digits" else "other"


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
