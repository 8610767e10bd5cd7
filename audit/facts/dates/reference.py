"""When an article without a date speaks from, where its own words settle it: the year, and a month of it."""

from __future__ import annotations

import re
from collections import Counter
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
    months: dict[int, int] = {}
    named: Counter[int] = Counter()
    ahead: set[int] = set()
    since: list[int] = []
    for match in _YEAR.finditer(low):
        if match[2]:
            continue
        words = words_before(low, match.start(), 0)
        while words and (known.leads.of(words) or words[-1].strip("/.-").isdigit()):
            words = words[:-1]
        if known.distant.of(words) is not None:
            since += [int(match[1])] if known.since.of(words) else []
            continue
        if known.future.search(low, max(0, match.start() - _AHEAD), match.start()):
            ahead.add(int(match[1]))
            continue
        year = int(match[1]) + (known.year_ago.of(words) is not None)
        of = _MONTH.search(low, max(0, match.start() - _BACK), match.start())
        months[year] = max(months.get(year, 0), int(of[1]) if of and year == int(match[1]) else 0)
        named[year] += 1
    if not months:
        return None
    latest = max(months)
    if latest + 1 in since:  # what has been so since a year is told in it or later
        latest += 1
        months[latest] = 0
    others = [year for year in months if year != latest]
    if (others and latest - max(others) > _APART) or max(ahead, default=latest) - latest > _APART:
        return None
    return Telling(latest, months[latest] or None, named[latest - 1] > named[latest])
