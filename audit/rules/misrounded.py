"""A figure is cut where it should be rounded.

## What it does
Where two figures of one quantity are printed to different precision, rounds the finer one to the precision of the
coarser one and compares. Reports the coarser one if it is not what the finer one rounds to, but within one unit of its
last digit. In the text of one article only a figure that is cut is reported. Hedged figures are not judged: `hơn 10%`
for 10,76 is right.

## Why it matters
Nobody is misled by much, yet readers who compare the two see two values. A figure that is cut is also a sign that a
number was retyped by hand.

## Example
`10,7%` where another article prints `10,76%`, which rounds to `10,8%`.

## How to fix
Print the rounded value, the finer one, or `hơn 10,7%`.

## Options
None.

## References
ISO 80000-1:2009, annex B, on rounding.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.compare import Relation
from audit.model import Hit, Rule
from audit.rules._pairs import Claim, between, within

RULE = Rule(
    "misrounded", "facts", "warning", "consistency", "ExpectFiguresToBeRounded",
    ("article_id", "measure", "value", "unit", "quote"), together=("group_id",),
)  # fmt: skip
# A cut figure is one fault however many articles print the finer one: some of them are enough to show it.
PLACES = 2
# How sure the relation of figures is at most of which one is not simply cut.
_CUT = 0.8


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each figure of an article that is cut, the finer figures related."""
    pairs = [(one.less, one.more, one.relation) for one in between(frame, ("misrounded",), PLACES)]
    pairs += [pair for pair in within(frame) if pair[2].kind == "misrounded" and _one(*pair)]
    found: dict[int, tuple[Claim, Relation, dict[int, str]]] = {}
    for first, second, relation in pairs:
        coarse, fine = (first, second) if first.figure.quote == relation.fields["printed"] else (second, first)
        others = found.setdefault(coarse.rows[0], (coarse, relation, dict.fromkeys(coarse.rows[1:], "same")))[2]
        others.update(dict.fromkeys(fine.rows[:PLACES], "finer"))
    for row, (coarse, relation, others) in found.items():
        sure = round(coarse.confidence * relation.confidence, 3)
        yield Hit(row, dict(relation.fields), tuple(others.items()), confidence=sure)


def _one(earlier: Claim, later: Claim, relation: Relation) -> bool:
    """Whether two figures of one article are one, cut or told by its title: side by side, 23,4% and 24% are two."""
    return bool(earlier.titles or later.titles) or relation.confidence > _CUT
