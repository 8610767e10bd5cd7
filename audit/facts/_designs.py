"""What is to be built: its lanes, its bridges and what it will make are plans, as is what it costs.

Where an article tells of a project that is not finished, figures behind words of its design are aimed at: `xây 4
làn xe, rộng 17 m`. What has been done, what there is now and what the land holds is told with verbs of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Reading
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.cues.status import Status
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

_SURE = 0.6
# How far before a figure the word of its design stands, and how many words may be between.
_BACK, _WORDS = 40, 4
_PLAIN = "status-plain"
# Units in which a design is told; lengths of whole roads and areas of land are told of as they are.
_UNITS = frozenset({"m", "MW", "kWp", "t", "kV", "MVA", "DWT"})


def designs(said: Sequence[Said], reading: Reading) -> None:
    """Makes plans of the measures of a project that an article tells to be built."""
    if not reading.sentences:
        return
    language = reading.sentences[0].language
    to_build, finished, design = (anywhere(language, name) for name in ("to_build", "finished", "design"))
    if to_build is None or finished is None or design is None or not reading.holds(words(language, "to_build")):
        return
    opening = " ".join(part.text.lower() for part in lead(reading))
    if not to_build.search(opening) or finished.search(opening):
        return
    for one in said:
        if one.stands.rule == _PLAIN and one.kind.kind == "quantity" and _designed(one):
            one.stands = Status("target", _SURE, rule="status-design")


def _designed(one: Said) -> bool:
    """Whether words of a design stand right before a measure, in a sentence that tells of nothing done."""
    figure, scene, language = one.figure, one.scene, one.scene.sentence.language
    built = (figure.counted or "").lower()
    if figure.unit not in _UNITS and not any(built.startswith(noun) for noun in words(language, "built")):
        return False
    if "actual" in scene.roles or any(phrase in scene.lower for phrase in words(language, "done")):
        return False
    design = anywhere(language, "design")
    before = scene.text(max(scene.start, figure.start - _BACK), figure.start)
    found = list(design.finditer(before)) if design is not None else []
    return bool(found) and len(WORD.findall(before[found[-1].end() :])) <= _WORDS
