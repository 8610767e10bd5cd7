"""Figures that no verb of change governs: how far or what fell, where something was, what is raised, what is apart.

`the boat sank 80 kilometers off the coast` tells a place, `cars fell 45 metres` a way, `plunging 30 vehicles` a count.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.hedge import RELATIVE, money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, anywhere, words

# Units of the way to a place; how near behind it the word stands that leads to the place, its unit printed before it.
_LENGTHS = frozenset(["km", "m", "[mi_i]", "[nmi_i]", "[ft_i]", "[yd_i]"])
_PLACE, _PLACE_WORDS = 32, 2
# How far before a length the verb of falling stands, and behind it the noun, its unit printed between.
_FALL, _NOUN, _NOUN_WORDS = 72, 24, 2
# How far before a verb of falling stands what may have sunk in its level, and how far before a count the verb.
_FELL, _THREW = 80, 24
# How far before what is raised the verb stands, and how many words lie between at the most.
_RAISED, _RAISED_WORDS = 40, 5
# Units of what tells how soon something came; how far behind a figure the words reach that set it apart.
_MOMENTS, _APART = frozenset(["s", "min"]), 40


def measures_no_change(figure: Figure, scene: Scene) -> bool:
    """Whether a figure beside a word of change tells where, how far or what something fell, or what is collected."""
    if figure.unit in _LENGTHS:
        return _places(figure, scene) or _fell(figure, scene)
    if figure.unit == "count":
        return _thrown(figure, scene)
    return how_soon(figure, scene) or (money(figure) and _collected(figure, scene))


def how_soon(figure: Figure, scene: Scene) -> bool:
    """Whether minutes tell how soon something came: `fell 13 minutes after takeoff`."""
    if figure.unit not in _MOMENTS:
        return False
    behind = WORD.findall(scene.text(figure.end, figure.end + _NOUN))[:_NOUN_WORDS]
    return not words(scene.sentence.language, "moments").isdisjoint(behind)


def set_apart(figure: Figure, scene: Scene) -> str | None:
    """Which way a figure lies from what it is held against: `34% above its average`, `$18 short of the offer`."""
    language = scene.sentence.language
    behind = scene.text(figure.end, figure.end + _APART)
    for way in ("up", "down"):
        share = anywhere(language, f"apart_{way}") if figure.unit in RELATIVE else None
        found = share.match(behind, 1) if share else None
        if found and not words(language, "apart_not") & {*WORD.findall(behind[found.end() :])}:
            return way
    missed = anywhere(language, "missed_by") if money(figure) or figure.unit == "count" else None
    return "down" if missed and missed.match(behind, 1) else None


def besides(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether a word of change tells none of what it stands behind: `three more people`, `a $5 billion loss`."""
    said = scene.text(cue.start, cue.end)
    if figure.unit == "count":
        return said in words(scene.sentence.language, "besides")
    return money(figure) and said in words(scene.sentence.language, "results_of_money")


def _places(figure: Figure, scene: Scene) -> bool:
    """Whether a length tells where something was, not how far it moved: `the boat sank 80 kilometers off the coast`."""
    behind = WORD.findall(scene.text(figure.end, figure.end + _PLACE))[:_PLACE_WORDS]
    return not words(scene.sentence.language, "place_leads").isdisjoint(behind)


def _fell(figure: Figure, scene: Scene) -> bool:
    """Whether a length is the way that a body fell; a level that sank has changed by it."""
    language = scene.sentence.language
    falls = words(language, "falls")
    if not falls:
        return False
    start, end = scene.clause(figure.start)
    before = WORD.findall(scene.text(max(start, figure.start - _FALL), figure.start))
    behind = WORD.findall(scene.text(figure.end, min(end, figure.end + _NOUN)))[:_NOUN_WORDS]
    if falls.isdisjoint(before) and falls.isdisjoint(behind):
        return False
    around = WORD.findall(scene.text(figure.start - _FELL, figure.start)) + behind
    return words(language, "sinking_levels").isdisjoint(around)


def _thrown(figure: Figure, scene: Scene) -> bool:
    """Whether what is counted is what fell: `plunging more than 30 vehicles to the ground`."""
    noun = WORD.findall((figure.counted or "").lower())[-1:]
    if words(scene.sentence.language, "bodies").isdisjoint(noun):
        return False
    before = WORD.findall(scene.text(figure.start - _THREW, figure.start))
    return not words(scene.sentence.language, "throws").isdisjoint(before)


def _collected(figure: Figure, scene: Scene) -> bool:
    """Whether a sum is what was collected or borrowed: `after raising $2.6 billion`, `drum up $4 billion`."""
    phrases = words(scene.sentence.language, "collects")
    lead = scene.text(figure.start - _RAISED, figure.start)
    for phrase in phrases:
        at = lead.rfind(phrase)
        if at < 0 or (at and lead[at - 1].isalnum()) or lead[at + len(phrase) : at + len(phrase) + 1].isalnum():
            continue
        gap = WORD.findall(lead[at + len(phrase) :])
        return len(gap) <= _RAISED_WORDS and words(scene.sentence.language, "collected_not").isdisjoint(gap)
    return False
