"""What a figure takes over of the time of others: of an earlier sentence, or of the change before it on a list."""

from __future__ import annotations

from audit.facts._reading import Date, Figure
from audit.facts.cues.change import Kind
from audit.facts.cues.comparison import ago
from audit.facts.cues.spots import words
from audit.facts.cues.status import Status
from audit.facts.periods.asides import FRONT
from audit.facts.periods.balance import closing
from audit.facts.periods.bound import Bound, habitual, seasonal
from audit.facts.periods.clause import Calendar
from audit.facts.periods.growth import over_time
from audit.facts.periods.onward import is_now, said_of_now, told_of_past, traded, under_way
from audit.facts.periods.repeat import Said

# How far behind a change the next one of its list stands.
_LIST = 140


def inherited(carried: Bound, figure: Figure, kind: Kind, stands: Status, calendar: Calendar) -> Bound | None:
    """A period that an earlier sentence stays in; one of another paragraph holds only for what is told of the past."""
    if traded(figure, calendar.scene) or habitual(figure, calendar.scene):
        return None
    if kind.kind == "change" and by_plan(figure, kind, calendar):
        return carried
    if kind.kind == "change":
        language = calendar.scene.sentence.language
        shares = figure.unit == "percent" and kind.cue is not None and not carried.far
        grown = carried.shape in words(language, "grown") or seasonal(carried)
        grows = carried.shape in words(language, "onward") or (shares and grown)
        return over_time(figure, carried, calendar, grows=grows)
    if carried.far and not told_of_past(figure, stands, calendar.scene):
        return None
    if _not_so_far(figure, stands, carried, calendar):
        return None
    if carried.shape == "year" and any(date.shape == "day" for date in calendar.scene.dates):
        return None  # a day of its own, be it only that of a report, leaves the year that was told of before
    if carried.shape == "year" and (said_of_now(stands, calendar.scene) or is_now(figure, calendar.scene)):
        return None
    return closing(carried, figure, calendar.scene)


def _not_so_far(figure: Figure, stands: Status, carried: Bound, calendar: Calendar) -> bool:
    """Whether a level is none of what was told of the year so far, or of what was only planned for a time.

    What is under way is of now (`đang điều trị 210 ca`), and a share does not come together since a day.
    """
    if stands.status == "actual" and carried.planned:
        return True
    share = carried.shape == "since" and figure.unit == "percent"
    return share or under_way(figure, calendar.scene)


def by_plan(figure: Figure, kind: Kind, calendar: Calendar) -> bool:
    """Whether a change is by how much a plan was passed or missed, and so counts from no other time: `thu hụt 5 tỷ`."""
    short = kind.cue is not None and "excess" in kind.cue.roles
    return short and ago(figure, calendar.scene) is None


def listed(before: Said, figure: Figure, kind: Kind, calendar: Calendar) -> Bound | None:
    """From and to of a change that goes on a list: `giá điện tăng 5% so với năm 2012, giá nước cũng tăng 8%`.

    What stands at the front is compared with by all of them: `So với năm 2012, số ca giảm 8%, tử vong giảm 2 ca`.
    """
    at, other = before.at or before.carried, before.figure
    led = at is not None and at.base is not None and 0 <= at.base[0] - calendar.scene.start <= FRONT
    at = at if led else before.at
    alike = led or (other.unit == figure.unit and before.kind.direction == kind.direction)
    if at is None or at.period is None or not alike or figure.start - other.end > _LIST:
        return None
    dated = any(isinstance(item, Date) for item in calendar.scene.between(other.end, figure.start))
    return None if dated and at.base is None else at._replace(confidence=at.confidence * 0.8)
