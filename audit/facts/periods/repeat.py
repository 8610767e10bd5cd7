"""Figures that say again what another sentence says in full: titles, subheads, `two thirds of the $5 billion`.

A figure whose sentence and paragraph name no date takes its period from a mention of the same value, unit and
noun elsewhere in the article, if all such mentions agree: the last one before it, else the first one behind it.
One without a word of status takes that too, and a share takes both from the figure it is a share of. Only figures
that can be told apart are followed: a title may repeat `30%`, but `100%` or `3 người` is said of many things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from audit.facts._reading import Figure
from audit.facts.cues.change import Kind
from audit.facts.cues.hedge import Hedge, money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words
from audit.facts.cues.status import Status
from audit.facts.numbers.interval import granularity
from audit.facts.periods.bound import Bound

_SURE = 0.6
# Figures too common to be known again: a whole, and counts of a few.
_WHOLE, _FEW = 100.0, 10.0
# Words between a figure and what says it again in brackets: `5 triệu USD (tương đương khoảng 120 tỷ đồng)`.
_AGAIN = 4


@dataclass(slots=True)
class Said:
    """A figure with what its own sentence says of it. `at` is None where the sentence names no date.

    `source` is the mention that completed it: of the same figure, or of the one that it is a share of.
    """

    figure: Figure
    scene: Scene
    kind: Kind
    hedge: Hedge
    stands: Status
    at: Bound | None
    carried: Bound | None = None
    source: Said | None = None


def settle(said: Sequence[Said]) -> None:
    """Completes figures without a date from those they repeat, and shares from the figure they are a share of."""
    full: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(said):
        if one.at is not None and (one.at.period is not None or one.stands.cue is not None):
            full.setdefault(_key(one), []).append(place)
    alike = {key: places for key, places in full.items() if len({_when(said[place]) for place in places}) == 1}
    for place, one in enumerate(said):
        if one.at is None and _telling(one):
            _take(one, _source(place, alike.get(_key(one), []), said))
    for one, whole in zip(reversed(said[:-1]), reversed(said[1:]), strict=True):
        if one.at is None and _share(one, whole):
            _take(one, whole)


def says_again(figure: Figure, before: Figure, scene: Scene) -> bool:
    """Whether a figure in brackets says the one right before them in another unit: `258 tỷ euro (280 tỷ USD)`."""
    gap = scene.text(before.end, figure.start)
    opens = gap.find("(")
    if opens < 0 or ")" in gap or before.unit == figure.unit or not scene.apart(figure.start, before.start):
        return False
    return len(WORD.findall(gap)) <= _AGAIN and all(mark not in gap for mark in ",;")


def _source(place: int, places: Sequence[int], said: Sequence[Said]) -> Said | None:
    """The last mention before a place, else the first behind it."""
    if not places:
        return None
    return said[places[max(0, bisect_left(places, place) - 1)]]


def _when(one: Said) -> str | None:
    return one.at.period if one.at else None


def _take(one: Said, source: Said | None) -> None:
    if source is None:
        return
    one.source = source
    if source.at is not None and (one.carried is None or one.scene.sentence.block == "title"):
        one.at = source.at._replace(confidence=min(_SURE, source.at.confidence))
    if one.stands.cue is None and source.stands.cue is not None:
        one.stands = source.stands._replace(confidence=min(_SURE, source.stands.confidence))


def _key(one: Said) -> tuple[object, ...]:
    figure = one.figure
    noun = (figure.counted or "").lower() if figure.unit == "count" else ""
    return figure.value, figure.value_to, figure.denominator, figure.unit, one.kind.kind, one.hedge.comparator, noun


def _telling(one: Said) -> bool:
    """Whether a figure is particular enough to be known again: two digits or more, in a title nearly any."""
    value, step = abs(one.figure.value), one.figure.step
    if one.figure.unit == "percent" and value == _WHOLE:
        return False
    if one.scene.sentence.block == "title" or money(one.figure):
        return value >= _FEW or one.figure.unit != "count"
    return value >= _FEW * granularity(value, step)


def _share(one: Said, whole: Said) -> bool:
    """Whether one figure is a part of the next: `two thirds of the $5 billion`, `40% trong số 1.000`."""
    if one.scene is not whole.scene or not (one.figure.unit in ("percent", "ratio") or one.figure.denominator):
        return False
    gap = one.scene.text(one.figure.end, whole.figure.start).strip()
    return gap in words(one.scene.sentence.language, "part")
