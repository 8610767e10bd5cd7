"""The year of the plans that a yearly meeting decides on: a report of it says once, if at all, which year that is."""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Date, Reading
from audit.facts.cues.comparison import ago
from audit.facts.cues.spots import anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

_SURE = 0.5
_PLANS = frozenset({"plan", "target"})
_NEAR = 16


def plans(said: Sequence[Said], reading: Reading, published: str) -> None:
    """Gives plans without a time the year of the meeting that an article tells of: the one it names, else its own."""
    open_plans = [one for one in said if _planned(one) and not _dated(one)]
    named = _meeting(reading) if open_plans else None
    if named is None:
        return
    year, date = named
    for one in open_plans:
        period: str | None = year or published[:4]
        if one.kind.kind == "change":
            compared = ago(one.figure, one.scene)
            if compared is not None and "year_ago" not in compared.roles:
                continue
            period = _iso.change(_iso.earlier(period, years=1), period)
        one.at = Bound(period, _SURE, "year", date=date)


def _planned(one: Said) -> bool:
    cue = one.stands.cue
    return one.stands.status == "target" and cue is not None and bool(cue.roles & _PLANS)


def _dated(one: Said) -> bool:
    return bool((one.at and one.at.period) or (one.carried and one.carried.period))


def _meeting(reading: Reading) -> tuple[str | None, Date | None] | None:
    """The year that stands behind the words for such a meeting; None where an article tells of none."""
    if not reading.sentences or not reading.holds(words(reading.sentences[0].language, "yearly_meeting")):
        return None
    for sentence in reading.sentences:
        known = anywhere(sentence.language, "yearly_meeting")
        if known is None:
            return None
        found = known.search(sentence.text.lower())
        if found is None:
            continue
        end = sentence.start + found.end()
        behind = (item for item in sentence.dates if end <= item.start <= end + _NEAR and item.shape == "year")
        date = next(behind, None)
        return (date.period if date else None), date
    return None
