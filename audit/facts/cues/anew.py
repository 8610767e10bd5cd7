"""Clauses that tell what is so behind a forecast: `lifts its outlook as profit jumps 22%`."""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words

_MOVES = frozenset({"up", "down"})
# How far before a verb the word stands that makes it a noun.
_LEAD = 12
# How far before a verb the words stand that tell of a report to come.
_SHOWN = 60


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
