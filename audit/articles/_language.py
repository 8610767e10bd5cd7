"""Which language an article is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from audit import languages

_GLANCE, _ENOUGH = 500, 1_500
_CLEAR, _ALONE = 30, 4
_WORD = re.compile(r"[^\W\d_]+")


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


def _told(text: str) -> dict[str, int]:
    """How many words speak for each language."""
    signs = Counter(map(_signs_of, _WORD.findall(text.lower())))
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
