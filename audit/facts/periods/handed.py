"""What a sentence hands on to the next one of its paragraph: the period that it stays in."""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Date
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.asides import FRONT, led_by, of_relative_clause, of_report, singled_out
from audit.facts.periods.bound import Bound, carries, faded, phase, spanned
from audit.facts.periods.clause import Calendar
from audit.facts.periods.repeat import Said

# How sure a year is, one sentence on, that an account only looks back at; behind that it is let go.
_LOOKED_BACK = 0.44
_FREE, _TAKEN = 0.7, 0.65
# How far before a figure, and among how many words, the one stands that makes it a record.
_RECORD, _WORDS = 24, 3
# How far before a year the word stands since whose event something is so.
_SINCE = 48


def handed_on(calendar: Calendar, past: Bound | None) -> Bound | None:
    """The period that a sentence stays in; `past` is what it was handed itself.

    A date that no figure of its sentence took may be of anything, unless it is a year. In a sentence without
    figures it sets the scene from the front, or as a year where nothing else has.
    """
    scene = calendar.scene
    holding = [date for date in calendar.dates if carries(date) and _stays(date, calendar)]
    if past is not None:
        holding = [date for date in holding if not led_by(date, "averages", scene)]
    if scene.sentence.figures:
        holding = [date for date in holding if date.start in calendar.used or date.shape in ("year", "years")]
    else:
        holding = [date for date in holding if _sets_scene(date, past is None, calendar)]
    wide = [date for date in holding if not singled_out(date, scene)]
    if len(wide) < len(holding) and (wide or (past is not None and _iso.within(holding[-1].period, past.period))):
        holding = wide  # `6 tháng đầu năm đạt 5,8 tỷ USD, riêng tháng 6 đạt 1 tỷ USD`
    if "day" in words(scene.sentence.language, "stands_on") and _of_day(calendar):
        holding = [date for date in holding if date.shape != "month"]
    free = [date for date in holding if date.start not in calendar.taken]
    holding = [date for date in holding if date.start not in calendar.left]
    if free:
        return calendar.bound(free[-1], _LOOKED_BACK if _looks_back(free[-1], calendar) else _FREE)
    if holding:
        return calendar.bound(holding[0], _LOOKED_BACK if _looks_back(holding[0], calendar) else _TAKEN)
    return faded(past)


def _of_day(calendar: Calendar) -> bool:
    """Whether figures of a sentence hold on a day, so that it only looks back at a month: `charged Friday with ...`."""
    return any(date.shape == "day" and date.start in calendar.used for date in calendar.dates)


def planned(handed: Bound | None, said: Sequence[Said], scene: Scene, published: str | None) -> Bound | None:
    """A period that runs on, marked where all that its sentence tells of it is planned: nothing has reached it yet."""
    if handed is None or handed.date is None or phase(handed.period, published) != "running":
        return handed
    of_date = [one for one in said if one.scene is scene and one.at is not None and one.at.date is handed.date]
    aims = bool(of_date) and all(one.stands.status == "target" for one in of_date)
    return handed._replace(planned=True) if aims else handed


def _looks_back(date: Date, calendar: Calendar) -> bool:
    """Whether a sentence only looks back at the year before, to which the next one may still belong."""
    scene = calendar.scene
    return scene.text(date.start, date.end) in words(scene.sentence.language, "year_before")


def _stays(date: Date, calendar: Calendar) -> bool:
    """Whether a date may hold for sentences to come.

    None in brackets does, none that only opens a span, and none of one event: `..., xong vào năm 2018`.
    """
    scene = calendar.scene
    event = led_by(date, "moment", scene) and date.start - scene.start > FRONT
    aside = event or scene.apart(date.start, scene.start) or of_relative_clause(date, scene)
    aside = aside or _since_event(date, scene)
    aside = aside or (date.start in calendar.taken and (calendar.steps(date) or _of_record(date, calendar)))
    return calendar.holds(date) and not calendar.opens(date) and not aside and not spanned(date, scene)


def _since_event(date: Date, scene: Scene) -> bool:
    """Whether a year is only that of an event since which something is so: `since the return of democracy in 1985`."""
    if date.shape != "year":
        return False
    begin, _ = scene.clause(date.start)
    lead = WORD.findall(scene.text(max(begin, date.start - _SINCE), date.start))
    return not words(scene.sentence.language, "since_behind").isdisjoint(lead)


def _of_record(date: Date, calendar: Calendar) -> bool:
    """Whether a date is only that of a record that something is held against: `just below the record 66% of 2020`."""
    scene, figure = calendar.scene, calendar.scene.figure_before(date.start)
    if figure is None or calendar.own.get(figure.start) is not date:
        return False
    lead = WORD.findall(scene.text(figure.start - _RECORD, figure.start))[-_WORDS:]
    return not words(scene.sentence.language, "record_of").isdisjoint(lead)


def _sets_scene(date: Date, first: bool, calendar: Calendar) -> bool:
    """Whether a date of a sentence without figures says when what follows was: from its front, or as its only one."""
    scene = calendar.scene
    if date.start - scene.start <= FRONT or of_report(date, scene):
        return True
    language = scene.sentence.language
    if len(calendar.dates) == 1 and date.shape in words(language, "resumed"):
        return True
    lead = WORD.findall(scene.text(date.start - 12, date.start))[-2:]
    if not lead or lead[-1] not in words(language, "year_lead"):
        return False
    goes_on = len(WORD.findall(scene.text(date.end, scene.clause(date.end)[1]))) > 1
    return first or (goes_on and len(lead) == 2 and lead[0] in words(language, "during"))
