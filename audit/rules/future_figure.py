"""A figure is reported as actual for a period that had not begun.

## What it does
Compares the period of each figure with the date of publication of its article. Reports a figure that is printed as
something that happened, not as a target, a forecast, a rule or an example, and whose period begins after that day.
Dates of coming events are in order. Of a change counts the period that it leads to. Where the words before the figure
say that it has been reached (`đã đạt`, `reached`), the finding is a warning, else information. So is a figure that is
told as reached right behind a day to come, whatever its period: `ngày 15/10 đã giảm 250 đồng` on 9 October.

## Why it matters
Either the year is wrong, or a plan is printed as a result.

## Example
`Năm 2031, xuất khẩu đạt 420 tỷ USD` in an article of 2024.

## How to fix
Correct the period, or say that the figure is expected or planned.

## Options
`days`: how many days after publication a period may begin; 1, for time zones and evening editions.

## References
None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._calendar import days as named_days
from audit.rules._columns import cells, texts
from audit.rules._sentence import has

RULE = Rule(
    "future-figure", "facts", "warning", "timeliness", "ExpectActualFiguresOfThePast",
    ("kind", "status", "period_start", "published"), {"days": 1}, together=("article_id",),
)  # fmt: skip
# So many words before a figure say that it has been reached.
_NEAR = 6
_YEAR, _MONTH, _DAY = 4, 7, 10
# How sure it is that a day beside a figure is the one it is told of.
_NAMED = 0.8


def check(frame: pd.DataFrame, days: int = 1) -> Iterator[Hit]:
    """One hit for each actual quantity or change of a period to come."""
    kinds, states, sure = texts(frame, "kind"), texts(frame, "status"), cells(frame, "confidence", 1.0)
    starts, published = texts(frame, "period_start"), texts(frame, "published")
    periods, quotes, told = texts(frame, "period"), texts(frame, "quote"), texts(frame, "sentence")
    for row, (first, day) in enumerate(zip(starts, published, strict=True)):
        if not day or kinds[row] == "event_date" or states[row] != "actual":
            continue
        start = _led_to(periods[row]) if kinds[row] == "change" else None
        start = start or first
        before = (told[row] or "").partition(quotes[row] or "\0")[0]
        reached, limit = has(before.lower(), "reached", _NEAR), _after(day[:_DAY], days)
        if start and start > limit:
            fields = {"day": day[:10], "begins": start}
            yield Hit(row, fields, severity=None if reached else "info", confidence=round(0.9 * sure[row], 3))
        elif reached and (named := _named(before, day[:10])) and named > limit:
            fields = {"day": day[:10], "begins": named, "period": named}
            yield Hit(row, fields, confidence=round(_NAMED * sure[row], 3))


def _named(before: str, published: str) -> str | None:
    """The last day that the words right before a figure name, in the year in which it is nearest to publication."""
    dates = named_days(before)
    if not dates or len(before[dates[-1].end :].split()) > _NEAR:
        return None
    today = datetime.date.fromisoformat(published)
    near = [day for year in (-1, 0, 1) if (day := dates[-1].of(today.year + year))]
    return min(near, key=lambda day: abs((day - today).days)).isoformat() if near else None


def _led_to(period: str | None) -> str | None:
    """The first day of the period that a change leads to: a year, a half or a quarter of one, a month or a day."""
    last = (period or "").rpartition("/")[2].partition("..")[0]
    year, rest = last[:_YEAR], last[_YEAR + 1 :]
    if "/" not in (period or "") or not year.isdigit():
        return None
    if rest[:1] in ("Q", "H") and rest[1:].isdigit():
        return f"{year}-{1 + (int(rest[1:]) - 1) * (3 if rest[0] == 'Q' else 6):02}-01"
    return {_YEAR: f"{last}-01-01", _MONTH: f"{last}-01", _DAY: last}.get(len(last))


@lru_cache(maxsize=10_000)
def _after(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
