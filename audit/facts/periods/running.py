"""Running counts: what has come together since a year, or something in it, began runs up to the day of publication.

`từ đầu năm, huyện thu 60 tỷ đồng` and `từ khi dịch bùng phát hôm 27/4 có 300 ca` are counts of what was by then; a rate
that is so from a day on (`từ ngày 1/9, vé là 5.000 đồng`) has no end.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Date, Figure
from audit.facts.cues.comparison import ago
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.asides import since_events, spoken_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

# How far before a date its `since` stands, with what happened then between: `từ khi dịch bùng phát hôm 27/4`.
_BACK = 60
_OPEN, _START = "/..", "year_start"


def close(said: Sequence[Said], published: str) -> None:
    """Ends the stretches of such counts on the day of publication.

    How many there are since something happened is told as of the day on which it is told: `85 have died since the storm
    hit on Monday`.
    """
    for one in said:
        at = one.at
        if at is None or at.date is None or not at.period or one.stands.status != "actual":
            continue
        if at.period.endswith(_OPEN) and at.date.rule == _START:
            one.at = at._replace(period=f"{_iso.first(at.period.removesuffix(_OPEN))}/{published[:10]}")
        elif at.date.shape != "day" or one.kind.kind != "quantity" or "/" in at.period:
            continue
        elif not money(one.figure) and at.date.start in since_events(one.scene) and at.date.start > one.figure.start:
            told = spoken_on(one.scene)
            one.at = at._replace(period=told.period if told else published[:10], date=told)
        elif _since_then(one) and at.period < published:
            one.at = at._replace(period=f"{at.period}/{published[:10]}", shape="since")


def grown(at: Bound | None, level: Bound | None, figure: Figure, scene: Scene, published: str | None) -> Bound | None:
    """From and to of a change over such a stretch, from the same one a year before: `từ đầu năm có 35 vụ, tăng 3 vụ
    so với cùng kỳ`.
    """
    opened = level is not None and level.date is not None and level.date.rule == _START and published
    if not opened or level is None or level.date is None or (at is not None and at.period) or published is None:
        return at
    cue = ago(figure, scene)
    if cue is None or "year_ago" not in cue.roles:
        return at
    span = f"{_iso.first(level.date.period)}/{published[:10]}"
    return level._replace(period=_iso.change(_iso.earlier(span, years=1), span), base=(cue.start, cue.end))


def _opened(one: Said, date: Date) -> bool:
    """Whether words for `since` stand between a figure and its day: `has lost $80bn since the news of 17 March`."""
    gap = WORD.findall(one.scene.text(max(one.figure.end, date.start - _BACK), date.start))
    known = words(one.scene.sentence.language, "since_behind")
    listed = all(other.unit == one.figure.unit for other in one.scene.figures(one.figure.end, date.start))
    return not known.isdisjoint(gap) and listed


def _since_then(one: Said) -> bool:
    """Whether the clause of a figure's day begins with words for `since` and stands before the figure."""
    date = one.at.date if one.at else None
    if date is None or "/" in (date.period or ""):
        return False
    if date.start >= one.figure.start:
        return _opened(one, date)
    begin, _ = one.scene.clause(date.start)
    lead = one.scene.text(max(begin, date.start - _BACK), date.start).lstrip(" ,")
    return any(lead.startswith(f"{word} ") for word in words(one.scene.sentence.language, "since_when"))
