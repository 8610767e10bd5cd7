"""What an article as a whole says of when, for the figures of which no sentence or paragraph does.

News names its time once. A report of a quarter has the quarter in its title or lead, an account of an event has the
day, and what is told without another date holds then. Only what is told as so is placed, never plans, prices of an
offer or lengths of time; where title and lead name no such period, the figure has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from audit.facts import _iso
from audit.facts._calendar import published_on
from audit.facts._comparison import based
from audit.facts._onward import traded
from audit.facts._period import CARRIED, YEARLY, Bound, spanned
from audit.facts._reading import Date, Reading
from audit.facts._repeat import Said
from audit.facts._status import reckoned

SHAPE = "article"
# Sentences in which an article says what it is about: the title and what comes first.
_LEAD = 4
# A report appears within so long after its period, an account after its event.
_REPORTED, _TOLD = timedelta(days=300), timedelta(days=8)
_SURE = 0.6
_LENGTHS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})


def frame(said: Sequence[Said], reading: Reading) -> None:
    """Gives figures without a period that of the article: the one it reports on, else the day that it tells of.

    An article reports on a period where a figure of its lead holds in it. Of several such periods, the last one that
    holds before a figure is its own, too, unless it only looks back from another.
    """
    day = published_on(reading.article.published)
    if day is None:
        return
    lead = reading.sentences[:_LEAD]
    told = next(
        (date for part in lead for date in part.dates if date.shape == "day" and _within(date, day, _TOLD)), None
    )
    front = lead[-1].end if lead else 0
    report: Date | None = None
    waiting: list[Said] = []
    for one in said:
        own = one.at.date if one.at else None
        if own is not None and own.shape in CARRIED and _telling(one) and _reports(own, day, one):
            if (report is not None or one.figure.start < front) and not _looks_back(own, report):
                report = own
        elif _open(one):
            waiting.append(one) if report is None else _place(one, report)
    for one in waiting:
        _place(one, report or told)


def _telling(one: Said) -> bool:
    """Whether a figure is told as so, and no price on a market."""
    return one.stands.status == "actual" and not traded(one.figure, one.scene)


def _reports(own: Date, day: date, one: Said) -> bool:
    """Whether an article may report on a period, and not only on what moved over it."""
    return _within(own, day, _REPORTED) and not spanned(own, one.scene)


def _looks_back(own: Date, report: Date | None) -> bool:
    """Whether a period is an earlier one of the kind that an article reports on: September in a report of October."""
    if report is None or own.shape != report.shape:
        return False
    return (_iso.last(own.period) or "") < (_iso.last(report.period) or "")


def _within(named: Date, day: date, reach: timedelta) -> bool:
    """Whether a period was over when the article appeared, and not for long."""
    last = published_on(_iso.last(named.period))
    return last is not None and day - reach <= last <= day


def _open(one: Said) -> bool:
    """Whether something is told as so, and nothing says when; what another level has left was before."""
    dated = (one.at is not None and one.at.period) or (one.carried is not None and one.carried.period)
    told = one.stands.status == "actual" or reckoned(one.stands, one.figure, one.scene)
    if dated or not told or one.figure.unit in _LENGTHS:
        return False
    return not based(one.figure, one.scene)


def _place(one: Said, found: Date | None) -> None:
    """The period of a level; of growth over a report's period, from the same time a year before, of counts a month."""
    if found is None or traded(one.figure, one.scene):
        return
    if one.kind.kind == "quantity":
        one.at = Bound(found.period, _SURE, SHAPE, date=found)
    elif found.shape == "month" and one.figure.unit == "count":
        one.at = Bound(_iso.change(_iso.earlier(found.period, units=1), found.period), _SURE, SHAPE, date=found)
    elif found.shape in YEARLY and one.figure.unit in ("percent", "ratio"):
        one.at = Bound(_iso.change(_iso.earlier(found.period, years=1), found.period), _SURE, SHAPE, date=found)
