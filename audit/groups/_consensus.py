"""What the sources of a group agree on: an observed value, its interval, its share, and the next best value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from audit import compare
from audit.groups._traits import Traits

_NONE = math.nan
# A print is held against so many of the next lower and of the next higher ones.
NEAREST = 50


@dataclass(frozen=True, slots=True)
class Consensus:
    """NaN where there is none: no figure, only bounds, or a tie."""

    value: float = _NONE
    low: float = _NONE
    high: float = _NONE
    share: float = _NONE
    runner_up: float = _NONE


def voters(group: Sequence[Traits], copies: Mapping[str, str], own: Set[str] = frozenset()) -> list[list[Traits]]:
    """The facts of each independent source. An article that copies another adds nothing where the other speaks.

    It has a voice of its own where it states the figure in its own words only: all its facts here are in `own`. A
    source is heard once: what it says itself, else the first that it repeats.
    """
    present = {fact.article for fact in group}
    repeating = {fact.article for fact in group if fact.fact_id not in own} & copies.keys()
    speaking = {fact.source for fact in group if fact.article not in repeating}
    repeated: dict[str, str] = {}
    by_voice: dict[str, list[Traits]] = {}
    for fact in group:
        if fact.article not in repeating:
            by_voice.setdefault(f"source {fact.source}", []).append(fact)
        elif fact.source not in speaking and copies[fact.article] not in present:
            original = repeated.setdefault(fact.source, copies[fact.article])
            by_voice.setdefault(f"copy {original}", []).append(fact)
    return _unprinted(list(by_voice.values()))


def _unprinted(voices: list[list[Traits]]) -> list[list[Traits]]:
    """Voices with those folded together that print the same figure in the same words: one of them copied it."""
    folded: list[list[Traits]] = []
    first: dict[tuple[frozenset[str], str], int] = {}
    for voice in voices:
        said = [(fact.around, fact.quote) for fact in voice if len(fact.around) >= _SENTENCE]
        twin = min((first[print_] for print_ in said if print_ in first), default=len(folded))
        if twin == len(folded):
            folded.append([])
        folded[twin].extend(voice)
        for print_ in said:
            first.setdefault(print_, twin)
    return folded


# A sentence of so many words and word pairs is not written twice by chance.
_SENTENCE = 20


def consensus(voices: Sequence[Sequence[Traits]], trust: Mapping[str, float] | None = None) -> Consensus:
    """The value with most independent voices, each giving its most precise point; ties give none.

    A coarse or hedged print speaks for the finer values within it in proportion to their own voices, else for itself.
    A voice weighs as much as the most trusted source that speaks with it: what `trust` says, else 1.
    """
    points = [(point, _weight(voice, trust or {})) for voice in voices if (point := _point(voice))]
    if not points:
        return _bounds(voices)
    points = [(point, weight) for point, weight in points if weight > 0]
    support = _support(points)
    ranked = sorted(support.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Consensus()
    value, most = ranked[0]
    share = round(most / sum(weight for _, weight in points), 6)
    if len(ranked) > 1 and math.isclose(most, ranked[1][1], rel_tol=1e-9):
        return Consensus(share=share)
    low, high = _interval(value, [point for point, _ in points])
    return Consensus(value, low, high, share, ranked[1][0] if len(ranked) > 1 else _NONE)


def _weight(voice: Sequence[Traits], trust: Mapping[str, float]) -> float:
    return max(trust.get(fact.source, 1.0) for fact in voice)


def _point(voice: Sequence[Traits]) -> compare.Printed | None:
    """The most precise figure of a voice that supports a point; the earliest of equals."""
    figures = [fact.figure for fact in voice if fact.figure and fact.figure.comparator not in ("ge", "le")]
    return min(figures, key=lambda figure: figure.high - figure.low, default=None)


def _support(points: Sequence[tuple[compare.Printed, float]]) -> dict[float, float]:
    """The support of each printed value, from the points and what each weighs."""
    own: dict[float, float] = {}
    for point, weight in points:
        own[point.value] = own.get(point.value, 0.0) + weight
    support = dict.fromkeys(own, 0.0)
    prints = sorted({_print(point): point for point, _ in points}.items())
    targets: dict[tuple[float, ...], dict[float, float]] = {}
    for at, (key, point) in enumerate(prints):
        near = prints[max(0, at - NEAREST) : at + NEAREST + 1]
        finer = {other.value: own[other.value] for _, other in near if _refines(other, point)}
        targets[key] = finer or {point.value: 1.0}
    for point, weight in points:
        shares = targets[_print(point)]
        for value, votes in shares.items():
            support[value] += weight * votes / sum(shares.values())
    return {value: votes for value, votes in support.items() if votes > 0}


def _print(point: compare.Printed) -> tuple[float, ...]:
    """What two prints that say the same have in common, the value first."""
    return point.value, point.low, point.high, point.step, point.value_to or point.value, point.denominator or 0.0


def _refines(fine: compare.Printed, coarse: compare.Printed) -> bool:
    """Whether a figure is a more precise print of what another one says."""
    narrower = (fine.high - fine.low) < (coarse.high - coarse.low) * (1 - 1e-9)
    return narrower and compare.relation(fine, coarse).kind in ("consistent", "misrounded")


def _interval(value: float, points: Sequence[compare.Printed]) -> tuple[float, float]:
    """What every print of the value allows; the widest of them where they leave nothing in common."""
    prints = [point for point in points if point.value == value]
    low, high = max(point.low for point in prints), min(point.high for point in prints)
    if low > high:
        low, high = min(point.low for point in prints), max(point.high for point in prints)
    return _finite(low), _finite(high)


def _bounds(voices: Sequence[Sequence[Traits]]) -> Consensus:
    """Where only bounds are given there is no value, but there is what they leave open."""
    figures = [fact.figure for voice in voices for fact in voice if fact.figure]
    if not figures:
        return Consensus()
    low, high = max(figure.low for figure in figures), min(figure.high for figure in figures)
    return Consensus(low=_finite(low), high=_finite(high)) if low <= high else Consensus()


def _finite(bound: float) -> float:
    return bound if math.isfinite(bound) else _NONE
