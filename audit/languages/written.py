"""Which language a text is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from audit import languages

_GLANCE, _ENOUGH = 500, 1_500
_CLEAR, _ALONE = 30, 4
_WORD = re.compile(r"[^\W\d_]+")
# How many words of a paragraph speak for its language at the least, one of how many: a name, a term or a short
# quotation in another language does not change the language of what it stands in.
_FEW, _SHARE = 4, 4


def language_of(text: str) -> str:
    """The language whose letters and function words fill the largest share of the text's words.

    Reads the first 500 characters where they speak for one language alone, else the first 1,500. A text without words
    is taken for the first language.
    """
    told = _told(text[:_GLANCE])
    best, *others = sorted(told.values(), reverse=True)
    if best < _CLEAR or any(best < _ALONE * other for other in others):
        told = _told(text[:_ENOUGH])
    return max(told, key=lambda code: told[code])


def clearly(text: str) -> str | None:
    """The one language that a paragraph speaks for with many of its words; null where that is not sure."""
    words = _WORD.findall(text[:_ENOUGH].lower())
    return _most(_counted(words), max(_FEW, len(words) / _SHARE))


def rather(text: str) -> str | None:
    """The one language that a paragraph speaks for, be it with a single word; null where there is none."""
    return _most(_told(text[:_ENOUGH]), 1)


def _most(told: dict[str, int], least: float) -> str | None:
    """The language that at least so many words speak for, and hardly any for another."""
    code = max(told, key=lambda code: told[code])
    others = sum(count for other, count in told.items() if other != code)
    return code if told[code] >= max(least, _ALONE * others) else None


def foreign(text: str, code: str) -> bool:
    """Whether a text may be in another language than `code`: it has a letter of another one, or none of its own."""
    lower = text.lower()
    own, others = _known(code)[0], (_known(other)[0] for other in languages.codes() if other != code)
    # A language without letters of its own has none to look for, character by character.
    return (bool(own) and own.isdisjoint(lower)) or any(letters and not letters.isdisjoint(lower) for letters in others)


def _told(text: str) -> dict[str, int]:
    """How many words speak for each language."""
    return _counted(_WORD.findall(text.lower()))


def _counted(words: list[str]) -> dict[str, int]:
    signs = Counter(map(_signs_of, words))
    return {
        code: sum(count for sign, count in signs.items() if sign >> i & 1) for i, code in enumerate(languages.codes())
    }


@lru_cache(maxsize=65536)
def _signs_of(word: str) -> int:
    """Which languages a word speaks for, a bit each: it is one of their commonest, or has a letter only they use."""
    known = (_known(code) for code in languages.codes())
    return sum((word in words or not letters.isdisjoint(word)) << i for i, (letters, words) in enumerate(known))


@cache
def _known(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Letters that only this language uses, and its commonest words."""
    own = languages.load(code).get("articles", {})
    return frozenset(own.get("letters", "")), frozenset(own.get("function_words", ()))
