"""Prices on a market of which only an earlier sentence says when they moved.

`Bitcoin fell 17% on Tuesday. It was last down 12%`: the second move is of the same day. Where the first move that an
article dates is of a day before its publication, moves without a day are of that one too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.facts.cues.comparison import ago
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.moved import daily, session_before, supposed
from audit.facts.periods.onward import traded
from audit.facts.periods.repeat import Said

_SURE = 0.5
_DAY = len("2013-10-22")
# How far behind the start of a sentence the word stands that takes up what was told, and how far before it that.
_FRONT, _NEAR = 24, 260
# How many words stand between a move and the price that it led to.
_TO = 3


def sequels(said: Sequence[Said]) -> None:
    """Gives moves of prices without a day that of the move before them, or of the first one that is dated."""
    first: Said | None = None
    before: Said | None = None
    for one in said:
        if one.kind.kind != "change" or one.figure.unit not in ("percent", "count"):
            continue
        if _dated(one):
            before = one
            first = first or one
        elif before is not None and _takes_up(one, before) and before.at is not None:
            one.at = before.at._replace(confidence=_SURE, near=False)
    for one in said if first is not None else ():
        day = _day(first) if first is not None and _alike(one, first) else None
        if day is not None and one.at is not None and day < (_day(one) or ""):
            one.at = one.at._replace(
                period=_iso.change(session_before(day, one.figure, one.scene), day), confidence=_SURE
            )
    led_to([one for one in said if not supposed(one.at)])


def led_to(said: Sequence[Said]) -> None:
    """Puts the price that a move led to on its day."""
    for before, one in pairwise(said):
        if _led_to(one, before) and before.at is not None:
            one.at = Bound(_day(before), _SURE, "day", date=before.at.date)


def _alike(one: Said, first: Said) -> bool:
    """Whether a price may have moved on the day of the first: not one that is traded on days on which that is not."""
    return supposed(one.at) and (daily(first.figure, first.scene) or not daily(one.figure, one.scene))


def _led_to(one: Said, before: Said) -> bool:
    """Whether a price is what the move right before it led to: `plunged 72% to $5.50`."""
    scene = one.scene
    if one.scene is not before.scene or one.kind.kind != "quantity" or (one.at is not None and one.at.period):
        return False
    if before.kind.kind != "change" or _day(before) is None or not traded(before.figure, scene):
        return False
    gap = WORD.findall(scene.text(before.figure.end, one.figure.start))
    arrives = 0 < len(gap) <= _TO and not words(scene.sentence.language, "arrives").isdisjoint(gap)
    return arrives and not scene.between(before.figure.end, one.figure.start)


def _day(one: Said) -> str | None:
    """The day on which a move over one session ended."""
    end = (one.at.period or "").split("/")[-1] if one.at is not None else ""
    return end if len(end) == _DAY and ".." not in end else None


def _dated(one: Said) -> bool:
    """Whether a day in its own clause says when a price moved."""
    named = one.at is not None and one.at.date is not None and one.at.date.shape == "day" and one.at.near
    return named and _day(one) is not None and traded(one.figure, one.scene)


def _takes_up(one: Said, before: Said) -> bool:
    """Whether a move without a date, in a sentence that starts with a pronoun, is of what has moved right before."""
    scene = one.scene
    bare = (one.at is None or not one.at.period) and (one.carried is None or not one.carried.period)
    if not bare or one.stands.status != "actual" or scene is before.scene or scene.start - before.figure.end > _NEAR:
        return False
    front = WORD.findall(scene.text(scene.start, scene.start + _FRONT))[:1]
    taken = bool(front) and front[0] in words(scene.sentence.language, "pronouns")
    dated = any(
        date.start < one.figure.end or not scene.figure_between(one.figure.end, date.start) for date in scene.dates
    )
    return taken and one.kind.cue is not None and not dated and ago(one.figure, scene) is None
