"""The words of a sentence in one normal form, and one scan that finds every known phrase among them.

Words are compared by `fold`: case, the place of a Vietnamese tone mark (`hoà`, `hòa`) and y for a final i (`tỉ lệ`,
`tỷ lệ`) do not matter. An abbreviation stands for its words, so that `DVCTT mức 4` and `dịch vụ công trực tuyến mức 4`
are one phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, compress, repeat
from operator import contains, or_
from typing import Any, TypeVar

Kept = TypeVar("Kept")
_NOWORDS: frozenset[str] = frozenset()

GAP = "…"
REACH = 24  # words that a gap of a phrase may bridge
COMMA, CLAUSE, STOP = 1, 2, 3
_MOST_FILLERS = 2  # fillers in a row between two words of a phrase
_MOST_KEPT, _LONGEST_KEPT = 1 << 16, 64  # different words of which something is kept, and characters of each
_MOST_BETWEEN = 12  # characters between two words that are looked at

WORD = re.compile(r"(\w+)")
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_TONES = dict(zip(_OLD, _NEW, strict=True))
_FINAL_I = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_STRONG = frozenset(':!?"“”«»–—\n|•…')
_WEAK = frozenset(",()[]{}")


def _folded(word: str) -> str:
    word = word.lower()
    tail = _TONES.get(word[-2:])
    if tail and word[-3:-2] != "q":
        return word[:-2] + tail
    if len(word) == 2 and word[0] in "hklmst" and word[1] in _FINAL_I:
        return word[0] + _FINAL_I[word[1]]
    if len(word) == 3 and word[:2] == "qu" and word[2] in _FINAL_I:
        return word[:2] + _FINAL_I[word[2]]
    return word


def _strength_of(between: str) -> int:
    """What separates two words: nothing, a comma or bracket, a semicolon, or a stronger mark."""
    between = between[:_MOST_BETWEEN]
    if _STRONG.intersection(between) or " - " in between:
        return STOP
    if ";" in between:
        return CLAUSE
    return COMMA if _WEAK.intersection(between) else 0


class _Kept(dict[str, Kept]):
    """What a function says of the words seen so far; it starts anew before it grows large. Quicker than `lru_cache`."""

    def __init__(self, function: Callable[[str], Kept]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, word: str) -> Kept:
        said = self.function(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = said
        return said


# The form in which words are compared, and what separates two of them.
fold = _Kept(_folded).__getitem__
_strength = _Kept(_strength_of).__getitem__


@dataclass(slots=True)
class Words:
    """The words of a stretch of text: as printed, folded, where they stand, and what separates each from the last.

    An abbreviation is several words at one place.
    """

    raw: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The words that a span of the text touches, as first and after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def take(self, other: Words, first: int, after: int) -> None:
        """Adds a stretch of other words."""
        self.raw += other.raw[first:after]
        self.keys += other.keys[first:after]
        self.starts += other.starts[first:after]
        self.ends += other.ends[first:after]
        self.breaks += other.breaks[first:after]

    def shared(self, at: int) -> bool:
        """Whether a word is part of an abbreviation that was written out."""
        starts = self.starts
        return (at > 0 and starts[at - 1] == starts[at]) or (at + 1 < len(starts) and starts[at + 1] == starts[at])


def words(text: str, offset: int, short: Mapping[str, tuple[str, ...]]) -> Words:
    """The words of `text`, which starts at `offset`; `short` gives the words of abbreviations.

    An abbreviation in brackets after its own words, where an article explains it, is passed over.
    """
    pieces = WORD.split(text)  # what stands between two words, a word, what stands between, ...
    raw, between = pieces[1::2], pieces[2::2]
    if not raw:
        return Words()
    places = list(accumulate(map(len, pieces), initial=offset))
    breaks = [STOP, *map(_strength, between[:-1])]
    if "(" in text:
        _join_short(raw, between, breaks)
    plain = Words(raw, list(map(fold, raw)), places[1:-1:2], places[2::2], breaks)
    return plain if short.keys().isdisjoint(raw) else _written_out(plain, between, short)


def _join_short(raw: list[str], between: list[str], breaks: list[int]) -> None:
    """A short form in brackets goes on the name before it: `Ngân hàng Trung ương Anh (BOE) tăng lãi suất`."""
    for at, gap in enumerate(between[:-1], start=1):
        if gap == " (" and between[at][:1] == ")" and len(raw[at]) > 1 and raw[at].isupper():
            breaks[at] = 0
            if at + 1 < len(raw):
                breaks[at + 1] = _strength(between[at][1:] or " ")


def _written_out(plain: Words, between: list[str], short: Mapping[str, tuple[str, ...]]) -> Words:
    """The words with each abbreviation as its own words, all at its place."""
    out, done, count = Words(), 0, len(plain.raw)
    for at in compress(range(count), map(short.get, plain.raw)):
        long = short[plain.raw[at]]
        out.take(plain, done, at)
        done = at + 1
        if between[at - 1][-1:] == "(" and between[at][:1] == ")" and tuple(out.keys[-len(long) :]) == long:
            if done < count:
                plain.breaks[done] = _strength(between[at][1:] or " ")
            continue
        for _ in long:
            out.take(plain, at, done)
        out.keys[-len(long) :] = long
        out.breaks[1 - len(long) + len(out.breaks) :] = [0] * (len(long) - 1)
    out.take(plain, done, count)
    return out


def spelled(phrase: str, short: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The folded words of a phrase as a user wrote it."""
    return tuple(words(phrase, 0, short).keys)


class Terms:
    """A dictionary of phrases that one pass over the words of a sentence finds, however many there are.

    `fillers` are words that may stand inside a phrase without being part of it. A phrase may leave gaps (`…`); a gap
    bridges at most `REACH` words, semicolons among them: items of a list share their start.
    """

    def __init__(self, fillers: Iterable[str] = ()) -> None:
        self._root: dict[str, Any] = {}
        # For each first word those that may follow it in a phrase; the words that are one, or have a gap behind them.
        self._following: dict[str, set[str]] = {}
        self._alone: set[str] = set()
        self._fillers = frozenset(fillers)

    def add(self, parts: Iterable[tuple[str, ...]], meaning: Any, *, loose: bool = False) -> None:
        """Adds a phrase, given as its parts around the gaps; the fillers of a `loose` one may be left out."""
        kept = [tuple(key for key in part if not (loose and key in self._fillers)) or part for part in parts]
        kept = [part for part in kept if part]
        if not kept:
            return
        node = self._root
        for key in kept[0]:
            node = node.setdefault(key, {})
        known = node.setdefault(GAP if kept[1:] else "", [])
        if (end := (tuple(kept[1:]), meaning) if kept[1:] else meaning) not in known:
            known.append(end)
        first = kept[0][0]
        if kept[0][1:]:
            self._following.setdefault(first, set(self._fillers)).add(kept[0][1])
        else:
            self._alone.add(first)

    def find(self, found: Words) -> list[tuple[int, int, Any]]:
        """First word, after the last word, and meaning of every phrase, in order of the first word."""
        keys = found.keys
        hits: list[tuple[int, int, Any]] = []
        goes_on = map(contains, map(self._following.get, keys, repeat(_NOWORDS)), [*keys[1:], ""])
        begins = map(or_, goes_on, map(self._alone.__contains__, keys))
        for first in compress(range(len(keys)), begins):
            node = self._root[keys[first]]
            if "" in node:
                hits += [(first, first + 1, meaning) for meaning in node[""]]
            if GAP in node:
                self._bridge(found, first, first + 1, node, hits)
            self._from(found, first, node, hits)
        return hits

    def _from(self, found: Words, first: int, node: dict[str, Any], hits: list[tuple[int, int, Any]]) -> None:
        """Adds the phrases of two words and more that start at a word."""
        keys, breaks, passed = found.keys, found.breaks, 0
        for at in range(first + 1, len(keys)):
            key = keys[at]
            if key not in node:
                passed += 1
                if passed > _MOST_FILLERS or key not in self._fillers:
                    return
                continue
            if breaks[at] >= CLAUSE:
                return
            node, passed = node[key], 0
            if "" in node:
                hits += [(first, at + 1, meaning) for meaning in node[""]]
                if len(node) == 1:
                    return
            if GAP in node:
                self._bridge(found, first, at + 1, node, hits)

    def _bridge(
        self, found: Words, first: int, at: int, node: dict[str, Any], hits: list[tuple[int, int, Any]]
    ) -> None:
        """Adds the phrases that go on behind a gap."""
        for rest, meaning in node[GAP]:
            end = self._rest(found, at, rest)
            if end:
                hits.append((first, end, meaning))

    def _rest(self, found: Words, at: int, parts: tuple[tuple[str, ...], ...]) -> int:
        """After the last word of the parts that follow a gap, 0 where one of them does not."""
        keys, breaks = found.keys, found.breaks
        for part in parts:
            stop, end = min(len(keys), at + REACH), 0
            while not end:
                if part[0] not in keys[at:stop]:
                    return 0
                place = keys.index(part[0], at)
                if STOP in breaks[at : place + 1]:
                    return 0
                at, end = place + 1, self._part(keys, place, part)
            at = end
        return at

    def _part(self, keys: list[str], at: int, part: tuple[str, ...]) -> int:
        for number, key in enumerate(part):
            stop = min(len(keys), at + _MOST_FILLERS)
            while number and at < stop and keys[at] != key and keys[at] in self._fillers:
                at += 1
            if at >= len(keys) or keys[at] != key:
                return 0
            at += 1
        return at
