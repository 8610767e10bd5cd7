"""A weekday stands beside a date that falls on another one.

## What it does
Reads dates beside which their weekday is printed: `thứ hai, ngày 5/3`, `Monday, March 5`, `5/3 (thứ hai)`. Works out
the weekday of the date and reports another one. The year is the one that is printed with the date, else the one in
which the date lies within `days` of publication; where the words around name another year, or nothing tells one, the
date is not judged. `Lần thứ hai, ngày 5/3`, points of a list (`Thứ nhất, ... Thứ hai, ngày 5/3 ...`), days of the lunar
calendar, ranges and lists of days (`thứ hai đến thứ sáu, 5-9/3`) and names (`Black Friday`) are no weekdays of a date.
Where several weekdays without a year are all wrong, the date of publication is more likely wrong than they: these are
not reported.

## Why it matters
Readers who plan by it come on the wrong day, and one of the two is a slip that may stand elsewhere in the text, too.

## Example
`Thứ ba, ngày 5/3/2018`: 5 March 2018 was a Monday.

## How to fix
Ask which of the two the source means: the invitation, the record of the court, the diary.

## Options
`days`: how far from publication a date without a year may lie; 60.

## References
None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._calendar import Named, weekdays, years_beside
from audit.rules._columns import texts

RULE = Rule(
    "wrong-weekday", "articles", "warning", "validity", "ExpectWeekdaysToMatchTheirDates",
    ("article_id", "text", "published"), {"days": 60}, together=("article_id",),
)  # fmt: skip
# With the year printed, and with the year worked out.
_SURE, _LIKELY = 0.95, 0.8


def check(frame: pd.DataFrame, days: int = 60) -> Iterator[Hit]:
    """One hit for each such date, at its day and month."""
    for row, (text, published) in enumerate(zip(texts(frame, "text"), texts(frame, "published"), strict=True)):
        dated = [(named, _meant(named, text or "", published, days)) for named in weekdays(text or "")]
        wrong = [(named, day) for named, day in dated if day and day.weekday() != named.weekday]
        assumed = [named for named, _ in wrong if named.year is None]
        right = any(day and day.weekday() == named.weekday for named, day in dated)
        for named, day in wrong:
            if named.year or right or len(assumed) == 1:
                printed = (text or "")[named.start : named.end]
                fields = {"date": printed, "day": day.isoformat()}
                sure = _SURE if named.year else _LIKELY
                span = (named.start, named.end)
                yield Hit(row, fields, variant=str(day.weekday()), confidence=sure, span=span)


def _meant(named: Named, text: str, published: str | None, days: int) -> datetime.date | None:
    """The day that is meant: of its own year, or of the year in which it lies next to publication; None if unsure."""
    if named.year:
        return named.of(named.year)
    if not published:
        return None
    today = datetime.date.fromisoformat(published[:10])
    near = [day for year in (-1, 0, 1) if (day := named.of(today.year + year)) and abs((day - today).days) <= days]
    day = min(near, key=lambda day: abs((day - today).days), default=None)
    return day if day and years_beside(text, named) <= {day.year} else None
