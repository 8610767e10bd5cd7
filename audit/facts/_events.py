"""Tells dates that are reported from dates that only say when a figure holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.facts._phrases import Ending, Starting, either, words_before
from audit.facts._reading import Date, Sentence


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that make a date an event, and words that make it the time of a level."""

    happens: re.Pattern[str]
    moves: re.Pattern[str]
    photo: re.Pattern[str]
    before: Ending[bool]
    after: Starting[None]
    leads: Ending[bool]


@cache
def cues(code: str) -> Cues:
    """The event words of a language."""
    said = languages.load(code)["dates"]
    events = said["events"]
    return Cues(
        happens=_anywhere(events["happens"]),
        moves=_anywhere(events["moves"]),
        photo=_anywhere(events["photo"]),
        before=Ending(dict.fromkeys(events["levels_before"], True)),
        after=Starting(dict.fromkeys(events["levels_after"])),
        leads=Ending(dict.fromkeys(said["leads"], True)),
    )


# Rules of dates that name a month and no part of it.
_PRINTED_MONTHS = frozenset({"month", "month/year"})


def _anywhere(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?<!\\w){either(phrases)}")


def mark(sentence: Sentence, low: str, known: Cues) -> None:
    """Set `event` on the dates of a sentence that are themselves reported.

    A calendar day is an event unless it dates a figure of its sentence: words of a level stand beside it (`đến ngày
    10/2 đã có 47.300`), or the sentence only tells how something moved (`ngày 18/5 giá tăng 2%`). A month is one
    where something happens in it and no figure stands by.
    """
    days = [date for date in sentence.dates if date.shape == "day" and date.rule != "relative-date"]
    if not sentence.figures and known.happens.search(low, sentence.start, sentence.end):
        days += [date for date in sentence.dates if date.shape == "month" and date.rule in _PRINTED_MONTHS]
    if not days or known.photo.search(low, sentence.start, sentence.end):
        return
    moves = bool(sentence.figures) and _only_moves(sentence, low, known)
    for date in days:
        date.event = not sentence.figures or not (moves or _dates_level(date, sentence, low, known))


def _only_moves(sentence: Sentence, low: str, known: Cues) -> bool:
    moves = known.moves.search(low, sentence.start, sentence.end)
    return moves is not None and known.happens.search(low, sentence.start, sentence.end) is None


def _dates_level(date: Date, sentence: Sentence, low: str, known: Cues) -> bool:
    """Whether the words beside a date make it the time of a level."""
    words = words_before(low, date.start, sentence.start)
    while words and known.leads.of(words[-1:]):
        words = words[:-1]
    return known.before.of(words) is not None or known.after.at(low, date.end, sentence.end) is not None
