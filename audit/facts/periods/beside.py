"""Levels that are only held against one another: `17,4 triệu người bỏ phiếu đi, so với 16,1 triệu người ở lại`.

Nothing says that the second was before the first: both hold at one time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.facts._reading import Figure
from audit.facts.cues.comparison import based, starts
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words
from audit.facts.periods.repeat import Said

# How far behind the second figure a word of time stands, and how far apart the two are.
_BEHIND, _APART = 60, 90
_THOSE = 12


def hold(said: Sequence[Said]) -> None:
    """Gives levels without a time, which are only set against the one before them, the time that this has got."""
    for before, one in pairwise(said):
        if _of_those(before, one):
            one.at, one.carried = before.at, before.carried
            continue
        timeless = one.kind.kind == "quantity" and (one.at is None or one.at.period is None)
        if not timeless or before.at is None or before.at.period is None or one.scene.dates:
            continue
        if held_against(before, one.figure, one.scene) and based(one.figure, one.scene):
            one.at = before.at._replace(near=False)


def _of_those(before: Said, one: Said) -> bool:
    """Whether a count is of those counted right before: `18,000 people in hospital, 4,925 of them at risk`."""
    known = words(one.scene.sentence.language, "of_those")
    if not known or one.scene is not before.scene or one.kind.kind != before.kind.kind or before.at is None:
        return False
    if one.scene.between(before.figure.end, one.figure.start):
        return False
    behind = one.scene.text(one.figure.end, one.figure.end + _THOSE).lstrip()
    return any(behind.startswith(phrase) for phrase in known)


def held_against(one: Said, figure: Figure, scene: Scene) -> bool:
    """Whether a figure is set against the level before it, and nothing tells of another time."""
    earlier = words(scene.sentence.language, "earlier")
    if not earlier or one.scene is not scene or one.kind.kind != "quantity" or one.figure.unit != figure.unit:
        return False
    if figure.start - one.figure.end > _APART or starts(figure, scene):
        return False
    _, end = scene.clause(figure.end)
    said = WORD.findall(scene.text(one.figure.end, min(end, figure.end + _BEHIND)))
    return earlier.isdisjoint(said)
