"""Clauses that tell what is so behind a forecast: `lifts its outlook as profit jumps 22%`, `likely killing all 90`."""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words

_MOVES = frozenset({"up", "down"})
# How far before a verb the word stands that makes it a noun.
_LEAD = 12
# How far before a verb the words stand that tell of a report to come.
_SHOWN = 60
# How far behind a figure the verb stands of what has come about.
_COME = 32
# How many words behind `likely` the verb stands of what it did: `likely to have killed`.
_NEXT = 3


def told_anew(cue: Cue, figure: Figure, scene: Scene) -> bool:
    """Whether a clause of its own tells what has moved, behind the noun of a forecast: `lifts its outlook as profit
    jumps 22%`, `missed its own forecast and the stock is down 10%`.
    """
    language = scene.sentence.language
    if scene.text(cue.start, cue.end) not in words(language, "forecast_nouns"):
        return False
    moved = next((one for one in scene.before(figure.start, figure.start - cue.end, _MOVES)), None)
    if moved is None or scene.figure_between(moved.end, figure.start) or not _finite(moved, scene):
        return False
    return not words(language, "new_clauses").isdisjoint(WORD.findall(scene.text(cue.end, moved.start)))


def _finite(verb: Cue, scene: Scene) -> bool:
    """Whether a word of change is a verb of what is so: `jumps`, `is down`, and neither `to jump` nor `a jump`."""
    language = scene.sentence.language
    lead = WORD.findall(scene.text(verb.start - _LEAD, verb.start))[-1:]
    said = scene.text(verb.start, verb.end)
    if lead and lead[0] in words(language, "copula_verbs"):
        return True
    return said in words(language, "told_moves") and not (lead and lead[0] in words(language, "noun_leads"))


def to_be_shown(verb: Cue, scene: Scene) -> bool:
    """Whether what a verb tells is what a report is only expected to say: `is expected to show payrolls rose`."""
    before = scene.text(max(scene.clause(verb.start)[0], verb.start - _SHOWN), verb.start)
    return any(phrase in before for phrase in words(scene.sentence.language, "to_be_shown"))


def presumed(cue: Cue, figure: Figure, scene: Scene) -> bool:
    """Whether what is likely has come about and is only not confirmed: `likely killing all 90`, `likely 90 died`."""
    language = scene.sentence.language
    if scene.text(cue.start, cue.end) not in words(language, "presuming") or scene.split(cue.end, figure.start):
        return False
    said = WORD.findall(scene.text(cue.end, figure.start))
    behind = WORD.findall(scene.text(figure.end, min(figure.end + _COME, scene.clause(figure.end)[1])))
    if not words(language, "still_to_come").isdisjoint(said + behind):
        return False
    if not words(language, "brought_about").isdisjoint(said[:_NEXT]):
        return True
    return not words(language, "come_about").isdisjoint(behind)
