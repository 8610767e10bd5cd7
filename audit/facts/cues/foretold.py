"""Words further back that say more of a status than the verb right before a figure.

`the median forecast was 2.1 percent` is no result although it was so; `promised to cut the tax rate to 15%` is no rate
that is set.
"""

from __future__ import annotations

from itertools import pairwise

from audit.facts._reading import Figure
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words

# How far before its verb the noun of a forecast stands, and how far before a rate the word of who aims at it.
_NOUN, _AIM = 60, 90
# What a sum begins with.
_SUMS = frozenset("$€£¥₹0123456789")
# How far before a verb its modal stands.
_LEAD = 12
# How many words before a figure of a headline the one stands that announces it.
_ACT = 7


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


def announced(figure: Figure, scene: Scene) -> str | None:
    """What a headline announces behind its `to`: a target (`Firm to cut 900 jobs`), or a forecast of what comes."""
    if scene.sentence.block != "title":
        return None
    language, said = scene.sentence.language, WORD.findall(scene.text(scene.start, figure.start))[-_ACT:]
    for before, word in list(pairwise(said))[::-1]:
        if before in words(language, "to_come") and word in words(language, "acts_ahead"):
            return "target"
        if before in words(language, "to_come") and word in words(language, "becomes"):
            return "forecast"
    return None


def led_by_modal(verb: Cue, scene: Scene) -> bool:
    """Whether a verb that looks like one of the past stands behind a modal, which says how it is meant: `may hit`."""
    language = scene.sentence.language
    if scene.text(verb.start, verb.end) not in words(language, "bare_verbs"):
        return False
    lead = WORD.findall(scene.text(verb.start - _LEAD, verb.start))[-1:]
    return bool(lead) and lead[0] in words(language, "modals")


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
    """Whether a word of an expectation is that of the figure right before it: `$18, with $17 expected ($16 before)`.

    So it is with what forecasters had expected (`the 9 million analysts had expected`), and a `plan to` before a sum is
    a noun: `raised the price of its plan to $18`.
    """
    if scene.text(cue.start, cue.end) in words(scene.sentence.language, "noun_to"):
        return scene.text(cue.end, cue.end + 2).strip()[:1] in _SUMS
    before = scene.figure_before(cue.start) if cue.roles & {"forecast", "reckoned"} else None
    if before is not None and "reckoned" in cue.roles and before.end >= cue.start - 1:
        return True
    return before is not None and before.end >= cue.start - 1 and money(before) and bare_forecast(before, scene) == cue
