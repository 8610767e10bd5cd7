"""How exactly a figure is claimed, whether it was reached or planned, and when it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audit.facts._designs import designs
from audit.facts._parts import MOOD, part_of
from audit.facts._pledges import pledges
from audit.facts._reading import Claim, Date, Figure, Reading, Sentence
from audit.facts._terms import terms
from audit.facts.cues.capital import named
from audit.facts.cues.change import Kind, change
from audit.facts.cues.comparison import ago, based, starts
from audit.facts.cues.falls import set_apart
from audit.facts.cues.foretold import announced
from audit.facts.cues.hedge import hedge
from audit.facts.cues.options import to_choose
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, default, words
from audit.facts.cues.status import ASKED, Status, reckoned, status
from audit.facts.dates import iso as _iso
from audit.facts.numbers.interval import claimed
from audit.facts.periods.adjusted import adjust
from audit.facts.periods.as_of import as_of
from audit.facts.periods.balance import closing
from audit.facts.periods.began import began
from audit.facts.periods.beside import held_against, hold
from audit.facts.periods.bound import NOWHERE, Bound, carries, faded, phase
from audit.facts.periods.clause import Calendar
from audit.facts.periods.columns import columns
from audit.facts.periods.decided import decided
from audit.facts.periods.flows import flows
from audit.facts.periods.frame import SHAPE, frame
from audit.facts.periods.growth import ends_of, not_its_own, over_time, reached, to_publication
from audit.facts.periods.handed import handed_on, planned
from audit.facts.periods.inherited import by_plan, inherited, listed
from audit.facts.periods.meeting import plans
from audit.facts.periods.monthly import stepwise
from audit.facts.periods.moved import moved, on_sessions, since_last, step_before, stretched
from audit.facts.periods.nowadays import nowadays
from audit.facts.periods.onward import (
    began_with,
    latest,
    onward,
    said_of_now,
    up_to_now,
    within,
)
from audit.facts.periods.paragraphs import paragraphs
from audit.facts.periods.past import past_level
from audit.facts.periods.rates import quarters, rates
from audit.facts.periods.repeat import Said, says_again, settle
from audit.facts.periods.reported import reported
from audit.facts.periods.revised import expected, revised
from audit.facts.periods.running import close, grown
from audit.facts.periods.sequel import led_to, sequels
from audit.facts.periods.sofar import of_plan, sum_up
from audit.facts.periods.surveyed import surveyed
from audit.facts.periods.takings import takings
from audit.facts.periods.told import last_day, lead
from audit.facts.periods.votes import votes

Span = tuple[int, int]
# A sign that stands first in brackets.
_SIGNED = ("(+", "(-")
# Units of shares and counts: what is said of one of them is not said of an amount beside it.
_SHARES = frozenset({"percent", "percentage_point", "ratio", "count"})
_AGO = frozenset({"year_ago", "unit_ago"})
_DAY = len("2013-10-22")
_OPTION = Status("example", 0.8, rule="status-option")
_TIMED = ("actual", "target", "forecast")
# How far behind a word that compares the time stands that it names.
_PHRASE = 16
# How far before a date to come the word stands of who undertakes it.
_LEAD = 64
# The title and the first sentence name the period of a report.
_FIRST = 2


@dataclass(slots=True)
class Paragraph:
    """What a paragraph has said so far: the period it stays in, and whether it looks ahead."""

    carried: Bound | None = None
    mood: Status | None = None


def claims(reading: Reading) -> Mapping[Span, Claim]:
    """The claim of every figure and every date of an article, by the mention's start and end."""
    published = reading.article.published
    dates = ((date, sentence) for sentence in reading.sentences for date in sentence.dates if date.event)
    found = {(date.start, date.end): _dated(date, sentence, published) for date, sentence in dates}
    return found | {(one.figure.start, one.figure.end): _claim(one) for one in statements(reading)}


def statements(reading: Reading) -> list[Said]:
    """What an article says of each of its figures, in reading order, with the words that say so."""
    published = reading.article.published
    today = None if published else last_day(reading)
    sum_up(reading)
    said: list[Said] = []
    paragraph, told = Paragraph(), None
    begun = paragraphs(reading)
    opening = lead(reading)[:_FIRST]
    front, opened = opening[-1].end if opening else 0, {date.period for part in opening for date in part.dates}
    for sentence in reading.sentences:
        if sentence.start in begun:
            handed = latest(onward(paragraph.carried, sentence.language, published), told)
            told = handed if _opened(handed, told, front, opened) else told
            paragraph = Paragraph(told)
        if sentence.figures or (sentence.dates and any(carries(date) for date in sentence.dates)):
            calendar = Calendar(Scene(sentence))
            said += _figures(calendar, paragraph, published)
            paragraph.mood = decided(calendar, published) or paragraph.mood
            handed = within(handed_on(calendar, paragraph.carried), told, calendar.scene)
            paragraph.carried = planned(handed, said, calendar.scene, published)
        else:
            paragraph.carried = faded(paragraph.carried)
    revised(said)
    columns(said, reading)
    settle(said)
    flows(said)
    for one in said:
        if today and one.at is not None and one.at.shape == "now":
            one.at = one.at._replace(period=today, confidence=0.4)
    stepwise(said)
    sequels(said)
    frame(said, reading)
    surveyed(said, reading, SHAPE)
    votes(said, reading, SHAPE)
    adjust(said, reading)
    led_to(said)
    takings(said, reading, SHAPE)
    reported(said, reading)
    expected(said, SHAPE)
    hold(said)
    terms(said, reading)
    designs(said, reading)
    pledges(said, reading)
    if published:
        plans(said, reading, published)
        close(said, published)
        nowadays(said, published)
        as_of(said, reading, published)
    began(said)
    rates(said)
    quarters(said)
    return said


def _opened(handed: Bound | None, told: Bound | None, front: int, opened: set[str | None]) -> bool:
    """Whether the lead of an article names the period that a paragraph hands on, or one that ends as that does.

    Others are only looked back at.
    """
    if handed is None or handed.date is None or handed.date.start < front or handed.date.period in opened:
        return True
    return told is not None and _iso.last(handed.period) == _iso.last(told.period)


def _figures(calendar: Calendar, paragraph: Paragraph, published: str | None) -> list[Said]:
    """What one sentence says of each of its figures, and what earlier ones of its paragraph may add."""
    scene, carried = calendar.scene, paragraph.carried
    said: list[Said] = []
    before: tuple[Figure, Kind] | None = None
    for figure in scene.sentence.figures:
        again = bool(said) and says_again(figure, said[-1].figure, scene)
        if again and not {figure.unit, said[-1].figure.unit} & _SHARES:
            said.append(_again(figure, said[-1]))
            continue
        kind = named(figure, change(figure, scene, before), scene)
        before = figure, kind
        told, base = hedge(figure, scene), based(figure, scene)
        level = calendar.level(figure, kind.kind == "change") if calendar.dates else None
        level = None if not_its_own(level, figure, calendar, published) else level
        level = (
            closing(level, figure, scene) if kind.kind == "quantity" else up_to_now(level, scene, published) or level
        )
        at = _when(figure, kind, base, level, calendar, said)
        at = on_sessions(grown(at, level, figure, scene, published), figure, scene) if kind.kind == "change" else at
        when = phase(_held_in(at, level, kind), published)
        stands = _OPTION if to_choose(figure, scene) else status(figure, scene, told, when, bool(at and at.near))
        if stands.status == "actual" and (to_come := announced(figure, scene)) is not None:
            stands = Status(to_come, 0.6, rule="status-title")
        if not base:
            handed_when = phase(carried.period, published) if carried and at is None else None
            lasts = default(scene.sentence.language, "status", "mood") == "paragraph"
            stands = _in_mood(stands, when or handed_when, paragraph) if lasts else stands
        stands = part_of(figure, stands, said, scene)
        of_year = of_plan(at, figure, stands, scene)
        loose = at is not None and (not at.near or at.shape == "now") and not (when == "ahead" and _opens(at, scene))
        expected = reckoned(stands, figure, scene)
        if at is not None and loose and stands.status in _TIMED and not (expected or _fits(at, stands, published)):
            at = None
        at = None if when == "ahead" and _had_now(figure, stands, calendar) else at
        at = None if at is not None and stands.rule == ASKED and _behind(at, figure) else at
        if again and said[-1].kind.kind == kind.kind and figure.start not in calendar.own:
            at = said[-1].at or at
        elif said and said[-1].kind.kind == kind.kind == "change" and (at is None or at.period is None):
            at = at if calendar.compares(figure) else listed(said[-1], figure, kind, calendar) or at
        handed = None
        if carried is not None and not base and (expected or _fits(carried, stands, published)):
            handed = inherited(carried, figure, kind, stands, calendar)
        at = past_level(figure, kind, level or carried, scene) or at
        if kind.kind == "quantity":
            at = up_to_now(at, scene, published) or at
        since = at is not None and at.shape == "since"
        if kind.kind == "change" and kind.cue is not None:
            at = stretched(figure, scene, published) or at
            at = at if at is not None and at.near else since_last(figure, scene, published) or at
        open_ended = not (at and at.period) and (since or not (handed and handed.period))
        if kind.kind == "change" and stands.status == "actual" and open_ended:
            at = (
                to_publication(figure, calendar, published)
                or (moved(figure, scene, published) if kind.cue or figure.fold or figure.sign < 0 else None)
                or at
            )
        said.append(Said(figure, scene, kind, told, stands, of_year or at, handed))
    return said


def _behind(at: Bound, figure: Figure) -> bool:
    """Whether the date of a period stands behind a figure."""
    return at.date is not None and at.date.start > figure.end


def _had_now(figure: Figure, stands: Status, calendar: Calendar) -> bool:
    """Whether what somebody has now stands before a date to come: `has 48,000 pupils and faces a gap in 2026`."""
    return figure.start not in calendar.own and said_of_now(stands, calendar.scene, "holds")


def _again(figure: Figure, before: Said) -> Said:
    """A figure in brackets that says the one before them in another unit: all but the number is that one's."""
    told = hedge(figure, before.scene)
    return replace(before, figure=figure, hedge=told if told.cue else before.hedge)


def _held_in(at: Bound | None, level: Bound | None, kind: Kind) -> str | None:
    """The period by which a figure is a plan or not: of a change from one day to another the later one."""
    period = (at.period or (level and level.period)) if at else None
    days = period.split("/") if period and kind.kind == "change" and not _iso.is_week(period) else []
    return days[1] if len(days) == 2 and len(days[0]) == len(days[1]) == _DAY else period


def _in_mood(stands: Status, when: str | None, paragraph: Paragraph) -> Status:
    """An estimate or a plan for a period that is not over goes on until the paragraph says that something is so."""
    if stands.cue is not None:
        looks = stands.status in ("forecast", "target") and when in ("running", "ahead")
        paragraph.mood = stands if looks else None
        return stands
    mood = paragraph.mood
    if mood is None or when is None or when == "over" or (mood.status == "target" and when != "ahead"):
        return stands
    return Status(mood.status, 0.6, rule=MOOD, by=mood.cue)


def _claim(one: Said) -> Claim:
    at = one.at or one.carried or NOWHERE
    low, high = claimed(one.figure, one.hedge.comparator, one.hedge.near)
    return Claim(
        kind=one.kind.kind,
        direction=one.kind.direction,
        comparator=one.hedge.comparator,
        status=one.stands.status,
        period=at.period,
        period_start=_iso.first(at.period),
        period_end=_iso.last(at.period),
        period_from=_said_in(one, at) if at.period else None,
        low=low,
        high=high,
        confidence=min(one.kind.confidence, one.stands.confidence, at.confidence),
    )


def _said_in(one: Said, at: Bound) -> str:
    """Where the period of a figure is said: in its sentence, its paragraph, or only by the article as a whole."""
    if at.shape == SHAPE:
        return "article"
    sentence = one.scene.sentence
    near = at.date is None or sentence.start <= at.date.start < sentence.end
    return "sentence" if near else "paragraph"


def _when(
    figure: Figure, kind: Kind, base: bool, level: Bound | None, calendar: Calendar, said: Sequence[Said]
) -> Bound | None:
    """The period of a figure, from the date of its sentence; the base of a change has only a date of its own."""
    if kind.kind == "change" and by_plan(figure, kind, calendar):
        return level
    if kind.kind == "change" and kind.cue is None and set_apart(figure, calendar.scene):
        return None if level is not None and _behind(level, figure) else level
    if kind.kind == "change":
        signed = calendar.scene.text(figure.start - 2, figure.start) in _SIGNED
        moved = (
            kind.cue is not None
            or signed
            or calendar.scene.text(figure.start, figure.end) in words(calendar.scene.sentence.language, "fold_verbs")
        )
        return over_time(figure, level, calendar, grows=moved)
    end = ends_of(level, figure, said[-1].figure if said else None, calendar.scene)
    if end is not None:
        return end
    if base and figure.start not in calendar.own:
        cue = ago(figure, calendar.scene)
        if cue is not None and cue.roles & _AGO and level is not None:
            place, yearly = (cue.start, cue.end), "year_ago" in cue.roles
            past = _iso.earlier(level.period, years=1) if yearly else step_before(level.period, cue, calendar.scene)
            return Bound(past, 0.7, level.shape, date=level.date, base=place)
        beside = said[-1] if said and held_against(said[-1], figure, calendar.scene) else None
        if beside is not None:
            return level if beside.at is None or beside.at is level else beside.at
        return _compared_with(figure, cue, calendar) or began_with(figure, said) or NOWHERE
    return reached(level, figure, calendar.scene)


def _compared_with(figure: Figure, cue: Cue | None, calendar: Calendar) -> Bound | None:
    """The time of a level that was left, where a comparison names it: `so với năm 2015, tỷ lệ giảm từ 12% xuống 8%`."""
    if cue is None or "base" not in cue.roles or not starts(figure, calendar.scene):
        return None
    named = calendar.after(cue.end, _PHRASE)
    if named is None or named.period is None or named.end > figure.start:
        return None
    return Bound(named.period, 0.6, named.shape, date=named, base=(cue.start, named.end))


def _fits(at: Bound, stands: Status, published: str | None) -> bool:
    """Whether a period of another clause can be this figure's: no plan for the past, no result from the future."""
    when = phase(at.period, published)
    if stands.status in ("target", "forecast"):
        return when != "over" and at.shape != "now"
    return stands.status == "actual" and when != "ahead"


def _opens(at: Bound, scene: Scene) -> bool:
    """Whether a period opens the sentence and holds for all of it: `Năm 2031, tỉnh đã đón 2 triệu lượt khách`."""
    if at.date is None or len(scene.dates) > 1 or scene.text(at.date.end, at.date.end + 1) != ",":
        return False
    return len(WORD.findall(scene.text(scene.start, at.date.start))) <= 1


def _dated(date: Date, sentence: Sentence, published: str | None) -> Claim:
    """An event's date is the fact itself; one that is still to come is planned, or expected where nobody decides it."""
    ahead = bool(published and date.first and date.first > published[:10])
    return Claim(
        "event_date",
        status=_to_come(date, sentence) if ahead else "actual",
        period=date.period,
        period_start=date.first,
        period_end=date.last,
        period_from="sentence" if date.period else None,
    )


def _to_come(date: Date, sentence: Sentence) -> str:
    """How a date to come stands: `will be paid on June 3` is an undertaking, `meets on June 3` a forecast."""
    usual = default(sentence.language, "status", "coming")
    at = date.start - sentence.start
    lead = WORD.findall(sentence.text[max(0, at - _LEAD) : at].lower())
    return usual if words(sentence.language, "undertaken").isdisjoint(lead) else "target"
