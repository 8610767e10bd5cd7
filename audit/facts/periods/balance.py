"""What stands in the books on one day: debts, stocks, deposits hold at the end of the period that is named for them.

`cuối quý II, hàng tồn kho là 900 tỷ đồng` tells of 30 June. Words for the last of a period (`đến hết tháng 6`) say
that of any level; what is set against a plan has come together since the year began. A year alone may be told of as
a whole, and stays one.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound

_SHAPES = frozenset({"quarter", "half", "months", "month", "until"})
# How far before a figure the thing stands that it is a sum of, and how far behind it.
_BACK, _BEHIND = 70, 24
_LEAD, _YEAR = 16, 4
# The rule of what has come together in a year so far.
_SO_FAR = "so_far"


def closing(at: Bound | None, figure: Figure, scene: Scene) -> Bound | None:
    """A period as its last day, where a figure is a balance, or where words say that it is the last of it."""
    if at is None or not at.period or at.shape not in _SHAPES:
        return at
    day = _iso.last(at.period)
    if day is None or len(at.period) in (_YEAR, len(day)) or ".." in at.period:
        return at
    if at.date is not None and at.date.rule == _SO_FAR:
        return at
    if balance(figure, scene):
        return at._replace(period=day)
    if not _ends(at, scene):
        return at
    yearly = "plan" in scene.roles
    return at._replace(period=_iso.so_far(day) if yearly else day)


def balance(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is what somebody owes, owns or stores on a day."""
    known = anywhere(scene.sentence.language, "balances")
    if known is None:
        return False
    before = scene.figure_before(figure.start)
    back = max(scene.start, figure.start - _BACK)
    known_by = before is not None and before.unit == "percent" and figure.start - before.end <= _LEAD
    begin = max(back, before.end) if before and not known_by and not scene.apart(figure.start, before.end) else back
    near, behind = scene.text(begin, figure.start), scene.text(figure.end, figure.end + _BEHIND).lstrip()
    return known.search(near) is not None or known.match(behind) is not None


def _ends(at: Bound, scene: Scene) -> bool:
    """Whether the words before a date say that its last day is meant: `đến hết tháng 6`."""
    date = at.date
    if date is None or date.start < scene.start:
        return False
    said = scene.text(date.start - _LEAD, date.start)
    lead = WORD.findall(said)[-1:]
    if bool(lead) and lead[0] in words(scene.sentence.language, "last_of"):
        return True
    phrases = words(scene.sentence.language, "period_ends")
    return any(said.rstrip().endswith(phrase) for phrase in phrases)
