"""An article prints a count that another one had already revised.

## What it does
For counts that grow while they are reported (the dead, the infected, the arrested), reports an article that gives
a lower value than an article published earlier. Of the dead and the infected there cannot be fewer later: that is a
warning; the injured may have been counted again.

## Why it matters
The lower figure was right once. Readers of the later article take it for the present state.

## Example
`12 người chết` on 3 September, where another outlet had `15 người chết` on 2 September.

## How to fix
Print the newer count, or say to which hour the figure belongs.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import texts
from audit.rules._pairs import Claim, between
from audit.rules._sentence import has

RULE = Rule(
    "stale-figure", "facts", "warning", "timeliness", "ExpectCountsToBeCurrent",
    ("article_id", "measure", "value", "unit", "quote", "published"), together=("group_id",),
)  # fmt: skip
PLACES = 2


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each outdated count of an article, with the higher count that was published first."""
    found: dict[int, Hit] = {}
    named = [texts(frame, name) for name in ("counted", "subject", "measure", "indicator")]
    for conflict in between(frame, ("update",), PLACES):
        earlier, later = sorted((conflict.less, conflict.more), key=_date)
        lower = later.figure.value < earlier.figure.value
        if lower and _date(earlier) and later.rows[0] not in found:
            said = " ".join(column[later.rows[0]] or "" for column in named).lower()
            severity = None if has(said, "lasting") else "info"
            found[later.rows[0]] = replace(_hit(earlier, later, conflict.confidence), severity=severity)
    yield from found.values()


def _hit(earlier: Claim, later: Claim, sure: float) -> Hit:
    fields = {
        "stale": later.figure.quote, "stale_date": _date(later)[:10],
        "newer": earlier.figure.quote, "newer_date": _date(earlier)[:10], "newer_source": earlier.source,
    }  # fmt: skip
    return Hit(later.rows[0], fields, tuple((row, "newer") for row in earlier.rows), confidence=round(sure, 3))


def _date(claim: Claim) -> str:
    return claim.figure.published or ""
