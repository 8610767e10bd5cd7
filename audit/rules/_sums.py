"""Totals, shares and rests that a sentence prints beside the figures they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.rules._sentence import Figure, has
from audit.rules._words import alike

# Words between a part and what it is part of, between a count and its share, before what each of them gets and before
# the rest, and behind the rest.
_OF, _SHARE, _EACH, _REST, _BEHIND = 3, 3, 6, 3, 5
# A part that is more than so many times the whole is one of something else.
_FAR = 10.0
_ALL = 100.0


@dataclass(frozen=True, slots=True)
class Made:
    """What figures make together: what it is printed as, of which figures, in what terms, and between which bounds."""

    printed: Figure
    of: tuple[Figure, ...]
    terms: str
    value: float
    low: float
    high: float
    variant: str

    @property
    def holds(self) -> bool:
        """Whether the printed figure may be what they make; counts of things hold to the last one."""
        claim, figures = self.printed.claim, (self.printed, *self.of)
        if self.variant != "share" and all(one.unit == "count" and one.claim.step == 1 for one in figures):
            return claim.value == self.value
        return self.low <= claim.high and claim.low <= self.high


def made(figures: Sequence[Figure]) -> Iterator[Made]:
    """What the figures of a sentence make: products, rests and shares, each at the figure that it is printed as."""
    for three in zip(figures, figures[1:], figures[2:], strict=False):
        if all(_exact(figure) for figure in three):
            found = _product(*three) or _rest(*three)
            if found:
                yield found
        share = _share(*three)
        if share:
            yield share


def beyond(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Counts that are more than the count that they are said to be of: `276 of its 214 stores`."""
    for part, whole in pairwise(figures):
        counts = part.unit == whole.unit == "count" and part.kind == whole.kind == "quantity"
        of = len(whole.before.split()) <= _OF and has(whole.before, "parts_out_of") and "," not in whole.before
        more = whole.claim.high < part.claim.low and part.claim.value <= _FAR * whole.claim.value
        if counts and of and more and whole.counted and alike(part.counted, whole.counted):
            yield part, whole


def _product(number: Figure, each: Figure, total: Figure) -> Made | None:
    """So many, so much for each of them, and what that is in total: `19 gia đình, mỗi gia đình 30 triệu, tổng cộng`."""
    told = has(each.before, "parts_each", _EACH) and has(total.before, "parts_sum", _OF)
    noun = (number.counted or "").lower()
    named = bool(noun) and any(f" {word} " in f" {each.before} " for word in noun.split())
    if not (told and named) or number.unit != "count" or each.unit != total.unit:
        return None
    (n, a), (n_low, a_low), (n_high, a_high) = (
        (number.claim.value, each.claim.value), (number.claim.low, each.claim.low),
        (number.claim.high, each.claim.high),
    )  # fmt: skip
    whole = number.claim.step == 1
    low, high = (n if whole else n_low) * a_low, (n if whole else n_high) * a_high
    terms = f"{number.claim.quote} × {each.claim.quote}"
    return Made(total, (number, each), terms, n * a, low, high, "product")


def _rest(one: Figure, two: Figure, rest: Figure) -> Made | None:
    """A part of a whole and the rest of it: `76 of its 214 stores, and the other 138`."""
    after = " ".join(rest.after.split()[:_BEHIND])
    if not one.unit == two.unit == rest.unit or not (has(rest.before, "parts_rest", _REST) or has(after, "parts_rest")):
        return None
    if one.claim.value < two.claim.value and len(two.before.split()) <= _OF and has(two.before, "parts_out_of"):
        part, whole = one, two
    elif one.claim.value > two.claim.value and has(two.before, "parts_some", 7):
        part, whole = two, one
    else:
        return None
    claims = (part.claim, rest.claim)
    low, high = sum(claim.low for claim in claims), sum(claim.high for claim in claims)
    value, terms = sum(claim.value for claim in claims), f"{part.claim.quote} + {rest.claim.quote}"
    return Made(whole, (part, rest), terms, value, low, high, "sum")


def _share(part: Figure, share: Figure, whole: Figure) -> Made | None:
    """A part, its share, and the whole: `24,960 of them, 80% of the 31,200 seats`."""
    told = share.unit == "percent" and share.kind == part.kind == whole.kind == "quantity" and part.unit == whole.unit
    beside = len(share.before.split()) <= _SHARE and any(mark in share.before for mark in ",(")
    of = len(whole.before.split()) <= _OF and has(whole.before, "parts_out_of")
    exact = part.claim.value_to is None and whole.claim.value_to is None and whole.claim.low > 0
    if not (told and beside and of and exact) or part.claim.comparator != "eq" or part.unit in ("percent", "ratio"):
        return None
    value = _ALL * part.claim.value / whole.claim.value
    low, high = _ALL * part.claim.low / whole.claim.high, _ALL * part.claim.high / whole.claim.low
    terms = f"{part.claim.quote} / {whole.claim.quote}"
    return Made(share, (part, whole), terms, value, low, high, "share")


def _exact(figure: Figure) -> bool:
    return figure.claim.comparator == "eq" and figure.claim.value_to is None and figure.kind == "quantity"
