"""Seasons and years that run over two: `last season`, `the 2024-25 season`, `in 2024-25` of a sport or a treasury.

When such a year begins is a matter of what the article is about: a football league's in July, an Indian budget's in
April. Of an article that is about neither, `2024-25` are two years and `last season` is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from audit import languages
from audit.facts import _calendar as calendar
from audit.facts._phrases import either
from audit.facts._reading import Date, Sentence

_RULE, _YEARS = "season", "years"
_SPAN = re.compile(r"(\d{4})[-–/](\d\d)")
# How many words for a year's beginning tell what an article is about.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Known:
    """The months that such years begin with, the words that tell of each, and by how much a season is told."""

    begins: tuple[tuple[int, re.Pattern[str]], ...]
    offsets: dict[str, int]


@cache
def _known(language: str) -> Known | None:
    said = languages.load(language)["dates"].get("seasons")
    if said is None:
        return None
    begins = [(int(month), re.compile(f"(?<!\\w){either(words)}(?!\\w)")) for month, words in said["begins"].items()]
    return Known(tuple(begins), said["told"])


def seasons(sentences: Sequence[Sentence], low: str, language: str, published: date | None) -> None:
    """Give such dates the months that they run over, where the article says enough of what it is about."""
    held = [sentence for sentence in sentences if any(date.rule in (_RULE, _YEARS) for date in sentence.dates)]
    known = _known(language) if held else None
    if known is None:
        return
    month = next((month for month, words in known.begins if len(words.findall(low)) >= _LEAST), None)
    for sentence in held:
        sentence.dates[:] = [_placed(one, low, month, known, published) for one in sentence.dates]


def _placed(one: Date, low: str, month: int | None, known: Known, published: date | None) -> Date:
    """A date as the year that it means; as it was where that is unknown."""
    if month is None or one.rule not in (_RULE, _YEARS):
        return one
    words = low[one.start : one.end]
    span, offset = _SPAN.match(words), known.offsets.get(words.split(" ")[0])
    if span is not None:
        year = int(span[1])
        if (year + 1) % 100 != int(span[2]):
            return one
    elif one.rule == _RULE and offset is not None and published is not None:
        year = published.year - (published.month < month) + offset
    else:
        return one
    found = calendar.between(calendar.month(year, month), calendar.month(year + 1, month - 1))
    return replace(
        one, shape="year", period=found.period, first=found.first.isoformat(), last=found.last.isoformat(), rule=_RULE
    )
