"""Sums that a sentence says in words: unit amounts times a count, the rest of a whole, additions, trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from audit.compare import retyped
from audit.rules._sentence import Figure, ends, has, words
from audit.rules._words import alike

# How many words from its figure a cue may stand, or "còn lại" behind it, and the name of a flow of trade before it.
_NEAR, _CUE, _BEHIND, _FLOW = 3, 6, 5, 10
# A sum that misses by more than this share of it is of other figures than these.
_GAP, _UNIT_GAP = 0.25, 0.5
_ALL = 100.0
# A part that is more than so many times its whole is another kind of notation.
_TIMES = 5
_MARK = re.compile(r"[,;:(]")
_FLOWS = ("exports", "imports", "surplus", "deficit")
# So many parts may a rest be the rest of.
_PARTS = 6


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure, the figures it is made of and the value they make; `signs` stand between these: `+`, `×`, `-`."""

    told: Figure
    terms: tuple[Figure, ...]
    sign: str
    low: float
    high: float
    value: float

    @property
    def holds(self) -> bool:
        """Whether what is told can be what its terms make, as printed; counts have no rounding to hide in."""
        claim = self.told.claim
        if all(_whole(figure) for figure in (self.told, *self.terms)):
            return self.value == claim.value
        return self.low <= claim.high and claim.low <= self.high

    def near(self, gap: float) -> bool:
        """Whether the value is so near to what is told that it must have been meant."""
        return abs(self.value - self.told.claim.value) <= gap * abs(self.told.claim.value)


def sums(figures: Sequence[Figure]) -> Iterator[Sum]:
    """The sums of one sentence that do not hold."""
    for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
        found = product(one, two, three) or product(two, three, one) or addition(one, two, three)
        if found and not found.holds:
            yield found
    yield from (found for found in (rest(figures), trade(figures)) if found)


def product(count: Figure, each: Figure, total: Figure) -> Sum | None:
    """`14 households, $200 each, a total of $2,800`."""
    money = count.unit == "count" != each.unit == total.unit != "percent"
    if not money or not _exact(count) or not _plain(each) or not _plain(total) or each.claim.value_to is not None:
        return None
    every = has(each.before, "parts_each", _NEAR) or has(_first(each.after, _NEAR), "parts_each")
    if not every or not has(total.before, "parts_total", _CUE) or has(each.before, "parts_total"):
        return None
    times, claim = count.claim.value, each.claim
    found = Sum(total, (count, each), "×", times * claim.low, times * claim.high, times * claim.value)
    return found if found.near(_UNIT_GAP) else None


def addition(one: Figure, more: Figure, total: Figure) -> Sum | None:
    """`an initial £48m, with a further £6m taking the package to £54m`."""
    told = has(more.before, "parts_more", _NEAR) and has(total.before, "parts_bring")
    if not told or not has(total.before, "change_to", 2) or not _same(one, more, total):
        return None
    found = _added(total, (one, more))
    return found if found.near(_GAP) else None


def trade(figures: Sequence[Figure]) -> Sum | None:
    """Exports less imports, where a sentence gives both and the balance."""
    named: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.kind == "quantity" and (name := _flow(figure.before)):
            named.setdefault(name, []).append(figure)
    balance = [*named.get("surplus", ()), *named.get("deficit", ())]
    if not all(len(found) == 1 for found in (named.get("exports", ()), named.get("imports", ()), balance)):
        return None
    (out,), (into,), (told,) = named["exports"], named["imports"], balance
    if not _same(out, into, told):
        return None
    more, less = (out, into) if "surplus" in named else (into, out)
    a, b = more.claim, less.claim
    found = Sum(told, (more, less), "-", a.low - b.high, a.high - b.low, a.value - b.value)
    return found if not found.holds and found.near(_UNIT_GAP) else None


def _flow(before: str) -> str | None:
    """Which flow of trade the words before a figure name last, if they do so near to it."""
    near = " ".join(before.split()[-_FLOW:])
    last = [(near.rfind(name), key) for key in _FLOWS for name in words(f"trade_{key}") if name in near]
    if not last or has(near, "trade_both"):
        return None
    return max(last)[1]


def rest(figures: Sequence[Figure]) -> Sum | None:
    """`76 of its 214 stores .. the other 138`; `214 homes: 76 lost, 100 damaged, the remaining 38`; shares up to 100%.

    A list that opens with `trong đó` has its total elsewhere.
    """
    if figures and has(figures[0].before, "parts_some"):
        return None
    for at, left in enumerate(figures):
        if at and is_rest(left) and _plain(left):
            found = _rest(figures[:at], left)
            if found:
                return found
    return None


def is_rest(figure: Figure) -> bool:
    """Whether a figure is told as what is left of a whole."""
    return (
        ends(figure.before, "parts_rest")
        or has(figure.before, "parts_rest_of", _CUE)
        or has(_first(_MARK.split(figure.after)[0], _BEHIND), "parts_rest_of")
    )


def _rest(before: Sequence[Figure], left: Figure) -> Sum | None:
    same = [figure for figure in before[-_PARTS - 1 :] if _same(figure, left)]
    if not same:
        return None
    for one, two in pairwise(same):
        if of(one, two) and one.claim.value < two.claim.value:
            found = _added(two, (one, left))
            between = [figure for figure in same if figure not in (one, two)]
            return found if not between and not found.holds and found.near(_GAP) else None
    total, parts = same[0], same[1:]
    if left.unit == "percent":
        return _hundred(same, left)
    if not parts or _some(total, parts, left) or not all(part.claim.value < total.claim.value for part in parts):
        return None
    found = _added(total, (*parts, left))
    return found if found.near(_GAP) else None


def _some(total: Figure, parts: Sequence[Figure], left: Figure) -> bool:
    """Whether any of the figures before a rest is what some of those behind it make together with the rest."""
    every = (total, *parts)
    return any(
        _added(whole, (*chosen, left)).holds
        for at, whole in enumerate(every)
        for size in range(1, len(every) - at)
        for chosen in combinations(every[at + 1 :], size)
    )


def _hundred(parts: Sequence[Figure], left: Figure) -> Sum | None:
    """Shares that a rest should bring up to 100%."""
    for size in range(1, len(parts) + 1):
        for chosen in combinations(parts, size):
            low = sum(figure.claim.low for figure in (*chosen, left))
            high = sum(figure.claim.high for figure in (*chosen, left))
            if low <= _ALL <= high:
                return None
    value = sum(figure.claim.value for figure in (*parts, left))
    slack = sum(figure.claim.step for figure in (*parts, left))
    if abs(value - _ALL) > _GAP * _ALL or abs(value - _ALL) <= slack:
        return None
    return Sum(left, tuple(parts), "100", _ALL, _ALL, value)


def of(part: Figure, whole: Figure) -> bool:
    """Whether one figure is told as so many of the other: `76 of its 214`."""
    near = len(whole.before.split()) <= _CUE
    return near and ends(whole.before, "parts_of_all") and alike(part.counted, whole.counted)


def exceeding(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Counts that are told as a part of a smaller one of the same things."""
    for part, whole in pairwise(figures):
        counts = part.unit == whole.unit == "count" and whole.counted is not None and _plain(part) and _plain(whole)
        if counts and of(part, whole) and "," not in whole.before:
            low, high = whole.claim.high, _TIMES * whole.claim.value
            if low < part.claim.low and part.claim.value <= high:
                yield part, whole


def slip(found: Sum) -> bool:
    """Whether one slip of typing explains what a sum misses."""
    claim = found.told.claim
    return retyped(claim, replace(claim, value=found.value))


def _added(total: Figure, parts: Sequence[Figure]) -> Sum:
    claims = [part.claim for part in parts]
    low, high = sum(claim.low for claim in claims), sum(claim.high for claim in claims)
    return Sum(total, tuple(parts), "+", low, high, sum(claim.value for claim in claims))


def _same(*figures: Figure) -> bool:
    first = figures[0]
    return all(
        _plain(figure) and figure.unit == first.unit and alike(figure.counted, first.counted) for figure in figures
    )


def _plain(figure: Figure) -> bool:
    """Whether a figure is a level, printed as one value without a bound."""
    return figure.kind == "quantity" and figure.claim.value_to is None and figure.claim.comparator in ("eq", "approx")


def _exact(figure: Figure) -> bool:
    return figure.kind == "quantity" and figure.claim.value_to is None and figure.claim.comparator == "eq"


def _whole(figure: Figure) -> bool:
    return figure.unit == "count" and figure.claim.step == 1 and figure.claim.comparator == "eq"


def _first(text: str, count: int) -> str:
    return " ".join(text.split()[:count])
