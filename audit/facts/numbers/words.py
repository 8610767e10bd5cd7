"""Reads a number spelled out in words: `một trăm linh năm`, `hai triệu rưỡi`, `two and a half million`.

A recursive descent over the words: ones, tens, hundreds, then scales that must fall from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, NamedTuple

from audit import languages
from audit.facts._phrases import Starting

_WORD = re.compile(r"([^\W\d_]+)[ -]?")
_MOST_WORDS = 32
_TEN = 10
_MAPS = ("digits", "teens", "tens", "after_tens")
_SETS = ("times_ten", "hundred", "link", "zero", "point", "several", "article", "half_of", "bare")


class Spelled(NamedTuple):
    """A spelled number: where it ends, its value, the upper end of `vài chục`, what one in its last place is worth."""

    end: int
    value: Fraction
    step: int
    words: int
    scaled: bool
    value_to: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The number words of a language by the part they play."""

    code: str
    digits: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    after_tens: Mapping[str, int]
    times_ten: frozenset[str]
    hundred: frozenset[str]
    link: frozenset[str]
    zero: frozenset[str]
    point: frozenset[str]
    half: tuple[tuple[str, ...], ...]
    half_of: frozenset[str]
    several: frozenset[str]
    scales: Mapping[str, int]
    article: frozenset[str]
    bare_link: bool
    bare: frozenset[str]
    largest: int
    never: Starting[None]
    words: frozenset[str]


@cache
def grammar(code: str) -> Grammar:
    """The number words of a language."""
    said: dict[str, Any] = languages.load(code)["numbers"]
    scales = {word: int(worth) for word, worth in (said["scales"] | said["dozens"]).items()}
    halves = tuple(tuple(phrase.split()) for phrase in said["half_more"])
    sets = {key: frozenset(said[key]) for key in _SETS}
    maps = {key: dict(said[key]) for key in _MAPS}
    vocabulary = {word for phrase in halves for word in phrase} | set(scales)
    return Grammar(
        code=code,
        digits=maps["digits"],
        teens=maps["teens"],
        tens=maps["tens"],
        after_tens=maps["after_tens"],
        times_ten=sets["times_ten"],
        hundred=sets["hundred"],
        link=sets["link"],
        zero=sets["zero"],
        point=sets["point"],
        half=halves,
        half_of=sets["half_of"],
        several=sets["several"],
        scales=scales,
        article=sets["article"],
        bare_link=said["bare_link"],
        bare=sets["bare"],
        largest=max(scales.values()),
        never=Starting(dict.fromkeys(said["never"])),
        words=frozenset(vocabulary.union(*sets.values(), *maps.values())),
    )


def spelled(low: str, start: int, limit: int, rules: Grammar) -> Spelled | None:
    """The longest number in words that starts at a place, or None."""
    words, ends = _words(low, start, limit, rules)
    found = _number(tuple(words), rules.code) if words else None
    if found is None:
        return None
    stop, value, value_to, step, scaled = found
    return Spelled(ends[stop - 1], value, step, stop, scaled, value_to)


@lru_cache(maxsize=1 << 12)
def _number(words: tuple[str, ...], code: str) -> tuple[int, Fraction, Fraction | None, int, bool] | None:
    """What number words say, and whether a scale is among them; the same few are read again and again."""
    rules = grammar(code)
    found = _Reader(words, rules).number()
    return (*found, any(word in rules.scales or word in rules.hundred for word in words[: found[0]])) if found else None


def _words(low: str, start: int, limit: int, rules: Grammar) -> tuple[list[str], list[int]]:
    words: list[str] = []
    ends: list[int] = []
    position = start
    while len(words) < _MOST_WORDS:
        match = _WORD.match(low, position, limit)
        word = match[1] if match else ""
        if match is None or word not in rules.words:
            break
        if word in rules.scales and rules.never.at(low, position, limit):
            break
        words.append(word)
        ends.append(match.end(1))
        if match.end() == ends[-1]:
            break
        position = match.end()
    return words, ends


class _Reader:
    """Reads number words by position; every method returns what it read and the next position, or None."""

    def __init__(self, words: Sequence[str], rules: Grammar) -> None:
        self.words = [*words, "", "", ""]
        self.rules = rules

    def number(self) -> tuple[int, Fraction, Fraction | None, int] | None:
        """Position after the number, its value, the upper end if it is vague, and its step."""
        if self.words[0] in self.rules.several:
            return self._vague()
        total, at, last, step = Fraction(0), 0, 10**30, 1
        while True:
            part = self._part(at)
            if part is None:
                break
            value, after = part
            scale, after_scale = self._scale(after)
            if at and last < scale == self.rules.largest and value.denominator == 1:
                total, at, last, step = (total + value) * scale, after_scale, scale, scale
                continue
            if at and after == at + 1 and scale == 1 and value < _TEN and not self.rules.bare_link:
                break  # `hai nghìn năm` is a span of years
            if scale >= last or (scale == 1 and value.denominator > 1 and at):
                break
            total, at, last, step = total + value * scale, after_scale, scale, scale
            half = self._half(at)
            if half > at and scale > 1:
                return half, total + Fraction(scale, 2), None, max(scale // 10, 1)
            if scale == 1:
                break
        return (at, total, None, step) if at else None

    def _vague(self) -> tuple[int, Fraction, Fraction | None, int] | None:
        scale, after = self._scale(1)
        if scale == 1:
            return None
        return after, Fraction(2 * scale), Fraction(9 * scale), scale

    def _scale(self, at: int) -> tuple[int, int]:
        """The product of the scales from here: `nghìn tỷ` is 1e12."""
        scale = 1
        while self.words[at] in self.rules.scales:
            scale *= self.rules.scales[self.words[at]]
            at += 1
        return scale, at

    def _half(self, at: int) -> int:
        for phrase in self.rules.half:
            if tuple(self.words[at : at + len(phrase)]) == phrase:
                return at + len(phrase)
        return at

    def _part(self, at: int) -> tuple[Fraction, int] | None:
        """What stands before a scale: below a thousand, a half, with decimals or `and a half`."""
        word, rules = self.words[at], self.rules
        if word in rules.half_of:
            after = at + 1 + (self.words[at + 1] in rules.article)
            return (Fraction(1, 2), after) if self.words[after] in rules.scales else None
        if at == 0 and word in rules.bare:
            return Fraction(1), at
        if word in rules.article and (self.words[at + 1] in rules.scales or self.words[at + 1] in rules.hundred):
            part: tuple[int, int] | None = (
                self._hundreds(1, at + 1) if self.words[at + 1] in rules.hundred else (1, at + 1)
            )
        else:
            part = self._below_thousand(at)
        if part is None:
            return None
        value, at = Fraction(part[0]), part[1]
        half = self._half(at)
        # `ba rưỡi` may be half past three, `three and a half` is a number.
        if half > at and (self.words[half] in rules.scales or half > at + 1):
            return value + Fraction(1, 2), half
        if self.words[at] in rules.point:
            return self._decimals(value, at + 1)
        return value, at

    def _decimals(self, value: Fraction, at: int) -> tuple[Fraction, int] | None:
        place = Fraction(1)
        while self.words[at] in self.rules.digits:
            place /= 10
            value += place * self.rules.digits[self.words[at]]
            at += 1
        return value, at

    def _below_thousand(self, at: int) -> tuple[int, int] | None:
        if self.words[at] in self.rules.zero and self.words[at + 1] in self.rules.hundred:
            return self._hundreds(0, at + 1)
        part = self._below_hundred(at)
        if part is None:
            return None
        value, at = part
        return self._hundreds(value, at) if self.words[at] in self.rules.hundred else part

    def _hundreds(self, count: int, at: int) -> tuple[int, int]:
        value, at = count * 100, at + 1
        linked = self.words[at] in self.rules.link
        half = self._half(at)
        if half > at and len(self.rules.half[0]) == 1:
            return value + 50, half
        rest = self._below_hundred(at + linked)
        # Without a link word, `hai trăm năm` are two hundred years and `hai trăm mốt` is slang.
        if rest is None or (not linked and rest[0] < 10 and not self.rules.bare_link):
            return value, at
        return value + rest[0], rest[1]

    def _below_hundred(self, at: int) -> tuple[int, int] | None:
        word, following, rules = self.words[at], self.words[at + 1], self.rules
        if word in rules.tens:
            value, at = rules.tens[word], at + 1
        elif word in rules.teens:
            return rules.teens[word], at + 1
        elif word in rules.digits and following in rules.times_ten:
            value, at = 10 * rules.digits[word], at + 2
        elif word in rules.digits:
            return rules.digits[word], at + 1
        else:
            return None
        ones = rules.after_tens.get(self.words[at])
        return (value + ones, at + 1) if ones else (value, at)
