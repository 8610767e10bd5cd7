"""Which language a text is written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
    own, others = _letters(code), (_letters(other) for other in languages.codes() if other != code)
    return (own is not None and own.search(lower) is None) or any(one.search(lower) for one in others if one)


def _told(text: str) -> dict[str, int]:
    """How many words speak for each language."""
    return _counted(text.lower().split())


def _counted(pieces: Iterable[str]) -> dict[str, int]:
    told = Counter(map(_told_by, pieces))
    return {code: sum(own[i] * count for own, count in told.items()) for i, code in enumerate(languages.codes())}


@lru_cache(maxsize=65536)
def _told_by(piece: str) -> tuple[int, ...]:
    """How many words of what stands between two blanks speak for each language, in the order of their codes.

    A word does that is one of the commonest of a language, or has a letter that only this one uses.
    """
    found = _WORD.findall(piece)
    known = (_known(code) for code in languages.codes())
    return tuple(sum(word in words or not letters.isdisjoint(word) for word in found) for letters, words in known)


@cache
def _letters(code: str) -> re.Pattern[str] | None:
    """Finds a letter that only this language uses; none where it has none."""
    letters = sorted(_known(code)[0])
    return re.compile(f"[{''.join(map(re.escape, letters))}]") if letters else None


@cache
def _known(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Letters that only this language uses, and its commonest words."""
    own = languages.load(code).get("articles", {})
    return frozenset(own.get("letters", "")), frozenset(own.get("function_words", ()))
