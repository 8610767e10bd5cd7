"""Forecasts and plans that are revised: `$5, compared with its prior forecast of $4`, `hạ mục tiêu từ 8% xuống 6%`.

The one of before is of the same time as the new one, and a forecast or plan as well, in whatever words it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.facts.cues.comparison import starts
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.cues.status import reckoned
from audit.facts.periods.repeat import Said

# How many words stand between the two, and how many behind the second one.
_BETWEEN, _BEHIND, _REACH = 12, 3, 40
_EXPECTED = ("forecast", "target")
# So many figures before one its sentence before is looked for.
_FIGURES = 8

# A date this near behind what was expected may be its own.
_AHEAD = 48


def revised(said: Sequence[Said]) -> None:
    """Gives the forecast or plan that another one replaces how that one stands, and its time."""
    for before, one in pairwise(said):
        if one.scene is not before.scene:
            continue
        if before.stands.status in _EXPECTED and (_replaced(before, one) or _left(before, one, one)):
            _follow(one, before)
        elif one.stands.status in _EXPECTED and _left(before, before, one):
            _follow(before, one)


def _follow(old: Said, new: Said) -> None:
    """Lets what was expected before stand as what is expected now does."""
    old.stands, old.kind = new.stands, new.kind
    old.at, old.carried = new.at, new.carried


def _left(first: Said, old: Said, second: Said) -> bool:
    """Whether one of two figures is what a forecast was before a verb of revising: `cut its outlook to 2 from 3`.

    Where each of the two has a time of its own, they are of two forecasts.
    """
    scene, language = old.scene, old.scene.sentence.language
    if first.figure.unit != second.figure.unit or not starts(old.figure, scene):
        return False
    times = [one.at.period for one in (first, second) if one.at is not None and one.at.near and one.at.period]
    if len(set(times)) > 1:
        return False
    lead = scene.text(scene.clause(first.figure.start)[0], first.figure.start)
    revises, nouns = (anywhere(language, name) for name in ("revises", "revised_nouns"))
    verb = revises.search(lead) if revises else None
    return verb is not None and nouns is not None and nouns.search(lead, verb.end()) is not None


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


def expected(said: Sequence[Said], shape: str) -> None:
    """Gives what was expected of a figure the time of it: `5.1 million filed last week. Economists had expected 5.2`.

    It is the first one of its kind and unit in the sentence before, of the same paragraph.
    """
    for place, one in enumerate(said):
        loose = one.at is None or not one.at.period or one.at.shape == shape
        dated = any(date.period and date.start < one.figure.end + _AHEAD for date in one.scene.dates)
        if not loose or dated or not reckoned(one.stands, one.figure, one.scene):
            continue
        told = [other for other in said[max(0, place - _FIGURES) : place] if _right_before(other, one)]
        first = next((other for other in told if other.at is not None and other.at.period), None)
        if first is not None:
            one.at, one.carried = first.at, None


def _right_before(other: Said, one: Said) -> bool:
    """Whether a figure of the same kind and unit was told as so in the sentence before."""
    near = other.scene is not one.scene and 0 <= one.scene.start - other.scene.end <= 1
    alike = other.figure.unit == one.figure.unit and other.kind.kind == one.kind.kind
    return near and alike and other.stands.status == "actual"
