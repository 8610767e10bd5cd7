"""Dates that point back to a period named before them: `in the quarter`, `over the same period`, `cả năm`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit import languages
from audit.facts._reading import Date, Sentence
from audit.facts.dates.forms import forms

RULE = "resumed"
# The rule of a year that no number names, and how near before it, in one paragraph, one stands that it may be.
_WHOLE, _NEAR = "whole_year", 240
# Rules of dates after which a quarter is one of a business year.
_BUSINESS = "business"
# A date this near the front of a sentence sets its scene.
_FRONT, _SCENE = 3, 12
# Shapes that a word can point back to; any other word points to whichever of them was named last.
_SHAPES = ("quarter", "half", "months", "month", "year")


def resume(sentences: Sequence[Sentence], low: str, published: str | None = None) -> None:
    """Give such dates the period that they point back to, and drop those that point to none."""
    named: dict[str, Date] = {}
    told: Date | None = None
    for sentence in sentences:
        if not sentence.dates:
            continue
        kept = []
        for date in sentence.dates:
            if date.rule == RULE:
                found = _meant(low[date.start : date.end], named, sentence.language)
                kept += [replace(found, start=date.start, end=date.end, rule=RULE)] if found else []
                continue
            if date.rule == _WHOLE and told is not None and _goes_back(date, told, sentence, low):
                date.period, date.first, date.last = told.period, told.first, told.last
            elif date.shape == "year" and date.period and date.start - _clause(date, sentence, low) <= _SCENE:
                told = date
            kept.append(date)
            if date.rule == _BUSINESS:
                named.pop("quarter", None)
            elif date.shape in _SHAPES and date.period and not _aside(date, named.get(date.shape), sentence, published):
                named.pop(date.shape, None)
                named[date.shape] = date
        sentence.dates[:] = kept


def _clause(date: Date, sentence: Sentence, low: str) -> int:
    """Where what is told begins, behind a colon: `Theo Tổng cục Hải quan: Năm 2018, ...`."""
    return max(sentence.start, low.rfind(":", sentence.start, date.start) + 1)


def _goes_back(date: Date, told: Date, sentence: Sentence, low: str) -> bool:
    """Whether `cả năm` is the year that was named just before it: not where its sentence tells what is expected."""
    if date.start - told.end > _NEAR or "\n" in low[told.end : date.start]:
        return False
    return forms(sentence.language).future.search(low, sentence.start, sentence.end) is None


def _aside(date: Date, known: Date | None, sentence: Sentence, published: str | None) -> bool:
    """Whether a period is only looked back at from a later one, or ahead to from one that is over.

    A month or a quarter at the front of a sentence sets the scene.
    """
    if known is None:
        return False
    if published and (known.last or "") <= published[:10] < (date.last or ""):
        return True
    if date.shape not in ("month", "quarter") or date.start - sentence.start <= _FRONT:
        return False
    return (date.last or "") < (known.last or "")


def _meant(words: str, named: dict[str, Date], language: str) -> Date | None:
    """The last date of the shape that the last word says, or of any where it says none."""
    last = words.rsplit(" ", 1)[-1]
    last = languages.load(language)["dates"].get("resumed_shapes", {}).get(last, last)
    if last in _SHAPES:
        return named.get(last)
    return next(reversed(named.values()), None)
