"""Parts do not add up to the total they are parts of.

## What it does
Reads sentences that give a total and its parts in the same unit: after `gồm`, `bao gồm`, `comprising`, a colon and
the like, or before `tổng cộng`, `in total`. Adds the parts and compares, as printed intervals. A sum that misses the
total by more than a quarter is passed over: then the list is not one of parts. After `trong đó`, `of which`,
`including`, or in `of the 500 guests`, parts need not be all: a sum is reported if one slip of typing explains what
is missing (two digits of a part swapped; one digit of large figures, or of parts that are too many), or if parts of
money, of years in prison or of what is weighed and measured are more than the total; and so is a part of the same noun
that is larger than the total. The list may be a sentence of its own behind that of the total. Also
works out unit amounts times a count (`14 hộ, mỗi hộ 20 triệu đồng, tổng 280 triệu`), what is left of a whole (`the
other 138`, `còn lại 30%`), what an addition brings it to, a balance of trade, and a part's share (`76 of its 214
stores (36%)`).

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
from dataclasses import replace

import pandas as pd

from audit.compare import Printed, relation, reprinted, retyped
from audit.model import Hit, Rule
from audit.rules._adjoining import adjoining
from audit.rules._sentence import NEEDS, Figure, count, has, sentences, words
from audit.rules._sentence import ends as said_last
from audit.rules._shares import Share, shares
from audit.rules._sums import Sum, is_rest, rest, slip, sums
from audit.rules._words import alike

RULE = Rule(
    "wrong-total", "facts", "warning", "consistency", "ExpectPartsToAddUp",
    NEEDS, {"gap": 0.25}, together=("article_id",),
)  # fmt: skip
# Words between two parts of a list, and after the last one.
_BETWEEN, _AFTER = 7, 10
# Marks behind a list that goes on.
_MORE = (",", ";", ":", "…", "...")
# Words between two parts that are told with names, and before a list in a sentence of its own.
_NAMED, _OPENS = 10, 3
# What is counted in more than one way may be counted twice; money and years are not.
_OVERLAPPING = ("count", "percent")
# A list may leave something out without a word; what its figures are about does not matter here.
_SURE = 0.8
# Totals from here on are hardly a digit away from the sum of some of their parts by chance.
_LARGE = 1000


def check(frame: pd.DataFrame, gap: float = 0.25) -> Iterator[Hit]:
    """One hit for each total that its parts miss, at the total, and for each part that is larger than its total."""
    for figures in sentences(frame, 2):
        told: set[int] = set()
        for at, total in enumerate(figures):
            hit = _ahead(total, figures[at + 1 :], gap) or _behind(figures[:at], total, gap)
            if hit:
                told.add(hit.row)
                yield hit
        yield from (_made(found) for found in sums(figures) if found.told.row not in told)
        yield from map(_share, shares(figures))
    yield from _across(frame, gap)


def _across(frame: pd.DataFrame, gap: float) -> Iterator[Hit]:
    """Totals whose parts, or whose rest, stand in the sentence behind theirs."""
    for *earlier, own in adjoining(frame, ("parts_some", "parts_all", "parts_rest", "parts_rest_of")):
        before, first = earlier[-1], own[0]
        opens = has(" ".join(first.before.split()[:_OPENS]), "parts_some") or has(first.before, "parts_all", _BETWEEN)
        totals = [figure for figure in before if _alike(figure, first) and alike(figure.counted, first.counted)]
        if opens and len(totals) == 1:
            parts = _parts(totals[0], own, _NAMED)
            hit = _sum(totals[0], parts, gap) if parts and is_rest(parts[-1]) else _slip(totals[0], parts, gap)
            if hit:
                yield hit
        elif is_rest(own[-1]) and not rest(own):
            found = rest([figure for figures in earlier for figure in figures] + own)
            if found and (slip(found) or _small(found)):
                yield _made(found)


def _small(found: Sum) -> bool:
    """Whether a total and its parts are counts of one thing: nothing else can be missing."""
    return found.sign == "+" and _counts(found.told, *found.terms) and found.told.counted is not None


def _made(found: Sum) -> Hit:
    if found.sign == "100":
        terms = " + ".join(figure.claim.quote for figure in (*found.terms, found.told))
        fields = {"terms": terms, "sum": found.value, "made": reprinted(found.told.claim, found.value)}
        related = tuple((figure.row, "part") for figure in found.terms)
        return Hit(found.told.row, fields, related, variant="hundred", confidence=_SURE)
    terms = f" {found.sign} ".join(figure.claim.quote for figure in found.terms)
    fine = found.told if found.sign == "×" else min((found.told, *found.terms), key=lambda figure: figure.claim.step)
    fields = {"terms": terms, "sum": found.value, "made": reprinted(fine.claim, found.value)}
    return Hit(found.told.row, fields, tuple((figure.row, "part") for figure in found.terms), "sum", confidence=_SURE)


def _share(found: Share) -> Hit:
    fields = {"part": found.part.claim.quote, "whole": found.whole.claim.quote, "made": round(found.made, 2)}
    related = ((found.part.row, "part"), (found.whole.row, "total"))
    return Hit(found.told.row, fields, related, variant="share", confidence=_SURE)


def _ahead(total: Figure, after: Sequence[Figure], gap: float) -> Hit | None:
    """A total whose parts follow."""
    if not after:
        return None
    if has(after[0].before, "parts_all", _BETWEEN) or _names_all(total, after[0]):
        return _sum(total, _parts(total, after), gap)
    opens = has(total.before, "parts_of", 2) and len(after[0].before.split()) <= _BETWEEN
    if opens or has(after[0].before, "parts_some", _BETWEEN):
        return _larger(total, after[0]) or _slip(total, _parts(total, after), gap)
    return None


def _names_all(total: Figure, first: Figure) -> bool:
    """Whether a list is all of a total without a word for it: behind a colon, or where the noun says what it sums."""
    listed = total.unit == "count" and first.before.rstrip().endswith(":") and len(first.before.split()) <= _BETWEEN
    sums = total.counted is not None and has(total.counted.lower(), "parts_whole")
    return listed or (sums and has(first.before, "parts_some", _BETWEEN))


def _behind(before: Sequence[Figure], total: Figure, gap: float) -> Hit | None:
    """A total that follows its parts: `5%, 3% và 2%, tổng cộng 10%`."""
    if len(before) < 2 or not has(total.before, "parts_sum", 3):
        return None
    first = next((at for at in range(len(before) - 1, 0, -1) if _separators(before[at].before) != 1), 0)
    parts = before[first:]
    listed = len(parts) > 1 and all(_alike(total, part) for part in parts) and has(parts[-1].before, "parts_and")
    return _sum(total, parts, gap) if listed else None


def _parts(total: Figure, after: Sequence[Figure], between: int = _BETWEEN) -> list[Figure]:
    """The list that follows a total, up to the end of the sentence; nothing where it is not plainly such a list.

    A list of all parts may have no "and" where it begins with a figure and nothing at all goes on behind it.
    """
    plain = all(_alike(total, figure) for figure in after) and len(after) > 1
    if not plain or any(len(part.before.split()) > between or _separators(part.before) != 1 for part in after[1:]):
        return []
    last = after[-1]
    ends = len(last.after.split()) <= _AFTER and not has(last.after, "parts_and")
    closed = said_last(after[0].before, "parts_all") and not any(mark in last.after for mark in _MORE)
    return list(after) if ends and (has(last.before, "parts_and") or closed or is_rest(last)) else []


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
    finest = min((total, *parts), key=lambda figure: figure.claim.step)
    fields = {"terms": terms, "sum": value, "made": reprinted(finest.claim, value)}
    return Hit(total.row, fields, related, variant="sum", confidence=_SURE)


def _slip(total: Figure, parts: Sequence[Figure], gap: float) -> Hit | None:
    """A list that need not be all of the total, and that is but for one slip of typing."""
    value = sum(part.claim.value for part in parts)
    many = value > total.claim.value and total.unit not in _OVERLAPPING
    if not parts or not (many or any(_meant(part.claim, value, total.claim) for part in parts)):
        return None
    return _sum(total, parts, gap)


def _meant(part: Printed, value: float, total: Printed) -> bool:
    """Whether one slip in a part makes its list add up to the total exactly."""
    meant = part.value - value + total.value
    if meant <= 0 or not all(figure.step == part.step for figure in (part, total)):
        return False
    right = replace(part, value=meant, low=meant - part.step / 2, high=meant + part.step / 2)
    if relation(part, right).kind == "swapped_digits":
        return True
    many = value > total.value or total.value >= _LARGE * total.step
    typed = retyped(total, replace(total, value=value)) or _one_digit(part, right)
    return many and typed


def _one_digit(one: Printed, other: Printed) -> bool:
    first, second = (str(round(figure.value / figure.step)) for figure in (one, other))
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _counts(*figures: Figure) -> bool:
    """Whether all are counts of things, or terms, printed down to the last one: these have no rounding to hide in."""
    return all(figure.unit in ("count", "a", "mo") and figure.claim.step == 1 for figure in figures)


def _larger(total: Figure, part: Figure) -> Hit | None:
    same = total.counted is not None and part.counted is not None and alike(total.counted, part.counted)
    if not same or not _alike(total, part) or part.claim.low <= total.claim.high:
        return None
    fields, related = {"total": total.claim.quote}, ((total.row, "total"),)
    return Hit(part.row, fields, related, variant="part", confidence=_SURE)
