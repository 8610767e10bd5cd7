"""What a change is counted from: the same time of a year before, the time that a comparison names, or a multiple's."""

from __future__ import annotations

from datetime import timedelta

from audit.facts._reading import Date, Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import NOWHERE, Bound
from audit.facts.periods.clause import Calendar
from audit.facts.periods.moved import step_before

Span = tuple[int, int]
# How far behind a word of comparison its date stands, and what a multiple is one of.
BASE_REACH, _THING = 64, 16
_YEAR_AGO = frozenset({"year_ago"})
# How sure an end is that is only implied.
_IMPLIED = 0.5
# What has grown `so với đầu năm` is a balance: it counts from the last day of a year to the last one of its period.
_RELATIVE = "relative-date"
_PART_OF_MONTH, _OPENING = "month_part", "year_start"
CLOSED = frozenset({"day", "quarter", "half", "months", "until"})


def base_period(cue: Cue, at: Bound, calendar: Calendar) -> tuple[str | None, Span | None]:
    """What a comparison counts from, and the words that say so: a year or a unit before, or the date that it names."""
    if "year_ago" in cue.roles:
        return _iso.earlier(at.period, years=1), (cue.start, cue.end)
    if "unit_ago" in cue.roles:
        return step_before(at.period, cue, calendar.scene), (cue.start, cue.end)
    named = calendar.after(cue.start, cue.end - cue.start + BASE_REACH)
    if named is None or named.period is None or calendar.scene.parted(cue.end, named.start):
        return None, None
    place = (cue.start, named.end)
    if "outdoes" in cue.roles and _shorter(named.period, at.period):
        return None, None
    if named.shape == "year" and (back := _same_part(cue, named, at, calendar.scene)):
        return _iso.earlier(at.period, years=back), place
    steps = "outdoes" in cue.roles and named.rule == _RELATIVE and _alike(named.period, at.period)
    if steps or _a_year_ago(cue, named, calendar.scene):
        return _iso.earlier(at.period, units=1) if steps else _iso.earlier(at.period, years=1), place
    if named.rule == _OPENING and (at.shape in CLOSED or of_month_end(at)):
        return _iso.before(named.period), place
    return (named.period, place) if named.period != at.period else (None, None)


def _alike(named: str, period: str | None) -> bool:
    """Whether `quý trước` is told from a report's quarter that was over when the article appeared."""
    if _iso.is_week(named):
        return _iso.is_week(period)
    return len(named) == len(period or "") and named[:4].isdigit() and not named.isdigit() and "/" not in named


def _a_year_ago(cue: Cue, named: Date, scene: Scene) -> bool:
    """Whether a date only says in other words that something is compared with a year before."""
    outdone = "outdoes" in cue.roles and is_last_year(named, scene)
    return outdone or bool(scene.after(cue.end, named.start - cue.end, _YEAR_AGO))


def is_last_year(named: Date, scene: Scene) -> bool:
    """Whether a date ends in the words for the year before: `năm ngoái`, `nửa đầu năm ngoái`."""
    said = scene.text(named.start, named.end)
    return any(said.endswith(word) for word in words(scene.sentence.language, "year_before"))


def _same_part(cue: Cue, named: Date, at: Bound, scene: Scene) -> int:
    """How many years before the same part of a named year was, 0 where it is not named: `the same period of 2015`."""
    if scene.text(cue.start, cue.end).split(" ", 1)[0] not in words(scene.sentence.language, "same_time"):
        return 0
    year, period = named.period or "", at.period or ""
    apart = int(period[:4]) - int(year) if year.isdigit() and len(period) > len(year) else 0
    return max(apart, 0)


def _shorter(base: str, period: str | None) -> bool:
    """Whether what is held against a time is told of a far longer one, which cannot be its own."""
    first, last, begin, end = (
        published_on(edge) for edge in (_iso.first(base), _iso.last(base), _iso.first(period), _iso.last(period))
    )
    if first is None or last is None or begin is None or end is None:
        return False
    return (end - begin) > 2 * (last - first) + timedelta(days=1)


def of_month_end(at: Bound) -> bool:
    """Whether a period is the end of a month, as balances are told of: `cuối tháng 9`."""
    return at.date is not None and at.date.rule == _PART_OF_MONTH


def multiple(named: Date | None, at: Bound | None, scene: Scene) -> Bound | None:
    """From and to of a multiple of what there was at a date: `gấp đôi năm 2020`; a year after it where words say so."""
    if named is None:
        return None
    place = (named.start, named.end)
    if is_last_year(named, scene):
        later = _iso.earlier(named.period, years=-1)
        return Bound(_iso.change(named.period, later), _IMPLIED, named.shape, True, base=place)
    if at is None or not at.period or _iso.last(at.period) == _iso.last(named.period):
        return NOWHERE
    return at._replace(period=_iso.change(named.period, at.period), base=place)


def of_thing(figure: Figure, scene: Scene) -> bool:
    """Whether a multiple is one of another thing of the same time, named right behind it: `gấp 3 lần khu vực khác`."""
    behind = scene.text(figure.end, figure.end + _THING)
    said = WORD.match(behind.lstrip(" ")) if behind[:1] == " " else None
    known = words(scene.sentence.language, "no_things")
    return figure.fold and bool(known) and said is not None and said[0] not in known
