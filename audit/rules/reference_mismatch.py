"""A figure differs from a value that is known to be right.

## What it does
Compares each figure that has an indicator with the value that `expectations/reference.csv` gives for the same
indicator, area, period, status and unit. A figure is reported where its print and the reference value cannot both hold:
`6,9%` and `gần 7%` are in order where the value is 6.93. A figure that is cut where it should be rounded is reported as
a warning.

## Why it matters
The reference table holds what a statistics office publishes. Where all articles repeat one wrong figure they agree with
each other, and only the table tells.

## Example
`GDP năm 2023 tăng 5,50%`, where the General Statistics Office gives 5.05.

## How to fix
Print the reference value. If the office has revised it, correct the row in `expectations/reference.csv`.

## Options
None.

## References
SDMX Glossary, version 2.1, 2020: observation status, revision.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit import compare
from audit.model import Hit, Rule
from audit.rules._columns import positions, records, sure

RULE = Rule(
    "reference-mismatch", "facts", "critical", "accuracy", "ExpectFiguresToMatchReferences",
    ("value", "unit", "quote", "indicator", "reference_value", "reference_step", "reference_by"),
    together=("article_id",),
)  # fmt: skip
_WRONG = (*compare.CONFLICTS, "misrounded")


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure that cannot hold beside its reference value; what fell by so much has no sign."""
    chosen = positions(frame["reference_value"].notna())
    for row, record in zip(chosen, records(frame.iloc[chosen]), strict=True):
        figure = compare.printed(record)
        if figure is None:
            continue
        sign = -1.0 if record.get("direction") == "down" else 1.0
        found = compare.relation(figure, compare.known(sign * record["reference_value"], record["reference_step"]))
        if found.kind not in _WRONG:
            continue
        rounding = found.kind == "misrounded"
        fields = {"known": record["reference_value"], "publisher": record["reference_by"]}
        yield Hit(
            row, fields, variant="rounding" if rounding else "", severity="warning" if rounding else None,
            confidence=round(sure(record) * found.confidence, 3),
        )  # fmt: skip
