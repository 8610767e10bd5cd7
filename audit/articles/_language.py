"""Which language an article is written in."""

from __future__ import annotations

import re
from functools import cache

from audit import languages

_ENOUGH = 1_500
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language whose letters and function words fill the largest share of the text's words.

    Reads the first 1,500 characters. A text without words is taken for the first language.
    """
    words = _WORD.findall(text[:_ENOUGH].lower())
    if not words:
        return languages.codes()[0]
    shares = {code: _share(words, *_signs(code)) for code in languages.codes()}
    return max(shares, key=lambda code: shares[code])


def _share(words: list[str], letters: frozenset[str], function_words: frozenset[str]) -> float:
    others = [word for word in words if word not in function_words]
    spelled = sum(not letters.isdisjoint(word) for word in others) if letters else 0
    return (len(words) - len(others) + spelled) / len(words)


@cache
def _signs(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Letters that only this language uses, and its commonest words."""
    own = languages.load(code).get("articles", {})
    return frozenset(own.get("letters", "")), frozenset(own.get("function_words", ()))
