"""Words that are money and a weight: `40 million pounds of public money`, `40 pounds of cod`.

The words around a figure settle which is meant; where none does, the money that the article writes with a sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import begun, either
from audit.facts._reading import Figure, Sentence

# How far before a figure a word of weighing stands, and how much of an article tells whose money it writes.
_BACK, _READ = 40, 20_000
# More pounds than this are seldom weighed.
_MUCH = 100_000


@dataclass(frozen=True, slots=True)
class _Known:
    """The word that means both, what is weighed, and what tells whose money an article writes."""

    word: re.Pattern[str]
    money: str
    weight: str
    weighs: re.Pattern[str]
    of: re.Pattern[str]
    sums: re.Pattern[str]
    home: re.Pattern[str]
    abroad: re.Pattern[str]


@cache
def _known(code: str) -> _Known | None:
    said: dict[str, Any] | None = languages.load(code)["units"].get("weights")
    if said is None:
        return None
    return _Known(
        re.compile(f" ?{either(said['words'])}$"),
        said["money"],
        said["weight"],
        re.compile(begun(said["weighs"])),
        re.compile(r" of (?=[a-z])"),
        re.compile(f" of {either(said['sums'])}"),
        re.compile(begun(said["home"])),
        re.compile(either(said["abroad"])),
    )


def weigh(sentences: Sequence[Sentence], low: str, code: str) -> None:
    """Makes weights of the figures that are printed with such a word and are no money."""
    known = _known(code)
    if known is None:
        return
    foreign: bool | None = None
    for sentence in sentences:
        for figure in sentence.figures:
            word = known.word.search(low, figure.start, figure.end) if figure.unit == known.money else None
            if word is None or low[figure.start] == "£" or _paid(figure, low, known):
                continue
            if foreign is None:
                start = low[:_READ]
                foreign = known.abroad.search(start) is not None and known.home.search(start) is None
            if (foreign and figure.value < _MUCH) or _weighed(figure, sentence, low, known):
                figure.unit, figure.end = known.weight, word.start()


def _paid(figure: Figure, low: str, known: _Known) -> bool:
    """Whether what follows is said of money: `50 million pounds ($65 million)`, `900 pounds of public money`."""
    return low.startswith((" ($", " (€"), figure.end) or known.sums.match(low, figure.end) is not None


def _weighed(figure: Figure, sentence: Sentence, low: str, known: _Known) -> bool:
    """Whether a word of weighing stands before a figure, or what is weighed behind it."""
    begin = max(sentence.start, figure.start - _BACK)
    if known.of.match(low, figure.end, sentence.end):
        return True
    return figure.value < _MUCH and known.weighs.search(low, begin, figure.start) is not None
