"""Parts do not add up to the total they are parts of.

## What it does
Reads sentences that give a total and then, after `gồm`, `bao gồm`, `comprising` and the like, its parts in the same
unit. Adds the parts and compares, as printed intervals. A sum that misses the total by more than a quarter is passed
over: then the list is not one of parts. After `trong đó` or `of which`, where parts need not be all, it reports a part
of the same noun that is larger than the total.

## Why it matters
One of the figures is wrong, and readers who add will see it.

## Example
`bắt 21 đối tượng, gồm 12 nam và 8 nữ`: 12 + 8 = 20.

## How to fix
Compare each figure with its source. If something is missing from the list, name it.

## Options
`gap`: by what share of the total a sum may miss it and still be taken for its sum; 0.25.

## References
Brown and Heathers, The GRIM test (2017), on figures that cannot belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._sentence import NEEDS, Figure, count, has, sentences, words

RULE = Rule(
    "wrong-total", "facts", "warning", "consistency", "ExpectPartsToAddUp",
    NEEDS, {"gap": 0.25}, together=("article_id",),
)  # fmt: skip
# Words between two parts of a list, and after the last one.
_BETWEEN, _AFTER = 7, 8
# A list may leave something out without a word; what its figures are about does not matter here.
_SURE = 0.8


def check(frame: pd.DataFrame, gap: float = 0.25) -> Iterator[Hit]:
    """One hit for each total that its parts miss, at the total, and for each part that is larger than its total."""
    for figures in sentences(frame, 2):
        for at, total in enumerate(figures[:-1]):
            first = figures[at + 1]
            hit = None
            if has(first.before, "parts_all", _BETWEEN):
                hit = _sum(total, _parts(total, figures[at + 1 :]), gap)
            elif has(first.before, "parts_some", _BETWEEN):
                hit = _larger(total, first)
            if hit:
                yield hit


def _parts(total: Figure, after: Sequence[Figure]) -> list[Figure]:
    """The list that follows a total, up to the end of the sentence; nothing where it is not plainly such a list."""
    plain = all(_alike(total, figure) for figure in after) and len(after) > 1
    if not plain or any(len(part.before.split()) > _BETWEEN or _separators(part.before) != 1 for part in after[1:]):
        return []
    last = after[-1]
    ends = len(last.after.split()) <= _AFTER and not has(last.after, "parts_and")
    return list(after) if ends and has(last.before, "parts_and") else []


def _separators(gap: str) -> int:
    """Commas and "and" between two parts; with a second one, a part without a figure stands between them."""
    both = gap.count(",") + gap.count(";") + count(gap, "parts_and")
    return both - 1 if both == 2 and gap.strip().endswith(tuple(f", {word}" for word in words("parts_and"))) else both


def _alike(total: Figure, part: Figure) -> bool:
    exact = all(figure.claim.comparator == "eq" and figure.claim.value_to is None for figure in (total, part))
    return exact and part.kind == total.kind == "quantity" and part.unit == total.unit and part.status == total.status


def _sum(total: Figure, parts: Sequence[Figure], gap: float) -> Hit | None:
    value = sum(part.claim.value for part in parts)
    missing = abs(value - total.claim.value)
    if not parts or not missing or missing > gap * abs(total.claim.value):
        return None
    low, high = sum(part.claim.low for part in parts), sum(part.claim.high for part in parts)
    if low < total.claim.high and total.claim.low < high and not _counts(total, *parts):
        return None
    terms = " + ".join(part.claim.quote for part in parts)
    related = tuple((part.row, "part") for part in parts)
    return Hit(total.row, {"terms": terms, "sum": value}, related, variant="sum", confidence=_SURE)


def _counts(*figures: Figure) -> bool:
    """Whether all are counts of things printed down to the last one: these have no rounding to hide in."""
    return all(figure.unit == "count" and figure.claim.step == 1 for figure in figures)


def _larger(total: Figure, part: Figure) -> Hit | None:
    same = total.counted is not None and total.counted == part.counted
    if not same or not _alike(total, part) or part.claim.low <= total.claim.high:
        return None
    fields, related = {"total": total.claim.quote}, ((total.row, "total"),)
    return Hit(part.row, fields, related, variant="part", confidence=_SURE)
