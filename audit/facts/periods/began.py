"""When the level was that another has left: `to 6.9% from 7.1%`, `went up to $5bn (£4bn) from $4bn (£3bn)`.

It holds a period before the other one: a rate of a month in the month before, what a year, a half or a quarter came to
in the same time of the year before. What brackets say again in another currency holds when the figure before them does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audit.facts.cues.comparison import again, based, is_base, reached, starts
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import YEARLY, Bound
from audit.facts.periods.repeat import Said, says_again

_SURE = 0.5
# How far behind a level the words stand that say how long before it was: `the $9 million it made a year earlier`.
_REACH = 32


def began(said: Sequence[Said]) -> None:
    """Gives the starts of rises and falls the time before that of their ends, where nothing says when they were."""
    end, again = None, False
    for before, one in pairwise(said):
        if one.scene is not before.scene:
            end, again = None, False
            continue
        end = before if _level(before) and not again and not based(before.figure, one.scene) else end
        again = says_again(one.figure, before.figure, one.scene) or _or(before, one)
        again = again and one.stands.status == before.stands.status
        if again and one.kind.kind == before.kind.kind:
            one.at, one.carried = before.at, before.carried
        if again or end is None or one.kind.kind != "quantity" or end.figure.unit != one.figure.unit:
            continue
        said_when = _ago(one, end)
        if said_when is not None:
            one.at = said_when
        elif not (one.at and one.at.period) and end.stands.status == "actual" and _left(one, end):
            one.at = _before(end) or one.at


def _or(before: Said, one: Said) -> bool:
    """Whether a sum is the one before it, counted otherwise: `$365 million, or $1.08 a share, a year earlier`."""
    sums = money(before.figure) and money(one.figure)
    if before.kind.kind != one.kind.kind or not (sums or (one.kind.kind == "change" and _bare(one))):
        return False
    gap = WORD.findall(one.scene.text(before.figure.end, one.figure.start))
    says = bool(gap) and gap[0] in words(one.scene.sentence.language, "apposition")
    return says and words(one.scene.sentence.language, "loose").issuperset(gap[1:])


def _bare(one: Said) -> bool:
    """Whether nothing in its own sentence says when something moved."""
    return one.at is None or not one.at.period or "/" not in one.at.period


def _ago(one: Said, end: Said) -> Bound | None:
    """The time of a level right before words that say how long before that of the other it was: `and 2% a year ago`."""
    cue, at = _said_ago(one), end.at or end.carried
    if cue is None or at is None or not at.period or not cue.roles & {"year_ago", "unit_ago"}:
        return None
    first = WORD.findall(one.scene.text(cue.start, cue.end))[0]
    if first not in words(one.scene.sentence.language, "time_before"):
        return None
    yearly = "year_ago" in cue.roles
    period = _iso.earlier(at.period, years=int(yearly), units=int(not yearly))
    return at._replace(period=period, confidence=min(_SURE, at.confidence), near=False) if period else None


def _said_ago(one: Said) -> Cue | None:
    """The words for a time before that stand behind a level, with no other cue than the verb of the past between."""
    end = again(one.figure, one.scene)
    for cue in one.scene.after(end, _REACH):
        if cue.roles & {"year_ago", "unit_ago"}:
            apart = end == one.figure.end and one.scene.split(end, cue.start)
            return None if apart or one.scene.between(end, cue.start) else cue
        if not cue.roles <= {"actual", "level"}:
            return None
    return None


def _level(one: Said) -> bool:
    """Whether a figure is a level that has a time."""
    return one.kind.kind == "quantity" and bool(one.at or one.carried)


def _left(one: Said, end: Said) -> bool:
    """Whether a level is one that another has come from: `to 6% from 7%`, `6%, down from 7%`."""
    if is_base(one.figure, one.scene, frozenset(["left"])):
        return not one.scene.parted(end.figure.end, one.figure.start)
    return starts(one.figure, one.scene) and reached(end.figure, one.scene)


def _before(end: Said) -> Bound | None:
    """The time before that of a level; null where papers count from either the period or the year before."""
    at = end.at or end.carried
    if at is None or at.date is None or not at.period:
        return None
    share = end.figure.unit == "percent"
    if at.date.shape == "month" and share:
        period = _iso.earlier(at.period, units=1)
    elif at.date.shape == "year" or (at.date.shape in YEARLY and money(end.figure)):
        period = _iso.earlier(at.period, years=1)
    else:
        return None
    return at._replace(period=period, confidence=min(_SURE, at.confidence), near=False)
