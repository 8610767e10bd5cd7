"""From when to when a price on a market moved: over a session, or over the week, month or year that is named.

`rose 2% on Friday` counts from the session before, `up 3% for the week` from the last session of the week before,
`has lost 40% from its high of $64,829 reached on April 14` from that day. Where a report names no day, it is that of
its publication, or the last one before it on which markets were open.
"""

from __future__ import annotations

from datetime import timedelta

from audit.facts._reading import Date, Figure
from audit.facts.cues.comparison import ago, since_record
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.onward import traded

# How sure it is that a price moved on the day of which a report appears, and that it moved over a week that is named.
_MARKET, _NAMED = 0.4, 0.6
_BACK = 130
# How far behind a move the stretch is named that it took.
_SPAN = 36
# How far before a move the word stands that names its stretch, and how many words: `a weekly gain of 2.7%`.
_LEAD, _FEW = 30, 4
# A sentence of more dates says of no price when it moved.
_MOST_DATES = 6
# The weekday on which the week of a market ends, and the days of a week.
_FRIDAY, _WEEK = 4, 7
# How far behind what a price moved from the day stands on which it had got there.
_REACHED, _LEADING = 60, 5
_LENGTHS = {"year": 4, "month": 7, "day": 10}
_STRETCHES = ("week", "month", "quarter", "year")
_SHAPES = {"week": "day", "year": "day"}
_PARTS = ("month", "quarter")


def moved(figure: Figure, scene: Scene, published: str | None) -> Bound | None:
    """From and to of a price on a market of which nothing says over what it moved: over a session."""
    day = published_on(published)
    if day is None or len(scene.dates) > _MOST_DATES or not traded(figure, scene):
        return None
    if any(phrase in scene.lower for phrase in words(scene.sentence.language, "another_day")):
        return None
    yearly = (cue := ago(figure, scene)) is not None and "year_ago" in cue.roles
    near = [] if yearly else _around(figure, scene)
    days = _days(near)
    if len(days) > 1 or (near and not days):
        return None
    return _on_day(str(days[0].period) if days else _session(day.isoformat(), figure, scene), figure, scene, days)


def stretched(figure: Figure, scene: Scene, published: str | None) -> Bound | None:
    """From and to of a move over a stretch that its own words name, or from a high that they date; null without such.

    A high counts up to publication, a week of a market up to the day that the sentence names.
    """
    day = published_on(published)
    if day is None:
        return None
    if _below_high(figure, scene):
        return _from_high(figure, scene, _session(day.isoformat(), figure, scene))
    unit = next((unit for unit in _STRETCHES if _over(unit, figure, scene)), None) if traded(figure, scene) else None
    if unit is None:
        return None
    days = _days(_around(figure, scene))
    on = str(days[0].period) if len(days) == 1 else _session(day.isoformat(), figure, scene)
    return Bound(_over_unit(unit, on), _NAMED, _SHAPES.get(unit, unit))


def _from_high(figure: Figure, scene: Scene, today: str) -> Bound | None:
    """From the time of the high that something has moved from up to that of publication; null where none is named."""
    named = (date for date in scene.dates if figure.end < date.start <= figure.end + 2 * _REACHED)
    high = next((date for date in named if date.shape in _LENGTHS and date.period and "/" not in date.period), None)
    if high is None or high.period is None or today[: _LENGTHS[high.shape]] <= high.period:
        return None
    return Bound(_iso.change(high.period, today[: _LENGTHS[high.shape]]), _NAMED, high.shape, date=high)


def since_last(figure: Figure, scene: Scene, published: str | None) -> Bound | None:
    """From the last month or quarter to the one of publication: `an increase of 3% on last month`."""
    cue, day = ago(figure, scene), published_on(published)
    if cue is None or day is None or "unit_ago" not in cue.roles:
        return None
    said = WORD.findall(scene.text(cue.start, cue.end))
    unit = _step(cue, scene)
    if unit not in _PARTS or words(scene.sentence.language, "named_last").isdisjoint(said):
        return None
    return Bound(_over_unit(unit, day.isoformat()), _NAMED, unit, base=(cue.start, cue.end))


def step_before(period: str | None, cue: Cue, scene: Scene) -> str | None:
    """The period of the same length before one, or a week or a month before a day: `$2.5 trillion a week ago`."""
    if period is None or len(period) != _LENGTHS["day"]:
        return _iso.earlier(period, units=1)
    unit = _step(cue, scene)
    if unit == "week":
        return _iso.earlier(period, units=_WEEK)
    return _iso.earlier(period[: _LENGTHS["month"]] if unit == "month" else period, units=1)


def supposed(at: Bound | None) -> bool:
    """Whether a price is only taken to have moved on the day of publication, for want of a day that is named."""
    return at is not None and at.date is None and at.shape == "day" and at.confidence <= _MARKET


def session_before(day: str, figure: Figure, scene: Scene) -> str | None:
    """The day that a price on a market moved from: the one before, or the last on which markets were open."""
    return _iso.earlier(day, units=1) if daily(figure, scene) else _iso.session_before(day)


def after_hours(scene: Scene) -> bool:
    """Whether a sentence tells of trade behind the close of a session, which moves prices on the same day."""
    return any(phrase in scene.lower for phrase in words(scene.sentence.language, "after_hours"))


def on_sessions(at: Bound | None, figure: Figure, scene: Scene) -> Bound | None:
    """A move over one day counts from the last day on which markets were open: on a Monday from the Friday."""
    start, _, end = (at.period or "").partition("/") if at is not None else ("", "", "")
    if at is None or len(start) != len(end) or len(end) != _LENGTHS["day"] or start != _iso.earlier(end, units=1):
        return at
    before = _iso.session_before(end)
    if before == start or not traded(figure, scene) or daily(figure, scene):
        return at
    return at._replace(period=_iso.change(before, end))


def _around(figure: Figure, scene: Scene) -> list[Date]:
    """The dates that may say when a price moved: no other clause or move between, and no end of a record."""
    return [date for date in scene.dates if _near(date, figure, scene) and not since_record(date, scene)]


def _near(date: Date, figure: Figure, scene: Scene) -> bool:
    if scene.parted(min(date.start, figure.start), max(date.start, figure.start)):
        return False
    if date.shape == "window" and date.end < figure.start:
        return not any(cue.roles & {"up", "down"} for cue in scene.after(date.end, figure.start - date.end))
    behind = scene.figures(figure.end, date.start) if date.start > figure.end else []
    return not any(one.unit == figure.unit and _moves(figure, one, scene) for one in behind)


def _days(dates: list[Date]) -> list[Date]:
    return [date for date in dates if date.shape == "day" and date.period and "/" not in date.period and not date.event]


def _moves(figure: Figure, other: Figure, scene: Scene) -> bool:
    """Whether a verb of its own tells of a later figure that it moved: `fell 6% and have dropped 31% since`."""
    return any(cue.roles & {"up", "down"} for cue in scene.after(figure.end, other.start - figure.end))


def _below_high(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is told against the highest or lowest that it had got to: `down 40% from its record high`."""
    language = scene.sentence.language
    lead = WORD.findall(scene.text(figure.end, figure.end + _REACHED))[:_LEADING]
    return bool(lead) and lead[0] in words(language, "off_peak") and not words(language, "peaks").isdisjoint(lead)


def _over(unit: str, figure: Figure, scene: Scene) -> bool:
    """Whether the words right behind a move, or those that open its clause, name the stretch that it took."""
    language = scene.sentence.language
    at = scene.figure_index(figure) + 1
    following = scene.sentence.figures[at].start if at < len(scene.sentence.figures) else scene.end
    behind = scene.text(figure.end, min(following, figure.end + _SPAN))
    front = scene.text(scene.start, min(figure.start, scene.start + _SPAN)).lstrip()
    phrases = words(language, f"over_{unit}")
    lead = WORD.findall(scene.text(figure.start - _LEAD, figure.start))[-_FEW:]
    if not words(language, f"per_{unit}").isdisjoint(lead):
        return True
    return any(phrase in behind or front.startswith(phrase) for phrase in phrases)


def _session(day: str, figure: Figure, scene: Scene) -> str:
    """The last day up to one on which what moved was traded."""
    after = _iso.earlier(day, units=-1)
    return day if daily(figure, scene) or after is None else _iso.session_before(after) or day


def daily(figure: Figure, scene: Scene) -> bool:
    """Whether what moved is traded on every day of the week."""
    known = words(scene.sentence.language, "daily")
    near = WORD.findall(scene.text(figure.start - _BACK, figure.end + _BACK))
    return not known or not known.isdisjoint(near)


def _over_unit(unit: str, day: str) -> str | None:
    """From the stretch before to the one in which a day lies; of a week and a year from its last day up to the day."""
    on = published_on(day)
    if on is None:
        return None
    if unit == "week":
        return _iso.change((on - timedelta(days=on.weekday() + 7 - _FRIDAY)).isoformat(), day)
    if unit == "year":
        return _iso.change(f"{on.year - 1}-12-31", day)
    period = {"month": day[:7], "quarter": f"{day[:4]}-Q{(on.month + 2) // 3}"}[unit]
    return _iso.change(_iso.earlier(period, units=1), period)


def _on_day(day: str, figure: Figure, scene: Scene, days: list[Date]) -> Bound | None:
    """From and to of a move that ended on a day, by what it is compared with, else from the session before."""
    named = days[0] if days else None
    cue = ago(figure, scene)
    if cue is not None and "year_ago" in cue.roles:
        return Bound(_iso.change(_iso.earlier(day, years=1), day), _MARKET, "day", date=named)
    if cue is not None and "unit_ago" in cue.roles and (unit := _step(cue, scene)):
        every = unit == "week" and daily(figure, scene)
        period = _iso.change(_iso.earlier(day, units=_WEEK), day) if every else _over_unit(unit, day)
        return Bound(period, _MARKET, unit, date=named)
    if after_hours(scene):
        return Bound(day, _MARKET, "day", date=named)
    return Bound(_iso.change(session_before(day, figure, scene), day), _MARKET, "day", date=named)


def _step(cue: Cue, scene: Scene) -> str | None:
    """The stretch that a comparison names: `on the month`, `from a week ago`."""
    said = WORD.findall(scene.text(cue.start, cue.end))
    return next(
        (unit for unit in _STRETCHES if not words(scene.sentence.language, f"of_{unit}").isdisjoint(said)), None
    )
