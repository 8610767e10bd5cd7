"""The cue words of a sentence, found in one pass: hedges, status, comparison and change.

Every word list is data of `audit/languages/xx.toml`. In the sections [hedges], [status], [periods] and [change] a
list's key is the role its phrases play; one phrase may play several. At each word the longest phrase wins, so that
`cao hơn` (higher by) is never read as `hơn` (more than). The lists of [particles] are no cues: they say which
words may stand around one. `<name>` in a phrase stands for each word of a list of [classes].
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from audit import languages
from audit.facts._phrases import begun, either, spread

SECTIONS = ("hedges", "status", "periods", "change")
PARTICLES = "particles"
CLASSES = "classes"
WORD = re.compile(r"[^\W_]+")
# The roles of words that say what something is compared with.
COMPARED = frozenset(["base", "year_ago", "unit_ago", "compare"])
# How much of a sentence tells whether it is set as a headline.
_AROUND = 60


class Cue(NamedTuple):
    """A cue phrase in a sentence; offsets count in the reading's normal text."""

    start: int
    end: int
    roles: frozenset[str]


@cache
def words(language: str, name: str) -> frozenset[str]:
    """The words of one list of particles."""
    table = _table(language)
    return frozenset(spread(table.get(PARTICLES, {}).get(name, ()), table.get(CLASSES, {})))


@cache
def anywhere(language: str, name: str) -> re.Pattern[str] | None:
    """Finds the phrases of one list of particles where a word begins; null for a language that has none."""
    known = words(language, name)
    return re.compile(begun(sorted(known))) if known else None


@cache
def default(language: str, section: str, name: str) -> str:
    """What a language's section says where no word does."""
    return str(_table(language)[section][name])


def _table(language: str) -> dict[str, Any]:
    return languages.load(language if language in languages.codes() else languages.DEFAULT)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue phrases of a language: a pattern for the longest at a word, and the roles of each.

    `behind` finds phrases of words alone, together with what stands before each: it looks only where a word ends, and
    takes half as long. `signs` are the phrases that it does not find.
    """

    find: re.Pattern[str]
    behind: re.Pattern[str]
    signs: tuple[str, ...]
    roles: Mapping[str, frozenset[str]]


@cache
def lexicon(language: str) -> Lexicon:
    """The cue phrases of a language, compiled."""
    roles: dict[str, set[str]] = {}
    table = _table(language)
    for name in SECTIONS:
        for role, phrases in table.get(name, {}).items():
            for phrase in spread(phrases, table.get(CLASSES, {})) if isinstance(phrases, list) else ():
                roles.setdefault(phrase, set()).add(role)
    signs = tuple(sorted(phrase for phrase in roles if not phrase[0].isalnum()))
    worded = either(sorted(roles.keys() - set(signs)))
    find = re.compile("|".join([f"\\b{worded}", *map(re.escape, signs)]))
    return Lexicon(
        find, re.compile(f"\\W{worded}"), signs, {phrase: frozenset(played) for phrase, played in roles.items()}
    )


def scan(text: str, lower: str, base: int, known: Lexicon) -> list[Cue]:
    """The cues of a sentence in reading order; `lower` is its text in lower case, `base` where it starts."""
    if any(map(lower.__contains__, known.signs)):
        spans = [match.span() for match in known.find.finditer(lower)]
    else:
        spans = [(match.start(), match.end() - 1) for match in known.behind.finditer(f" {lower}")]
    return [
        Cue(base + start, base + end, known.roles[lower[start:end]])
        for start, end in spans
        if not (text[start].isupper() and _named(text, start))
    ]


def _named(text: str, start: int) -> bool:
    """Whether a capitalised word is part of a name: inside a sentence, its neighbours not (`ông Trần Văn Nam`, in May).

    A headline that capitalises every word tells nothing.
    """
    if not text[start + 1 : start + 2].isalpha():
        return False
    lead = text[max(0, start - 4) : start].rstrip()[-1:]
    if not (lead.isalnum() or lead == ","):
        return False
    around = WORD.findall(text[max(0, start - _AROUND) : start + _AROUND])
    return sum(word[0].isupper() for word in around) * 2 < len(around) or len(around) < 3
