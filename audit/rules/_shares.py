"""Parts of a whole that are told together with their share of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audit.compare import retyped
from audit.rules._sentence import Figure, ends, has
from audit.rules._sums import of

_NEAR, _CUE, _BEHIND = 4, 6, 3
_ALL = 100.0
# A share that is further away than so many times is one of something else.
_FAR = 2.0
_UNSURE = 0.01
_OWNED = ("'s", "’s", "s'", "s’")


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent that the part and the whole beside it do not make, and what they make."""

    told: Figure
    part: Figure
    whole: Figure
    made: float


def shares(figures: Sequence[Figure]) -> Iterator[Share]:
    """Such shares of a sentence: `76 of its 214 stores (46%)`, `76, or 46% of its 214 stores`."""
    for one, two, three in zip(figures, figures[1:], figures[2:], strict=False):
        if three.unit == "percent" and of(one, two) and _says(three):
            yield from _wrong(three, one, two, sure=True)
        elif two.unit == "percent" and _of(three.before):
            near = len(two.before.split()) <= _NEAR
            said = near and (has(two.before, "change_again", _NEAR) or has(two.before, "parts_or", _NEAR))
            if near and (said or "," in two.before):
                yield from _wrong(two, one, three, sure=said)


def _of(gap: str) -> bool:
    """Whether a number behind these words is the whole: `of its 214 stores`, `of the chain's 214 stores`."""
    owned = gap.rstrip().endswith(_OWNED) and has(" ".join(gap.split()[:1]), "parts_of_all")
    return (ends(gap, "parts_of_all") or owned) and len(gap.split()) <= _CUE


def _says(share: Figure) -> bool:
    """Whether a percentage behind a part and its whole says once more what they are, and of nothing else."""
    gap, behind = share.before.strip(), " ".join(share.after.split()[:_BEHIND])
    again = gap.endswith("(") or has(gap, "change_again", _NEAR) or has(gap, "parts_or", _NEAR)
    return again and len(gap.split()) <= _CUE and not has(behind, "of_all") and not has(behind, "not_shares")


def _wrong(share: Figure, part: Figure, whole: Figure, sure: bool) -> Iterator[Share]:
    """The share, if part and whole make another one; where the words leave room, a slip of typing must explain it."""
    if not all(map(_plain, (share, part, whole))) or part.unit != whole.unit or whole.claim.low <= 0:
        return
    a, b, claim = part.claim, whole.claim, share.claim
    low, high = _ALL * a.low / b.high, _ALL * a.high / b.low
    made = _ALL * a.value / b.value
    if low <= claim.high + _UNSURE and claim.low - _UNSURE <= high:
        return
    meant = replace(a, value=round(claim.value / _ALL * b.value / a.step) * a.step)
    over = max(made, claim.value) > _ALL
    near = max(made, claim.value) <= _FAR * min(made, claim.value) or claim.value - made == _ALL
    if retyped(a, meant) or (sure and (near or over)):
        yield Share(share, part, whole, made)


def _plain(figure: Figure) -> bool:
    exact = figure.claim.value_to is None and figure.claim.comparator in ("eq", "approx")
    return exact and figure.kind == "quantity"
