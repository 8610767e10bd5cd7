"""Counts that an article gives as changes: jobs, where its lead tells how many a month added.

Papers report on jobs by how many came or went. Once a lead has said `added 9,000 jobs in May`, what it counts in jobs
or without a noun came or went, too: `banks led with 4,000`, `April was put at 7,000`. A count far above the first is
how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from audit.facts.cues.change import Kind
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

_SURE = 0.6
# Figures of a lead but spans of time, the least count that tells jobs without a noun, and by how much all jobs are more
# than new ones.
_LEAD, _LEAST, _STOCK = 4, 1000.0, 10.0
# How far before a count a word of loss stands.
_BACK = 60
_NOUN = "jobs"
# Spans of time say how far back a record reaches, and count nothing.
_SPANS = frozenset({"a", "mo", "wk", "d"})


def flows(said: Sequence[Said]) -> None:
    """Makes changes over their month of the counts of jobs of an article whose lead tells such a change."""
    told = (one for one in said if one.figure.unit not in _SPANS)
    first = next((one for one in islice(told, _LEAD) if _counted(one)), None)
    if first is None:
        return
    for one in said:
        bare = one.figure.counted is None and one.figure.value >= _LEAST
        if one.figure.unit != "count" or not (bare or _of_jobs(one)) or one.figure.value > _STOCK * first.figure.value:
            continue
        if one.kind.kind == "quantity":
            one.kind = Kind("change", "down" if _lost(one) else "up", _SURE)
            one.at, one.carried = _since_before(one.at), _since_before(one.carried)


def _counted(one: Said) -> bool:
    """Whether a figure tells how many jobs came or went, and not how many are to."""
    return one.kind.kind == "change" and one.stands.status == "actual" and _of_jobs(one)


def _of_jobs(one: Said) -> bool:
    """Whether jobs are what a figure counts."""
    nouns = WORD.findall((one.figure.counted or "").lower())
    return one.figure.unit == "count" and not words(one.scene.sentence.language, _NOUN).isdisjoint(nouns)


def _lost(one: Said) -> bool:
    """Whether a word of loss stands before a figure in its clause, and none of a level between: `cut to 5,000`."""
    start, _ = one.scene.clause(one.figure.start)
    before = WORD.findall(one.scene.text(max(start, one.figure.start - _BACK), one.figure.start))
    language = one.scene.sentence.language
    found = (word for word in before[::-1] if word in words(language, "losses") or word in words(language, "arrives"))
    return next(found, None) in words(language, "losses")


def _since_before(at: Bound | None) -> Bound | None:
    """A month as from the month before to it."""
    if at is None or at.period is None or at.date is None or at.date.shape != "month" or "/" in at.period:
        return at
    return at._replace(period=_iso.change(_iso.earlier(at.period, units=1), at.period))
