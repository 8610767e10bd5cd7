"""From when to when a change counts: its own period, and what its comparison says it is counted from."""

from __future__ import annotations

from datetime import timedelta

from audit.facts._reading import Date, Figure
from audit.facts.cues.change import held
from audit.facts.cues.comparison import ago, starts
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.against import BASE_REACH, CLOSED, base_period, multiple, of_month_end, of_thing
from audit.facts.periods.asides import led_by, stepped_from
from audit.facts.periods.balance import balance
from audit.facts.periods.bound import YEARLY, Bound, seasonal, spanned
from audit.facts.periods.clause import Calendar
from audit.facts.periods.coordinate import of_next_verb
from audit.facts.periods.moved import after_hours, session_before
from audit.facts.periods.onward import priced, traded
from audit.facts.periods.sofar import year_to

Span = tuple[int, int]
# How far behind a word of comparison the plan stands that it compares with.
_PLAN_REACH = 20
_PLANS, _YEAR_AGO = frozenset({"plan", "target"}), frozenset({"year_ago"})
# And how far behind the plan the year that it is for.
_PLAN_DATE = 16
# How sure a day must be the figure's own before the day before it is taken as the base.
_FRONTED = 0.8
# How sure an end that is only implied is, and how much of a date of publication names a month or a day.
_IMPLIED = 0.5
# Below so many percent a change told of a month is one from the month before, where papers tell those.
_SLIGHT = 1.0
# How far before growth the word stands that makes it one over a year, and how near it what says that it is a rate.
_SUBJECT, _RATE = 90, 32
# How near behind a comparison the noun of a forecast stands, and how many words.
_FORECAST, _FEW = 40, 5
# How near behind the date of a change the one stands that it is counted from.
_STEP = 24
_JANUARY = "01"
# How far before a level the word stands that something has moved to it.
_TO = 12
_LENGTHS = {"month": 7, "day": 10}
_DAY, _MONTH = len("2013-10-22"), len("2013-10")
# The rule of the start of a year.
_OPENING = "year_start"
# Parts of a year at the end of which markets compare prices with those at the end of the part before.
_SETTLED = ("month", "quarter", "half")
# Stretches over which levels move, and their two ends.
_STRETCHES, _TWO = ("years", "months"), 2


def over_time(figure: Figure, at: Bound | None, calendar: Calendar, grows: bool = True) -> Bound | None:
    """From and to of a change that ends at a bound.

    Where no word says what it is counted from and `grows`, a year is counted from the year before it, and what
    moves on a day from the day before.
    """
    scene = calendar.scene
    span = _ends(figure, calendar) or multiple(calendar.multiples.get(figure.start), at, scene)
    if span is not None:
        return span
    cue = ago(figure, scene)
    cue = None if cue is not None and _against_forecast(cue, scene) else cue
    planned = cue is not None and _to_plan(cue, scene)
    if planned and cue is not None and (at is None or at.period is None):
        return _of_plan(cue, calendar) or at
    if at is None or at.period is None or planned or (at.shape == "window" and cue is None):
        return at
    if cue is not None and _of_year_ago(figure, cue, scene):
        at, cue = at._replace(period=_iso.earlier(at.period, years=1)), None
    own = calendar.own.get(figure.start)
    if cue is not None and "year_ago" in cue.roles and at.shape == "until" and at.date is not None:
        at = at._replace(period=year_to(at.period, at.date, figure, scene) or at.period)
    if cue is not None:
        base, words = base_period(cue, at, calendar)
        if base is not None and at.period is not None and len(base) == _MONTH and len(at.period) == _DAY:
            at = at._replace(period=at.period[:_MONTH])
        if base is not None and len(base) == _DAY and (at.shape in CLOSED or of_month_end(at)):
            at = at._replace(period=_iso.last(at.period))
        return at._replace(period=_iso.change(base, at.period), base=words)
    if own is not None and calendar.counts_from(own):
        return _counted(own, at, calendar)
    if calendar.spans(at.date):
        return at
    if (left := _left_behind(figure, at, scene)) is not None:
        return at._replace(period=_iso.change(left.period, at.period), base=(left.start, left.end))
    return at._replace(period=None) if calendar.exceeds(figure) else _unsaid(figure, at, scene, grows)


def _against_forecast(cue: Cue, scene: Scene) -> bool:
    """Whether a comparison is with what was forecast before, which names no other time: `down from its forecast`."""
    behind = WORD.findall(scene.text(cue.end, cue.end + _FORECAST))[:_FEW]
    return "left" in cue.roles and not words(scene.sentence.language, "revised_nouns").isdisjoint(behind)


def _left_behind(figure: Figure, at: Bound, scene: Scene) -> Date | None:
    """The date right behind the one a change is of, from which it is counted: `rose 5% in September from August`."""
    if at.date is None or at.date.start < figure.end:
        return None
    behind = scene.between(at.date.end, at.date.end + _STEP)[:1]
    named = behind[0] if behind and isinstance(behind[0], Date) else None
    steps = named is not None and named.start in stepped_from(scene) and len(named.period or "") == len(at.period or "")
    return named if steps and named is not None and (named.period or "") < (at.period or "") else None


def _counted(own: Date, at: Bound, calendar: Calendar) -> Bound:
    """From and to of a change that its own date opens: `since June 1` is up to publication, not to a month's end."""
    if own.shape == "day" and at.shape == "month" and calendar.opens(own):
        return at._replace(period=None)
    if (own.period or "") > (at.period or ""):
        return at._replace(period=own.period)
    return at._replace(period=_iso.change(own.period, at.period), base=(own.start, own.end))


def _unsaid(figure: Figure, at: Bound, scene: Scene, grows: bool) -> Bound:
    """From and to of a change of which no word says what it is counted from."""
    if at.date is not None and spanned(at.date, scene):
        return at._replace(period=_iso.over_year(at.period))
    if at.shape in YEARLY and held(figure, scene):
        return at
    if of_thing(figure, scene):
        return at if grows else at._replace(period=None)
    if at.shape == "years" and "/" in (at.period or "") and not seasonal(at):
        return at  # `giai đoạn 2011-2015 tăng 5,9%` says itself from when to when
    yearly = at.shape == "month" and figure.unit == "percent" and _said_yearly(figure, scene)
    step = not yearly and (_stepped(figure, at, scene) or (at.shape == "quarter" and annualised(figure, scene)))
    if not grows or not (step or yearly or at.shape in YEARLY or seasonal(at)):
        return at._replace(period=None)
    base = _iso.earlier(at.period, units=1) if step else _iso.earlier(at.period, years=1)
    if step and at.shape == "day" and at.period and len(at.period) == _DAY and traded(figure, scene):
        base = at.period if after_hours(scene) else session_before(at.period, figure, scene)
    if base == at.period:
        return at
    return at._replace(period=_iso.change(base, at.period), confidence=at.confidence * 0.7)


def _said_yearly(figure: Figure, scene: Scene) -> bool:
    """Whether growth told of a month is that of a year: `annual house price growth was 5% in May`."""
    lead = WORD.findall(scene.text(max(scene.clause(figure.start)[0], figure.start - _SUBJECT), figure.start))
    return not words(scene.sentence.language, "yearly").isdisjoint(lead)


def annualised(figure: Figure, scene: Scene) -> bool:
    """Whether growth of a quarter is told as what it would be over a year: `grew at a 2.7 percent annual rate`."""
    near = scene.text(figure.start - _RATE, figure.end + _RATE)
    return any(phrase in near for phrase in words(scene.sentence.language, "annualised"))


def reached(at: Bound | None, figure: Figure, scene: Scene) -> Bound | None:
    """When a level was reached that has moved over a time: `rose 3% in the year to May, to £272` in that month.

    One that something has reached over the last hours or weeks holds on the day up to which they are counted.
    """
    if at is not None and at.shape == "window" and _arrives(figure, scene):
        return at._replace(period=_iso.last(at.period), shape="day")
    moved = at is not None and at.date is not None and spanned(at.date, scene)
    day = _iso.last(at.period) if at is not None and moved else None
    if at is None or day is None or not (figure.unit == "percent" or money(figure)):
        return at
    return at._replace(period=day[:7])


def not_its_own(at: Bound | None, figure: Figure, calendar: Calendar, published: str | None) -> bool:
    """Whether a date behind a figure is that of the level it has left, or of the verb behind it."""
    return of_start(at, figure, calendar, published) or of_next_verb(at, figure, calendar.scene)


def of_start(at: Bound | None, figure: Figure, calendar: Calendar, published: str | None) -> bool:
    """Whether a date behind a level is that of the one it has left: `eased to 2.7%, from a peak of 5.6% in 2022`.

    The last month or year that was over at publication may be that of both.
    """
    named = at.date if at is not None else None
    if named is None or named.start < figure.end or named.start not in calendar.left or not published:
        return False
    behind = calendar.scene.figures(figure.end, named.start)
    if len(behind) != 1 or not starts(behind[0], calendar.scene) or led_by(named, "whole", calendar.scene):
        return False
    return (named.period or "") < _last_over(named, published)


def _last_over(named: Date, published: str) -> str:
    """The last period of the length of a date that was over at publication; of days that of publication."""
    if named.shape == "day":
        return published[:_DAY]
    day = published_on(published)
    units = {"year": published[:4], "month": published[:_MONTH]}
    if day is not None:
        units |= {
            "quarter": f"{published[:4]}-Q{(day.month + 2) // 3}",
            "relative": f"{day - timedelta(day.weekday())}",
        }
    return (
        units.get(named.shape, "") if named.shape == "relative" else _iso.earlier(units.get(named.shape), units=1) or ""
    )


def _arrives(figure: Figure, scene: Scene) -> bool:
    """Whether a level is what something has moved to: `has fallen by 6.8% in the past 24 hours to $34,500`."""
    lead = WORD.findall(scene.text(figure.start - _TO, figure.start))[-1:]
    levels = figure.unit == "percent" or money(figure)
    return levels and bool(lead) and lead[0] in words(scene.sentence.language, "arrives")


def ends_of(at: Bound | None, figure: Figure, before: Figure | None, scene: Scene) -> Bound | None:
    """The end of a stretch at which a level stood that moved over it: `từ 2010 đến 2013, số vụ giảm từ 23 xuống 19`."""
    ends = at.period.split("/") if at is not None and at.period and at.shape in _STRETCHES else []
    if at is None or len(ends) != _TWO or ".." in ends or seasonal(at):
        return None
    if starts(figure, scene):
        return at._replace(period=ends[0])
    moved = before is not None and before.start >= scene.start and starts(before, scene)
    return at._replace(period=ends[1]) if moved and before is not None and before.unit == figure.unit else None


def _stepped(figure: Figure, at: Bound, scene: Scene) -> bool:
    """Whether a change counts from the day or the month before: what moves on a day, and what is counted in a month.

    What a price has moved over a month or a quarter counts from the one before. A share is counted from the month
    before where its sentence tells growth over a year apart from it, or where it is slight: `rose 0.3% in May and 4%
    from a year earlier`.
    """
    if _iso.is_week(at.period):
        return figure.unit == "count"
    if at.shape in _SETTLED and priced(figure, scene):
        return True
    if of_month_end(at) or (at.shape == "day" and balance(figure, scene)):
        return False  # stocks of a day are seldom compared with those of the day before
    if at.shape != "month":
        stood = at.date is not None and led_by(at.date, "stood_on", scene)
        return at.shape == "day" and at.confidence > _FRONTED and not stood
    monthly = "month" in words(scene.sentence.language, "stepwise")
    if figure.unit != "percent":
        return figure.unit == "count" or (monthly and figure.unit == "percentage_point")
    slight = figure.value < _SLIGHT or bool(scene.after(figure.end, roles=_YEAR_AGO))
    return (monthly and slight) or _of_index(figure, scene)


def _of_index(figure: Figure, scene: Scene) -> bool:
    """Whether what moved in a month is an index of prices, which papers count from the month before."""
    lead = scene.text(max(scene.start, figure.start - _SUBJECT), figure.start)
    return any(phrase in lead for phrase in words(scene.sentence.language, "price_indexes"))


def _to_plan(cue: Cue, scene: Scene) -> bool:
    """Whether a change is counted from a plan, and so from no other time: `giảm 5% so với dự toán`."""
    near = scene.after(cue.end, _PLAN_REACH)
    return bool(near) and bool(near[0].roles & _PLANS) and not scene.between(cue.end, near[0].start)


def _of_plan(cue: Cue, calendar: Calendar) -> Bound | None:
    """The period of a plan that a change is counted from, which is its own: `hụt 5 tỷ so với dự toán năm 2012`."""
    plan = calendar.scene.after(cue.end, _PLAN_REACH)[0]
    named = calendar.after(plan.end, _PLAN_DATE)
    if named is None or named.event or calendar.scene.split(plan.end, named.start):
        return None
    return Bound(named.period, _IMPLIED, named.shape, True, named)


def _of_year_ago(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether a change is itself the earlier one: `mức tăng 5,05% của cùng kỳ năm 2012`."""
    gap = scene.text(figure.end, cue.start).strip()
    return "year_ago" in cue.roles and cue.start >= figure.end and gap in words(scene.sentence.language, "of")


def to_publication(figure: Figure, calendar: Calendar, published: str | None) -> Bound | None:
    """From and to of a change that names what it is counted from and no end: it ends when the article appears."""
    cue, named = ago(figure, calendar.scene), calendar.own.get(figure.start) or calendar.opening(figure)
    if published and (year := _of_year_start(figure, cue, calendar)) is not None:
        return Bound(
            _iso.change(_iso.before(year.first), published[:_DAY]), _IMPLIED, "day", base=(year.start, year.end)
        )
    if cue is not None:
        named = calendar.after(cue.start, cue.end - cue.start + BASE_REACH)
        if _same_time(cue, calendar.scene):
            return None
        if named is None or "unit_ago" in cue.roles or ("year_ago" in cue.roles and named.shape != "year"):
            return None
    elif named is None or not calendar.counts_from(named):
        return None
    elif published and not figure.fold and named.shape == "year" and named.period and named.period < published[:4]:
        return Bound(_iso.change(named.period, published[:4]), _IMPLIED, "year", base=(named.start, named.end))
    return _from_named(named, calendar, published)


def _of_year_start(figure: Figure, cue: Cue | None, calendar: Calendar) -> Date | None:
    """The start of a year since which a price or a balance has moved, and so from the last day of the year before.

    `từ đầu năm đến nay VN-Index tăng 12%`; sums that come together over a year start from nothing.
    """
    scene = calendar.scene
    free = calendar.around[figure.start].free
    behind = calendar.after(cue.start, cue.end - cue.start + BASE_REACH) if cue is not None else None
    named = behind or calendar.own.get(figure.start) or free
    if (
        named is None
        or named.rule != _OPENING
        or not (cue is not None or named.shape == "since" or calendar.opens(named))
    ):
        return None
    lead = scene.text(scene.start, figure.start)
    quoted = any(phrase in lead for phrase in words(scene.sentence.language, "quoted"))
    return named if quoted or traded(figure, scene) or balance(figure, scene) else None


def _same_time(cue: Cue, scene: Scene) -> bool:
    """Whether a comparison is with the same part of a year before, not with the whole: `so với cùng kỳ năm trước`."""
    return scene.says("same_time", cue.start, cue.end)


def _from_named(named: Date, calendar: Calendar, published: str | None) -> Bound | None:
    """From a named period to the one of the same length in which the article appears."""
    worded = not any(char.isdigit() for char in calendar.scene.text(named.start, named.end))
    if named.shape == "year" and worded and _of_last_report(named, published, calendar):
        return None
    if named.shape == "year" and worded:
        running = published is not None and named.period == published[:4]
        first = _iso.earlier(named.period, years=1) if running else named.period
        last = named.period if running else _iso.earlier(named.period, years=-1)
        return Bound(_iso.change(first, last), _IMPLIED, "year", base=(named.start, named.end))
    if published is None or named.period is None or named.shape not in _LENGTHS:
        return None
    own = _reported(named, published, calendar) or published[: _LENGTHS[named.shape]]
    if len(named.period) != len(own) or own <= named.period:
        return None
    return Bound(_iso.change(named.period, own), _IMPLIED, named.shape, base=(named.start, named.end))


def _of_last_report(named: Date, published: str | None, calendar: Calendar) -> bool:
    """Whether `năm trước` in January is the year before the one that is reported on, and not before the new one."""
    if published is None or published[5:7] != _JANUARY:
        return False
    said = calendar.scene.text(named.start, named.end)
    return said in words(calendar.scene.sentence.language, "year_prior")


def _reported(named: Date, published: str, calendar: Calendar) -> str | None:
    """The month that a report tells of which counts from one: the last that was over, where that is the next, or the
    same of a year later: `rose 1% from May`, printed in July, is of June.
    """
    over = _iso.earlier(published[:7], units=1)
    month = named.period if named.shape == "month" and not calendar.opens(named) else None
    follows = month and (_iso.earlier(over, units=1) == month or _iso.earlier(over, years=1) == month)
    return over if follows else None


def _ends(figure: Figure, calendar: Calendar) -> Bound | None:
    """`tăng hơn 2 lần, từ 4,55% năm 2018 lên 10,76% năm 2019`: the two levels behind a change say from when to when."""
    figures = calendar.scene.sentence.figures
    at = calendar.scene.figure_index(figure) + 1
    pair = figures[at : at + 2]
    if len(pair) < 2 or not starts(pair[0], calendar.scene):
        return None
    first, last = (calendar.own.get(item.start) for item in pair)
    if first is None or last is None:
        return None
    return Bound(_iso.change(first.period, last.period), 0.9, "change", True, last, (first.start, first.end))
