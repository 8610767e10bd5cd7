"""A list of links to unrelated articles stands in the text.

## What it does
Reports titles of other articles that have nothing to do with this one, as link farms put them before or after a
copied text. One finding for each article: it marks the whole list and says how many titles there are.

## Why it matters
A page that carries such a list was copied to sell links. Its figures may be old or altered, and the figures in the
titles belong to other stories.

## Example
An article on e-government that ends with `- Nhận định, soi kèo Arsenal vs Crystal Palace, 2h00 ngày 24/4` and
nineteen lines more.

## How to fix
Take the article from the publisher's own page, or cut the list.

## Options
None.

## References
Gyongyi and Garcia-Molina, Web Spam Taxonomy (2005), on link farms.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import records
from audit.rules._removed import removed

RULE = Rule(
    "spam-links", "blocks", "critical", "validity", "ExpectNoLinkLists",
    ("article_id", "label", "reason", "start", "end"), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article, over the first run of links; further runs are related."""
    spam = removed(frame, "spam")
    place = frame.groupby("article_id", sort=False)["start"].rank(method="first")
    links = spam[spam["kind"] == "links"].assign(place=lambda rows: place.to_numpy()[rows["row"]])
    for _, rows in links.groupby("article_id", sort=False):
        first, *others = (records(run) for _, run in rows.groupby(rows["place"].diff().ne(1).cumsum()))
        title = first[0]["content"].strip(" \n\t-•*·–").split("\n")[0]
        yield Hit(
            first[0]["row"],
            {"count": sum(map(_titles, rows["content"])), "title": title},
            tuple((run[0]["row"], "links") for run in others),
            confidence=float(rows["sure"].max()),
            span=(int(first[0]["start"]), int(first[-1]["end"])),
        )


def _titles(text: str) -> int:
    """A block may hold one title, or a list of them in lines."""
    return max(1, sum(bool(line.strip()) for line in text.split("\n")))
