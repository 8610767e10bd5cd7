"""Degrees that are printed without their scale: `nhiệt độ giảm 4-6 độ` is told of heat, `động đất 6,5 độ` is not.

The words around a figure settle which is meant, or else the temperatures that its article has printed in full.
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

# How far before a degree the word stands that makes it one of something else.
_BACK = 40


@dataclass(frozen=True, slots=True)
class _Known:
    """The noun, the unit it means, the words beside it that tell so, and those that make it another."""

    noun: str
    unit: str
    near: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]


@cache
def _known(code: str) -> _Known | None:
    said: dict[str, Any] | None = languages.load(code)["units"].get("degrees")
    if said is None:
        return None
    return _Known(
        said["noun"],
        said["unit"],
        re.compile(begun(said["near"])),
        re.compile(begun(said["not_after"])),
        re.compile(f" {either(said['not_before'])}"),
    )


def heat(sentences: Sequence[Sentence], low: str, code: str) -> None:
    """Gives the figures that count degrees of heat their unit."""
    known = _known(code)
    if known is None or not any(_counts_degrees(figure, known) for one in sentences for figure in one.figures):
        return
    told = False
    for sentence in sentences:
        told = told or any(figure.unit == known.unit for figure in sentence.figures)
        near: bool | None = None
        for figure in sentence.figures:
            if not _counts_degrees(figure, known):
                continue
            near = _near(sentence, known, low) if near is None else near
            if (near or told) and not _of_another(figure, sentence, known, low):
                figure.unit, figure.counted = known.unit, None


def _counts_degrees(figure: Figure, known: _Known) -> bool:
    return figure.counted is not None and figure.counted.lower().startswith(known.noun)


def _near(sentence: Sentence, known: _Known, low: str) -> bool:
    return known.near.search(low, sentence.start, sentence.end) is not None


def _of_another(figure: Figure, sentence: Sentence, known: _Known, low: str) -> bool:
    """Whether a degree is one of an angle, a place, an earthquake or a drink."""
    noun = low.find(known.noun, figure.end, sentence.end) + len(known.noun)
    begin = max(sentence.start, figure.start - _BACK)
    return known.not_before.match(low, noun) is not None or known.not_after.search(low, begin, figure.start) is not None
