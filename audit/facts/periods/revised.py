"""Forecasts that are revised: `$5.00, compared with its prior forecast of $4.70`, `2.1%, down from 2.4% before`.

The one of before is of the same time as the new one, and a forecast as well, in whatever words it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.facts.cues.spots import WORD, words
from audit.facts.periods.repeat import Said

# How many words stand between the two, and how many behind the second one.
_BETWEEN, _BEHIND, _REACH = 12, 3, 40
_EXPECTED = ("forecast", "target")


def revised(said: Sequence[Said]) -> None:
    """Gives the forecast that another one replaces how that one stands, and its time."""
    for before, one in pairwise(said):
        if one.scene is before.scene and before.stands.status in _EXPECTED and _replaced(before, one):
            one.stands, one.kind = before.stands, before.kind
            one.at, one.carried = before.at, before.carried


def _replaced(before: Said, one: Said) -> bool:
    """Whether words between two figures of one unit, or behind the second, tell that it was the forecast before."""
    scene, language = one.scene, one.scene.sentence.language
    known = words(language, "revised_from")
    if not known or one.figure.unit != before.figure.unit or scene.parted(before.figure.end, one.figure.start):
        return False
    gap = WORD.findall(scene.text(before.figure.end, one.figure.start))
    if len(gap) > _BETWEEN or not words(language, "set_beside").intersection(gap):
        return False
    behind = WORD.findall(scene.text(one.figure.end, one.figure.end + _REACH))[:_BEHIND]
    return not known.isdisjoint(gap) or not known.isdisjoint(behind)
