"""What rules out that two facts speak of one quantity, whatever their words: unit, kind, status, place, time."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from audit.groups._figures import ALIKE, EQUAL, hold_together, is_large, is_money, is_particular
from audit.groups._reasons import Reason, another
from audit.groups._traits import Traits
from audit.groups._words import KEPT, counted_alike, particular

# "Now" means the same within so many days.
DAYS = 3
# Offices count up to a day of every week.
WEEK = 7
# Results of a period are reported within so many days of its end.
REPORTED = 120
# Statuses of what is not reached yet.
PLANNED = frozenset(("target", "forecast", "rule"))
# Statuses of what each speaker may put differently.
PROPOSED = frozenset(("target", "forecast"))
# How the figures of one plan relate where one tells it as a goal and the other as a forecast.
_PLANS = (*ALIKE, "wide", "slip")
# Units of what is not told from day to day.
_SHARES = ("percent", "percentage_point", "ratio")
# Marks, and what else is counted in tenths, are rounded to whole numbers up to this one.
MARK = 100
# So many days at most lie between the first and the last day of a month.
MONTH = 30
# What goods are sold by whose prices move from day to day.
_GOODS = ("g", "kg", "t", "[oz_tr]", "L", "bbl")
# Units of which most articles print several figures.
_COMMON = frozenset((*_SHARES, "count", ""))
# Articles below the first strength do not tell of one event; from the second on they do for sure.
TOLD, STRONG = 0.15, 0.5


def rules_out(a: Traits, b: Traits) -> bool:
    """Whether two figures are of different cells, whatever their values and words."""
    if a.status != b.status or a.kind != b.kind or (a.area and b.area and a.area != b.area):
        return True
    return bool(unlike(a, b)) or distant(a, b)


def counted_otherwise(a: Traits, b: Traits) -> bool:
    """Whether one of two numbers is a mark or a rate, printed with decimals, and the other one a number of things."""
    if a.unit != "count" or a.figure is None or b.figure is None:
        return False
    if (a.figure.step < 1) == (b.figure.step < 1):
        return False
    number = a.figure if b.figure.step < 1 else b.figure
    return abs(number.value) > MARK


def unlike(a: Traits, b: Traits) -> Reason | None:
    """What rules out that two facts speak of one quantity, whatever their figures and words."""
    if a.unit != b.unit:
        return another("unit", a.unit, b.unit)
    if a.per and b.per and a.per != b.per:
        return another("per", a.per, b.per)
    if a.direction and b.direction and a.direction != b.direction:
        return another("direction", a.direction, b.direction)
    if a.indicator and b.indicator and a.indicator != b.indicator:
        return another("indicator", a.indicator, b.indicator)
    if a.measure != b.measure and (kin := a.kin) and (other := b.kin) and kin != other:
        return another("kin", kin, other)
    return None


def another_cell(a: Traits, b: Traits, case: str, event: float) -> Reason | None:
    """What else puts two facts in two cells, unless figures that relate in this way excuse it."""
    if differs := _another_trait(a, b, case, event):
        return differs
    if counted_otherwise(a, b):
        return another("counted", a.counted, b.counted)
    if a.unit == "count" and a.fates and b.fates and not a.fates & b.fates:
        return Reason("fates")
    if a.part and b.part and not a.part & b.part:
        return another("entity", a.entity, b.entity)
    if case == "few" and same_indicator(a, b) and another_day(a, b) and not (a.period and a.period == b.period):
        return another("day", a.day, b.day)
    if case not in ("same", "equal") and a.unit == "percent" and others_plan(a, b):
        return another("plan", a.speaker, b.speaker)
    return None


def _another_trait(a: Traits, b: Traits, case: str, event: float) -> Reason | None:
    if a.kind != b.kind and a.kind and b.kind and not _kind_excused(a, b, case, event):
        return another("kind", a.kind, b.kind)
    if a.area != b.area and a.area and b.area and not _area_excused(a, b, case, event):
        return another("area", a.area, b.area)
    if a.status != b.status and a.status and b.status and not _status_excused(a, b, case, event):
        return another("status", a.status, b.status)
    return None


def another_time(a: Traits, b: Traits, case: str | None, event: float) -> Reason | None:
    """What puts two facts in two times, unless figures that relate in this way excuse it.

    Counts of two days that their own sentences name are two, however near they are, unless both print the same three
    digits.
    """
    if a.kind == "event_date":
        return None
    if not _same_time(a, b, case, event):
        return another("period", a.period or a.published, b.period or b.published)
    chance = case == "wide" or (case in ALIKE and not (case in EQUAL and is_particular(a)))
    if chance and a.stated and b.stated and distant(a, b) and another_day(a, b):
        return another("day", a.day, b.day)
    return None


def _kind_excused(a: Traits, b: Traits, case: str, event: float) -> bool:
    """A change is told as a level, and a level as a change, in reports of one event."""
    if a.kind == "event_date" or b.kind == "event_date" or same_indicator(a, b):
        return False
    if case == "slip":
        return event >= STRONG and is_money(a.unit)
    return (case in ALIKE or case == "wide") and (event >= TOLD or is_money(a.unit))


def at_home(a: Traits, b: Traits, event: float) -> bool:
    """Whether two articles of one event tell of one place under two names: the country, and the province it names.

    Of what an indicator names each has its own, and so it may have of the dead.
    """
    if event < TOLD or not _nested(a.area, b.area) or a.kin or b.kin:
        return False
    part = max(a.area, b.area, key=len)
    return part in a.home and part in b.home


def _area_excused(a: Traits, b: Traits, case: str, event: float) -> bool:
    """Of two places one may hold the other: the report that does not name the smaller one says the country.

    A single digit is then one quantity only if a unit that articles seldom print, or an indicator and the day, is too.
    """
    if at_home(a, b, event):
        return True
    if _nested(a.area, b.area):
        shared = a.unit not in _COMMON or (same_indicator(a, b) and not another_day(a, b))
        shared = shared or (event >= STRONG and bool(particular(a.nouns & b.nouns)))
        alike = case in ALIKE and (case != "few" or shared)
        return alike or case in ("wide", "slip")
    return case == "same" and is_particular(a) and not same_indicator(a, b)


def _status_excused(a: Traits, b: Traits, case: str, event: float) -> bool:
    """A plan is put as a goal, as a forecast or as a limit; and a headline leaves out what the story says of it.

    Of money that is planned and money that is spent the digits are seldom the same in another order.
    """
    statuses = {a.status, b.status}
    if case == "swap" or same_digits(a, b, case):
        return statuses <= {"actual", "forecast", "target"} and event >= STRONG and is_money(a.unit)
    if statuses == {"actual", "forecast"} and is_money(a.unit) and (is_particular(a) or is_particular(b)):
        return case in EQUAL or hold_together(a, b)
    if statuses <= PLANNED and event >= TOLD and case in _PLANS:
        return True
    if statuses == {"actual", "rule"}:  # the price of a purchase: what is paid, and what was offered
        return event >= STRONG and is_money(a.unit) and hold_together(a, b)
    if case not in EQUAL:
        return False
    if statuses <= PLANNED:
        return same_indicator(a, b) and a.period == b.period
    if a.indicator or b.indicator or not statuses <= {"actual", "forecast", "target"}:
        return False
    sure = case != "few" and event >= STRONG and "target" not in statuses
    return sure or is_money(a.unit) or is_particular(a) or (is_large(a) and bool(a.nouns & b.nouns))


def _same_time(a: Traits, b: Traits, case: str | None, event: float) -> bool:
    """Whether the periods can be one: equal, one unknown, both "now" in articles of the same days or of one event.

    For nearly one figure "now" may be said of any time; one figure may be given for a period and for a part of it; a
    figure of three digits is the same even where its periods were told differently. Running counts since one day are
    held against each other.
    """
    if case == "wide" and distant(a, b) and another_day(a, b):
        return up_to_now(a, b, event)
    if a.now and b.now:
        near = not (a.published and b.published) or _days(a.published, b.published) <= DAYS
        lasting = event >= STRONG and not another_day(a, b) and "change" not in (a.kind, b.kind)
        return near or case in EQUAL or lasting
    if a.period == b.period or not a.period or not b.period:
        return True
    held = case in ALIKE or (case == "wide" and event >= STRONG and not another_day(a, b))
    if (held or same_indicator(a, b)) and (a.now or b.now or told_later(a, b)):
        return True
    if (case == "same" or same_digits(a, b, case)) and is_particular(a) and not a.indicator:
        return True
    if not (a.first and b.first and a.last and b.last):
        return False
    within = (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
    so_far = case == "update" and a.first == b.first
    if one_end(a, b) or up_to_now(a, b, event):
        return True
    return (a.first, a.last) == (b.first, b.last) or so_far or (within and case in ALIKE)


def _nested(one: str, other: str) -> bool:
    """Whether one of two places lies in the other: ISO 3166-2 codes start with those of their country."""
    return one.startswith(f"{other}-") or other.startswith(f"{one}-")


def same_digits(a: Traits, b: Traits, case: str | None) -> bool:
    """Whether three digits or more are the same, a power of ten apart: they are hardly those of two things."""
    return case == "slip" and is_particular(a) and a.quote == b.quote


def up_to_now(a: Traits, b: Traits, event: float) -> bool:
    """Whether two changes since one day are told up to nearly one day, which one of them takes from its publication."""
    if event < TOLD or not (a.kind == b.kind == "change") or a.first != b.first:
        return False
    return _days(a.last, b.last) < WEEK and any(fact.last == fact.published for fact in (a, b))


def one_end(a: Traits, b: Traits) -> bool:
    """Whether one of two sums is told for a month and the other one for its last day: what there is, holds for both."""
    held = is_money(a.unit) and a.kind == b.kind == "quantity"
    return held and bool(a.last) and a.last == b.last and _days(a.first, b.first) <= MONTH


def in_step(a: Traits, b: Traits) -> bool:
    """Whether nothing says that two periods differ: one is unknown, or lies in the other; of changes, the end."""
    one, other = a.then, b.then
    return one.startswith(other) or other.startswith(one)


def distant(a: Traits, b: Traits) -> bool:
    """Whether the periods are known to differ."""
    return bool(a.period and b.period) and a.period != b.period


def assumed_apart(a: Traits, b: Traits) -> bool:
    """Whether two periods differ of which an article as a whole says one: the half year, the second quarter."""
    if (a.period and a.now) or (b.period and b.now) or not (a.assumed or b.assumed):
        return False
    one, other = (fact.then or fact.assumed for fact in (a, b))
    if a.kind == b.kind == "change":  # of changes, what they lead to
        one, other = one.rpartition("/")[2], other.rpartition("/")[2]
    return bool(one and other) and one != other


def another_day(a: Traits, b: Traits) -> bool:
    """Whether what holds on one day is held against what holds on another one, in counts and measures that move.

    A figure without a period holds on the day of its article. Shares, changes and most money are told of longer times,
    a price is not: one that an indicator names, or money for what is sold by weight or volume.
    """
    if a.day == b.day or not a.day or not b.day:
        return False
    if a.figure and b.figure and a.figure.running and b.figure.running:
        return True
    if not (a.status == b.status == "actual" and a.kind == b.kind == "quantity") or a.unit in _SHARES:
        return False
    return not is_money(a.unit) or same_indicator(a, b) or a.per in _GOODS or b.per in _GOODS


def told_later(a: Traits, b: Traits) -> bool:
    """Whether the day of one fact may be the day on which the other's period was reported on."""
    early, late = sorted((a, b), key=lambda fact: fact.last)
    told = bool(early.last and late.first) and late.first == late.last and early.last < late.first
    return told and early.first != early.last and _days(early.last, late.first) <= REPORTED


def same_indicator(a: Traits, b: Traits) -> bool:
    return bool(a.indicator) and a.indicator == b.indicator


def others_plan(a: Traits, b: Traits) -> bool:
    """Whether two speakers each tell of a plan: two banks forecast two rates."""
    proposed = a.status in PROPOSED and b.status in PROPOSED
    return proposed and bool(a.said_by and b.said_by) and not a.said_by & b.said_by


def others_counted(a: Traits, b: Traits) -> bool:
    """Whether the words for the counted are not known for two words for one thing."""
    return not counted_alike(a.nouns, b.nouns)


@lru_cache(maxsize=KEPT)
def _days(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 0
