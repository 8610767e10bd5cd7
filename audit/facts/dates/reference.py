"""When an article without a date speaks from, where its own words settle it: the year, and a month of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from audit import languages
from audit.facts._phrases import Ending, either, words_before

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d|/)( ?[-–] ?\d+)?")
# What is printed before a year where that is one of a month: `3/2021`, `tháng 3 năm 2021`.
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])(?:[/.-]| năm )$")
_BACK = 12
# Years further apart tell of history or plans, and not of now.
_APART = 2
# How far before a year a word stands that makes it one to come.
_AHEAD = 60


class Telling(NamedTuple):
    """The year in which an article speaks, and the last month of it that it names; null where it names none.

    `back` tells that it names the year before more often, as one does that appears when that is over.
    """

    year: int
    month: int | None = None
    back: bool = False


class _Words(NamedTuple):
    leads: Ending[bool]
    distant: Ending[bool]
    year_ago: Ending[bool]
    since: Ending[bool]
    future: re.Pattern[str]


@cache
def _words(code: str) -> _Words:
    said = languages.load(code)["dates"]
    leads = [*said["year_lead"], *said["month_lead"], *said["leads"]]
    future = re.compile(f"(?<!\\w){either(said['future'])}[^.!?;\\n]*$")
    return _Words(
        _ending(leads),
        _ending(said["not_reference"]),
        _ending(said.get("year_ago", ())),
        _ending(said["since"]),
        future,
    )


def _ending(phrases: Iterable[str]) -> Ending[bool]:
    return Ending(dict.fromkeys(phrases, True))


def telling(low: str, code: str) -> Telling | None:
    """The latest year told of as present or past, unless the years told of lie too far apart to say.

    A year after `đến`, `vào năm`, `by` or behind a word of the future may be a plan and says nothing of the time of
    writing; what is set against the same time of a year is told a year later: `so với cùng kỳ năm 2019`.
    """
    known = _words(code)
    said = [_said(match, low, known) for match in _YEAR.finditer(low) if not match[2]]
    told = [one for one in said if one.told]
    if not told:
        return None
    latest = max(one.year for one in told)
    latest += any(one.since and one.year == latest + 1 for one in said)  # what is so since a year is told in it
    others = [one.year for one in told if one.year != latest]
    ahead = max((one.year for one in said if one.ahead), default=latest)
    if (others and latest - max(others) > _APART) or ahead - latest > _APART:
        return None
    month = max((one.month for one in told if one.year == latest), default=0)
    return Telling(latest, month or None, others.count(latest - 1) > len(told) - len(others))


class _Said(NamedTuple):
    """A year as it is named: with which month, and whether it tells of what is or was, or is to be."""

    year: int
    month: int = 0
    told: bool = False
    since: bool = False
    ahead: bool = False


def _said(match: re.Match[str], low: str, known: _Words) -> _Said:
    """What a year in four digits tells of the time of writing."""
    year, words = int(match[1]), words_before(low, match.start(), 0)
    while words and known.leads.of(words):
        words = words[:-1]
    if known.distant.of(words) is not None:
        return _Said(year, since=known.since.of(words) is not None)
    while words and (known.leads.of(words) or words[-1].strip("/.-").isdigit()):
        words = words[:-1]
    if known.since.of(words) is not None:
        return _Said(year, since=True)
    if known.future.search(low, max(0, match.start() - _AHEAD), match.start()):
        return _Said(year, ahead=True)
    if known.year_ago.of(words) is not None:
        return _Said(year + 1, told=True)
    month = _MONTH.search(low, max(0, match.start() - _BACK), match.start())
    return _Said(year, int(month[1]) if month else 0, told=True)
