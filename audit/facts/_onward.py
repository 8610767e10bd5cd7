"""Which period reaches a figure from outside its clause: the next paragraph, and the level that a change began with.

Papers that part their sentences into paragraphs of one or two say the period of a report once, near its front. It
holds for what later paragraphs tell of the past (`Sales rose 4%`), not for what they say of now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from audit.facts import _iso
from audit.facts._asides import FRONT
from audit.facts._bound import Bound
from audit.facts._calendar import published_on
from audit.facts._comparison import ago, starts
from audit.facts._cues import WORD, words
from audit.facts._reading import Figure
from audit.facts._repeat import Said
from audit.facts._scene import Scene
from audit.facts._status import Status

# A period that ended longer ago is history, and not what a report is about.
_RECENT = timedelta(days=460)
_SURE = 0.5
# How sure it is that a price moved on the day of which a report appears.
_MARKET = 0.4
_BACK = 130
# A sentence of more dates says of no price when it moved; the change that a level began stands this near before it.
_MOST_DATES, _CHANGES = 6, 4


def onward(carried: Bound | None, language: str, published: str | None) -> Bound | None:
    """What one paragraph hands on to the next, where papers write short ones; null for what is long over."""
    day, last = published_on(published), published_on(_iso.last(carried.period)) if carried else None
    if carried is None or carried.shape not in words(language, "onward") or day is None or last is None:
        return None
    if not day - _RECENT <= last <= day:
        return None
    return carried._replace(confidence=min(_SURE, carried.confidence), far=True)


def latest(handed: Bound | None, told: Bound | None) -> Bound | None:
    """What a paragraph hands on, but the period of the report where that only looked back from it.

    A report of October may have a paragraph on September and goes on to tell of October.
    """
    if handed is None or told is None:
        return handed
    now, before = _iso.last(handed.period), _iso.last(told.period)
    return told if now and before and now < before else handed


def within(carried: Bound | None, told: Bound | None, scene: Scene) -> Bound | None:
    """What a sentence hands on inside its paragraph: a month that it only looks back at gives way to the report's."""
    if told is not None and any(date.period == told.period and date.shape == told.shape for date in scene.dates):
        return told
    opens = carried is not None and carried.date is not None and carried.date.start - scene.start <= FRONT
    return carried if opens or carried is None or carried.shape != "month" else latest(carried, told)


def told_of_past(figure: Figure, stands: Status, scene: Scene) -> bool:
    """Whether a verb of the past governs a level in its clause."""
    cue = stands.cue
    if stands.status != "actual" or cue is None or not stands.near or cue.start < scene.start:
        return False
    said = scene.text(cue.start, cue.end)
    return said not in words(scene.sentence.language, "present") and not traded(figure, scene)


def said_of_now(stands: Status, scene: Scene, name: str = "present") -> bool:
    """Whether a verb of the present, of the list with a name, governs a figure of its sentence: `It has 12 stores`."""
    cue = stands.cue
    if cue is None or not stands.near or cue.start < scene.start:
        return False
    return scene.text(cue.start, cue.end) in words(scene.sentence.language, name)


def traded(figure: Figure, scene: Scene) -> bool:
    """Whether what moves is a price on a market, which is told of a day."""
    at = bisect_left(scene.strong, figure.start)
    begin = max(figure.start - _BACK, scene.strong[at - 1] if at else scene.start)
    before = WORD.findall(scene.text(begin, figure.start))
    return not words(scene.sentence.language, "traded").isdisjoint(before)


def today(figure: Figure, scene: Scene, published: str | None) -> Bound | None:
    """The day that is named, or that of publication, for a price on a market of which nothing says when it moved."""
    if not published or not traded(figure, scene):
        return None
    if len(scene.dates) > _MOST_DATES:
        return None
    near = [
        date for date in scene.dates if not scene.parted(min(date.start, figure.start), max(date.start, figure.start))
    ]
    days = [date for date in near if date.shape == "day" and date.period and not date.event]
    if len(days) > 1 or (near and not days):
        return None
    day = str(days[0].period) if days else published[:10]
    cue = ago(figure, scene)
    if cue is not None and "year_ago" in cue.roles:
        return Bound(_iso.change(_iso.earlier(day, years=1), day), _MARKET, "day")
    said = WORD.findall(scene.text(cue.start, cue.end)) if cue is not None and "unit_ago" in cue.roles else []
    if not words(scene.sentence.language, "of_month").isdisjoint(said):
        return Bound(_iso.change(_iso.earlier(day[:7], units=1), day[:7]), _MARKET, "month")
    return Bound(_iso.change(session_before(day, figure, scene), day), _MARKET, "day", date=days[0] if days else None)


def supposed(at: Bound | None) -> bool:
    """Whether a price is only taken to have moved on the day of publication, for want of a day that is named."""
    return at is not None and at.date is None and at.shape == "day" and at.confidence == _MARKET


def session_before(day: str, figure: Figure, scene: Scene) -> str | None:
    """The day that a price on a market moved from: the one before, or the last on which markets were open."""
    known = words(scene.sentence.language, "daily")
    near = WORD.findall(scene.text(figure.start - _BACK, figure.end + _BACK))
    every = not known or not known.isdisjoint(near)
    return _iso.earlier(day, units=1) if every else _iso.session_before(day)


def began_with(figure: Figure, said: Sequence[Said]) -> Bound | None:
    """The start of `rose 2% to 11.1 from 10.9`: it holds where the change before it is counted from."""
    for one in reversed(said[-_CHANGES:]):
        if one.kind.kind == "change":
            at = one.at
            if at is None or not at.period or "/" not in at.period or not starts(figure, one.scene):
                return None
            return at._replace(period=at.period.split("/")[0].replace("..", "/"), confidence=0.6, near=False)
    return None
