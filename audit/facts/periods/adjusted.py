"""Prices that an authority sets anew every so often, fuel above all: what they moved counts from the adjustment before.

`So với kỳ điều hành ngày 4/9, xăng RON95 tăng 310 đồng` names the day of the last one; what else the article tells of
prices that moved, without another comparison, counts from it, too. Where no earlier day is named, nothing is dated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from audit.facts._phrases import Ending
from audit.facts._reading import Date, Reading
from audit.facts.cues.comparison import ago, starts
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

_SURE = 0.6
# An adjustment is told of within so many days, and the one before it was no longer ago.
_TOLD, _BEFORE = timedelta(days=3), timedelta(days=40)
# How far before a day its words stand, and how many they are.
_BACK, _WORDS = 48, 5
# How far before a price the words stand that make it another's, or one of several moves.
_LEAD = 90
_DAY = len("2013-10-22")


def adjust(said: Sequence[Said], reading: Reading) -> None:
    """Gives prices of an article on an adjustment the day of the one before, where it names both."""
    language = reading.sentences[0].language if reading.sentences else ""
    published = published_on(reading.article.published)
    if published is None or not reading.holds(words(language, "adjusted_on")):
        return
    days = sorted({str(date.period): date for date in _adjustments(reading, language)}.items())
    told = [(day, date) for day, date in days if published - _TOLD <= (published_on(day) or published) <= published]
    last, at = told[-1] if told else (published.isoformat(), None)
    earliest = (published_on(last) or published) - _BEFORE
    before = [day for day, _ in days if earliest.isoformat() <= day < last]
    if not before:
        return
    moved = _iso.change(before[-1], last)
    for one in said:
        if one.stands.status == "actual" and _is_moved(one, before[-1], last):
            one.at = Bound(moved, _SURE, "day", date=at)
        elif one.kind.kind == "quantity" and _is_left(one):
            one.at = Bound(before[-1], _SURE, "day", date=at)
        elif one.kind.kind == "quantity" and _averaged(one):
            one.at = Bound(f"{before[-1]}/{last}", _SURE, "day", date=at)
        elif one.kind.kind == "quantity" and one.stands.status == "rule" and _is_open(one):
            one.at = Bound(last, _SURE, "day", date=at)


def _adjustments(reading: Reading, language: str) -> Iterator[Date]:
    """The days named as those of adjustments: `kỳ điều hành ngày 4/9`, `giữa hai kỳ điều hành 4/9 và 11/9`."""
    known, leads = _ending(language, "adjusted_on"), _ending(language, "day_leads")
    low = reading.view.normal.lower()
    for sentence in reading.sentences:
        joined = False
        for date in sentence.dates:
            said = WORD.findall(low[max(sentence.start, date.start - _BACK) : date.start])[-_WORDS:]
            while said and (leads.of(said) or said[-1][:1].isdigit()):
                said.pop()
            joined = known.of(said) is not None or (joined and said[-1:] == ["và"])
            if joined and date.shape == "day" and len(date.period or "") == _DAY:
                yield date


def _ending(language: str, name: str) -> Ending[bool]:
    return Ending(dict.fromkeys(words(language, name), True))


def _is_moved(one: Said, before: str, last: str) -> bool:
    """Whether a sum is by how much a price moved, and nothing says that it counts from another day."""
    if one.kind.kind != "change" or one.kind.cue is None or not money(one.figure):
        return False
    scene, period = one.scene, one.at.period if one.at else None
    if period is not None and period not in (last, _iso.change(_iso.earlier(last, units=1), last)):
        return False
    lead = scene.text(max(scene.start, one.figure.start - _LEAD), one.figure.start)
    language = scene.sentence.language
    if any(phrase in lead for name in ("quoted", "several_moves") for phrase in words(language, name)):
        return False
    cue = ago(one.figure, scene)
    if cue is None:
        return True
    named = [date.period for date in scene.dates if cue.start <= date.start <= cue.end + _BACK]
    return before in named or (not named and _from_last(scene.text(cue.start, cue.end + _BACK), language))


def _from_last(said: str, language: str) -> bool:
    return any(phrase in said for phrase in words(language, "last_adjusted"))


def _is_left(one: Said) -> bool:
    """Whether a price is the one that another has left, and nothing says when that was."""
    return _is_open(one) and starts(one.figure, one.scene)


def _is_open(one: Said) -> bool:
    return not (one.at and one.at.period) and money(one.figure)


def _averaged(one: Said) -> bool:
    """Whether a price is the mean of the days between two adjustments: `bình quân giữa hai kỳ điều hành`."""
    language = one.scene.sentence.language
    lead = one.scene.text(one.scene.start, one.figure.start)
    mean = not words(language, "averages").isdisjoint(WORD.findall(lead))
    return mean and money(one.figure) and any(phrase in lead for phrase in words(language, "between_adjustments"))
