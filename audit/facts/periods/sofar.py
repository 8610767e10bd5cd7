"""What has come together in a year by the end of a month: `hết tháng 7, kim ngạch đạt 30 tỷ USD` is of January to July.

Sums that grow over a year start anew with each; stocks, debts and members hold on the last day (`balance`).
"""

from __future__ import annotations

from audit.facts._reading import Date, Figure, Reading, Sentence
from audit.facts.cues.comparison import enclosed
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.cues.status import Status
from audit.facts.dates import iso as _iso
from audit.facts.periods.balance import balance
from audit.facts.periods.bound import Bound

# The rule of such dates.
RULE = "so_far"
# How far before a month the words stand that end something with it, and how many they are at the most.
_LEAD, _WORDS = 32, 5
_SHAPES = frozenset({"month", "quarter"})
_SO_FAR = frozenset({"months", "half", "quarter", "month", "until"})
_YEAR, _DAY = len("2013"), len("2013-10-22")


def sum_up(reading: Reading) -> None:
    """Makes months and quarters that end a sum those from the beginning of their year."""
    language = reading.sentences[0].language if reading.sentences else ""
    flows, balances = anywhere(language, "sums_of_year"), anywhere(language, "balances")
    if flows is None or balances is None or not words(language, "sums_up"):
        return
    for sentence in (one for one in reading.sentences if one.dates):
        ending = [date for date in sentence.dates if date.shape in _SHAPES and date.period and ends_sum(date, sentence)]
        if not ending or not flows.search(low := sentence.text.lower()) or balances.search(low):
            continue
        if any(phrase in low for phrase in words(language, "over_years")):
            continue
        for date in ending:
            last = _iso.last(date.period)
            if last is not None:
                date.period, date.first = _iso.so_far(last), f"{last[:_YEAR]}-01-01"
                date.shape, date.rule = "months", RULE


def of_plan(at: Bound | None, figure: Figure, stands: Status, scene: Scene) -> Bound | None:
    """The year of a plan in brackets that a sum so far is measured against: `61% dự toán (90 tỷ)`; else null."""
    named = at.date if at is not None and at.shape in _SO_FAR else None
    if at is None or named is None or not at.period or stands.status != "target" or stands.cue is None:
        return None
    aside = "plan" in stands.cue.roles and enclosed(stands.cue.end, figure, scene)
    before = aside and not scene.apart(named.start, figure.start) and named.start < stands.cue.start
    return at._replace(period=at.period[:_YEAR], shape="year") if before else None


def year_to(day: str | None, named: Date, figure: Figure, scene: Scene) -> str | None:
    """The year up to a day for what is set against the same part of another: `tính đến 20-6 ... gấp 7 lần cùng kỳ`.

    Counts and sums that come together over a year only; what stood in the books is compared with the same day.
    """
    flows, counts = (anywhere(scene.sentence.language, name) for name in ("sums_of_year", "year_counts"))
    if counts is None or flows is None or day is None or len(day) != _DAY or named.shape != "day":
        return None
    told = scene.text(scene.start, figure.start)
    if balance(figure, scene) or not (counts.search(told) or flows.search(told)):
        return None
    return f"{day[:_YEAR]}-01-01/{day}"


def ends_sum(date: Date, sentence: Sentence) -> bool:
    """Whether the words before a date make it the end of a sum: `tính đến hết`, `lũy kế đến cuối`."""
    at = date.start - sentence.start
    said = WORD.findall(sentence.text[max(0, at - _LEAD) : at].lower())[-_WORDS:]
    while said and said[-1] in words(sentence.language, "date_unit"):
        said.pop()
    known = words(sentence.language, "sums_up")
    return any(" ".join(said[-count:]) in known for count in range(1, _WORDS + 1))
