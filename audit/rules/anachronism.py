"""Something on the page is dated after the article was published.

## What it does
Looks at the site furniture and the spam around an article for dates with a year. If the article is dated, it reports
dates more than `days` after it. If it is not dated, it reports, as information, dates later than every date that the
article itself names. The body is not judged: an article may well speak of the future.

## Why it matters
A footer or a list that is younger than the article shows that the page was put together later. The text may have been
changed since, and its date may not be that of the figures.

## Example
An article on a meeting of 12 February 2020 with a sponsor's line `12/2020` below it.

## How to fix
Compare with the publisher's own page, or an archived copy from the day of publication, and correct the date in the
sidecar if the page has a newer version.

## Options
`days`: how long after publication a date may be; 31.

## References
None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._dates import days as named_days
from audit.rules._removed import removed

RULE = Rule(
    "anachronism", "blocks", "warning", "timeliness", "ExpectNothingNewerThanTheArticle",
    ("article_id", "label", "reason", "start", "end", "text", "published"), {"days": 31}, together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame, days: int = 31) -> Iterator[Hit]:
    """One hit for each article, at its first such date; the blocks of further ones are related."""
    rows = removed(frame, "spam", "boilerplate")
    rows = rows[rows["content"].str.contains(r"(?:19|20)\d\d", regex=True)]
    for _, blocks in rows.groupby("article_id", sort=False):
        limits = [(block, *_limit(block, days)) for block in records(blocks)]
        found = [(block, date, dated) for block, limit, dated in limits for date in _after(block["content"], limit)]
        if found:
            block, (start, end, day), dated = found[0]
            others = dict.fromkeys(int(other["row"]) for other, _, _ in found if other["row"] != block["row"])
            quiet = not dated or block["label"] == "boilerplate"
            yield Hit(
                int(block["row"]),
                {"date": block["content"][start:end], "day": day, "count": len(found)},
                tuple((row, "same") for row in others),
                variant="" if dated else "undated",
                severity="info" if quiet else None,
                confidence=0.8 if dated else 0.5,
                span=(int(block["start"]) + start, int(block["start"]) + end),
            )


def _limit(block: dict[str, Any], days: int) -> tuple[str | None, bool]:
    """The last day that is in order, and whether the article is dated."""
    published, named = block.get("published"), block.get("named")
    if isinstance(published, str):
        day = datetime.date.fromisoformat(published[:10])
        return (day + datetime.timedelta(days=days)).isoformat(), True
    return (named if isinstance(named, str) else None), False


def _after(text: str, limit: str | None) -> list[tuple[int, int, str]]:
    return sorted(date for date in named_days(text) if date[2] > limit) if limit else []
