"""Counts of people that a report tells in the present hold on its day: `some 24 million people require aid`.

So do tolls that a report tells have risen: `the death toll rose to 39`. Both where no words name another time.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts.cues.spots import WORD, words
from audit.facts.periods.bound import Bound, habitual
from audit.facts.periods.repeat import Said

_SURE = 0.5
_DAY = len("2019-02-26")
# How far behind a count its verb stands, how many words there are at the most, and how far before it.
_BEHIND, _WORDS, _BEFORE = 110, 14, 28
# How near behind a count the share of it stands that says it again.
_SHARE = 40
# From here on a number without a noun is one of people: `almost 10 million are one step from famine`.
_MANY = 1000
_SHARES = frozenset({"ratio", "percent"})


def nowadays(said: Sequence[Said], published: str) -> None:
    """Puts counts of people without a time that hold in the present on the day of publication, with their shares."""
    last: Said | None = None
    for one in said:
        free = not (one.at and one.at.period) and not (one.carried and one.carried.period)
        plain = one.kind.kind == "quantity" and one.stands.status == "actual" and free and not _dated(one)
        if not plain or habitual(one.figure, one.scene):
            continue
        shared = last is not None and last.scene is one.scene and 0 < one.figure.start - last.figure.end <= _SHARE
        if (_of_people(one) and _present(one)) or (shared and one.figure.unit in _SHARES):
            one.at = Bound(published[:_DAY], _SURE, "now")
            last = one


def _dated(one: Said) -> bool:
    """Whether the sentence names a time that no rule could settle."""
    return bool(one.scene.dates)


def _of_people(one: Said) -> bool:
    """Whether what is counted is people, or cases that somebody faces; many who are something need no noun."""
    nouns = words(one.scene.sentence.language, "people")
    if one.figure.unit != "count" or one.figure.counted is not None:
        return one.figure.unit == "count" and not nouns.isdisjoint(WORD.findall(str(one.figure.counted).lower()))
    behind = WORD.findall(one.scene.text(one.figure.end, one.figure.end + _BEFORE))[:1]
    return one.figure.value >= _MANY and behind == ["are"]


def _present(one: Said) -> bool:
    """Whether the first verb behind a count is one of the present, or one stands right before it."""
    scene, figure, language = one.scene, one.figure, one.scene.sentence.language
    verbs = words(language, "verbs_now")
    lead = WORD.findall(scene.text(max(scene.clause(figure.start)[0], figure.start - _BEFORE), figure.start))[-4:]
    if not words(language, "faces_now").isdisjoint(lead):
        return True
    for word in WORD.findall(scene.text(figure.end, figure.end + _BEHIND))[:_WORDS]:
        if word in verbs:
            return True
        if word.endswith("ed") or word in words(language, "verbs_then"):
            return False
    return False
