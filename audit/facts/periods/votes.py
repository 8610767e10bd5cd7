"""Results of a vote hold on its day, whatever day they are told on and whatever day was told of between.

`Doe won 46 percent in Sunday's first round, the court said on Monday`: an article about an election names the day of
the vote once. Shares of the vote, ballots, seats and turnout are of that day unless their clause has an earlier one;
what a poll found, and what will be voted on another day, is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from audit.facts._phrases import lowered
from audit.facts._reading import Date, Reading, Sentence
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.dates.calendar import published_on
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

_SURE = 0.6
# An article tells of the results of a vote within so long after it.
_AFTER = timedelta(days=30)
# How near the day of a vote the word for it stands, and among how many words.
_NEAR, _WORDS = 40, 4
# How far behind a figure, and how far before it, the words stand that make it a result.
_BEHIND, _BEFORE = 44, 36
_DAY = len("2018-10-07")
_UNITS = frozenset({"percent", "percentage_point", "count", "ratio"})


def votes(said: Sequence[Said], reading: Reading, shape: str) -> None:
    """Puts the results of the vote that an article is about on its day; `shape` is that of what an article places."""
    day = _voted_on(reading)
    if day is None:
        return
    last: Said | None = None
    for one in said:
        result = _is_result(one) or (last is not None and last.scene is one.scene and _goes_on(last, one))
        if not result or not _loose(one, day, shape):
            continue
        one.at, one.carried = Bound(day.period, _SURE, shape, date=day), None
        last = one


def _voted_on(reading: Reading) -> Date | None:
    """The day of the vote that the lead of an article tells of, by the first day that a word for a vote stands at."""
    published = published_on(reading.article.published)
    language = reading.sentences[0].language if reading.sentences else ""
    known = anywhere(language, "elections")
    if known is None or published is None or not reading.holds(words(language, "elections")):
        return None
    if not any(known.search(lowered(part.text)) for part in lead(reading)):
        return None
    for sentence in reading.sentences:
        for date in sentence.dates:
            on = published_on(date.period) if date.shape == "day" and len(date.period or "") == _DAY else None
            if on is not None and published - _AFTER <= on <= published and _of_vote(date, sentence):
                return date
    return None


def _of_vote(date: Date, sentence: Sentence) -> bool:
    """Whether a word for a vote stands beside a day: `Sunday's first round`, `the election held this Sunday`."""
    known = words(sentence.language, "voting")
    at, end = date.start - sentence.start, date.end - sentence.start
    before = WORD.findall(lowered(sentence.text[max(0, at - _NEAR) : at]))[-_WORDS:]
    behind = WORD.findall(lowered(sentence.text[end : end + _NEAR]))[:_WORDS]
    return not known.isdisjoint(before) or (behind[:1] == ["s"] and not known.isdisjoint(behind))


def _is_result(one: Said) -> bool:
    """Whether words of a result stand in the clause of a figure, and its sentence tells of no poll."""
    figure, scene = one.figure, one.scene
    language = scene.sentence.language
    if figure.unit not in _UNITS or one.kind.kind != "quantity" or one.stands.status != "actual":
        return False
    results, polls = anywhere(language, "vote_results"), anywhere(language, "opinion_polls")
    if results is None or (polls is not None and polls.search(scene.lower)):
        return False
    begin, end = scene.clause(figure.start)
    behind = scene.text(figure.end, min(end, figure.end + _BEHIND))
    before = scene.text(max(begin, figure.start - _BEFORE), figure.start)
    if results.search(behind) or results.search(before):
        return True
    verbs = words(language, "wins_votes")
    return figure.unit == "percent" and not verbs.isdisjoint(WORD.findall(before)[-_WORDS:])


def _goes_on(before: Said, one: Said) -> bool:
    """Whether a share stands beside that of another candidate: `46 percent of the vote, ahead of Roe with 29`."""
    return one.figure.unit == before.figure.unit and one.kind.kind == "quantity" and one.stands.status == "actual"


def _loose(one: Said, day: Date, shape: str) -> bool:
    """Whether no words of its own put a figure in another time than between the vote and publication."""
    at = one.at or one.carried
    if at is None or not at.period or at.shape == shape:
        return True
    told = at.date is not None and one.scene.start <= at.date.start < one.scene.end
    return at.shape == "day" and len(at.period) == _DAY and (not told or at.period >= (day.period or ""))
