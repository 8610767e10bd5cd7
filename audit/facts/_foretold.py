"""Words further back that say more of a status than the verb right before a figure.

`the median forecast was 2.1 percent` is no result although it was so; `promised to cut the tax rate to 15%` is no rate
that is set.
"""

from __future__ import annotations

from audit.facts._cues import Cue, words
from audit.facts._hedge import money
from audit.facts._reading import Figure
from audit.facts._scene import Scene

# How far before its verb the noun of a forecast stands, and how far before a rate the word of who aims at it.
_NOUN, _AIM = 60, 90


def foretold(verb: Cue, scene: Scene) -> Cue | None:
    """The noun of a forecast that is the subject of a verb of being; null where a figure or another verb is between."""
    language = scene.sentence.language
    if scene.text(verb.start, verb.end) not in words(language, "copulas"):
        return None
    for cue in scene.before(verb.start, _NOUN):
        if scene.split(cue.end, verb.start) or scene.figure_between(cue.end, verb.start):
            return None
        if scene.text(cue.start, cue.end) in words(language, "forecast_nouns"):
            return cue
        if "actual" in cue.roles:
            return None
    return None


def aimed_at(rate: Cue, scene: Scene) -> Cue | None:
    """The word of an aim or of an expectation that governs a rate: `has promised to cut the tax rate`."""
    for cue in scene.before(rate.start, _AIM):
        if scene.parted(cue.end, rate.start):
            return None
        if cue.roles & {"target", "forecast", "actual", "rule"}:
            aims = cue.roles & {"target", "forecast"} and not cue.roles & {"plan", "actual"}
            return cue if aims else None
    return None


def bare_forecast(figure: Figure, scene: Scene) -> Cue | None:
    """The word right behind a sum that closes its clause: `$1.23 a share, compared with $1.18 expected`."""
    cue = next(iter(scene.after(figure.end, 1)), None)
    if cue is None or "forecast" not in cue.roles or scene.split(figure.end, cue.start):
        return None
    return cue if scene.text(cue.end, cue.end + 2).strip()[:1] in ("", ".", ",", ";", ")", "(") else None


def spent(cue: Cue, scene: Scene) -> bool:
    """Whether a word of an expectation is that of the sum right before it: `$18, with $17 expected ($16 before)`."""
    before = scene.figure_before(cue.start) if "forecast" in cue.roles else None
    return before is not None and before.end >= cue.start - 1 and money(before) and bare_forecast(before, scene) == cue
