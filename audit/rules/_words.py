"""The words around figures that say what they measure, and how many of them two figures share."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from audit import languages
from audit.rules._sentence import Figure

_WORD = re.compile(r"[^\W\d_]+")
# So many words on each side stand near a figure.
_NEAR = 6
# Points of likeness that make two figures of one value speak of one quantity: of a single digit, of two, and of more.
_ASKED, _ASKED_EXACT = {1: 6, 2: 4}, 3


def shared(a: Figure, b: Figure) -> int:
    """How much of the words near two figures is the same: a point for each word, and one for each pair of neighbours.

    A word that stands before one figure may stand behind the other one.
    """
    return len(_near(a.before, a.after) & _near(b.before, b.after))


@lru_cache(maxsize=20_000)
def pairs(sentence: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbours among the words of a sentence that carry meaning, numbers aside."""
    return frozenset(pairwise(telling(sentence)))


def likeness(exact: int) -> int:
    """How many points `shared` must give two figures of one value and so many digits to be of one quantity."""
    return _ASKED.get(exact, _ASKED_EXACT)


def alike(a: str | None, b: str | None) -> bool:
    """Whether two counted nouns may name the same: one is not known, or starts with the other."""
    return not a or not b or f"{a.lower()} ".startswith(f"{b.lower()} ") or f"{b.lower()} ".startswith(f"{a.lower()} ")


def digits(figure: Figure) -> int:
    """How many printed digits of a figure count: 3 of 142,000."""
    return len(str(round(abs(figure.claim.value / figure.claim.step))).rstrip("0"))


@lru_cache(maxsize=20_000)
def _near(before: str, after: str) -> frozenset[str]:
    left, right = telling(before)[-_NEAR:], telling(after)[:_NEAR]
    return frozenset((*left, *right, *(f"{a} {b}" for side in (left, right) for a, b in pairwise(side))))


def telling(text: str) -> list[str]:
    """The words of a text that carry meaning."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word for word in words if word not in _function_words()]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for code in languages.codes() for word in languages.load(code)["groups"]["function_words"])
