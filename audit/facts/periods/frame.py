"""What an article as a whole says of when, for the figures of which no sentence or paragraph does.

News names its time once. A report of a quarter has the quarter in its title or lead, an account of an event has the
day, and what is told without another date holds then. Only what is told as so is placed, never plans, prices of an
offer or lengths of time; where title and lead name no such period, the figure has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from audit.facts._reading import Date, Reading
from audit.facts.cues.comparison import ago, apposed, based, starts
from audit.facts.cues.falls import how_soon
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.cues.status import Status, reckoned
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.dates.found import LUNAR
from audit.facts.periods.asides import FRONT, led_by, of_relative_clause, singled_out, spoken_on, told_after
from audit.facts.periods.balance import closing
from audit.facts.periods.bound import CARRIED, YEARLY, Bound, habitual, spanned
from audit.facts.periods.deeds import Deeds, in_prison, of_verdict, ordered, own_day
from audit.facts.periods.moved import supposed
from audit.facts.periods.onward import said_of_now, traded, under_way
from audit.facts.periods.past import year_before
from audit.facts.periods.repeat import Said
from audit.facts.periods.session import of_session, place
from audit.facts.periods.sofar import year_to
from audit.facts.periods.told import Days, last_day, lead

SHAPE = "article"
# A report appears within so long after its period.
_REPORTED = timedelta(days=300)
# One on a month sooner: an older one is only looked back at.
_MONTHLY = timedelta(days=100)
# An account appears within so long after its day.
_ACCOUNT = timedelta(days=8)
_SURE = 0.6
# How far behind a count the word stands that tells that it still holds.
_STILL, _NEXT = 60, 5
# How far behind a word that compares its date stands.
_DATE_REACH = 24
# How near before the word of a multiple the verb stands that makes it growth: `tăng gấp 2,3 lần`.
_NEAR, _MOVES = 12, frozenset({"up", "down"})
_JANUARY, _DAY = "-01", len("2013-10-22")
# A period that starts within so many characters sets the scene of its sentence.
_SCENE = 24
# The rule of a season over two years, which what is told of now only looks back at.
_SEASON = "season"
# A level at the end of a year is no report on December.
_ENDS_OF_YEAR = frozenset({"year_start", "year_middle", "year_end", "month_part"})
# The roles of words that compare with anything, and name no time themselves.
_AGAINST = frozenset({"base"})
# Dates of balances: what is compared with such a one is compared with it for a while.
_ENDS = frozenset({"day", "month", "until"})
_LENGTHS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})


def frame(said: Sequence[Said], reading: Reading) -> None:
    """Gives figures without a period that of the article: the one it reports on, else the day that it tells of.

    An article reports on a period where a figure of its lead holds in it. Of several such periods, the last one that
    holds before a figure is its own, too, unless it only looks back from another.
    """
    day = published_on(reading.article.published or last_day(reading))
    if day is None:
        return
    deeds = Deeds(reading, day)
    terms = deeds.terms(said)
    _decide(said, deeds, terms)
    _trade(said, reading, deeds, day)
    opening = lead(reading)
    front = opening[-1].end if opening else 0
    first: Date | None = None
    report: Date | None = None
    waiting: list[Said] = []
    last: Said | None = None
    account: frozenset[str] = frozenset()
    for one in said:
        own = one.at.date if one.at else None
        account |= _looked_back(one, own, day, 0 if report else front)
        if own is not None and own.shape in account:
            continue
        if own is not None and own.shape in CARRIED and _telling(one) and _reports(own, day, one):
            aside = _looks_back(own, report) or _singled(own, first, one)
            if (report is not None or one.figure.start < front) and not aside and not deeds.court:
                report = own
                first = first or own
        elif _open(one, terms) and not (last and _goes_on(one, last, reading)):
            waiting.append(one) if report is None else _place(one, report)
        if one.kind.kind == "change":
            last = one
    if waiting and deeds.court:
        _date_court(waiting, deeds, Days(reading, said, day), terms)
    elif waiting and first is not None:
        for one in waiting:
            _place(one, first)
    elif waiting:
        _date_account(waiting, Days(reading, said, day))


def _trade(said: Sequence[Said], reading: Reading, deeds: Deeds, day: date) -> None:
    """Puts what a report on a session of a market tells on the day of that session."""
    if not deeds.court and of_session(reading):
        place(said, [one for one in said if _open(one) or supposed(one.at)], Days(reading, said, day), SHAPE)


def _tells_day(one: Said, own: Date | None, day: date) -> bool:
    """Whether a figure of a lead holds on the day of an account, which is no report of a month it looks back at."""
    told = own is not None and own.shape == "day" and one.at is not None and one.at.near and _within(own, day, _ACCOUNT)
    return told and "day" in words(one.scene.sentence.language, "stands_on")


def _looked_back(one: Said, own: Date | None, day: date, front: int) -> frozenset[str]:
    """The shapes of periods that an account only looks back at: a month, and a year where it counts what happened."""
    if one.figure.start >= front or not _tells_day(one, own, day):
        return frozenset()
    counted = one.kind.kind == "quantity" and one.figure.unit == "count" and not traded(one.figure, one.scene)
    return frozenset({"month", "year"}) if counted else frozenset({"month"})


def _decide(said: Sequence[Said], deeds: Deeds, terms: frozenset[int]) -> None:
    """Takes what a court orders for decided: `tòa buộc ông phải bồi thường 80 triệu đồng`.

    A term is of no day that another part of its sentence names: `VKS hôm 20/12 đề nghị 5 năm; tòa tuyên 4 năm tù`.
    """
    for one in said if deeds.court else ():
        named = one.at.date if one.at and one.figure.start in terms else None
        if named is not None and named.shape == "day" and one.scene.parted(named.end, one.figure.start):
            one.at = None
        if one.at is None and one.carried is not None and of_verdict(one.figure, one.scene):
            one.carried = None  # a verdict is none of the deeds that a sentence before told of
        if one.stands.status == "target" and ordered(one.figure, one.scene):
            one.stands = Status("actual", _SURE)


def _date_court(waiting: Sequence[Said], deeds: Deeds, days: Days, terms: frozenset[int]) -> None:
    """Puts what a court decides on its day, and sums and counts of deeds in their years."""
    for one in waiting:
        named = deeds.at(one.figure.start)
        if one.figure.start in terms:
            on = own_day(one) or days.whole
            one.at = Bound(on.period, _SURE, SHAPE if on is days.whole else on.shape, date=on) if on else one.at
        elif of_verdict(one.figure, one.scene):
            _put_on(one, days)
        elif named is not None and one.kind.kind == "quantity":
            one.at = Bound(named.period, _SURE, SHAPE, date=named)


def _date_account(waiting: Sequence[Said], days: Days) -> None:
    """Puts what an account tells on its day; changes of one list count from the same time."""
    before: Said | None = None
    for one in waiting:
        _put_on(one, days)
        listed = before is not None and before.scene is one.scene and before.kind.kind == one.kind.kind == "change"
        if listed and before is not None and one.at is None and before.at is not None:
            one.at = before.at
        before = one


def _goes_on(one: Said, last: Said, reading: Reading) -> bool:
    """Whether a change goes on with the comparison of an earlier sentence of its paragraph, and takes it over.

    `tài sản tăng 3% so với cuối năm 2024. Dư nợ tăng 4%`: its own sentence has neither a date nor a comparison.
    """
    at = last.at
    if one.scene is last.scene and one.kind.kind == "change" and apposed(last.figure.end, one.figure.start, one.scene):
        one.at = at  # `giảm 666 ca, tương đương 18,6%`
        return True
    if one.kind.kind != "change" or at is None or at.base is None or not at.period or one.scene.dates:
        return False
    between = reading.view.normal[last.figure.end : one.figure.start]
    alike = one.figure.unit == last.figure.unit and last.stands.status == "actual"
    same = last.scene is one.scene and at.near
    if not alike or same or "\n" in between or ago(one.figure, one.scene) is not None:
        return False
    if at.date is None or at.date.shape not in _ENDS:
        return False
    one.at = at._replace(confidence=_SURE * at.confidence, near=False)
    return True


def _telling(one: Said) -> bool:
    """Whether a figure is told as so, and is no price on a market and no level that another is held against."""
    if one.kind.kind == "quantity" and (
        (one.at is not None and one.at.base is not None) or starts(one.figure, one.scene)
    ):
        return False
    if one.stands.status != "actual" or traded(one.figure, one.scene):
        return False
    return not based(one.figure, one.scene) and not _was(one)


def _was(one: Said) -> bool:
    """Whether a figure is of what only was before: `sales fell 2%, following a 4% plunge in June`."""
    named = one.at.date if one.at is not None else None
    return named is not None and named.start in told_after(one.scene)


def _reports(own: Date, day: date, one: Said) -> bool:
    """Whether an article may report on a period, and not only on what moved over it, or was done from one day on."""
    if (own.rule in _ENDS_OF_YEAR and own.shape != "months") or (
        own.shape in CARRIED and one.at is not None and one.at.period == own.last
    ):
        return False  # a level of a last day is no report on the time that ended with it
    stretch = own.shape == "months" and "/" in (own.period or "") and (own.period or "")[4:7] != _JANUARY
    if own.shape == "years" and own.rule == _SEASON:
        return False
    if led_by(own, "moment", one.scene) and own.start - one.scene.start > FRONT:
        return False  # `mua hồi tháng 9` dates one event
    reach = _MONTHLY if own.shape == "month" else _REPORTED
    aside = spanned(own, one.scene) or of_relative_clause(own, one.scene)
    return not stretch and _within(own, day, reach) and not aside


def _looks_back(own: Date, report: Date | None) -> bool:
    """Whether a period was over before the one that an article reports on: September in a report of October."""
    return report is not None and (_iso.last(own.period) or "") < (_iso.last(report.period) or "")


def _singled(own: Date, first: Date | None, one: Said) -> bool:
    """Whether a period is only singled out of the one that an article began with: `..., riêng tháng 6 đạt 1 tỷ USD`.

    One at the front of its sentence sets the scene for what follows.
    """
    part = first is not None and own.period != first.period and _iso.within(own.period, first.period)
    return part and (own.start - one.scene.start > _SCENE or _alone(own, one.scene)) and singled_out(own, one.scene)


def _alone(own: Date, scene: Scene) -> bool:
    """Whether the first word of a sentence singles a month out, which goes no further: `Riêng tháng 12, ...`."""
    first = WORD.findall(scene.text(scene.start, own.start))[:1]
    return own.shape == "month" and bool(first) and first[0] in words(scene.sentence.language, "singled_out")


def _within(named: Date, day: date, reach: timedelta) -> bool:
    """Whether a period was over when the article appeared, and not for long."""
    last = published_on(_iso.last(named.period))
    return last is not None and day - reach <= last <= day


def _open(one: Said, served: frozenset[int] = frozenset()) -> bool:
    """Whether something is told as so, and nothing says when; what another level has left was before."""
    dated = (one.at is not None and one.at.period) or (one.carried is not None and one.carried.period)
    terms = one.stands.cue is not None and "opening" in one.stands.cue.roles
    if (one.figure.start in served or _served(one)) and not dated:
        return True
    told = terms or one.stands.status == "actual" or reckoned(one.stands, one.figure, one.scene)
    length = one.figure.unit in _LENGTHS and not how_soon(one.figure, one.scene)
    if dated or not told or length or habitual(one.figure, one.scene) or _long_ago(one):
        return False
    return terms or not based(one.figure, one.scene)


def _served(one: Said) -> bool:
    return one.figure.unit in _LENGTHS and in_prison(one.figure, one.scene)


def _long_ago(one: Said) -> bool:
    """Whether the only date of a sentence says how long ago it was, which no calendar settles: `two weeks ago`.

    Nor does one settle a lunar day right before a figure: `mùng 2 Tết là 26 vụ`.
    """
    dates = one.scene.dates
    before = [date for date in dates if date.end <= one.figure.start][-1:]
    if before and before[0].rule == LUNAR and before[0].period is None:
        return True
    if len(dates) != 1 or dates[0].period is not None:
        return False
    return one.scene.text(dates[0].start, dates[0].end).rpartition(" ")[2] in words(one.scene.sentence.language, "ago")


def _place(one: Said, found: Date) -> None:
    """The period of a level; of growth over a report's period, from the same time a year before, of counts a month."""
    if traded(one.figure, one.scene):
        return
    if one.kind.kind == "quantity" and said_of_now(one.stands, one.scene, "current"):
        return
    period = found.period
    if one.kind.kind == "quantity" and said_of_now(one.stands, one.scene, "holds"):
        return
    if one.kind.kind == "quantity":
        if year_before(one.figure, one.scene):
            period = _iso.earlier(period, years=1)
        day = (period or "").partition("/")[2]
        if found.shape == "months" and len(day) == _DAY and under_way(one.figure, one.scene):
            period = day  # how many are ill now is told of the day up to which a year is counted
        at = closing(Bound(period, _SURE, found.shape, date=found), one.figure, one.scene)
        one.at = at._replace(shape=SHAPE) if at else None
    elif (grown := _grown(one, found)) is not None:
        one.at = Bound(grown, _SURE, SHAPE, date=found)


def _grown(one: Said, found: Date) -> str | None:
    """From and to of a change over a report's period, by what it says that it counts from, else by its unit.

    What is said of a plan or of another thing, and not of another time, holds in the period itself.
    """
    period, cue = found.period, ago(one.figure, one.scene)
    if cue is not None and "unit_ago" in cue.roles:
        return _iso.change(_iso.earlier(period, units=1), period)
    if cue is not None and "year_ago" in cue.roles:
        return _iso.change(_iso.earlier(period, years=1), period)
    if cue is not None and "base" in cue.roles and (named := _named_behind(cue, one.scene)) is not None:
        whole = named.shape == found.shape and (named.period or "") < (period or "")
        return _iso.change(named.period, period) if whole else None
    if _of_another(one):
        return period
    if found.shape == "month" and one.figure.unit == "count":
        return _iso.change(_iso.earlier(period, units=1), period)
    yearly = found.shape in YEARLY and one.figure.unit in ("percent", "ratio")
    return _iso.change(_iso.earlier(period, years=1), period) if yearly else None


def _named_behind(cue: Cue, scene: Scene) -> Date | None:
    """The time that a comparison names: `so với 2018`; null where it names none."""
    near = [date for date in scene.dates if cue.start <= date.start <= cue.end + _DATE_REACH]
    return near[0] if near and near[0].period else None


def _of_another(one: Said) -> bool:
    """Whether a change is an excess over a plan, or a multiple of something else: `gấp 1,3 lần lao động nữ`."""
    cue = one.kind.cue
    if cue is None:
        return False
    said = WORD.findall(one.scene.text(cue.start, cue.end))
    multiple = one.figure.fold and bool(said) and said[0] in words(one.scene.sentence.language, "multiples")
    grows = any(verb.end == cue.start - 1 for verb in one.scene.before(cue.start, _NEAR, _MOVES)[:1])
    return (multiple and not grows) or "excess" in cue.roles


def _put_on(one: Said, days: Days) -> None:
    """The day of what an account tells; of a change from the day before where it says so, and of one from no time."""
    found = days.at(one.figure.start) or (None if days.back(one.scene.sentence) else days.whole)
    if found is None or traded(one.figure, one.scene):
        return
    if "/" in (found.period or "") and under_way(one.figure, one.scene):
        return
    if one.kind.kind == "quantity" and found is days.whole and _goes_on_now(one):
        said = spoken_on(one.scene)
        one.at = Bound(said.period if said else days.published.isoformat(), _SURE, SHAPE, date=said)
        return
    shape = SHAPE if found is days.whole else found.shape
    period = found.period
    if one.kind.kind == "change":
        cue = ago(one.figure, one.scene)
        if cue is not None and "unit_ago" in cue.roles:
            period = _iso.change(_iso.earlier(period, units=1), period)
        elif cue is not None and "year_ago" in cue.roles:
            so_far = year_to(period, found, one.figure, one.scene) if days.counted_to(found) else None
            period = _iso.change(_iso.earlier(so_far or period, years=1), so_far or period)
        elif not (one.figure.fold or (cue is not None and cue.roles == _AGAINST)) or _dated(cue, one):
            return
    one.at = Bound(period, _SURE, shape, date=found)


def _goes_on_now(one: Said) -> bool:
    """Whether a level is one that has been reached by now, or still holds: `five people have died`, `ten remain`."""
    language = one.scene.sentence.language
    behind = WORD.findall(one.scene.text(one.figure.end, one.figure.end + _STILL))
    if not words(language, "once").isdisjoint(behind):
        return False
    near = f" {' '.join(behind[:_NEXT])} "
    return said_of_now(one.stands, one.scene, "perfect") or any(
        f" {phrase} " in near for phrase in words(language, "still")
    )


def _dated(cue: Cue | None, one: Said) -> bool:
    """Whether a comparison names the time that it counts from."""
    return cue is not None and any(date.start >= cue.start for date in one.scene.dates)
