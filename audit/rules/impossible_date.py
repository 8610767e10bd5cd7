"""A date that no calendar has.

## What it does
Reads dates with a year, and dates behind words that lead one (`ngày 31/4`, `on April 31`), and reports a day that its
month does not have: the 31st of a month of thirty days, the 30th of February, the 29th in a year that is no leap year,
and, with the year printed, a month after the twelfth. Where the two numbers make a date in the other order, that order
is taken to be meant. Days of the lunar calendar, fractions, and words about days that do not exist (`không có ngày
30/2`) are left alone. Whether a year is a leap year is judged only where it is printed with the date.

## Why it matters
One digit is wrong, and nobody can tell from the text which one.

## Example
`diễn ra ngày 31/4/2024`: April has 30 days.

## How to fix
Look the date up where the event was announced or recorded.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._calendar import Named, days, last_day, said
from audit.rules._columns import texts

RULE = Rule(
    "impossible-date", "articles", "warning", "validity", "ExpectDatesThatExist",
    ("article_id", "text"), together=("article_id",),
)  # fmt: skip
_MONTHS, _FEBRUARY, _LEAP = 12, 2, 29
# What is more than this is no slip in a day or a month, but something else that is written with a stroke.
_MOST = 39
_SURE = 0.9


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each such date."""
    for row, text in enumerate(texts(frame, "text")):
        for named in days(text or ""):
            variant = _wrong(named)
            if variant and not said(text or "", named.start, named.end, "no_such_day"):
                fields = {
                    "date": (text or "")[named.start : named.end], "month": named.month, "year": str(named.year),
                    "last": last_day(named.month),
                }  # fmt: skip
                yield Hit(row, fields, variant=variant, confidence=_SURE, span=(named.start, named.end))


def _wrong(named: Named) -> str | None:
    """What is wrong with a date: its day, its year, or its month; None where nothing is."""
    day, month = named.day, named.month
    if not 0 < day <= _MOST or not 0 < month <= _MOST:
        return None
    if month > _MONTHS:
        return "month" if named.year and day > _MONTHS else None
    if day > last_day(month):
        return "day"
    return "leap" if (day, month) == (_LEAP, _FEBRUARY) and named.year and not named.of(named.year) else None
