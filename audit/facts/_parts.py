"""How a figure stands of which nothing says so, by the one before it in a list: parts of a plan, prices of one list."""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Figure
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.cues.status import Status
from audit.facts.periods.repeat import Said

MOOD = "status-mood"
_SURE = 0.6
# How many words name the next price of a list.
_NAMES = 8
_TELLS = frozenset({"actual", "target", "forecast", "plan", "future", "up", "down"})


def part_of(figure: Figure, stands: Status, said: Sequence[Said], scene: Scene) -> Status:
    """A sum of which nothing says how it stands is planned where the one before it in a list of parts is.

    `tổng vốn 9 tỷ đồng, gồm 4 tỷ đồng đền bù và 2 tỷ đồng dự phòng`; prices of a list are set together: `giá vé ngồi là
    500.000 đồng, vé nằm 700.000 đồng`.
    """
    before = said[-1] if said else None
    if before is None or stands.cue is not None or stands.status != "actual":
        return stands
    by = before.stands.by or before.stands.cue
    if before.stands.status == "rule" and _set_with(before, figure, scene):
        return Status("rule", _SURE, rule=MOOD, by=by)
    if before.stands.status != "target" or before.figure.unit != figure.unit or not money(figure):
        return stands
    if _goes_on(before, by, figure, scene):
        return Status("target", _SURE, rule=MOOD, by=by)
    gap = WORD.findall(scene.text(before.figure.end, figure.start))
    parts = not words(scene.sentence.language, "parts").isdisjoint(gap) and figure.value < before.figure.value
    return Status("target", _SURE, rule=MOOD, by=by) if parts or before.stands.rule == MOOD else stands


def _goes_on(before: Said, by: Cue | None, figure: Figure, scene: Scene) -> bool:
    """Whether a sum goes on the list of a budget: `the bill provides $8 million for roads, $2 million for parks`."""
    if by is None or "funds" not in by.roles or before.scene is not scene:
        return False
    end = before.figure.end
    told = any(cue.roles & _TELLS for cue in scene.after(end, figure.start - end))
    joined = scene.text(end, figure.start)
    return not told and ("," in joined or not words(scene.sentence.language, "also").isdisjoint(WORD.findall(joined)))


def _set_with(before: Said, figure: Figure, scene: Scene) -> bool:
    """Whether a price stands next to one that is set, with hardly more than its name between."""
    if "prices" not in words(scene.sentence.language, "listed_together"):
        return False
    if before.scene is not scene or before.figure.unit != figure.unit or not money(figure):
        return False
    gap = scene.text(before.figure.end, figure.start)
    between = scene.after(before.figure.end, figure.start - before.figure.end)
    said = WORD.findall(gap)
    done = not words(scene.sentence.language, "settled").isdisjoint(said)
    told = done or any(cue.roles & _TELLS for cue in between)
    return "," in gap and len(said) <= _NAMES and not told and before.kind.kind == "quantity"
