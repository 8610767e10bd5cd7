"""Market reports: what moved in the session that an article tells of counts from the session before.

`Phiên 29/3, VN-Index tăng 0,2% lên 1.056 điểm` names its day once. What later sentences say of indices, shares and
prices on a market holds at the end of that session, wherever they stand and whatever other day was told between; what
firms earn and what statistics count is never of a session.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Date, Figure, Reading
from audit.facts.cues.comparison import ago
from audit.facts.cues.hedge import RELATIVE, money
from audit.facts.cues.scene import Scene, lowered
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.asides import of_delivery
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import Days

_SURE = 0.6
# Letters of the name that a share has on an exchange: `BSI tăng 2,1%`.
_TICKER = 3
# How far before a figure what moved is named.
_SUBJECT = 130
_DAY = len("2013-10-22")
_EXPECTS = frozenset({"forecast", "target", "future"})
# How far behind a move the time is named that it took.
_SPAN = 24
# How far behind a count stands what is counted: `216 mã giảm`, `1.056 điểm`.
_COUNTED = 16


def of_session(reading: Reading) -> bool:
    """Whether an article tells of a session of a market."""
    known = words(reading.sentences[0].language, "sessions") if reading.sentences else ()
    return reading.holds(known) and any(
        any(map(lowered(sentence.text).__contains__, known)) for sentence in reading.sentences
    )


def place(said: Sequence[Said], waiting: Sequence[Said], days: Days, shape: str) -> None:
    """Puts what moved, and where it got to, on the day of the session; a move counts from the session before.

    `waiting` are the figures of which nothing says when; those of others that count from a day without a session
    count from the last one that had one.
    """
    for one in said:
        if one.kind.kind == "change" and one.at is not None and one.at.period and _moves(one.figure, one):
            one.at = one.at._replace(period=_between_sessions(one.at.period))
    for one in waiting:
        day = _day(one.figure, one.scene, days)
        if day is None or not day.period or not _moves(one.figure, one):
            continue
        if one.kind.kind == "quantity":
            one.at = Bound(day.period, _SURE, shape, date=day)
        elif _from_last(one) or (ago(one.figure, one.scene) is None and not _lasted(one)):
            one.at = Bound(_iso.change(_iso.session_before(day.period), day.period), _SURE, shape, date=day)


def _between_sessions(period: str) -> str | None:
    """From and to of a move over one day, counted from the session before it: from a Friday to a Monday."""
    start, _, day = period.partition("/")
    daily = len(day) == _DAY and start == _iso.earlier(day, units=1)
    return _iso.change(_iso.session_before(day), day) if daily else period


def _day(figure: Figure, scene: Scene, days: Days) -> Date | None:
    """The day that a sentence names itself, else that of the article; dates of what is expected are none of a move."""
    dates = [date for date in scene.dates if not of_delivery(date, scene) and not _foretold(figure, date, scene)]
    named = [date for date in dates if date.shape == "day" and date.period and "/" not in date.period]
    if dates and not named:
        return None
    found = named[0] if len(named) == 1 else None if named else days.whole
    return found if found is None or "/" not in (found.period or "/") else None


def _foretold(figure: Figure, date: Date, scene: Scene) -> bool:
    """Whether an expectation stands between a move and a date behind it: `climbed 4% after it said it expects ...`."""
    return date.start > figure.end and bool(scene.after(figure.end, date.start - figure.end, _EXPECTS))


def _lasted(one: Said) -> bool:
    """Whether a move was over another time than a session: `tăng gấp đôi trong 3 tháng`."""
    behind = one.scene.text(one.figure.end, one.figure.end + _SPAN)
    first = WORD.findall(behind)[:1]
    language = one.scene.sentence.language
    named = any(phrase in behind for phrase in words(language, "one_session"))
    return bool(first) and first[0] in words(language, "lasted") and not named


def _from_last(one: Said) -> bool:
    """Whether a comparison is with the session before: `so với phiên trước`."""
    cue = ago(one.figure, one.scene)
    said = one.scene.text(cue.start, cue.end) if cue is not None else ""
    return said in words(one.scene.sentence.language, "last_session")


def _moves(figure: Figure, one: Said) -> bool:
    """Whether a figure is that of an index, a share or a price on a market, or a count of those."""
    scene, language = one.scene, one.scene.sentence.language
    counted = scene.text(figure.end, figure.end + _COUNTED).strip()
    if figure.unit == "count" and any(counted.startswith(noun) for noun in words(language, "listed")):
        return True
    points = figure.unit == "count" and one.kind.cue is not None and figure.counted is None
    if not (figure.unit in RELATIVE or money(figure) or points):
        return False
    lead = scene.text(max(scene.start, figure.start - _SUBJECT), figure.start)
    if _ticker(one):
        return True
    if any(phrase in lead for phrase in words(language, "unlisted")):
        return False
    return any(phrase in lead for phrase in words(language, "quoted")) or _share(one)


def _share(one: Said) -> bool:
    """Whether a name in capitals stands right before the verb of a move of some percent: `CVS Health climbed 4%`."""
    cue, scene = one.kind.cue, one.scene
    if cue is None or one.figure.unit not in words(scene.sentence.language, "named_shares"):
        return False
    start, _ = scene.clause(cue.start)
    named = WORD.findall(scene.printed(start, cue.start))[-1:]
    verb = scene.text(cue.start, cue.end) in words(scene.sentence.language, "told_moves")
    return verb and bool(named) and named[0][0].isupper()


def _ticker(one: Said) -> bool:
    """Whether the letters of a share stand right before the verb of its move."""
    cue = one.kind.cue
    if cue is None:
        return False
    named = WORD.findall(one.scene.printed(max(one.scene.start, cue.start - _TICKER - 1), cue.start))[-1:]
    return bool(named) and len(named[0]) == _TICKER and named[0].isupper() and named[0].isalpha()
