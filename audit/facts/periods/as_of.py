"""What a report tells of now holds on the day up to which it counts, where that is not the day on which it appears.

`Cộng dồn từ đầu năm đến ngày 13-8 có 15.453 ca mắc. Đến nay, 12.711 bệnh nhân đã khỏi`, printed on 15 August, tells of
13 August twice; so do `hiện còn` and `từ đầu năm` beside the days of a week that a report is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from audit.facts._reading import Reading
from audit.facts.cues.spots import words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

# A report appears so soon after the day up to which it counts, and tells of now so near behind it.
_SOON, _NEAR = timedelta(days=10), 400
_START, _UNTIL = "year_start", "until"
_DAY = len("2013-10-22")


def as_of(said: Sequence[Said], reading: Reading, published: str) -> None:
    """Puts what is told of now on the last day up to which something was counted just before.

    In another paragraph only what counts the same right behind it: `18.754 ca mắc ... Cả nước đến nay có 90.000 ca`.
    """
    day = published_on(published)
    if day is None:
        return
    last, place, week = None, 0, None
    counted: frozenset[str] = frozenset()
    for before, one in pairwise([*said[:1], *said]):
        if "now" not in words(one.scene.sentence.language, "stands_at"):
            return
        at = one.at
        if week is not None and _of_week_before(one):
            one.at = week._replace(period=_iso.earlier(week.period, units=1))
            continue
        week = at if at is not None and one.kind.kind == "quantity" and _iso.is_week(at.period) else week
        if at is None or not at.period or one.stands.status != "actual":
            continue
        closes = _counted_to(at, day) if one.kind.kind == "quantity" else None
        if closes is not None:
            last, place, counted = closes, one.figure.start, counted | _noun(one)
        elif last is not None and one.figure.start - place <= _NEAR:
            begun = "\n" in reading.view.normal[place : one.figure.start]
            if begun and (before.figure.start != place or counted.isdisjoint(_noun(one))):
                continue
            moved = _moved(at, day.isoformat(), last)
            if moved is not None:
                one.at, place = at._replace(period=moved), one.figure.start


def _noun(one: Said) -> frozenset[str]:
    return frozenset((one.figure.counted or "").lower().split())


def _of_week_before(one: Said) -> bool:
    """Whether a level is told of the week before the one that a report is on: `Tuần trước đó, con số này là 240`."""
    if one.kind.kind != "quantity":
        return False
    before = [named for named in one.scene.dates if named.end <= one.figure.start]
    known = words(one.scene.sentence.language, "week_before")
    return bool(before) and before[-1].period is None and one.scene.text(before[-1].start, before[-1].end) in known


def _counted_to(at: Bound, day: date) -> str | None:
    """The day up to which a figure is counted, where that was just over: the end of a week, or of a year so far."""
    last = published_on(_iso.last(at.period))
    runs = _iso.is_week(at.period) or at.shape == _UNTIL or _since_new_year(at)
    return last.isoformat() if runs and last is not None and day - _SOON <= last < day else None


def _since_new_year(at: Bound) -> bool:
    first, _, last = (at.period or "").partition("/")
    return first.endswith("-01-01") and len(last) == _DAY


def _moved(at: Bound, today: str, last: str) -> str | None:
    """A period that ends with the day of publication, ended on another day."""
    period = at.period or ""
    if at.shape == "now" and period == today:
        return last
    first, _, end = period.partition("/")
    if end != today or len(first) != _DAY:
        return None
    if at.date is not None and at.date.rule == _START:
        return f"{first}/{last}"
    back = date.fromisoformat(today) - date.fromisoformat(last)
    return _iso.change((date.fromisoformat(first) - back).isoformat(), last) if at.base is not None else None
