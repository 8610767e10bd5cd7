"""Growth that a report of one month tells beside a first one from the month before: `CPI tháng 10 tăng 0,5% so với
tháng trước. Giá gạo tăng 0,8%`. The second counts from the month before, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts.cues.comparison import ago
from audit.facts.cues.spots import anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

_SURE = 0.5
_MONTH = len("2013-10")
# How far before growth what has grown is named.
_SUBJECT = 60
# How far behind growth a list goes on with what it is made of.
_LIST = 400


def stepwise(said: Sequence[Said]) -> None:
    """Gives shares that moved in a month from and to, once their article has counted one from the month before."""
    told: set[str] = set()
    yearly: Said | None = None
    for one in said:
        followed = words(one.scene.sentence.language, "followed")
        if one.kind.kind != "change" or one.figure.unit != "percent" or "month" not in followed:
            continue
        month = _stepped(one)
        yearly = None if month else one if _over_year(one) else yearly
        if month:
            told.add(month)
            continue
        if _of_trade(one):
            continue
        at = _of_month(one.at) or (_of_month(one.carried) if one.at is None else None)
        if at is not None and at.date is not None and at.date.period in told and ago(one.figure, one.scene) is None:
            month = str(at.date.period)
            if yearly is not None and yearly.at is not None and _follows(one, yearly):
                one.at = at._replace(period=yearly.at.period, confidence=_SURE)
                continue
            one.at = at._replace(period=_iso.change(_iso.earlier(month, units=1), month), confidence=_SURE)


def _of_trade(one: Said) -> bool:
    """Whether growth is that of trade or of what is made, which is seldom told from one month to the next."""
    begin = max(one.scene.start, one.figure.start - _SUBJECT)
    known = anywhere(one.scene.sentence.language, "sums_of_year")
    return known is not None and known.search(one.scene.text(begin, one.figure.start)) is not None


def _stepped(one: Said) -> str | None:
    """The month in which a change is told to count from the month before; None for any other."""
    at = one.at
    first, _, last = (at.period or "").partition("/") if at is not None else ("", "", "")
    if len(last) != _MONTH or _iso.earlier(last, units=1) != first:
        return None
    return last


def _over_year(one: Said) -> bool:
    """Whether a change is told to count from the same month of the year before."""
    first, _, last = (one.at.period or "").partition("/") if one.at is not None else ("", "", "")
    return len(last) == _MONTH and _iso.earlier(last, years=1) == first


def _follows(one: Said, yearly: Said) -> bool:
    """Whether growth stands behind a count of its own, in the list that follows on a count told against a year before.

    `đạt 1,7 triệu lượt, giảm 5% so với tháng trước và tăng 24% so với tháng 12/2018. Đường biển 31.000 lượt, tăng 9%`.
    """
    near = one.figure.start - yearly.figure.end <= _LIST and yearly.at is not None and one.carried is not None
    counts = any(item.unit == "count" and item.end < one.figure.start for item in one.scene.sentence.figures)
    same = near and one.carried is not None and yearly.at is not None and one.carried.date is yearly.at.date
    return counts and same


def _of_month(at: Bound | None) -> Bound | None:
    """A bound of a month that says nothing of what is counted from."""
    if at is None or at.period is not None or at.shape != "month" or at.date is None:
        return None
    return at if len(at.date.period or "") == _MONTH else None
