"""When a figure holds: which date of its clause, its sentence or its paragraph is its own.

A date is bound by where it stands. Behind the figure in its clause (`86,5% năm 2019`) it is the figure's own and
reaches no other; before it in the clause, or at the front of the sentence (`Năm 2013, ...`), it reaches every
figure up to the next date. A date inside a comparison (`so với năm 2012`, `cao hơn ... của năm 2012`) says from
where a change is counted and is never handed on. What one sentence says carries to the next sentences of its
paragraph until they say something else. Where nothing says when, the period is null.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from audit.facts._reading import Date, Figure
from audit.facts.cues.comparison import (
    after_what,
    ago,
    based,
    began,
    compared,
    happened_then,
    is_dated,
    parted_from,
    since_record,
    spells,
)
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import COMPARED, WORD, words
from audit.facts.periods.asides import (
    FRONT,
    TIGHT,
    WHOLE,
    attributive,
    led_by,
    of_when,
    outside_clause,
    says,
    spoken,
    spoken_on,
    stepped_from,
    told_after,
)
from audit.facts.periods.bound import CARRIED, YEARLY, Bound
from audit.facts.periods.onward import traded
from audit.facts.periods.respective import respective

# After a date these make it one of a thing: `Tuesday's gains`.
_POSSESSIVE = ("'s", "’s")
_MOVES = frozenset(["up", "down"])
# What was decided or set when a year began is no level of then: `mức Quốc hội quyết định đầu năm`.
_PARTS_OF_YEAR = frozenset({"year_start", "year_end", "year_middle"})
_CLOSING = frozenset([*YEARLY, "day"])  # what a word before it makes an end: `up to the third quarter`
_ACTUAL = frozenset(["actual"])
_STATUS = frozenset(["target", "plan", "forecast", "future", "rule"]) | _ACTUAL
# Words that part a figure from a date of a later clause, and those that part it from the only date there is.
_PARTING, _PARTING_ALL = (_STATUS - _ACTUAL) | COMPARED, _STATUS | COMPARED


class Around(NamedTuple):
    """The dates around a figure: free and taken ones before it, the day of what is told, and the next one after it."""

    free: Date | None
    taken: Date | None
    told: Date | None
    ahead: Date | None


_ALONE = Around(None, None, None, None)


class Calendar:
    """The dates of one sentence and the parts they play, found in one pass for all its figures."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.dates = scene.dates
        self.starts = [date.start for date in self.dates]
        self.own: dict[int, Date] = {}
        self.taken: set[int] = set()
        self.records: set[int] = set()
        self.base: set[int] = set()
        self.spoken: set[int] = set()
        self.used: set[int] = set()
        self.left: set[int] = set()
        self.multiples: dict[int, Date] = {}
        self._single = len(self.dates) == 1
        self.around = dict.fromkeys(scene.figure_starts, _ALONE)
        if self.dates:
            self._sort()

    def _sort(self) -> None:
        """Sorts the dates by the parts they play, and finds those of each figure."""
        scene = self.scene
        self.records = {date.start for date in self.dates if since_record(date, scene)}
        self.base = {date.start for date in self.dates if compared(date, scene) or began(date, scene)} | self.records
        self.spoken = spoken(scene)
        self.base |= self.spoken | stepped_from(scene) | told_after(scene) | attributive(scene)
        self._tie()
        self.left = {date.start for figure in scene.sentence.figures if (date := self._start(figure)) is not None}
        self._look_around()

    def _tie(self) -> None:
        """Gives each figure the date that stands right behind it, unless one stands closer before it."""
        items, scene = self.scene.items, self.scene
        for at, behind in enumerate(items[1:], 1):
            item = items[at - 1]
            if isinstance(item, Date) and isinstance(behind, Figure) and is_dated(item, behind, scene):
                self.own[behind.start] = item
                self.taken.add(item.start)
                continue
            if not isinstance(item, Figure) or not isinstance(behind, Date) or behind.start - item.end > TIGHT:
                continue
            if behind.start in self.spoken or (behind.shape == "now" and self._goes_on(item, behind)):
                continue
            plan = behind.rule == WHOLE and item.unit == "percent"
            if (behind.shape == "years" or plan) and behind.start in self.base:
                continue  # `1.5C above the 1850-1900 average`, `48% kế hoạch cả năm`
            if item.fold and self._multiple_of(item, behind):
                self.base.add(behind.start)
                self.multiples[item.start] = behind  # `gấp đôi năm 2020`
                continue
            if item.unit == "percent" and self._of_date(item, behind):
                self.base.add(behind.start)  # `bằng 80% năm 2019`
                continue
            before = items[at - 2] if at > 1 else None
            closer = isinstance(before, Date) and item.start - before.end < behind.start - item.end
            closer = closer and not self.steps(behind)
            if (
                behind.start in self.records
                or (isinstance(before, Date) and self._of_next_figure(item, behind, before))
                or (behind.rule in _PARTS_OF_YEAR and began(behind, scene))
                or parted_from(item, behind, scene)
                or (before and closer and not scene.split(before.end, item.start))
            ):
                continue
            self.own[item.start] = behind
            self.taken.add(behind.start)
        for start, date in respective(scene).items():
            self.own[start] = date
            self.taken.add(date.start)

    def _of_next_figure(self, figure: Figure, date: Date, before: Date) -> bool:
        """Whether a date is the next figure's: `Tháng 5, bán 181 chiếc và đạt đỉnh vào tháng 6 với hơn 236 chiếc`."""
        scene = self.scene
        at = bisect_left(scene.item_starts, date.start) + 1
        behind = scene.items[at] if at < len(scene.items) else None
        if not isinstance(behind, Figure) or before.start - scene.start > FRONT or before.shape != date.shape:
            return False
        return behind.start - date.end < date.start - figure.end and not scene.split(date.end, behind.start)

    def _goes_on(self, figure: Figure, date: Date) -> bool:
        """Whether something else is told of the present: `sales rose 20% and now are a third`."""
        between = WORD.findall(self.scene.text(figure.end, date.start))
        return not words(self.scene.sentence.language, "begins").isdisjoint(between)

    def _of_date(self, figure: Figure, date: Date) -> bool:
        """Whether a share is one of what there was at a date: `bằng 80% năm 2019`."""
        scene, language = self.scene, self.scene.sentence.language
        gap = WORD.findall(scene.text(figure.end, date.start))
        if not all(word in words(language, "date_unit") or word in words(language, "of") for word in gap):
            return False
        loose = words(language, "loose") - words(language, "equal")
        lead = [word for word in WORD.findall(scene.text(figure.start - 24, figure.start)) if word not in loose]
        return bool(lead) and lead[-1] in words(language, "equal")

    def _multiple_of(self, figure: Figure, date: Date) -> bool:
        """Whether a date right behind a multiple is that of what it is a multiple of: `gấp 3 lần nửa đầu năm ngoái`."""
        language = self.scene.sentence.language
        known, gap = words(language, "multiple_of"), WORD.findall(self.scene.text(figure.end, date.start))
        return bool(known) and date.shape in CARRIED and all(word in known for word in gap)

    def _start(self, figure: Figure) -> Date | None:
        """The date of a level left behind or only compared with: `từ 120 cuối năm 2022 lên 165`, against 73 in 2014."""
        own = self.own.get(figure.start)
        return own if own is not None and based(figure, self.scene) else None

    def _look_around(self) -> None:
        """For each figure the dates around it: the last free, taken and told ones before it, the next one after it."""
        free = taken = told = ahead = None
        for item in self.scene.items:
            if isinstance(item, Figure):
                self.around[item.start] = Around(free, taken, told, None)
            elif item.event:
                told = None if item.shape != "day" or says(item, self.scene) else item
            elif self.holds(item):
                free, taken = (free, item) if item.start in self.taken else (item, taken)
        for item in reversed(self.scene.items):
            if isinstance(item, Figure):
                self.around[item.start] = self.around[item.start]._replace(ahead=ahead)
            elif self.holds(item):
                ahead = item

    def holds(self, date: Date) -> bool:
        """Whether a date may be a figure's: it is no event, and nothing is only compared with it."""
        return date.start not in self.base and not date.event

    def opens(self, date: Date) -> bool:
        """Whether a date only opens a span: `từ năm 2011`, since May."""
        joined = date.period is not None and "/" in date.period
        if joined or date.shape in ("since", "now"):
            return False
        return led_by(date, "since", self.scene) or happened_then(date, self.scene)

    def level(self, figure: Figure, changes: bool) -> Bound | None:
        """The date of the sentence at which a figure holds; None where the sentence names none."""
        scene, own = self.scene, self.own.get(figure.start)
        if own is not None and self._is_of(figure, own) and not (changes and self.counts_from(own)):
            return self.bound(own, 0.95, near=True)
        if (then := of_when(figure.start, scene)) is not None:
            return Bound(then.period, 0.85, then.shape, True, then)
        free, taken, told, ahead = self.around[figure.start]
        free, taken, ahead = (self._within_reach(date, figure) for date in (free, taken, ahead))
        if ahead is not None and self._is_not_of(figure, taken, ahead, changes):
            ahead = None
        if free is not None and taken is not None and _reported_in(taken, free) and not self.opens(taken):
            free = None
        if free is not None and (not scene.split(free.end, figure.start) or self._introduces(free, figure)):
            return self.bound(free, 0.9, near=True)
        if ahead is not None and self._of_later(figure, ahead, free, taken):
            ahead = None
        if ahead is not None and not scene.split_outside(figure.end, ahead.start):
            return self.bound(ahead, 0.85, near=True)
        if free is not None:
            self.used.add(free.start)
            return self.bound(free, 0.85)
        if taken is not None and taken.shape == "window" and self._moves_on(taken, figure):
            taken = None
        if taken is not None and taken.start not in self.left and not self.opens(taken) and not self.steps(taken):
            return self.bound(taken, 0.7)
        if ahead is not None and self._reaches_back(ahead, figure):
            return self.bound(ahead, 0.6 if ahead.start not in self.taken else 0.5)
        return self.bound(told, 0.5) if told is not None else None

    def _is_not_of(self, figure: Figure, taken: Date | None, ahead: Date, changes: bool) -> bool:
        """Whether the next date says nothing of a figure: another one moved then, or a change only counts from it."""
        if not changes and self.steps(ahead) and self.scene.figure_between(figure.end, ahead.start):
            return True
        if self._of_known(ahead, figure):
            return True
        counted = changes and (self.counts_from(ahead) or ahead.shape == "now" or self._of_report(taken, ahead))
        return counted or self._follows(ahead, figure) or self._of_next_move(ahead, figure)

    def _within_reach(self, date: Date | None, figure: Figure) -> Date | None:
        """A date that does not stand in brackets of its own, unless those say in full which days are meant."""
        if date is None or outside_clause(date, figure.start, self.scene):
            return None
        return None if self.scene.apart(date.start, figure.start) and not spells(date, self.scene) else date

    def _introduces(self, date: Date, figure: Figure) -> bool:
        """Whether a date at the front has nothing but a comma and a hedge between it and a figure: `Đến 2025, 80%`."""
        if date.start - self.scene.start > FRONT:
            return False
        loose = words(self.scene.sentence.language, "loose")
        return all(word in loose for word in WORD.findall(self.scene.text(date.end, figure.start)))

    def compares(self, figure: Figure) -> bool:
        """Whether a figure stands in a comparison of its own."""
        own = self.own.get(figure.start)
        return ago(figure, self.scene) is not None or (own is not None and self.counts_from(own))

    def opening(self, figure: Figure) -> Date | None:
        """The date before a figure since which something is so: `Since July, it has added 9,000 jobs`."""
        free = self.around[figure.start].free
        return free if free is not None and self.opens(free) else None

    def spans(self, date: Date | None) -> bool:
        """Whether a date names the two ends of a change: `between 2014 and 2024 deaths fell by 10%`."""
        return date is not None and date.shape in ("years", "months") and led_by(date, "ends_of", self.scene)

    def exceeds(self, figure: Figure) -> bool:
        """Whether a figure says by how much what was at its date is passed: `1,350 more than in 2021`."""
        own = self.own.get(figure.start)
        return own is not None and led_by(own, "exceeded", self.scene)

    def counts_from(self, date: Date) -> bool:
        """Whether a change is counted from a date: `tăng 5% từ năm 2012`, rose 5 percent from May."""
        return led_by(date, "since", self.scene) or self.steps(date) or happened_then(date, self.scene)

    def _of_report(self, taken: Date | None, ahead: Date) -> bool:
        """Whether a change is of the report's period before it, and not of a day behind it."""
        return taken is not None and taken.shape in CARRIED and ahead.shape == "day"

    def _of_next(self, taken: Date | None, ahead: Date, figure: Figure) -> bool:
        """Whether a date is the next figure's, where one before holds on: `$3bn in 2015, 45% of the $6bn for 2020`."""
        if taken is None or taken.shape != ahead.shape or ahead.start not in self.taken or self.opens(taken):
            return False
        return taken.start not in self.left and self.scene.figure_between(figure.end, ahead.start)

    def _of_later(self, figure: Figure, ahead: Date, free: Date | None, taken: Date | None) -> bool:
        """Whether a date behind a figure is that of another one, further on."""
        if self._of_another(ahead, figure) or self._of_next(taken, ahead, figure):
            return True
        return free is not None and self._of_next_figure(figure, ahead, free)

    def _of_another(self, date: Date, figure: Figure) -> bool:
        """Whether what is so now stands before what was done at a date: `has 980 soldiers and spent $5m in 2015`."""
        scene = self.scene
        if date.start not in self.taken or not scene.figure_between(figure.end, date.start):
            return False
        now = words(scene.sentence.language, "present")
        before = scene.before(figure.start, roles=_ACTUAL)[:1]
        if not before or scene.text(before[0].start, before[0].end) not in now:
            return False
        done = scene.after(figure.end, date.start - figure.end, _ACTUAL)
        return any(scene.text(cue.start, cue.end) not in now for cue in done)

    def _of_next_move(self, date: Date, figure: Figure) -> bool:
        """Whether a date says over what a later figure has moved: `fell 4% to $25 and has lost 12% over the month`."""
        if date.start not in self.taken or date.shape == "day":
            return False
        behind = self.scene.figures(figure.end, date.start)
        last = behind[-1] if behind else None
        if last is None or not (date.shape == "window" or traded(figure, self.scene)):
            return False
        before = behind[-2] if len(behind) > 1 else figure
        return any(cue.roles & _MOVES for cue in self.scene.after(before.end, last.start - before.end))

    def _of_known(self, date: Date, figure: Figure) -> bool:
        """Whether a date is that of a known figure behind one: `rose 0.6%, double the 0.3% of July`."""
        behind = self.scene.figures(figure.end, date.start)
        if not behind or self.own.get(behind[-1].start) is not date:
            return False
        lead = WORD.findall(self.scene.text(behind[-1].start - TIGHT, behind[-1].start))[-1:]
        return bool(lead) and lead[0] in words(self.scene.sentence.language, "definite")

    def _moves_on(self, date: Date, figure: Figure) -> bool:
        """Whether a verb behind a stretch of time tells of another move: `down 20% over the past year, it rose 1%`."""
        return any(cue.roles & _MOVES for cue in self.scene.after(date.end, figure.start - date.end))

    def steps(self, date: Date) -> bool:
        """Whether a date is only what a change is counted from: `rose 3% from May, to $37`."""
        on_year = date.shape == "year" and led_by(date, "on_year", self.scene)
        return on_year or led_by(date, "counted_from", self.scene)

    def _follows(self, date: Date, figure: Figure) -> bool:
        """Whether a date is that of an earlier figure that is told after this one: `rose 3% after a 2% rise in May`."""
        if date.start not in self.taken:
            return False
        between = WORD.findall(self.scene.text(figure.end, min(date.start, figure.end + TIGHT)))[:2]
        return not words(self.scene.sentence.language, "sequel").isdisjoint(between)

    def _is_of(self, figure: Figure, date: Date) -> bool:
        """Whether a date behind a figure is its own: `so với 58% năm 2014`, but not `58% so với năm 2014`."""
        return date.start not in self.base or not self.scene.after(figure.end, date.end - figure.end, COMPARED)

    def _reaches_back(self, date: Date, figure: Figure) -> bool:
        """Whether a date of a later clause may be a figure's: no word of status between, and no other date."""
        shared = self._single and date.shape == "day" and date.start not in self.taken
        parting = _PARTING if shared else _PARTING_ALL
        if self.opens(date) or self.scene.after(figure.end, date.start - figure.end, parting):
            return False
        if (
            self.scene.parted(figure.end, date.start)
            or date.start in self.left
            or self._owned(date)
            or self.scene.text(date.end, date.end + 2) in _POSSESSIVE
        ):
            return False
        if date.start not in self.taken:
            return True
        return self._single and date.shape in CARRIED and not after_what(figure.end, date.start, self.scene)

    def _owned(self, date: Date) -> bool:
        """Whether a date belongs to the noun behind it: `its December peak`."""
        lead = WORD.findall(self.scene.text(date.start - 8, date.start))[-1:]
        return bool(lead) and lead[0] in words(self.scene.sentence.language, "owners")

    def bound(self, date: Date, confidence: float, near: bool = False) -> Bound:
        """A date as the period of a figure: `từ năm 2006` is open at its end, `đến năm 2015` no year to count from."""
        shape, period = date.shape, date.period
        if shape == "now" and (told := spoken_on(self.scene)) is not None:
            return Bound(told.period, confidence, "day", near, told)  # `said Monday that 54 have now died`
        if near:
            self.used.add(date.start)
        if period and shape != "day" and "/" not in period and self.opens(date):
            return Bound(f"{period}/..", confidence, "since", near, date)
        if shape in _CLOSING and led_by(date, "until", self.scene):
            shape = "until"
        return Bound(period, confidence, shape, near, date)

    def after(self, offset: int, reach: int) -> Date | None:
        """The first date that starts at or after an offset, no further away than `reach`."""
        at = bisect_left(self.starts, offset)
        return self.dates[at] if at < len(self.dates) and self.starts[at] <= offset + reach else None


def _reported_in(taken: Date, free: Date) -> bool:
    """Whether what is told on a day holds in the period behind it: `On Friday it reported sales of $2bn for May`."""
    return free.shape == "day" and taken.shape in CARRIED and taken.start > free.start
