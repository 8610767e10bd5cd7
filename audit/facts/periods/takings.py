"""What films take at the box office: sums of a weekend from Friday to Sunday, drops from the weekend before, totals.

Reports of a weekend seldom print its days. What a film has earned so far runs up to its Sunday; what it cost to make
holds at no time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from audit.facts._reading import Reading
from audit.facts.cues.comparison import ago
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

_SURE = 0.5
# How far before a sum the words stand that tell what it is, and how far behind it.
_BACK, _BEHIND = 70, 36
_SUNDAY, _WEEK = 6, 7
_DAYS = re.compile(r" (?:in|after) (?:just |only )?(\w+) days")


def takings(said: Sequence[Said], reading: Reading, shape: str) -> None:
    """Puts what films took, in an article whose lead tells of it, on the last weekend that was over."""
    day = published_on(reading.article.published)
    language = reading.sentences[0].language if reading.sentences else ""
    office = anywhere(language, "box_office")
    if day is None or office is None or not any(office.search(part.text.lower()) for part in lead(reading)):
        return
    sunday = day - timedelta(days=(day.weekday() - _SUNDAY) % _WEEK)
    for one in said:
        if one.stands.status == "actual" and _untimed(one, shape):
            period = _period(one, sunday)
            one.at = Bound(period, _SURE, shape) if period else None


def _untimed(one: Said, shape: str) -> bool:
    """Whether a figure has no time, or only that of the article or of a weekend."""
    dates = [item for item in one.scene.dates if item.shape in ("year", "month", "quarter", "years")]
    if dates or (one.carried is not None and one.carried.period):
        return False
    at = one.at
    weekend = at is not None and (at.period is None or at.shape in (shape, "relative", "day"))
    return at is None or weekend


def _period(one: Said, sunday: date) -> str | None:
    """The time of a sum or of a drop; null for what is of no weekend."""
    language = one.scene.sentence.language
    friday, figure = sunday - timedelta(days=2), one.figure
    weekend = f"{friday}/{sunday}"
    before = one.scene.text(max(one.scene.clause(figure.start)[0], figure.start - _BACK), figure.start)
    behind = one.scene.text(figure.end, figure.end + _BEHIND)
    if one.kind.kind == "change":
        cue = ago(figure, one.scene)
        falls = figure.unit == "percent" and (cue is None or "unit_ago" in cue.roles)
        last = f"{friday - timedelta(days=_WEEK)}/{sunday - timedelta(days=_WEEK)}"
        return _iso.change(last, weekend) if falls else None
    if not money(figure) or any(phrase in before for phrase in words(language, "film_costs")):
        return None
    counted = _DAYS.match(behind)
    if counted is not None and counted[1] in _SMALL:
        return f"{sunday - timedelta(days=_SMALL[counted[1]] - 1)}/{sunday}"
    total = any(phrase in before for phrase in words(language, "film_totals"))
    total = total or any(behind.lstrip().startswith(phrase) for phrase in words(language, "film_totals_after"))
    return f"../{sunday}" if total else weekend


_SMALL = {word: at for at, word in enumerate(["three", "four", "five", "six", "seven", "eight", "nine", "ten"], 3)} | {
    str(number): number for number in range(3, 32)
}
