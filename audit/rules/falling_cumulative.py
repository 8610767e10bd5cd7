"""A figure that can only grow has fallen, or the other way round.

## What it does
Takes the figures of each indicator whose `trend` in `expectations/indicators.csv` is `rising` (accounts opened so far,
kilometres built) or `falling`, in the order of their periods. Reports a figure that, as a printed interval, lies below
one of an earlier period; for `falling`, above. Counts that no indicator names are taken for rising where their
sentences say how many have been done up to a day (`tính đến 12/5, đã cấp 45.100 thẻ`) and nothing of what may become
less.

## Why it matters
A total to date cannot shrink. One of the two figures is wrong, or they count different things.

## Example
`47.300 tài khoản` up to February, `45.100 tài khoản` up to March.

## How to fix
Compare both with their sources. If the quantity can fall after all, empty its `trend`.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from audit.compare import Printed, dated, printed
from audit.model import Hit, Rule
from audit.rules._columns import column, grouped, sure
from audit.rules._sentence import has

RULE = Rule(
    "falling-cumulative", "facts", "warning", "consistency", "ExpectTotalsToKeepTheirTrend",
    ("indicator", "indicator_trend", "area", "unit", "status", "kind", "value", "quote", "period_end"),
    together=("indicator", "measure", "area", "unit"),
)  # fmt: skip
# How many words before a count its verb stands at most.
_NEAR = 5
# A measure of fewer words may be that of many things.
_NAME = 2
_KEY = ["indicator", "area", "unit", "entity", "per", "counted"]


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure that an earlier one rules out, with that one related."""
    rows = frame.assign(_row=range(len(frame)), **{key: column(frame, key) for key in (*_KEY, "measure", "sentence")})
    rows = rows[(rows["status"] == "actual") & (rows["kind"] == "quantity")]
    rows = rows[rows["value"].notna() & rows["period_end"].notna()]
    known = rows["indicator_trend"].isin(("rising", "falling"))
    trending = rows[known]
    for members in grouped(trending, _KEY, trending["period_end"]):
        yield from _against_trend(members)
    counts = rows[~known & (rows["unit"] == "count") & rows["sentence"].notna()]
    so_far = [
        _named(str(measure)) and _so_far(str(quote), str(told))
        for measure, quote, told in zip(counts["measure"], counts["quote"], counts["sentence"], strict=True)
    ]
    counts = counts[np.array(so_far, dtype=bool)].assign(indicator_trend="rising")
    for members in grouped(counts, [*_KEY, "measure"], counts["period_end"]):
        yield from _against_trend(members)


def _named(measure: str) -> bool:
    """Whether a measure says what is counted: "người" counts anybody."""
    return len(measure.partition(" : ")[0].split()) >= _NAME


def _so_far(quote: str, sentence: str) -> bool:
    """Whether a sentence tells how many have been done up to a day: `tính đến 12/5, đã cấp 45.100 thẻ`."""
    before, _, after = sentence.lower().partition(quote.lower())
    done = has(before, "done", _NEAR) or has(after, "done_after", None)
    return dated(sentence) and done and not has(sentence.lower(), "in_stock")


def _against_trend(rows: list[dict[str, Any]]) -> Iterator[Hit]:
    sign = 1 if rows[0]["indicator_trend"] == "rising" else -1
    dated = sorted(rows, key=lambda row: (row["period_end"], row["_row"]))
    reached: tuple[Printed, dict[str, Any]] | None = None
    for _, together in groupby(dated, key=lambda row: row["period_end"]):
        claims = [(claim, row) for row in together if (claim := printed(row)) is not None]
        for claim, row in claims:
            if reached and _floor(claim, -sign) * sign < _floor(reached[0], sign) * sign:
                yield _hit(row, reached[1])
        reached = max([*claims, *([reached] if reached else [])], key=lambda one: _floor(one[0], sign) * sign)


def _floor(claim: Printed, sign: int) -> float:
    """The end of a claim that it certainly reaches: the lower one where values rise."""
    return claim.low if sign > 0 else claim.high


def _hit(row: dict[str, Any], earlier: dict[str, Any]) -> Hit:
    fields = {"earlier": earlier["quote"], "earlier_period": earlier["period_end"], "period": row["period_end"]}
    variant, confidence = row["indicator_trend"], round(0.8 * sure(row, earlier), 3)
    return Hit(row["_row"], fields, ((earlier["_row"], "earlier"),), variant=variant, confidence=confidence)
