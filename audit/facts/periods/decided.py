"""Plans of a year to come that a sentence says were adopted, whose figures stand in the sentences behind it.

`Quốc hội thông qua nghị quyết về dự toán ngân sách năm 2024. Theo đó, tổng số thu là ...`
"""

from __future__ import annotations

from audit.facts.cues.spots import words
from audit.facts.cues.status import Status
from audit.facts.periods.bound import phase
from audit.facts.periods.clause import Calendar

# How far behind the word for a plan its year stands, and how far before it the verb that adopts it.
_REACH, _BACK = 48, 60
_SURE = 0.6


def decided(calendar: Calendar, published: str | None) -> Status | None:
    """The status of figures to come, where a sentence adopts the plan of a year ahead."""
    scene = calendar.scene
    adopts = words(scene.sentence.language, "adopts")
    for cue in scene.cues if adopts else ():
        if "plan" not in cue.roles:
            continue
        named = calendar.after(cue.end, _REACH)
        ahead = named is not None and named.shape == "year" and phase(named.period, published) == "ahead"
        before = scene.text(max(scene.start, cue.start - _BACK), cue.start)
        if ahead and any(verb in before for verb in adopts):
            return Status("target", _SURE, cue, rule="status-mood")
    return None
