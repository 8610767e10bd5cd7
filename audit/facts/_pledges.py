"""Money that is promised or asked for: what donors pledge and what an appeal seeks are aims until they are paid.

Where the lead of an article tells of a conference of donors or of an appeal, sums beside words of a promise or of a
need are targets, with those of a list of donors that goes on behind one; shares funded and donors are counted as they
are. Elsewhere only a sum right behind a word such as `seeking` is one. Sums that have come in are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._reading import Reading
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.cues.status import Status
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

_SURE = 0.7
RULE = "status-pledge"
_OPEN = ("actual", "forecast")
_SAID = (*_OPEN, "target")
# How far before a sum the word of a promise stands, how far behind it, and how far before it what makes it paid.
_BACK, _BEHIND, _PAID = 90, 56, 48
# How many words stand between `seeking` and its sum.
_SOUGHT, _SOUGHT_WORDS = 40, 4
# How far the next donor of a list stands behind the one before.
_LIST = 160
_SHARED = frozenset({"percent", "count", "ratio"})
_YEAR = len("2019")


def pledges(said: Sequence[Said], reading: Reading) -> None:
    """Makes targets of sums that are pledged or sought, and figures as they are of what only counts beside them."""
    language = reading.sentences[0].language if reading.sentences else ""
    meeting, promise, paid = (anywhere(language, name) for name in ("donors_meet", "promises", "paid_in"))
    if meeting is None or promise is None or paid is None:
        return
    raised = any(meeting.search(part.text.lower()) for part in lead(reading))
    last: Said | None = None
    for one in said:
        if raised and one.figure.unit in _SHARED:
            _counted(one, last)
        elif money(one.figure) and one.kind.kind == "quantity" and one.stands.status in _SAID:
            promised = (raised and _promised(one, last, promise, paid)) or _sought(one)
            if promised and one.stands.status in _OPEN:
                one.stands = Status("target", _SURE, rule=RULE)
            elif raised and one.stands.status == "target" and _is_paid(one, paid):
                one.stands = Status("actual", _SURE, rule=RULE)
            last = one if one.stands.status == "target" else last
    if raised and (year := _yearly(reading)):
        _of_year(said, year)


def _promised(one: Said, last: Said | None, promise: re.Pattern[str], paid: re.Pattern[str]) -> bool:
    """Whether words of a promise or of a need stand beside a sum, or it goes on a list of what others promise."""
    if _is_paid(one, paid):
        return False
    if _before(one, promise, _BACK) or promise.search(_text(one, 0, _BEHIND)):
        return True
    if last is None or not 0 <= one.figure.start - last.figure.end <= _LIST:
        return False
    listed = last.scene is one.scene and not one.scene.parted(last.figure.end, one.figure.start)
    gives = anywhere(one.scene.sentence.language, "gives")
    return listed or (gives is not None and _before(one, gives, _BACK))


def _is_paid(one: Said, paid: re.Pattern[str]) -> bool:
    """Whether words beside a sum tell that it was given, or what it cost."""
    return _before(one, paid, _PAID) or paid.match(_text(one, 1, _BEHIND)) is not None


def _before(one: Said, known: re.Pattern[str], reach: int) -> bool:
    """Whether a word stands before a figure in its part of the sentence."""
    start = max(one.scene.start, one.figure.start - reach)
    found = [match.end() + start for match in known.finditer(one.scene.text(start, one.figure.start))]
    return bool(found) and not one.scene.parted(found[-1], one.figure.start)


def _text(one: Said, after: int, reach: int) -> str:
    """The rest of a clause behind a figure."""
    _, end = one.scene.clause(one.figure.end)
    return one.scene.text(one.figure.end + after, min(end, one.figure.end + reach))


def _sought(one: Said) -> bool:
    """Whether a sum stands right behind a word of asking: `seeking $4 billion`, `asked for some $3 billion`."""
    seeks = anywhere(one.scene.sentence.language, "seeks")
    last = one.scene.figure_before(one.figure.start)
    start = max(one.scene.start, one.figure.start - _SOUGHT, last.end if last else 0)
    before = one.scene.text(start, one.figure.start)
    found = list(seeks.finditer(before)) if seeks is not None else []
    return bool(found) and len(WORD.findall(before[found[-1].end() :])) <= _SOUGHT_WORDS


def _counted(one: Said, last: Said | None) -> None:
    """Takes shares of a sum and counts of donors for what they are, and those whom it is to reach for aimed at."""
    language, scene, figure = one.scene.sentence.language, one.scene, one.figure
    if figure.unit == "count" and last is not None and last.scene is scene and last.figure.end < figure.start:
        between = WORD.findall(scene.text(last.figure.end, figure.start))[:2]
        if len(between) == 2 and between[0] == "to" and between[1] in words(language, "reaches"):
            one.stands = Status("target", _SURE, rule=RULE)
            return
    donors = not words(language, "donors").isdisjoint(WORD.findall((figure.counted or "").lower()))
    share = figure.unit in ("percent", "ratio") and scene.text(figure.end, figure.end + 4) == " of "
    if one.stands.status == "target" and (donors or share):
        one.stands = Status("actual", _SURE, rule=RULE)


def _yearly(reading: Reading) -> str | None:
    """The year of an article whose conference is held every year: it names that year, or the one before."""
    published = (reading.article.published or "")[:_YEAR]
    named = {date.period for sentence in reading.sentences for date in sentence.dates if date.shape == "year"}
    return published if published and named & {published, str(int(published) - 1)} else None


def _of_year(said: Sequence[Said], year: str) -> None:
    """Puts pledges that only hold on the day of an account in the year that they are for."""
    for one in said:
        at = one.at or one.carried
        if one.stands.status != "target" or not money(one.figure) or one.kind.kind != "quantity":
            continue
        told = at.period if at is not None else None
        if told is None or (told[:_YEAR] == year and _iso.last(told) == told):
            one.at = Bound(year, _SURE, "year")
