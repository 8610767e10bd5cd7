"""When a figure holds: which date of its clause, its sentence or its paragraph is its own.

A date is bound by where it stands. Behind the figure in its clause (`86,5% năm 2019`) it is the figure's own and
reaches no other; before it in the clause, or at the front of the sentence (`Năm 2013, ...`), it reaches every
figure up to the next date. A date inside a comparison (`so với năm 2012`, `cao hơn ... của năm 2012`) says from
where a change is counted and is never handed on. What one sentence says carries to the next sentences of its
paragraph until they say something else. Where nothing says when, the period is null.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.facts import _iso
from audit.facts._cues import Cue, Scene
from audit.facts._reading import Date, Figure

# A date this close behind a figure in the same clause belongs to it and not to the next one.
_TIGHT = 48
# How far a word of comparison reaches to its date, and how far from a change its comparison stands.
_BASE_REACH = 64
_CHANGE_REACH = 120
COMPARED = frozenset(["base", "year_ago", "unit_ago", "compare"])
# Growth over a whole year, half, quarter or the months so far is counted from the same months a year before.
_YEARLY = ("year", "half", "quarter", "months")


class Bound(NamedTuple):
    """A period, how sure it is that the figure holds in it, and the shape of the date it was read from."""

    period: str | None = None
    confidence: float = 1.0
    shape: str = ""


NOWHERE = Bound()


class Calendar:
    """The dates of one sentence and the parts they play, found in one pass for all its figures."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.dates = [item for item in scene.items if isinstance(item, Date)]
        self.own: dict[int, Date] = {}
        self.taken: set[int] = set()
        self.base = {date.start for date in self.dates if _compared(date, scene)}
        self.earlier: dict[int, tuple[Date | None, Date | None]] = {}
        self.later: dict[int, Date | None] = {}
        self._tie()
        self._look_around()

    def _tie(self) -> None:
        """Gives each figure the date that stands right behind it."""
        for item, behind in zip(self.scene.items, self.scene.items[1:], strict=False):
            if isinstance(item, Figure) and isinstance(behind, Date) and behind.start - item.end <= _TIGHT:
                if not self.scene.split(item.end, behind.start):
                    self.own[item.start] = behind
                    self.taken.add(behind.start)

    def _look_around(self) -> None:
        """For each figure the last free and the last taken date before it, and the next date after it."""
        free = taken = ahead = None
        for item in self.scene.items:
            if isinstance(item, Figure):
                self.earlier[item.start] = free, taken
            elif self._holds(item):
                if item.start in self.taken:
                    taken = item
                else:
                    free = item
        for item in reversed(self.scene.items):
            if isinstance(item, Figure):
                self.later[item.start] = ahead
            elif self._holds(item):
                ahead = item

    def _holds(self, date: Date) -> bool:
        return date.start not in self.base and not date.event

    def level(self, figure: Figure) -> Bound | None:
        """The date of the sentence at which a figure holds; None where the sentence names none."""
        scene, own = self.scene, self.own.get(figure.start)
        if own is not None and (own.start not in self.base or _is_base(figure, scene)):
            return _bound(own, 0.95)
        free, taken = self.earlier[figure.start]
        ahead = self.later[figure.start]
        if free is not None and not scene.split(free.end, figure.start):
            return _bound(free, 0.9)
        if ahead is not None and not scene.split(figure.end, ahead.start):
            return _bound(ahead, 0.85)
        if free is not None:
            return _bound(free, 0.85)
        if taken is not None:
            return _bound(taken, 0.7)
        if ahead is not None and ahead.start not in self.taken:
            return _bound(ahead, 0.6)
        return self._event(figure)

    def _event(self, figure: Figure) -> Bound | None:
        """The day of what is told, where it is no day of speaking and the sentence names no other."""
        events = [date for date in self.dates if date.event and date.start < figure.start]
        if not events or any("speech" in cue.roles for cue in self.scene.cues):
            return None
        return _bound(events[-1], 0.5)

    def carried(self) -> Bound | None:
        """What the sentence hands on to the next one of its paragraph."""
        holding = [date for date in self.dates if self._holds(date)]
        free = [date for date in holding if date.start not in self.taken]
        if free:
            return _bound(free[-1], 0.7)
        return _bound(holding[0], 0.65) if holding else None


def based(figure: Figure, scene: Scene) -> bool:
    """Whether a level is what something is compared with, or the start of a rise: it has a date of its own or none."""
    return _is_base(figure, scene) or starts(figure, scene)


def starts(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is the A of `từ A lên B`, from A to B."""
    for cue in scene.before(figure.start, 40):
        if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
            return False
        if "from" in cue.roles:
            return scene.text(cue.end, figure.start).count(" ") <= 4
    return False


def ago(figure: Figure, scene: Scene) -> Cue | None:
    """The comparison that a figure stands in: `so với cùng kỳ`, `compared with May`, behind it, else before it."""
    for cue in scene.after(figure.end, _CHANGE_REACH):
        if scene.figure_between(figure.end, cue.start):
            break
        if cue.roles & {"base", "year_ago", "unit_ago"}:
            return cue
    for cue in scene.before(figure.start, _CHANGE_REACH):
        if cue.roles & {"base", "year_ago", "unit_ago"}:
            return None if scene.figure_between(cue.end, figure.start) else cue
    return None


def over_time(figure: Figure, at: Bound | None, calendar: Calendar) -> Bound | None:
    """From and to of a change that ends at a bound."""
    scene = calendar.scene
    span = _ends(figure, calendar)
    if span is not None:
        return span
    if at is None or at.period is None:
        return at
    cue = ago(figure, scene)
    if cue is not None:
        base = _base_period(cue, at, calendar)
        return Bound(_iso.change(base, at.period), at.confidence * (0.95 if base else 1.0), at.shape)
    if at.shape in _YEARLY:
        return Bound(_iso.change(_iso.earlier(at.period, years=1), at.period), at.confidence * 0.7, at.shape)
    return Bound(None, at.confidence, at.shape)


def _base_period(cue: Cue, at: Bound, calendar: Calendar) -> str | None:
    """What a comparison counts from: a year or a unit before, or the date that it names."""
    if "year_ago" in cue.roles:
        return _iso.earlier(at.period, years=1)
    if "unit_ago" in cue.roles:
        return _iso.earlier(at.period, units=1)
    named = [date for date in calendar.dates if cue.start <= date.start <= cue.end + _BASE_REACH]
    if not named or named[0].period is None:
        return None
    if any("year_ago" in other.roles for other in calendar.scene.after(cue.end, named[0].start - cue.end)):
        return _iso.earlier(at.period, years=1)
    return named[0].period if named[0].period != at.period else None


def _ends(figure: Figure, calendar: Calendar) -> Bound | None:
    """`tăng hơn 2 lần, từ 4,55% năm 2018 lên 10,76% năm 2019`: the two levels behind a change say from when to when."""
    figures = calendar.scene.sentence.figures
    at = calendar.scene.figure_index(figure) + 1
    pair = figures[at : at + 2]
    if len(pair) < 2 or not starts(pair[0], calendar.scene):
        return None
    dates = [calendar.own.get(item.start) for item in pair]
    if dates[0] is None or dates[1] is None:
        return None
    return Bound(_iso.change(dates[0].period, dates[1].period), 0.9, "change")


def _is_base(figure: Figure, scene: Scene) -> bool:
    for cue in scene.before(figure.start, 40):
        if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
            return False
        if cue.roles & {"base", "compare"}:
            return True
    return False


def _compared(date: Date, scene: Scene) -> bool:
    for cue in scene.before(date.end, _BASE_REACH):
        if scene.split(cue.end, date.start):
            return False
        if cue.roles & COMPARED:
            return True
    return any(cue.roles & COMPARED for cue in scene.after(date.start, date.end - date.start))


def _bound(date: Date, confidence: float) -> Bound:
    return Bound(date.period, confidence, date.shape)
