"""Levels of the same time a year before: `cùng kỳ chỉ lãi 620 tỷ đồng`, `so với mức 620 tỷ đồng cùng kỳ`.

They stand beside the level of now without a date of their own, and hold a year before it.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.change import Kind
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound

# How far from a figure the words for the time stand, and how many words its unit or noun may have between.
_REACH, _LEAD, _NOUN = 60, 24, 3
_SURE = 0.7
_AGO = frozenset({"year_ago", "unit_ago"})
_TIMES = frozenset({"year_ago", "base"})
_SHARES = frozenset({"percent", "ratio", "percentage_point"})


def past_level(figure: Figure, kind: Kind, at: Bound | None, scene: Scene) -> Bound | None:
    """The time of a level of a year before, by that of the level beside it; null where a figure is none."""
    cue = year_before(figure, scene) if kind.kind == "quantity" else None
    if cue is None and kind.kind == "quantity" and at is not None and (before := _enclosed(figure, scene)) is not None:
        beside = [date.period for date in scene.dates if date.end <= before.start and date.period]
        period = beside[-1] if beside and at.date is not None and at.date.start >= before.start else at.period
        past = _iso.earlier(period, units=1) if "unit_ago" in before.roles else _iso.earlier(period, years=1)
        return at._replace(period=past, confidence=_SURE, base=(before.start, before.end)) if past else None
    if cue is None or at is None or not at.period:
        return None
    past = _iso.earlier(at.period.split("/", 1)[-1].replace("..", "/") if _grows(at) else at.period, years=1)
    return at._replace(period=past, confidence=min(_SURE, at.confidence), base=(cue.start, cue.end)) if past else None


def year_before(figure: Figure, scene: Scene) -> Cue | None:
    """The words that make a figure one of the same time a year before; null where they only say what it is set against.

    `so với cùng kỳ` compares, and so do a share or a fold of what was then: `bằng 82% cùng kỳ`.
    """
    return _before(figure, scene) or _behind(figure, scene) if "year_ago" in scene.roles else None


def _before(figure: Figure, scene: Scene) -> Cue | None:
    against = words(scene.sentence.language, "against_past")
    for cue in scene.before(figure.start, _REACH, _TIMES):
        if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
            return None
        if "year_ago" in cue.roles and _told_of(cue, figure, scene):
            return cue
        if "year_ago" in cue.roles and _bare(cue, scene):
            lead = WORD.findall(scene.text(cue.start - _LEAD, cue.start))[-1:]
            return None if lead and lead[0] in against else cue
        if "base" in cue.roles:
            return None
    return None


def _enclosed(figure: Figure, scene: Scene) -> Cue | None:
    """The comparison behind which a level stands first in brackets: `tăng 8% so với tuần liền trước (3.301 ca)`."""
    for cue in scene.before(figure.start, _REACH, _AGO)[:1]:
        name, opens, lead = scene.text(cue.end, figure.start).partition("(")
        if not opens or scene.figure_between(cue.end, figure.start) or scene.split(cue.end, cue.end + len(name)):
            return None
        language = scene.sentence.language
        known = words(language, "loose") | words(language, "levels_then") | words(language, "then")
        few = len(WORD.findall(name)) <= _NOUN
        return cue if few and all(word in known for word in WORD.findall(lead)) else None
    return None


def _told_of(cue: Cue, figure: Figure, scene: Scene) -> bool:
    """Whether a verb behind the words for the time says what there was then: `cao hơn cùng kỳ năm ngoái đạt 14%`."""
    gap = WORD.findall(scene.text(cue.end, figure.start))
    language = scene.sentence.language
    told = bool(gap) and gap[0] in words(language, "levels_then")
    return told and all(word in words(language, "loose") for word in gap)


def _behind(figure: Figure, scene: Scene) -> Cue | None:
    near = scene.after(figure.end, _LEAD)
    if not near or "year_ago" not in near[0].roles or not _bare(near[0], scene):
        return None
    gap = WORD.findall(scene.text(figure.end, near[0].start))
    language = scene.sentence.language
    if scene.split(figure.end, near[0].start) or len(gap) > _NOUN:
        return None
    if not words(language, "against_past").isdisjoint(gap):
        return None
    lead = WORD.findall(scene.text(figure.start - _LEAD, figure.start))[-1:]
    told = bool(lead) and lead[0] in words(language, "levels")
    return near[0] if told or figure.unit not in _SHARES else None


def _bare(cue: Cue, scene: Scene) -> bool:
    """Whether words name the time itself and do not compare with it."""
    first = WORD.search(scene.text(cue.start, cue.end))
    return first is not None and first[0] in words(scene.sentence.language, "same_time")


def _grows(at: Bound) -> bool:
    return at.base is not None and at.period is not None and "/" in at.period
