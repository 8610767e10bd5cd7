"""How exactly a figure is claimed, whether it was reached or planned, and when it holds."""

from __future__ import annotations

from collections.abc import Mapping

from audit.facts import _iso
from audit.facts._change import Kind, change
from audit.facts._cues import Scene
from audit.facts._hedge import hedge
from audit.facts._interval import claimed
from audit.facts._period import NOWHERE, Bound, Calendar, ago, based, over_time
from audit.facts._reading import Claim, Date, Figure, Reading, Sentence
from audit.facts._status import Status, phase, status

Span = tuple[int, int]


def claims(reading: Reading) -> Mapping[Span, Claim]:
    """The claim of every figure and every date of an article, by the mention's start and end."""
    found: dict[Span, Claim] = {}
    carried: Bound | None = None
    end = 0
    for sentence in reading.sentences:
        if carried and "\n" in reading.view.normal[end : sentence.start]:
            carried = None
        end = sentence.start + len(sentence.text)
        if not sentence.figures and not sentence.dates:
            continue
        scene = Scene(sentence)
        calendar = Calendar(scene)
        _sentence(scene, calendar, carried, reading, found)
        carried = calendar.carried() or carried
    return found


def _sentence(
    scene: Scene, calendar: Calendar, carried: Bound | None, reading: Reading, found: dict[Span, Claim]
) -> None:
    published = reading.article.published
    before: tuple[Figure, Kind] | None = None
    for figure in scene.sentence.figures:
        kind = change(figure, scene, before)
        before = figure, kind
        found[figure.start, figure.end] = _claim(figure, kind, calendar, carried, published)
    for date in scene.sentence.dates:
        if date.event:
            found[date.start, date.end] = _dated(date, published)


def _claim(figure: Figure, kind: Kind, calendar: Calendar, carried: Bound | None, published: str | None) -> Claim:
    scene = calendar.scene
    said = hedge(figure, scene)
    at = _when(figure, kind, calendar)
    stands = status(figure, scene, said, phase(at.period if at else None, published))
    if at is None and carried is not None and _fits(carried, stands, published) and not based(figure, scene):
        at = carried if kind.kind == "quantity" else over_time(figure, carried, calendar)
    at = at or NOWHERE
    low, high = claimed(figure, said.comparator, said.near)
    return Claim(
        kind=kind.kind,
        direction=kind.direction,
        comparator=said.comparator,
        status=stands.status,
        period=at.period,
        period_start=_iso.first(at.period),
        period_end=_iso.last(at.period),
        low=low,
        high=high,
        confidence=min(kind.confidence, stands.confidence, at.confidence),
    )


def _when(figure: Figure, kind: Kind, calendar: Calendar) -> Bound | None:
    at = calendar.level(figure)
    if kind.kind == "change":
        return over_time(figure, at, calendar)
    if based(figure, calendar.scene) and figure.start not in calendar.own:
        cue = ago(figure, calendar.scene)
        if cue is not None and "year_ago" in cue.roles and at is not None:
            return Bound(_iso.earlier(at.period, years=1), 0.7, at.shape)
        return NOWHERE
    return at


def _fits(carried: Bound, stands: Status, published: str | None) -> bool:
    """Whether a period of another sentence can be this figure's: no plan for the past, no result from the future."""
    now = phase(carried.period, published)
    if stands.status in ("target", "forecast"):
        return now != "over"
    return stands.status == "actual" and now != "ahead"


def _dated(date: Date, published: str | None) -> Claim:
    """An event's date is the fact itself; one that is still to come is planned."""
    ahead = bool(published and date.first and date.first > published[:10])
    return Claim(
        "event_date",
        status="target" if ahead else "actual",
        period=date.period,
        period_start=date.first,
        period_end=date.last,
    )
