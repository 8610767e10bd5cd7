"""What a report on a month tells of other stretches: they end with that month, not with the day of publication.

`over the past three months`, `so far this year` and `since October 2016` in a report of September on August end in
August; `up 2.9 percent for the year` counts from the August before, and what a price moved from the month before. A
figure that is restated, as in `June's gain was lowered from 248,000 to 208,000`, is of the month that owns it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._reading import Date, Reading
from audit.facts.cues.change import Kind
from audit.facts.cues.comparison import ago, starts
from audit.facts.cues.hedge import RELATIVE, money
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.onward import traded
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

_SURE = 0.6
# The shape of the period of a figure that was restated.
RESTATED = "restated"
_MONTH, _YEAR, _MONTHS = len("2018-08"), len("2018"), 12
# A report appears within so many months after its own.
_LATE = 2
# How far around growth the words stand that make it one over a year.
_NEAR = 48
_OWNED = ("'s ", "’s ")
_STRETCH = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)$")


def reported(said: Sequence[Said], reading: Reading) -> None:
    """Ends with the month of a report what it tells of longer stretches, and puts restated figures in their months."""
    language = reading.sentences[0].language if reading.sentences else ""
    if not words(language, "year_over"):
        return
    for place, one in enumerate(said[:-1]):
        _restate(one, said[place + 1])
    month = _month(said, reading)
    for one in said if month else ():
        one.at = _windowed(one, str(month)) or _since(one, str(month)) or _moved(one, str(month)) or one.at


def _month(said: Sequence[Said], reading: Reading) -> str | None:
    """The month over at publication that figures of the lead hold in; null for an article on another time."""
    published = (reading.article.published or "")[:_MONTH]
    opening = lead(reading)
    front = opening[-1].end if opening and published else 0
    for one in said:
        named = one.at.date if one.at is not None else None
        if one.figure.start >= front:
            break
        if named is None or named.shape != "month" or one.stands.status != "actual":
            continue
        if (_iso.earlier(published, units=_LATE) or "") <= str(named.period) < published:
            return named.period
    return None


def _windowed(one: Said, month: str) -> Bound | None:
    """Stretches of months that end with publication, or before the report's own month: `the prior 12 months`."""
    at = one.at
    if at is None or at.date is None:
        return None
    moves = one.kind.kind == "change" and (one.figure.unit in RELATIVE or money(one.figure))
    if at.date.shape == "window" and at.period == at.date.period and (count := _length(at.period)):
        first = _iso.earlier(month, units=count if moves else count - 1)
        return at._replace(period=f"{first}/{month}")
    apart = one.scene.figure_between(one.figure.end, at.date.start)
    before = at.date.shape == "relative" and at.period is None and not apart and _prior(at.date, one)
    if before:
        return at._replace(period=f"{_iso.earlier(month, units=before)}/{_iso.earlier(month, units=1)}")
    return None


def _length(period: str | None) -> int:
    """How many months lie between the two of a stretch; 0 where it is no stretch of months."""
    found = _STRETCH.match(period or "")
    return (int(found[3]) - int(found[1])) * _MONTHS + int(found[4]) - int(found[2]) if found else 0


def _prior(named: Date, one: Said) -> int:
    """How many months went before, in `the prior 12 months`; 0 where a date says nothing of the kind."""
    said = one.scene.text(named.start, named.end).split()
    if len(said) < 2 or said[0] not in words(one.scene.sentence.language, "months_before"):
        return 0
    counts = said[-1].startswith("month") and said[1].isdecimal() and len(said[1]) <= 2
    return int(said[1]) if counts else 0


def _since(one: Said, month: str) -> Bound | None:
    """What has changed since a month, or come together in the year so far, up to the month of the report."""
    at = one.at
    first, _, last = (at.period or "").partition("/") if at is not None else ("", "", "")
    if at is None or not last or one.stands.status != "actual":
        return None
    if first == f"{month[:_YEAR]}-01-01" and len(last) > _MONTH and last[:_MONTH] > month:
        return at._replace(period=f"{month[:_YEAR]}-01/{month}")
    opened = last == ".." and at.shape == "since" and one.kind.kind == "change"
    ended = at.base is not None and len(last) == _MONTH and last > month
    return (
        at._replace(period=f"{first}/{month}") if len(first) == _MONTH and first < month and (opened or ended) else None
    )


def _moved(one: Said, month: str) -> Bound | None:
    """From and to of what moved in the month of a report without a word from when: a year where one says so."""
    at, scene, figure = one.at, one.scene, one.figure
    free = at is None or (at.period is None and (at.date is None or at.date.period == month))
    if one.kind.kind != "change" or one.stands.status != "actual" or not free or traded(figure, scene):
        return None
    named = at.date if at is not None else None
    if not (figure.unit == "percent" or (money(figure) and one.kind.cue is not None)) or ago(figure, scene):
        return None
    over_year = anywhere(scene.sentence.language, "year_over")
    near = scene.text(max(scene.start, figure.start - _NEAR), figure.end + _NEAR)
    if over_year is not None and over_year.search(near):
        return Bound(_iso.change(_iso.earlier(month, years=1), month), _SURE, "month", date=named)
    carried = one.carried.date if one.carried is not None else None
    elsewhere = one.carried is not None and (carried is None or carried.period != month)
    if figure.unit == "percent" or elsewhere or any(_another(date, month) for date in scene.dates):
        return None
    return Bound(_iso.change(_iso.earlier(month, units=1), month), _SURE, "month", date=named)


def _another(date: Date, month: str) -> bool:
    return date.shape == "month" and date.period != month


def _restate(one: Said, after: Said) -> None:
    """Puts both levels of a restated count in the month that owns it: `July's gain was cut from 157,000 to 147,000`."""
    scene, language = one.scene, one.scene.sentence.language
    if after.scene is not scene or not one.figure.unit == after.figure.unit == "count" or not starts(one.figure, scene):
        return
    owned = [date for date in scene.dates if date.end < one.figure.start and _owns(date, one)]
    if not owned or scene.figure_between(owned[-1].end, one.figure.start):
        return
    if words(language, "restated").isdisjoint(WORD.findall(scene.text(scene.start, one.figure.start))):
        return
    if words(language, "gains").isdisjoint(WORD.findall(scene.lower)):
        return
    month = owned[-1]
    period = _iso.change(_iso.earlier(month.period, units=1), month.period)
    for each in (one, after):
        each.kind = Kind("change", "up", _SURE)
        each.at, each.carried = Bound(period, _SURE, RESTATED, True, month), None


def _owns(date: Date, one: Said) -> bool:
    """Whether a month stands with the ending of an owner: `July's`."""
    return date.shape == "month" and bool(date.period) and one.scene.text(date.end, date.end + 3) in _OWNED
