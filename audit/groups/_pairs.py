"""Whether two facts speak of one quantity, and why.

First what rules it out: another unit, kind, status, place or time. Then how alike the words are, held against
how much likeness the case asks for: the same particular figure in two reports of one event needs little, two
different figures need a great deal, because precision comes before recall.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import NamedTuple

from audit.groups._cells import (
    STRONG,
    TOLD,
    another_cell,
    another_day,
    another_time,
    assumed_apart,
    at_home,
    distant,
    in_step,
    one_end,
    others_counted,
    others_plan,
    same_digits,
    same_indicator,
    told_later,
    unlike,
    up_to_now,
)
from audit.groups._figures import ALIKE, EQUAL, FAR, case_of, digits_of, factor_of, is_money, is_particular
from audit.groups._likeness import evidence, likeness
from audit.groups._reasons import Reason, another
from audit.groups._rivals import Rivals
from audit.groups._traits import Traits
from audit.groups._words import HELPERS, tells_parts

# The likeness that a pair must reach, by how its figures relate: in two reports of one event, and in one article,
# where the same small number or round share is often said of several things; but a headline repeats its story.
NEED = {
    "same": -0.2,
    "equal": -0.05,
    "few": 0.08,
    "rounded": 0.0,
    "close": 0.22,
    "wide": 0.38,
    "update": 0.30,
    "swap": 0.05,
    "slip": 0.35,
    "apart": 0.43,
}
# The same for three digits or more that both print, a power of ten apart: they are hardly those of two things.
SLIPPED = -0.05
# The same for two digits that both print before two words of a scale: 12 million and 12 billion.
RESCALED = 0.12
# The same for dates of events: one day, one month or year, a day in a month, two days.
DATES = {"same": 0.0, "equal": 0.08, "close": 0.22, "dates": 0.35}
WITHIN = {"same": 0.3, "money": 0.0, "equal": 0.45, "few": 0.45, "rounded": 0.45, "close": 0.5, "wide": 0.7}
# The least factor between two words of a scale.
SCALE = 999
# What must be added where the articles hardly tell of one event, for each of status and period that is not quite the
# same, for figures the further apart they are, and where an indicator names the quantity.
STRANGERS, LOOSE, VAGUE, GAP, NAMED = 0.45, 0.1, 0.1, 0.25, -0.35
# As a power of two: figures that differ by more than two and a half times are no further apart for it.
FURTHEST = 1.3
# What must be added where only one of two figures is said to be of a part of a whole: of a sector, of a group.
PART = 0.3
# What speaks for one quantity: both lead their articles; where the figures differ, also that one year, or one month or
# day, is named for both.
LEADING, DATED, DATED_CLOSELY = 0.3, 0.15, 0.25
# What it says for a pair at most that each is the other's best partner, and against it that one has a better one; asked
# where the figures alone do not say that they are one.
GAIN, LOSS, FITTED = 0.3, 0.1, frozenset(("rounded", "close", "wide", "update", "slip", "swap", "apart"))
# What must be added for figures that cannot both hold where nothing says when one of them does.
UNTIMED = 0.25
# What must be added for each of two articles that prints both of two figures that cannot both hold.
PRINTED = 0.25
# What each other figure says that stands in both sentences, and how much all of them at most.
COMPANY, COMPANIES = 0.12, 0.24
# Reasons that a reading of other words would not take back.
_HARD = (Reason("added"), Reason("polled"), Reason("past"), Reason("parts"), Reason("fates"))
# Statuses that reports of one estimate give it: in a group that holds both, they count against a newcomer and rule out
# nothing.
ESTIMATED, APART = (frozenset(("actual", "forecast")), frozenset(("target", "forecast"))), 0.5


class Verdict(NamedTuple):
    """`score` is likeness less what was asked; facts join where it is at least 0. `why` holds the reasons.

    `soft` says that what rules the pair out, a period, a place, a kind or a status, may have been misread; `unmet` that
    nothing does but that their articles are not known to tell of one event. `typed` says that one of the
    figures is the other but for a slip of typing.
    """

    score: float
    why: tuple[Reason, ...]
    conflict: bool = False
    soft: bool = False
    unmet: bool = False
    typed: bool = False

    @property
    def barred(self) -> bool:
        """Whether something rules out that both speak of one quantity, whatever the words say."""
        return self.score == -math.inf


def judge(
    a: Traits, b: Traits, event: float, rivals: Rivals | None = None, tell: bool = False, brief: bool = False
) -> Verdict:
    """The verdict on two facts whose articles tell of one event with this strength (1 in the same article).

    `rivals` knows the other figures of the two articles. Reasons are put into words only where they are to
    be told: of a large run most verdicts are never read. A `brief` verdict on two facts that are no one quantity may
    say no more than that: what is read quickly is asked first.
    """
    turned = a.direction != b.direction and _turned(a, b, event)
    bar = None if turned else unlike(a, b) or (_strange(a, b) if event < TOLD else None)
    case, conflict = ("swap", True) if turned else (None, False) if bar else case_of(a, b)
    if brief and (bar or case is None or _of_two_times(a, b, case, conflict, event)):
        return _RULED_OUT[conflict, False]
    bar = bar or _bar(a, b, case, conflict, event)
    if bar or case is None:
        bar = bar or Reason("too_far")
        if bar.about == "status" and {a.status, b.status} in ESTIMATED:
            return Verdict(-APART, (bar,))
        soft = case is not None and a.article != b.article and event >= TOLD
        soft = soft and bar not in _HARD and bar.about != "plan"
        if bar.key == "events" and not tell:
            return _unmet(a, b)
        return Verdict(-math.inf, (bar,), conflict, soft) if tell else _RULED_OUT[conflict, soft]
    like, asked = likeness(a, b, conflict), max(0.0, _asked(a, b, case, event))
    like += (LEADING if a.leads and b.leads else 0.0) + (0.0 if case in EQUAL else _dated(a, b))
    if a.company and b.company and a.article != b.article:
        like += min(COMPANIES, COMPANY * len(a.company & b.company))
    if rivals and conflict:
        asked += PRINTED * rivals.printed(a, b)
    fit = _fit(a, b, case, like - asked, event, rivals) if rivals and case in FITTED else 0.0
    like += fit
    why = _told(a, b, case, like, asked, event, fit) if tell else ()
    return Verdict(round(like - asked, 6), why, conflict, typed=conflict and not turned and _typed(a, b, case))


def _of_two_times(a: Traits, b: Traits, case: str, conflict: bool, event: float) -> bool:
    """Whether two figures are of two times, by what is read without their words; `_bar` says the same of them."""
    if another_time(a, b, case, event):
        return True
    counted = conflict and case in ("apart", "update") and a.article != b.article and a.kind != "event_date"
    return counted and another_day(a, b) and not _stale(a, b)


def _rescaled(a: Traits, b: Traits) -> bool:
    """Whether two sums print the same digits, two or more, and differ by a thousand or a million."""
    scaled = a.figure is not None and b.figure is not None and factor_of(a.figure, b.figure) >= SCALE
    return scaled and is_money(a.unit) and a.quote == b.quote and digits_of(a) > 1


def is_typed(a: Traits, b: Traits) -> bool:
    """Whether one of two figures that cannot both hold is the other but for a slip of typing."""
    return _typed(a, b, case_of(a, b)[0])


def _typed(a: Traits, b: Traits, case: str | None) -> bool:
    return case == "swap" or same_digits(a, b, case)


def _fit(a: Traits, b: Traits, case: str, score: float, event: float, rivals: Rivals) -> float:
    """What it says for or against a pair that its two figures fit each other better or worse than any other ones."""
    if a.kind == "event_date" or a.article == b.article or score < -GAIN:
        return 0.0
    margin = likeness(a, b, strict=True) - rivals.best(a, b)
    return min(GAIN * event, margin) if margin > 0 else max(-LOSS, margin)


# Of a large run most pairs are ruled out: they share these.
_RULED_OUT = {(c, s): Verdict(-math.inf, (), c, s) for c in (False, True) for s in (False, True)}
_UNMET = Verdict(-math.inf, (), unmet=True)


def _unmet(a: Traits, b: Traits) -> Verdict:
    """The verdict on two facts of articles not known to tell of one event: whether that alone is against them.

    Figures that cannot both hold are: else a chain of chance likenesses makes the profits of all companies one.
    """
    case, conflict = case_of(a, b)
    free = case is not None and not conflict and _bar(a, b, case, conflict, TOLD) is None
    return _UNMET if free else _RULED_OUT[conflict, False]


def _told(a: Traits, b: Traits, case: str, like: float, asked: float, event: float, fit: float) -> tuple[Reason, ...]:
    """The reasons of a verdict."""
    why = [
        Reason("figures", {"case": case}),
        Reason("likeness", {"like": like, "asked": asked}),
        Reason("event", {"event": event}),
    ]
    if same_indicator(a, b):
        why.append(Reason("indicator", {"name": a.indicator}))
    if fit:
        why.append(Reason("fit", {"fit": f"{fit:+.2f}"}))
    shared = ", ".join(evidence(a, b))
    return (*why, Reason("words", {"words": shared})) if shared else tuple(why)


def _asked(a: Traits, b: Traits, case: str, event: float) -> float:
    """The likeness that joining asks for."""
    need = (DATES if a.kind == "event_date" else NEED)[case]
    if case == "slip" and event >= TOLD:
        need = SLIPPED if same_digits(a, b, case) else RESCALED if _rescaled(a, b) else need
    if a.article == b.article and not (a.heads or b.heads):
        need = WITHIN["money"] if case == "same" and is_money(a.unit) else WITHIN.get(case, need)
    loose = LOOSE * (a.kind != "event_date" and not in_step(a, b))
    if case in ("few", "equal") and a.figure and b.figure and a.figure.running != b.figure.running:
        loose += PART
    if a.part or b.part:
        loose += PART * (_left_out(a, b) or _left_out(b, a))
    loose += LOOSE * ((a.status != b.status) + (a.kind != b.kind) + others_plan(a, b))
    if a.area != b.area and a.area and b.area and not at_home(a, b, event):
        loose += LOOSE * (2 if case == "apart" else 1)
    if case == "apart" and a.figure and b.figure:
        loose += GAP * min(FURTHEST, math.log2(factor_of(a.figure, b.figure)))
    if case in ("apart", "slip", "update") and not all(fact.period or fact.published for fact in (a, b)):
        loose += UNTIMED
    if case in ("apart", "slip", "swap"):
        loose += VAGUE * (a.period != b.period and not (a.now and b.now))
    strangers = STRANGERS * max(0.0, 1.0 - 2.0 * event)
    if a.kind == "event_date":
        strangers /= 2
    named = same_indicator(a, b) and (event >= TOLD or _known_anywhere(a, b))
    named = named or (case in ALIKE and a.kind == b.kind and bool(a.kin) and a.kin == b.kin)
    return need + loose + strangers + (NAMED if named else 0.0)


def _left_out(a: Traits, b: Traits) -> bool:
    """Whether the sentence of a figure has nothing of the part of a whole that the other figure is of."""
    return bool(a.part) and a.article != b.article and not a.part & b.around


def _stale(a: Traits, b: Traits) -> bool:
    """Whether a count that can only grow is lower in the later article."""
    if not (a.figure and b.figure and a.figure.running and b.figure.running and a.published and b.published):
        return False
    early, late = sorted((a, b), key=lambda fact: fact.published)
    lasts = late.figure is not None and late.figure.growing and not late.figure.hurt
    return lasts and bool(early.figure and late.figure and late.figure.value < early.figure.value)


def _grown(a: Traits, b: Traits) -> bool:
    """Whether a count that can only grow is higher in the article of a later hour: each held when it was printed."""
    early, late = sorted((a, b), key=lambda fact: fact.moment)
    if not (early.now and late.now and early.figure and late.figure and early.figure.growing and late.figure.growing):
        return False
    timed = all(len(fact.moment) > len("2024-03-07") for fact in (a, b))
    return timed and early.moment < late.moment and early.figure.value < late.figure.value


def _dated(a: Traits, b: Traits) -> float:
    """What it says for figures that both are given for one period, other than now."""
    if a.now or a.period != b.period:
        return 0.0
    return DATED_CLOSELY if len(a.period) > len("2013") and "/" not in a.period else DATED


def _turned(a: Traits, b: Traits, event: float) -> bool:
    """Whether one change is told as a rise and as a fall: two articles of one event print its very figure."""
    if event < STRONG or a.article == b.article or not a.direction or not b.direction or a.direction == b.direction:
        return False
    equal = bool(a.figure and b.figure and a.figure.value == b.figure.value and digits_of(a) > 1)
    return equal and unlike(a, replace(b, direction=a.direction)) is None


def _strange(a: Traits, b: Traits) -> Reason | None:
    """What keeps figures of different events apart that nothing names for any event: no two are one by their words."""
    if a.kind == "event_date" or _known_anywhere(a, b):
        return None
    if a.figure and b.figure and a.figure.value == b.figure.value and is_particular(a):
        return None if a.period and a.period == b.period else Reason("events")
    return Reason("events")


def _bar(a: Traits, b: Traits, case: str | None, conflict: bool, event: float) -> Reason | None:
    """What rules out one quantity for figures that relate in this way."""
    if case is None:
        return Reason("too_far")
    if case in EQUAL and _in_one_sentence(a, b):
        return Reason("side_by_side")
    if a.asks != b.asks and case not in EQUAL and ((a.polled and not b.asks) or (b.polled and not a.asks)):
        return Reason("polled")
    bar = another_cell(a, b, case, event) or another_time(a, b, case, event)
    return bar or (_apart(a, b, case, event) if conflict else _unnamed(a, b, event, conflict))


def _in_one_sentence(a: Traits, b: Traits) -> bool:
    """Whether one sentence prints both figures: one that prints a value twice tells of two quantities."""
    together = a.article == b.article and a.sentence == b.sentence
    return together and abs(a.order[2] - b.order[2]) < len(a.sentence)


def _unnamed(a: Traits, b: Traits, event: float, conflict: bool) -> Reason | None:
    """Dates are of one event where one name or number stands by both; the same day also where the articles tell it.

    Two days are only of one event if it is a numbered document, or if the same is said to happen.
    """
    if a.kind != "event_date":
        return None
    shared = a.called & b.called
    if conflict:
        document = not set(a.documents).isdisjoint(b.documents)
        happens = bool(a.deed) and a.deed == b.deed and not (_today(a) and _today(b))
        named = document or (happens and (bool(shared) or event >= STRONG))
    else:
        named = bool(shared) or event >= TOLD
    return None if named else Reason("unnamed")


def _today(fact: Traits) -> bool:
    """Whether a date is that of its own article: what happens every day is told of each day."""
    return bool(fact.published) and fact.period == fact.published


def _apart(a: Traits, b: Traits, case: str, event: float) -> Reason | None:
    """What keeps figures apart that cannot both hold and have the same unit, status, place and time."""
    if a.article == b.article:
        return Reason("side_by_side")
    if a.kind == "event_date":
        return _unnamed(a, b, event, conflict=True)
    if case in ("apart", "update") and a.added != b.added:
        return Reason("added")
    if a.past != b.past:
        return Reason("past")
    if case == "apart" and _told_with_part(a, b):
        return Reason("parts")
    if others_counted(a, b) and a.figure and b.figure and factor_of(a.figure, b.figure) > FAR:
        return another("counted", a.counted, b.counted)
    return _told_of_other_times(a, b, case, event)


def _told_with_part(a: Traits, b: Traits) -> bool:
    """Whether the larger figure is told with a part that the smaller one leaves out: 15, 3 of them lent, and 12."""
    if not (a.figure and b.figure) or not (a.company or b.company):
        return False
    less, more = (a, b) if a.figure.value <= b.figure.value else (b, a)
    if not (less.figure and more.figure):
        return False
    return f"{more.figure.value - less.figure.value:.12g} {more.unit}" in more.company and tells_parts(more.sentence)


def _told_of_other_times(a: Traits, b: Traits, case: str, event: float) -> Reason | None:
    """What keeps figures apart that cannot both hold at one time: each may hold at its own."""
    if case == "update" and _grown(a, b):
        return another("moment", a.moment, b.moment)
    if same_digits(a, b, case):
        return None
    if case == "apart" and (mounting := _mounting(a, b)):
        return mounting
    if case not in ("slip", "swap") and another_day(a, b) and not _stale(a, b):
        return another("day", a.day, b.day)
    if same_indicator(a, b) and event < STRONG and not all(fact.period or fact.published for fact in (a, b)):
        return Reason("untimed")
    return _of_other_periods(a, b, case, event)


def _mounting(a: Traits, b: Traits) -> Reason | None:
    """What keeps apart what grows from one report to the next: those who help, and sums of which one is told so far."""
    if a.moment != b.moment and HELPERS in a.fates & b.fates:
        return another("moment", a.moment, b.moment)
    if a.published != b.published and not (a.period and a.period == b.period) and a.so_far != b.so_far:
        return another("day", a.day or a.published, b.day or b.published)
    return None


def _of_other_periods(a: Traits, b: Traits, case: str, event: float) -> Reason | None:
    """What keeps figures apart that cannot both hold and of which two periods are told."""
    outdated = case == "update" and _stale(a, b) and ((a.now and b.now) or bool(a.first and a.first == b.first))
    if case in ("apart", "update") and assumed_apart(a, b) and not outdated:
        return another("period", a.period or a.assumed, b.period or b.assumed)
    reported = (same_indicator(a, b) and told_later(a, b)) or outdated or one_end(a, b) or up_to_now(a, b, event)
    if distant(a, b) and not reported and case != "swap" and not (a.leads and b.leads and event >= STRONG):
        return another("period", a.period, b.period)
    return None


def _known_anywhere(a: Traits, b: Traits) -> bool:
    """Whether an indicator names both, other than of what each event has its own count: the dead, the injured."""
    return same_indicator(a, b) and not (a.figure and a.figure.running)
