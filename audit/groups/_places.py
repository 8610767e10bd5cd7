"""Which place an article tells of: that of nearly all its figures, and what of it the article names.

A report that is read all over the country puts its figures there, and names the province in passing.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from audit import languages

# An article tells of the place that this share of its figures have.
_MOST = 0.7
_NOWHERE: frozenset[str] = frozenset()


def homes(places: Iterable[tuple[str, str]], texts: Mapping[str, str]) -> dict[str, tuple[str, frozenset[str]]]:
    """For each article the code of the place it tells of, empty where there is none, and the parts of it that it names.

    `places` pairs articles with the place of each of their figures, empty where that is not known.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for article, area in places:
        found[article][area] += 1
    made = {}
    for article, areas in found.items():
        area, often = areas.most_common(1)[0]
        usual = area if often >= _MOST * areas.total() else ""
        text = texts.get(article, "")
        made[article] = (usual, frozenset([code for code, name in _parts(usual) if name in text]))
    return made


def home_of(area: str, told: tuple[str, frozenset[str]]) -> frozenset[str]:
    """What may be meant by the place of a figure: itself, and the named parts of it; nothing if others have another."""
    usual, parts = told
    return parts | {area} if area and area == usual else _NOWHERE


@cache
def _parts(code: str) -> tuple[tuple[str, str], ...]:
    """The parts of a country, each beside each of its names; a name of one short word may be another word."""
    return tuple((part, name) for part, names in _places() if code and part.startswith(f"{code}-") for name in names)


@cache
def _places() -> tuple[tuple[str, tuple[str, ...]], ...]:
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        return tuple(
            (row["code"], (row["name"], *filter(None, row["aliases"].split("|")))) for row in csv.DictReader(file)
        )
