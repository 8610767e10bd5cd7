"""Reads the noun that a number counts: `14.000 cơ sở khám chữa bệnh`, `843 companies`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.facts._phrases import Starting, begun, either

_MOST_WORDS = 4
# How far before a number its noun is named, and what parts the two.
_TOLD = 100
_ENDS = re.compile(r"[,;()\d]")
# The longest word that is looked at before such a word.
_WORD_LONG = 8
_NUMBERED = re.compile(r" \d")
# Endings of nouns in -s that are no plurals: `799 coronavirus deaths`.
_SINGULAR = ("us", "ss", "is")
_WORD = re.compile(r"([ -])?([^\W\d_][\w'’-]*)")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The words of a language that help to see where a counted noun starts and ends.

    `passed` are words between a number and its noun that are no part of it: `three more people`. `told` are words that
    name a noun before its number, `tổng số ca`, and `told_not` those that make others of them: `chỉ số`.
    """

    counters: Starting[bool]
    stops: Starting[None]
    head_last: bool
    plural: str | None
    passed: re.Pattern[str] | None
    told: re.Pattern[str] | None
    told_not: frozenset[str]

    def counter(self, low: str, at: int, limit: int) -> bool:
        """Whether a classifier or a common counted noun follows."""
        return self.counted(low, at, limit) is not None

    def counted(self, low: str, at: int, limit: int) -> int | None:
        """Where a classifier or common counted noun ends that starts there."""
        found = self.counters.at(low, at, limit)
        return found[0] if found and found[1] else None

    def after(self, text: str, low: str, at: int, limit: int) -> tuple[int, int] | None:
        """Start and end of the counted noun after a number, or None."""
        return self._up_to_head(text, low, at, limit) if self.head_last else self._from_head(text, low, at, limit)

    def before(self, text: str, low: str, first: int, at: int) -> tuple[int, int] | None:
        """The noun that words like `tổng số` name before a number: `nâng tổng số ca mắc lên 30`."""
        if self.told is None:
            return None
        begin = max(first, at - _TOLD)
        if self.told.search(low, begin, at) is None:
            return None
        begin = max([begin, *(match.end() for match in _ENDS.finditer(low, begin, at))])
        for match in self.told.finditer(low, begin, at):
            lead = low[max(begin, match.start() - _WORD_LONG) : match.start()].split()[-1:]
            if self.told_not.isdisjoint(lead) and self.counter(low, match.end(), at):
                return self._from_head(text, low, match.end(), at)
        return None

    def _from_head(self, text: str, low: str, at: int, limit: int) -> tuple[int, int] | None:
        """A classifier or noun and the words that narrow it, up to a word that does not."""
        position, start, end = at, None, at
        before = at
        counter = self.counted(low, at, limit)
        if counter:
            start, end = at + (low[at] == " "), counter
            position = end
        for _ in range(_MOST_WORDS):
            word = _WORD.match(text, position, limit)
            if word is None or word[1] is None or self._stops(word, low, limit):
                break
            whole = self.counted(low, position, limit) if start is not None else None
            if whole and whole > word.end():
                end = position = whole  # `trang địa chỉ`, where `chỉ` alone would stop
                continue
            if start is None:
                start = word.start(2)
            elif word[1] != " " or text[word.start(2)].isupper():
                break
            before, end = end, word.end()
            position = end
        if start is not None and before > start and _NUMBERED.match(low, end, limit):
            end = before  # `học sinh lớp 12`
        return (start, end) if start is not None else None

    def _up_to_head(self, text: str, low: str, at: int, limit: int) -> tuple[int, int] | None:
        """The words up to the first plural, where the noun comes last."""
        more = self.passed.match(low, at, limit) if self.passed else None
        position, start = more.end() if more else at, None
        for _ in range(_MOST_WORDS):
            word = _WORD.match(text, position, limit)
            if word is None or word[1] is None or self._stops(word, low, limit):
                return None
            start = word.start(2) if start is None else start
            counter = self.counted(low, position, limit)
            if counter:
                return start, counter
            position = word.end()
            if self.plural_at(low, position):
                return start, position
        return None

    def _stops(self, word: re.Match[str], low: str, limit: int) -> bool:
        """Whether a word, with the blank or hyphen before it, is no part of a noun."""
        start, end = word.span(2)
        plain = low[start:end] if word[1] == " " else ""
        return self.stops.of_word(plain, low, word.start(), limit) is not None

    def plural_at(self, low: str, end: int) -> bool:
        """Whether a noun that ends there is plural by its ending, in a language that marks it so."""
        return bool(self.plural) and low.endswith(self.plural or "", 0, end) and not low.endswith(_SINGULAR, 0, end)


@cache
def nouns(code: str) -> Nouns:
    """The noun words of a language."""
    said = languages.load(code)["units"]["nouns"]
    return Nouns(
        Starting({**dict.fromkeys(said["counters"], True), **dict.fromkeys(said.get("not_counters", ()), False)}),
        Starting(dict.fromkeys(said["stops"])),
        head_last=said["head_last"],
        plural=said.get("plural"),
        told=re.compile(begun(said["named_before"])) if "named_before" in said else None,
        told_not=frozenset(said.get("named_not", ())),
        passed=re.compile(f" {either(said['passed'])}(?! {either(said['passed_not'])})") if "passed" in said else None,
    )
