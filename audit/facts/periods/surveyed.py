"""What a census or a survey counted holds when it was taken, not on the day on which its results are told.

`Tổng điều tra dân số thực hiện vào 0 giờ ngày 1/4/2019`, `a survey carried out between July 3 and 9`: an article about
one, told by its title or lead, has levels of that time where nothing else says when.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._phrases import lowered
from audit.facts._reading import Date, Reading, Sentence
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.periods.bound import Bound
from audit.facts.periods.onward import traded
from audit.facts.periods.repeat import Said

_SURE = 0.6
# Sentences of a lead that tell what an article is about, and how far before its time the verb of a survey stands.
_LEAD, _NEAR = 3, 48
_SHAPES = frozenset({"day", "month", "months"})


def surveyed(said: Sequence[Said], reading: Reading, shape: str) -> None:
    """Puts levels that only the article as a whole places, or nothing, at the time of the survey that it is about."""
    taken = _taken(reading)
    if taken is None:
        return
    for one in said:
        loose = one.at is None or not one.at.period or one.at.shape == shape
        if (
            loose
            and one.kind.kind == "quantity"
            and one.stands.status == "actual"
            and not traded(one.figure, one.scene)
        ):
            one.at, one.carried = Bound(taken.period, _SURE, shape, date=taken), None


def _taken(reading: Reading) -> Date | None:
    """When the survey of a title or lead was taken, by the first sentence that says so; null without one."""
    language = reading.sentences[0].language if reading.sentences else ""
    known = anywhere(language, "surveys")
    if known is None or not reading.holds(words(language, "surveys"), _LEAD):
        return None
    if not any(known.search(lowered(sentence.text)) for sentence in reading.sentences[:_LEAD]):
        return None
    for sentence in reading.sentences:
        if sentence.dates and (found := known.search(lowered(sentence.text))) is not None:
            behind = (date for date in sentence.dates if date.start >= sentence.start + found.end())
            named = next((date for date in behind if _dates_it(date, sentence)), None)
            if named is not None:
                return named
    return None


def _dates_it(date: Date, sentence: Sentence) -> bool:
    """Whether a verb of taking a survey stands before a date, and none of telling its results."""
    if date.shape not in _SHAPES or not date.period:
        return False
    at = date.start - sentence.start
    lead = WORD.findall(lowered(sentence.text[max(0, at - _NEAR) : at]))
    phrase = f" {' '.join(lead)} "
    return any(f" {verb} " in phrase for verb in words(sentence.language, "surveyed"))
