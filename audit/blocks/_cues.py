"""Cues that words were typed into a search box: what is looked up and offered for sale, and forms nobody edits.

A listed word tells little, and its class says how little: how seldom edited news writes it. A place or a brand in
small letters, words without their marks, an address or a telephone number tell more.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from audit import languages
from audit.blocks._syllables import is_bare, is_syllable
from audit.blocks._words import listed

LONGEST = 5
_FEW = 3
STRONG = ("telling", "name", "bare", "foreign")
_VOWEL = re.compile("[aeiouy]")
_ADDRESS = re.compile(
    r"(?:[a-z0-9-]{1,40}\.){1,4}(?:com|net|org|vn|top|vip|tv|win|club|bet|xyz|info|link|online|site|cc|me|io|app|live)"
)
_TELEPHONE = re.compile(r"0\d{9}|0\d{2,3}[.-]\d{3}[.-]\d{3,4}|1[89]00\d{4}")
_MEASURE = re.compile(r"\d{1,4}[a-z]{1,3}\d{0,2}|[a-z]{1,2}\d?|cent|inch|euro|yen|kwh|the|de|of")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show how a phrase was typed: from `first` to before `last` of a stretch of words."""

    first: int
    last: int
    kind: str


def cues(words: Sequence[str]) -> Iterator[Cue]:
    """The cues in a stretch of words, the longest at each word."""
    i = 0
    while i < len(words):
        kind, length = cue_at(words, i)
        if kind:
            yield Cue(i, i + length, kind)
        i += length


def cue_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """The kind of the longest cue that starts at a word, empty for none, and how many words it has."""
    if longest := firsts().get(words[at]):
        known = terms()
        for length in range(min(longest, len(words) - at), 0, -1):
            kind = known.get(" ".join(words[at : at + length]))
            if kind:
                return ("" if kind == "whole" else kind), length
    if not words[at].isascii():
        return "", 1
    if length := _unmarked(words, at):
        return "bare", length
    if words[at].startswith("0") and words[at].isdigit() and _TELEPHONE.fullmatch("".join(words[at : at + _FEW])):
        return "name", _FEW
    introduced = at > 0 and words[at - 1] in _introducing()
    return ("" if introduced else form(words[at])), 1


def _unmarked(words: Sequence[str], at: int) -> int:
    """How many words from one on were typed without their marks; 0 for fewer than three, or where none shows it."""
    end = at
    while end < len(words) and words[end].isascii() and (is_syllable(words[end]) or is_bare(words[end])):
        end += 1
    return end - at if end - at >= (_FEW if any(map(is_bare, words[at:end])) else LONGEST) else 0


def inside_terms(words: Sequence[str]) -> set[int]:
    """Which words are part of a listed term of several words."""
    found: set[int] = set()
    for i, word in enumerate(words):
        if word in firsts() and i not in found:
            for length in range(min(firsts()[word], len(words) - i), 1, -1):
                if terms().get(" ".join(words[i : i + length]), "whole") != "whole":
                    found.update(range(i, i + length))
                    break
    return found


@cache
def inner_words() -> frozenset[str]:
    """The words of listed terms of several words."""
    return frozenset(word for term, kind in terms().items() if " " in term and kind != "whole" for word in term.split())


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """What the spelling of a plain word in small letters tells: name, bare, foreign, or nothing."""
    if not word.isalnum():
        return "name" if _ADDRESS.fullmatch(word) or _TELEPHONE.fullmatch(word) else ""
    if word.isdigit():
        return "name" if _TELEPHONE.fullmatch(word) else ""
    if not word.islower() or is_syllable(word) or word in _loans() or _MEASURE.fullmatch(word):
        return ""
    return "bare" if is_bare(word) else "foreign"


@cache
def terms() -> Mapping[str, str]:
    """What is looked up, with its class: telling, common, usual, name; `whole` is none of them."""
    subjects, names = listed("searched", "subjects"), listed("searched", "names")
    found = dict.fromkeys(_places(), "name")
    found |= dict.fromkeys((*listed("queries", "names"), *(term for term in names if " " in term)), "name")
    found |= dict.fromkeys((*listed("queries", "telling"), *listed("searched", "short")), "telling")
    found |= dict.fromkeys((term for term in subjects if " " in term), "telling")
    asked = (term for kind in ("asked", "nations", "ends") for term in listed("searched", kind))
    found |= {term: "usual" for term in asked if term not in found}
    found |= {term: "common" for term in (*subjects, *names) if " " not in term and term not in found}
    for kind in ("common", "usual", "whole"):
        found |= dict.fromkeys(listed("queries", kind), kind)
    return found


def stands_alone(word: str) -> bool:
    """Whether a word is a cue by itself, not a usual one, or the first part of a telephone number."""
    kind = terms().get(word) or (form(word) if word.isascii() else "")
    return kind not in ("", "whole", "usual") or (word.startswith("0") and word.isdigit())


@cache
def seconds() -> Mapping[str, frozenset[str]]:
    """The second words of listed terms, the usual ones aside, by their first."""
    found: dict[str, set[str]] = {}
    for term, kind in terms().items():
        first, _, rest = term.partition(" ")
        if rest and kind not in ("usual", "whole"):
            found.setdefault(first, set()).add(rest.split(" ", maxsplit=1)[0])
    return {first: frozenset(rest) for first, rest in found.items()}


@cache
def firsts() -> Mapping[str, int]:
    """The words that listed terms begin with, and how many words the longest of these terms has."""
    found: dict[str, int] = {}
    for words in (term.split(" ") for term in terms()):
        found[words[0]] = min(LONGEST, max(len(words), found.get(words[0], 0)))
    return found


@cache
def _loans() -> frozenset[str]:
    return frozenset(listed("queries", "loans"))


@cache
def _introducing() -> frozenset[str]:
    return frozenset(listed("queries", "introducing"))


@cache
def _places() -> tuple[str, ...]:
    """Names and short forms of Vietnamese and neighbouring places that are nothing else in small letters."""
    unsure = {word for code in languages.codes() for word in languages.load(code).get("areas", {}).get("uncertain", ())}
    unsure |= set(listed("queries", "ordinary"))
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        names = {name.lower() for row in csv.DictReader(file) for name in (row["name"], *row["aliases"].split("|"))}
    return tuple(name for name in sorted(names - unsure) if _is_place(name.split()))


def _is_place(words: Sequence[str]) -> bool:
    """Whether a name is of several Vietnamese syllables, or a short form that no language reads as a word."""
    if len(words) > 1:
        return all(word.isalpha() and (is_syllable(word) or is_bare(word)) for word in words)
    word = words[0] if words else ""
    return len(word) > _FEW and word.isalpha() and word.isascii() and not _VOWEL.search(word)
