"""A check could not judge its table.

## What it does
Turns every expectation that raised, that looked at none of the rows it was meant for, or that misses a column
into a finding. It names the expectation, the table and the entry of the suite. A table without any row is
not an error: in a folder of articles without a figure there is nothing to judge.

## Why it matters
Great Expectations counts a check that looked at nothing as passed. A report that says "clean" because a check
did not run is worse than no report.

## Example
`facts.json` asks for a column `indicator_maximum` that the facts table does not have.

## How to fix
Correct the entry of the suite that the finding names. If the entry is as it was shipped, report a bug.

## Options
None.

## References
The suites in `expectations/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from audit.model import Hit, Result, Rule

RULE = Rule(
    "check-failed", "results", "critical", "validity", "ExpectChecksToJudge",
    ("rule", "table", "where", "error", "rows"),
)  # fmt: skip


def table(results: Sequence[Result], frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The results as the table this rule reads: rule, expectation, table, where, error, rows (of the table)."""
    names = ("rule", "expectation", "table", "where", "error")
    rows = [
        {name: getattr(result, name) for name in names} | {"rows": len(frames.get(result.table, ()))}
        for result in results
    ]
    return pd.DataFrame(rows, columns=[*names, "rows"], dtype=object)


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each row with an error, unless its table is empty."""
    for row, (error, rows) in enumerate(zip(frame["error"], frame["rows"], strict=True)):
        if isinstance(error, str) and error and rows:
            yield Hit(row)
