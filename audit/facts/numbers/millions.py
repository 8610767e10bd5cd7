"""Tells whether an `m` right behind digits is a million or a metre: `15m people`, `1.3M barrels`, `put it at 10m`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.facts._phrases import either
from audit.facts.numbers.nouns import Nouns

# A text that writes so means millions by `m` where nothing is measured.
_MONEY = re.compile(r"[$€£¥] ?\d+(?:\.\d+)?m(?!\w)|\d(?:bn|tn)(?!\w)")
# What stands behind a number that names nothing else: the end of a clause.
_CLOSED = re.compile(r"[.,;:)]?(?:[\s\"”’]|$)")
# A capital behind a decimal or so many digits is part of no name, as it is in `3M`.
_NAMED = re.compile(r"(?<![\d.,])\d$")
_LAST_WORD = re.compile(r"[\w'’]+$")
_GENITIVE = ("'", "’")
# How far around a number words of a length are looked for.
_AROUND = 80


@dataclass(frozen=True, slots=True)
class Lengths:
    """Words beside which `m` is a metre, those that go on behind a number whose thing is named, and what is counted."""

    told: re.Pattern[str]
    onward: re.Pattern[str]
    raced: frozenset[str]
    counted: re.Pattern[str]


@cache
def lengths(code: str) -> Lengths:
    """These words of a language."""
    said = languages.load(code)["numbers"]["millions"]
    told = re.compile(f"(?<!\\w){either(said['lengths'])}")
    counted = re.compile(f"(?<!\\w){either(said['counted'])}")
    return Lengths(told, re.compile(f" {either(said['onward'])}"), frozenset(said["raced"]), counted)


def of_noun(text: str, low: str, at: int, limit: int, nouns: Nouns, known: Lengths) -> bool:
    """Whether a plural noun is counted behind an `m`, and no race is run over so many metres."""
    noun = nouns.after(text, low, at, limit)
    if noun is None or low[noun[1] : noun[1] + 1] in _GENITIVE:
        return False
    word = _LAST_WORD.search(low, noun[0], noun[1])
    if word is None or word[0] in known.raced:
        return False
    return nouns.plural_at(low, noun[1]) or nouns.counter(low, word.start(), limit)


def alone(text: str, low: str, digits: tuple[int, int], limit: int, known: Lengths) -> bool:
    """Whether an `m` without a noun is a million: a capital, or in a text that writes sums of money so.

    Nothing near it may speak of a length, and its clause ends there or goes on with words that name nothing else.
    """
    start, end = digits
    goes_on = known.onward.match(low, end + 1, limit) is not None
    if text[end] == "M":
        return goes_on or _NAMED.search(low, max(0, start - 1), end) is None
    if not (goes_on or _CLOSED.match(low, end + 1)) or known.told.search(
        low, max(0, start - _AROUND), min(len(low), end + _AROUND)
    ):
        return False
    counted = known.counted.search(low, max(0, start - _AROUND), min(len(low), end + _AROUND))
    return counted is not None or _MONEY.search(low) is not None
