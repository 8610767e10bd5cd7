"""Tells dates that are reported from dates that only say when a figure holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.facts._phrases import Ending, either, words_before
from audit.facts._reading import Sentence


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that make a date an event, and words before a date that make it the time of a level."""

    verbs: re.Pattern[str]
    photo: re.Pattern[str]
    levels: Ending[bool]
    leads: Ending[bool]


@cache
def cues(code: str) -> Cues:
    """The event words of a language."""
    said = languages.load(code)["dates"]
    return Cues(
        re.compile(f"(?<!\\w){either(said['events']['verbs'])}"),
        re.compile(f"(?<!\\w){either(said['events']['photo'])}"),
        Ending(dict.fromkeys(said["events"]["levels"], True)),
        Ending(dict.fromkeys(said["leads"], True)),
    )


def mark(sentence: Sentence, low: str, known: Cues) -> None:
    """Set `event` on the dates of a sentence that are themselves reported.

    A calendar day is an event unless it dates a figure of its sentence: because words of a level stand before it
    (`đến ngày 10/2 đã có 47.300`), or because nothing that happens is told in the sentence.
    """
    happens: bool | None = None
    for date in sentence.dates:
        if date.shape != "day" or date.rule == "relative-date" or known.photo.search(low, sentence.start, sentence.end):
            continue
        if not sentence.figures:
            date.event = True
            continue
        words = words_before(low, date.start, sentence.start)
        while words and known.leads.of(words[-1:]):
            words = words[:-1]
        if known.levels.of(words):
            continue
        if happens is None:
            happens = known.verbs.search(low, sentence.start, sentence.end) is not None
        date.event = happens
