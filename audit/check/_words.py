"""Words as they are compared between a draft and its sources, and the lists of words that turn a sentence round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from audit import languages

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,9})?")
_SETS = ("alternatives", "counted_alternatives")
# The tones of Vietnamese: hòa and hoà are one word, Huế and Huệ are two.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def tokens(text: str) -> list[str]:
    """The words of a text in normal form; what holds no letter is none."""
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """A word in the spelling that its ways to be written share: without case, its tone last, i for y."""
    letters = unicodedata.normalize("NFD", word.lower()).replace("y", "i")
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones


def plain(word: str) -> str:
    """A spelled word without any mark: Hanoi for Hà Nội."""
    return "".join(letter for letter in word if not unicodedata.combining(letter)).replace("đ", "d")


@cache
def denials() -> frozenset[str]:
    """Words that deny what a sentence says."""
    return frozenset(spelled(word) for section in _sections() for word in section["denials"])


@cache
def alternatives() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Sets of phrases of which a sentence says another thing where it has one for another."""
    return tuple(tuple(map(_phrase, phrases)) for section in _sections() for phrases in section["alternatives"])


@cache
def others() -> dict[str, frozenset[str]]:
    """The words that may not stand for a word next to a number."""
    sets = (phrases for section in _sections() for name in _SETS for phrases in section[name])
    found: dict[str, frozenset[str]] = {}
    for phrases in sets:
        words = frozenset(spelled(phrase) for phrase in phrases if " " not in phrase)
        found |= {word: found.get(word, frozenset()) | words - {word} for word in words}
    return found


@cache
def written(word: str) -> str:
    """A spelled word of these lists as people write it."""
    phrases = (phrase for section in _sections() for name in _SETS for phrases in section[name] for phrase in phrases)
    return next((phrase for phrase in phrases if spelled(phrase) == word), word)


def one_of(phrases: Sequence[tuple[str, ...]], words: str) -> list[tuple[str, ...]]:
    """Those of a set that stand among words, which spaces part and surround."""
    return [phrase for phrase in phrases if f" {' '.join(phrase)} " in words]


@cache
def numbered() -> tuple[frozenset[str], frozenset[str]]:
    """Words that a number names one of, before it ("tháng 3") and after it ("40 tuổi")."""
    before = frozenset(spelled(word) for section in _sections() for word in section["numbered_before"])
    after = frozenset(spelled(word) for section in _sections() for word in section["numbered_after"])
    return before, after


@cache
def month_words() -> frozenset[str]:
    """Words before the number of a month."""
    return frozenset(spelled(word) for section in _sections() for word in section["months"])


@cache
def leads() -> frozenset[str]:
    """Words that may stand between a number and the word that says what it is: tối ngày 24/3."""
    return frozenset(spelled(word) for section in _sections() for word in section["leads"])


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(spelled(word) for word in tokens(text))


def _sections() -> Iterator[dict[str, Any]]:
    return (languages.load(code)["check"] for code in languages.codes())
