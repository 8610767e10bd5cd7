"""Which lines address the reader as sellers do: what each word says or begins is worked out once and remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from audit.blocks._pitch import ALWAYS
from audit.blocks._reach import is_reach
from audit.blocks._tokens import EDGE, Remembered
from audit.blocks._words import listed

_CALL, _READER, _PROMISE, _OFFER, _REACH, _ACT = (1 << bit for bit in range(6))
# Where three kinds come together one of these is among them; an act is a call where something shows that it is urged.
_ADDRESSED = _CALL | _READER | _REACH
_KINDS = {"acts": _ACT, "urges": _CALL, "readers": _READER, "promises": _PROMISE, "offers": _OFFER, "apps": _REACH}
_PRICE = re.compile(r"^[$£€]\d|^\d[\d.,]*(?:k|đ|%)(?!\w)")
_NEAR = 8
ALONE, FIRST, SECOND = 1, 2, 4
ADVANTAGE = _PROMISE

Begun = Sequence[tuple[tuple[str, ...], int]]


@cache
def _phrases() -> Mapping[str, Begun]:
    """What follows the first word of each phrase, and its kind, by that word."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for key, kind in _KINDS.items():
        for phrase in listed("pitch", key):
            first, *rest = phrase.split()
            found.setdefault(first, []).append((tuple(rest), kind))
    return found


@cache
def _seconds() -> frozenset[str]:
    """The second words of phrases that address the reader."""
    begun = (rest for others in _phrases().values() for rest, kind in others if kind & (_ADDRESSED | _ACT))
    return frozenset(rest[0] for rest in begun if rest)


def _form_of(word: str) -> int:
    """Whether a word by itself addresses the reader, or may be the first or the second word of a phrase that does."""
    begun = [rest for rest, kind in _BEGUN[word] if kind & (_ADDRESSED | _ACT)]
    return ALONE * (() in begun) | FIRST * any(begun) | SECOND * (word.strip(EDGE).lower() in _seconds())


def _begun_by(word: str) -> Begun:
    """What follows a word in each phrase that begins with it, and the kind; nothing does where it tells one itself."""
    core = word.strip(EDGE).lower()
    shaped = 0 if core.isalpha() else _shaped(core)
    return (*_phrases().get(core, ()), *([((), shaped)] if shaped else []))


def _shaped(core: str) -> int:
    """The kind that a word shows by its form: an address, a price or a share, the start of a telephone number."""
    if core in ALWAYS:
        return _PROMISE
    return _OFFER if _PRICE.search(core) else _REACH * is_reach(core)


_BEGUN: Remembered[Begun] = Remembered(_begun_by)
FORMS: Remembered[int] = Remembered(_form_of)


def kinds_of(words: Sequence[str]) -> int:
    """The kinds of pitch that there may be in words."""
    kinds = 0
    for at, word in enumerate(words):
        if begun := _BEGUN[word]:
            kinds |= _kinds(begun, words, at)
    return kinds


def _kinds(begun: Begun, words: Sequence[str], at: int) -> int:
    """The kinds of the phrases that begin at a word."""
    kinds = 0
    following = words[at + 1].strip(EDGE).lower() if at + 1 < len(words) else ""
    for rest, kind in begun:
        if not rest or (rest[0] == following and _goes_on(rest, words, at + 1)):
            kinds |= kind if kind != _ACT else _CALL * _is_urged(words, at)
    return kinds


def _goes_on(rest: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    """Whether these words stand from a place on, without the marks around them."""
    return tuple(word.strip(EDGE).lower() for word in words[at : at + len(rest)]) == rest


def _is_urged(words: Sequence[str], at: int) -> bool:
    """Whether a verb may ask the reader to act: it begins a clause, or something near presses."""
    before = words[at - 1] if at else ""
    if not words[at][0].islower() or not before[-1:].isalnum() or before.strip(EDGE).lower() in _leads():
        return True
    pressing = _pressing()
    return any(word.strip(EDGE).lower() in pressing for word in words[at + 1 : at + _NEAR])


@cache
def _leads() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in listed("pitch", "leads"))


@cache
def _pressing() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in listed("pitch", "at_once"))


def addresses_reader(words: Sequence[str], at: int) -> bool:
    """Whether a word or a phrase that begins at it addresses the reader or says where to turn to."""
    return bool(_kinds(_BEGUN[words[at]], words, at) & _ADDRESSED)
