"""The same growth at another time: `rose 3%, up from 2% a month earlier`, `7%, against 6% in the last quarter`.

It is counted over as long as the growth that it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from audit.facts._reading import Date
from audit.facts.cues.comparison import ago
from audit.facts.dates import iso as _iso
from audit.facts.periods.growth import annualised
from audit.facts.periods.repeat import Said
from audit.facts.periods.reported import RESTATED

_SURE = 0.6
# How far behind the growth the words stand that say when it was.
_REACH, _LEAD = 40, 24
# Growth from a quarter to that of the next year.
_YEARLY = re.compile(r"(\d{4})-(Q\d)/(\d{4})-(Q\d)")
_LEFT, _BASE = frozenset({"left", "from"}), frozenset({"base", "left", "from"})


def rates(said: Sequence[Said]) -> None:
    """Gives growth that other growth is compared with the time of that, moved to when its own words say that it was."""
    for before, one in pairwise(said):
        at = before.at or before.carried
        alike = one.scene is before.scene and one.kind.kind == before.kind.kind == "change"
        alike = alike and (one.at is None or one.at.shape != RESTATED)
        if not alike or one.figure.unit != before.figure.unit or at is None or not at.period or "/" not in at.period:
            continue
        if before.stands.status == "forecast" and _beside(one, _LEFT):
            one.at, one.stands = at, before.stands  # `cut its forecast to 0.4% from 1.2%`
        elif _beside(one, _BASE) and (period := _moved(one, at.period)) is not None:
            one.at = at._replace(period=period, confidence=min(_SURE, at.confidence), near=False)


def quarters(said: Sequence[Said]) -> None:
    """Counts growth over a quarter from the quarter before, where its article tells growth at annual rates."""
    first = next((one for one in said if one.kind.kind == "change"), None)
    if first is None or not annualised(first.figure, first.scene):
        return
    for one in said:
        at = one.at or one.carried
        ends = _YEARLY.fullmatch(at.period or "") if at is not None else None
        if ends is None or at is None or one.kind.kind != "change" or one.figure.unit != "percent":
            continue
        if ends[2] == ends[4] and int(ends[3]) - int(ends[1]) == 1 and ago(one.figure, one.scene) is None:
            end = f"{ends[3]}-{ends[4]}"
            one.at = at._replace(period=_iso.change(_iso.earlier(end, units=1), end))


def _moved(one: Said, period: str) -> str | None:
    """From and to of growth, moved to the time that its words name; null where they name another kind of time."""
    scene, end = one.scene, one.figure.end
    for cue in scene.after(end, _REACH):
        if scene.figure_between(end, cue.start):
            break
        if cue.roles & {"year_ago", "unit_ago"}:
            yearly = "year_ago" in cue.roles
            return _shifted(period, years=int(yearly), units=int(not yearly))
    named = [item for item in scene.between(end, end + _REACH) if isinstance(item, Date)][:1]
    if named and not scene.figure_between(end, named[0].start):
        return _ending(period, named[0].period)
    return _shifted(period, units=1) if _beside(one, _LEFT) else period


def _beside(one: Said, roles: frozenset[str]) -> bool:
    """Whether a word of some roles sets growth beside what stands before it."""
    cue = next((cue for cue in one.scene.before(one.figure.start, _LEAD) if cue.roles & roles), None)
    return cue is not None and not one.scene.between(cue.end, one.figure.start)


def _shifted(period: str, *, years: int = 0, units: int = 0) -> str | None:
    first, last = (_iso.earlier(side.replace("..", "/"), years=years, units=units) for side in period.split("/"))
    return _iso.change(first, last)


def _ending(period: str, last: str | None) -> str | None:
    """From and to of growth over as many years or months that ends with a month or quarter."""
    first, end = period.split("/")
    if last is None or len(last) != len(end) or ".." in period or "/" in last:
        return None
    for back in ({"years": 1}, {"units": 1}):
        if _iso.earlier(end, **back) == first:
            return _iso.change(_iso.earlier(last, **back), last)
    return None
