"""Whether two facts speak of one quantity, and why.

First what rules it out: another unit, kind, status, place or time. Then how alike the words are, held against
how much likeness the case asks for: the same particular figure in two reports of one event needs little, two
different figures need a great deal, because precision comes before recall.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from audit import compare
from audit.groups._events import TOLD, is_particular
from audit.groups._traits import Traits

# The likeness that a pair must reach, by how its figures relate: in two reports of one event, and in one article,
# where the same small number or round share is often said of several things; but a headline repeats its story.
NEED = {
    "same": 0.0,
    "equal": 0.08,
    "close": 0.22,
    "wide": 0.38,
    "update": 0.30,
    "slip": 0.35,
    "apart": 0.43,
    "dates": 0.6,
}
WITHIN = {"same": 0.3, "money": 0.0, "equal": 0.45, "close": 0.5, "wide": 0.7}
# What must be added where the articles hardly tell of one event, for each of status and period that is not quite the
# same, for figures the further apart they are, and where an indicator names the quantity.
STRANGERS, LOOSE, VAGUE, GAP, NAMED = 0.45, 0.1, 0.1, 0.25, -0.35
# What speaks for one quantity: both lead their articles; where the figures differ, also that one year, or one month or
# day, is named for both.
LEADING, DATED, DATED_CLOSELY = 0.3, 0.15, 0.25
# Figures of one quantity that hedges allow differ by no more than this factor; those that cannot both hold by no more
# than the second, unless a slip explains it.
FAR, FAR_APART = 1.35, 4.0
# Two digits that change places change a figure by no more than this factor; beyond it only slips of a power of ten are
# looked for, this close to one in decimal logarithms.
SWAPPED, NEARLY = 9.2, 0.05
# A claim wider than this share of its value says little of which quantity it is.
WIDE = 0.1
# What it says for a pair at most that each is the other's best partner, and against it that one has a better one; asked
# where the figures alone do not say that they are one.
GAIN, LOSS, FITTED = 0.3, 0.1, frozenset(("close", "wide", "update", "slip", "apart"))
# What each other figure says that stands in both sentences, and how much all of them at most.
COMPANY, COMPANIES = 0.12, 0.24
# Counts from here on are seldom the same by chance, whatever the counted are called.
LARGE = 1000
# "Now" means the same within so many days.
DAYS = 3
# Results of a period are reported within so many days of its end.
REPORTED = 120
# Statuses of what is not reached yet.
PLANNED = frozenset(("target", "forecast", "rule"))
# Statuses that reports of one estimate give it: in a group that holds both, they count against a newcomer and rule out
# nothing.
ESTIMATED, APART = (frozenset(("actual", "forecast")), frozenset(("target", "forecast"))), 0.5
# Statuses of what each speaker may put differently.
PROPOSED = frozenset(("target", "forecast"))
# From this strength on articles tell of one event for sure.
STRONG = 0.5

# The likeness of the best other partner that either of two figures has.
Best = Callable[[Traits, Traits], float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is likeness less what was asked; facts join where it is at least 0. `why` holds plain reasons."""

    score: float
    why: tuple[str, ...]
    conflict: bool = False

    @property
    def barred(self) -> bool:
        """Whether something rules out that both speak of one quantity, whatever the words say."""
        return self.score == -math.inf


def judge(a: Traits, b: Traits, event: float, best: Best | None = None, tell: bool = False) -> Verdict:
    """The verdict on two facts whose articles tell of one event with this strength (1 in the same article).

    `best` gives the likeness of the best other partner of either. Reasons are put into words only where they are to
    be told: of a large run most verdicts are never read.
    """
    equal = a.figure is None or b.figure is None or a.figure.value == b.figure.value
    bar = _unlike(a, b, equal, event)
    if bar:
        return Verdict(-math.inf, (bar,)) if tell else _BARRED
    if a.status != b.status and not _excused("status", a, b, equal, event):
        bar = f"another status: {a.status}, {b.status}"
        return Verdict(-APART if {a.status, b.status} in ESTIMATED else -math.inf, (bar,))
    case, conflict = _case(a, b)
    bar = _another_time(a, b, case) or _apart(a, b, case, conflict, event)
    if bar or case is None:
        if not tell:
            return _OPPOSED if conflict else _BARRED
        return Verdict(-math.inf, (bar or "the figures are too far apart for one quantity",), conflict)
    like, asked = likeness(a, b, conflict), max(0.0, _asked(a, b, case, event))
    like += (LEADING if a.leads and b.leads else 0.0) + (_dated(a, b) if conflict else 0.0)
    if a.article != b.article:
        like += min(COMPANIES, COMPANY * len(a.company & b.company))
    fit = _fit(a, b, case, like - asked, event, best) if best else 0.0
    like += fit
    why = _told(a, b, case, like, asked, event) + ((f"fit: {fit:+.2f}",) if fit else ()) if tell else ()
    return Verdict(round(like - asked, 6), why, conflict)


def _fit(a: Traits, b: Traits, case: str, score: float, event: float, best: Best) -> float:
    """What it says for or against a pair that its two figures fit each other better or worse than any other ones."""
    if case not in FITTED or a.article == b.article or score < -GAIN:
        return 0.0
    margin = likeness(a, b, strict=True) - best(a, b)
    return min(GAIN * event, margin) if margin > 0 else max(-LOSS, margin)


_BARRED, _OPPOSED = Verdict(-math.inf, ()), Verdict(-math.inf, (), conflict=True)


def _told(a: Traits, b: Traits, case: str, like: float, asked: float, event: float) -> tuple[str, ...]:
    """The reasons of a verdict, in words."""
    why = (f"figures: {case}", f"words alike: {like:.2f}, asked: {asked:.2f}", f"same event: {event:.2f}")
    return why + (("same indicator",) if _named(a, b) else ())


def _asked(a: Traits, b: Traits, case: str, event: float) -> float:
    """The likeness that joining asks for."""
    need = NEED[case]
    if a.article == b.article and not (a.heads or b.heads):
        need = WITHIN["money"] if case == "same" and is_money(a.unit) else WITHIN.get(case, need)
    loose = LOOSE * (a.kind != "event_date" and bool(a.period and b.period) and a.period != b.period)
    loose += LOOSE * (a.status != b.status) + LOOSE * _others_plan(a, b)
    if case == "apart" and a.figure and b.figure:
        loose += GAP * min(1.0, math.log2(_factor(a.figure, b.figure)))
    if case in ("apart", "slip"):
        loose += VAGUE * (a.period != b.period and not (a.now and b.now))
    strangers = STRANGERS * max(0.0, 1.0 - 2.0 * event)
    if a.kind == "event_date":
        strangers /= 2
    return need + loose + strangers + (NAMED if _named(a, b) else 0.0)


def _dated(a: Traits, b: Traits) -> float:
    """What it says for figures that both are given for one period, other than now."""
    if a.now or a.period != b.period:
        return 0.0
    return DATED_CLOSELY if len(a.period) > len("2013") and "/" not in a.period else DATED


def _apart(a: Traits, b: Traits, case: str | None, conflict: bool, event: float) -> str | None:
    """What keeps figures apart that have the same unit, status, place and time."""
    if case is None:
        return "the figures are too far apart for one quantity"
    if conflict and a.article == b.article:
        return "one article gives both figures, side by side"
    if conflict and _others_counted(a, b) and a.figure and b.figure and _factor(a.figure, b.figure) > FAR:
        return f"another thing counted: {a.counted}, {b.counted}"
    reported = _named(a, b) and _told_later(a, b)
    if conflict and _distant(a, b) and not reported and not (a.leads and b.leads and event >= STRONG):
        return f"another period, as far as is known: {a.period or 'unknown'}, {b.period or 'unknown'}"
    if _named(a, b) or event >= TOLD or a.kind == "event_date":
        return None
    if conflict or not a.period or a.period != b.period:
        return "the articles tell of different events"
    return None


def _distant(a: Traits, b: Traits) -> bool:
    """Whether the periods are known to differ."""
    return bool(a.period and b.period) and a.period != b.period and not (a.now and b.now)


def _named(a: Traits, b: Traits) -> bool:
    return bool(a.indicator) and a.indicator == b.indicator


def likeness(a: Traits, b: Traits, strict: bool = False) -> float:
    """How alike the words of two facts are, about 0 to 1: near the figure, in the sentence, of names and the counted.

    Strictly, a word that only one of them has counts against them: "thu ngân sách" is not "thu cân đối ngân sách".
    """
    alike = _dice if strict else _overlap
    near, around = alike(a.near, b.near), _dice(a.around, b.around)
    if a.kind == "event_date":
        return near
    like = 0.6 * near + 0.4 * around
    if a.named and b.named:
        like += 0.2 * alike(a.named, b.named)
    if a.measure and a.measure == b.measure:
        like += 0.3
    if a.nouns and b.nouns:
        like += 0.1 if a.nouns & b.nouns else -0.1 if _large(a) else -0.2
    return like


def rules_out(a: Traits, b: Traits) -> bool:
    """Whether two figures are of different cells, whatever their values and words."""
    return a.status != b.status or bool(_unlike(a, b, False, 0.0)) or _distant(a, b)


def _unlike(a: Traits, b: Traits, equal: bool, event: float) -> str | None:
    """What rules out that two facts speak of one quantity, whatever their figures and words, in words."""
    for name in ("unit", "kind"):
        if getattr(a, name) != getattr(b, name) and not _excused(name, a, b, equal, event):
            return f"another {name}: {getattr(a, name) or 'none'}, {getattr(b, name) or 'none'}"
    for name in ("per", "direction", "area", "indicator"):
        if getattr(a, name) and getattr(b, name) and getattr(a, name) != getattr(b, name):
            return f"another {name}: {getattr(a, name)}, {getattr(b, name)}"
    if equal and a.unit == "percent" and not is_particular(a) and _others_plan(a, b):
        return f"another speaker's plan: {a.speaker}, {b.speaker}"
    return None


def _others_plan(a: Traits, b: Traits) -> bool:
    """Whether two speakers each tell of a plan: two banks forecast two rates."""
    proposed = a.status in PROPOSED and b.status in PROPOSED
    return proposed and bool(a.said_by and b.said_by) and not a.said_by & b.said_by


def _another_time(a: Traits, b: Traits, case: str | None) -> str | None:
    if a.kind != "event_date" and not _same_time(a, b, case):
        return f"another period: {a.period or a.published}, {b.period or b.published}"
    return None


def _excused(name: str, a: Traits, b: Traits, equal: bool, event: float) -> bool:
    """Whether one and the same figure may differ so between reports of one event.

    A plan is put as a goal, as a forecast or as a limit; and a headline leaves out what the story says of it.
    """
    if name == "kind":
        return equal and is_money(a.unit) and not (a.indicator or b.indicator)
    statuses = {a.status, b.status}
    if name != "status":
        return False
    if statuses == {"actual", "forecast"} and is_money(a.unit) and (is_particular(a) or is_particular(b)):
        return equal or _hold_together(a, b)
    if not equal:
        return False
    if statuses <= PLANNED:
        return event >= STRONG or (_named(a, b) and a.period == b.period)
    if a.indicator or b.indicator or not statuses <= {"actual", "forecast", "target"}:
        return False
    return is_money(a.unit) or is_particular(a) or (_large(a) and bool(a.nouns & b.nouns))


def _hold_together(a: Traits, b: Traits) -> bool:
    """Whether two figures may both be prints of one value."""
    if a.figure is None or b.figure is None:
        return False
    return compare.relation(a.figure, b.figure).kind in ("agree", "consistent")


def _same_time(a: Traits, b: Traits, case: str | None) -> bool:
    """Whether the periods can be one: equal, one unknown, both "now" in articles of the same days.

    For nearly one figure "now" may be said of any time; one figure may be given for a period and for a part of it; a
    figure of three digits is the same even where its periods were told differently.
    """
    if a.now and b.now:
        return case in ("same", "equal") or not (a.published and b.published) or _days(a.published, b.published) <= DAYS
    if a.period == b.period or not a.period or not b.period:
        return True
    if (case in ("same", "equal", "close") or _named(a, b)) and (a.now or b.now or _told_later(a, b)):
        return True
    if case == "same" and is_particular(a) and not a.indicator:
        return True
    if not (a.first and b.first and a.last and b.last):
        return False
    within = (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
    return (a.first, a.last) == (b.first, b.last) or (within and case in ("same", "equal"))


def _large(fact: Traits) -> bool:
    return fact.figure is not None and abs(fact.figure.value) >= LARGE


def _others_counted(a: Traits, b: Traits) -> bool:
    """Whether the words for the counted have nothing in common: hardly ever are they two words for one thing."""
    return bool(a.nouns and b.nouns) and not a.nouns & b.nouns


def _told_later(a: Traits, b: Traits) -> bool:
    """Whether the day of one fact may be the day on which the other's period was reported on."""
    early, late = sorted((a, b), key=lambda fact: fact.last)
    told = bool(early.last and late.first) and late.first == late.last and early.last < late.first
    return told and _days(early.last, late.first) <= REPORTED


def is_money(unit: str) -> bool:
    """Whether a unit is a currency: ISO 4217."""
    return len(unit) == len("VND") and unit.isupper()


def _days(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:
        return 0


def _case(a: Traits, b: Traits) -> tuple[str | None, bool]:
    """How the figures relate, as a key of NEED, None where they are too far apart; and whether they conflict."""
    if a.figure is None or b.figure is None:
        return _dates(a, b)
    factor = _factor(a.figure, b.figure)
    if SWAPPED < factor < math.inf and abs(math.log10(factor) - round(math.log10(factor))) > NEARLY:
        return None, True
    found = compare.relation(a.figure, b.figure).kind
    if a.figure.value == b.figure.value and a.figure.value_to == b.figure.value_to and found in ("agree", "consistent"):
        return ("same" if is_particular(a) or is_money(a.unit) else "equal"), False
    if found in ("agree", "consistent", "misrounded"):
        if factor > FAR:
            return None, False
        return ("wide" if max(_width(a.figure), _width(b.figure)) > WIDE else "close"), False
    if a.figure.running and b.figure.running and factor <= FAR_APART:
        return "update", True
    if found in ("scale_slip", "swapped_digits"):
        return "slip", True
    return ("apart" if factor <= FAR_APART else None), True


def _dates(a: Traits, b: Traits) -> tuple[str | None, bool]:
    """Dates of one named event: the same day, or a day within the month that the other one gives."""
    if not a.period or not b.period:
        return ("close" if a.quote == b.quote else None), False
    if a.period == b.period:
        return ("same" if len(a.period) == len("2019-03-07") else "equal"), False
    if a.period.startswith(b.period) or b.period.startswith(a.period):
        return "close", False
    return "dates", True


def _width(figure: compare.Printed) -> float:
    """The width of a claim against its value."""
    width = figure.high - figure.low
    return width / abs(figure.value) if figure.value else math.inf


def _factor(a: compare.Printed, b: compare.Printed) -> float:
    """How many times the larger figure is the smaller one."""
    small, large = sorted((abs(a.value), abs(b.value)))
    return large / small if small and (a.value < 0) == (b.value < 0) else math.inf


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words against the smaller set; a set of a word or two is not taken at its word."""
    return len(a & b) / max(3, min(len(a), len(b))) if a and b else 0.0


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
