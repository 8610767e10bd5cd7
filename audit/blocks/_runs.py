"""Every run of eight words of many texts, hashed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

RUN = 8
_LETTER_BASE, _WORD_BASE = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)
_TABLE = 0x3000

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Runs:
    """Hashes of all runs of eight words. Run i starts with word `first[i]` and belongs to text `part[i]`.

    `starts` and `ends` are the places of the words in the texts joined with one character between them.
    """

    hashes: Hashes
    first: Places
    part: Places
    starts: Places
    ends: Places


def runs_of(texts: Sequence[str]) -> Runs:
    """The runs of several texts, none of which reaches over the end of a text."""
    points = np.frombuffer("\n".join(map(_lower, texts)).encode("utf-32-le", "surrogatepass"), np.uint32)
    inside = np.concatenate(([False], _letters(points), [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    bounds = np.cumsum([len(text) + 1 for text in texts])
    part = np.searchsorted(bounds, starts, side="right")
    words = _windows(points.astype(np.uint64) + np.uint64(1), starts, ends, _LETTER_BASE)
    first = np.arange(max(0, len(starts) - RUN + 1))
    first = first[part[first] == part[first + RUN - 1]]
    return Runs(_windows(words, first, first + RUN, _WORD_BASE), first, part[first], starts, ends)


def _lower(text: str) -> str:
    """Lower case where that keeps every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _letters(points: NDArray[np.uint32]) -> Flags:
    """Which code points are part of words; all beyond the table are."""
    return _table()[np.minimum(points, _TABLE)]


def _windows(values: Hashes, starts: Places, ends: Places, base: int) -> Hashes:
    """A hash of each stretch of values: a polynomial modulo 2**64 taken from prefix sums, then mixed."""
    powers, inverses = _powers(base, 1 << max(10, len(values).bit_length()))
    sums = np.concatenate(([np.uint64(0)], np.cumsum(values * powers[: len(values)], dtype=np.uint64)))
    hashes = (sums[ends] - sums[starts]) * inverses[starts]
    hashes = (hashes ^ (hashes >> _SHIFT)) * _MIX
    return hashes ^ (hashes >> _SHIFT)


@cache
def _powers(base: int, count: int) -> tuple[Hashes, Hashes]:
    """The powers of an odd number modulo 2**64, and those of its inverse."""
    return _power(base, count), _power(pow(base, -1, 1 << 64), count)


def _power(base: int, count: int) -> Hashes:
    table = np.full(count, base, np.uint64)
    table[0] = 1
    return np.cumprod(table, dtype=np.uint64)


@cache
def _table() -> Flags:
    """Whether each of the first code points is a letter or a digit; the last entry stands for all others."""
    return np.fromiter((point == _TABLE or chr(point).isalnum() for point in range(_TABLE + 1)), np.bool_)
