"""The year that an article without a date speaks from, where its own words settle it."""

from __future__ import annotations

import re
from functools import cache

from audit import languages
from audit.facts._phrases import Ending, words_before

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d|/)( ?[-–] ?\d+)?")
# Years further apart tell of history or plans, and not of now.
_APART = 2


@cache
def _words(code: str) -> tuple[Ending[bool], Ending[bool]]:
    said = languages.load(code)["dates"]
    leads = [*said["year_lead"], *said["month_lead"], *said["leads"]]
    return Ending(dict.fromkeys(leads, True)), Ending(dict.fromkeys(said["not_reference"], True))


def year_of_telling(low: str, code: str) -> int | None:
    """The latest year told of as present or past, unless the years told of lie too far apart to say.

    A year after `đến`, `vào năm`, `by` may be a plan and says nothing of the time of writing.
    """
    leads, distant = _words(code)
    years: set[int] = set()
    for match in _YEAR.finditer(low):
        if match[2]:
            continue
        words = words_before(low, match.start(), 0)
        while words and leads.of(words):
            words = words[:-1]
        if distant.of(words) is None:
            years.add(int(match[1]))
    if not years:
        return None
    latest = max(years)
    others = [year for year in years if year != latest]
    return latest if not others or latest - max(others) <= _APART else None
