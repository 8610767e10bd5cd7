"""How much of each of two texts stands in the other, and where: of many pairs of texts at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audit import text as views
from audit.blocks._runs import RUN, Flags, Hashes, Places, runs_of

LEAST_SHARE = 0.2
_LEAST_RUNS = 12
# Pairs of texts with so many characters are compared at once.
_BATCH = 500_000

Spans = tuple[tuple[int, int], ...]
Side = tuple[float, Spans]


def overlaps(texts: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[Side, Side] | None]:
    """For each pair of texts (by their numbers) the share of the words of each that stand in runs of eight of the
    other, and where, in code points; None where neither repeats a fifth of the other.
    """
    for some in _batches(texts, pairs):
        number = {text: nth for nth, text in enumerate(dict.fromkeys(texts[one] for pair in some for one in pair))}
        asked = [(number[texts[one]], number[texts[other]]) for one, other in some]
        once = {pair: nth for nth, pair in enumerate(dict.fromkeys(asked))}
        found = _compared(list(number), np.array(list(once), np.int64))
        yield from (found[once[pair]] for pair in asked)


def _batches(texts: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    some: list[tuple[int, int]] = []
    size = 0
    for one, other in pairs:
        some.append((one, other))
        size += len(texts[one]) + len(texts[other])
        if size >= _BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _compared(texts: list[str], pairs: Places) -> list[tuple[Side, Side] | None]:
    """`overlaps` of different pairs of a few different texts: an array of two columns."""
    read = [views.view(text) for text in texts]
    words = _Words.of([view.normal for view in read])
    sides, others = pairs.ravel(), pairs[:, ::-1].ravel()
    covered = _Covered.of(words, sides, others)
    shares = covered.shares.reshape(-1, 2)
    spans = covered.spans(shares.max(axis=1).repeat(2) >= LEAST_SHARE)
    found: list[tuple[Side, Side] | None] = []
    for nth, (share, other_share) in enumerate(shares.tolist()):
        if max(share, other_share) < LEAST_SHARE:
            found.append(None)
            continue
        one, other = (
            tuple(read[sides[at]].back(start, end) for start, end in spans.get(at, ())) for at in (2 * nth, 2 * nth + 1)
        )
        found.append(((share, one), (other_share, other)))
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and the runs of words of some texts, one text after the other.

    The words of text i are those from `words[i]` up to `words[i + 1]`, each from `starts` to `ends` in its text, its
    runs those from `runs[i]` on: run j begins with word `first[j]` of its text, and equal runs have one `code`.
    """

    words: Places
    starts: Places
    ends: Places
    runs: Places
    first: Places
    code: Places

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Words:
        held = runs_of(texts)
        offsets = np.concatenate(([0], np.cumsum([len(text) + 1 for text in texts])))
        words = np.searchsorted(held.starts, offsets)
        runs = np.searchsorted(held.part, np.arange(len(texts) + 1))
        shift = offsets[:-1].repeat(np.diff(words))
        return cls(
            words, held.starts - shift, held.ends - shift, runs, held.first - words[held.part], _codes(held.hashes)
        )


def _codes(hashes: Hashes) -> Places:
    """Small numbers in place of hashes, equal ones for equal hashes."""
    return np.unique(hashes, return_inverse=True)[1].astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Covered:
    """For each side of some pairs, which words of its text stand in the other text of the pair.

    `flags` has them side by side, those of side i from `at[i]` on, with a place between that is never covered.
    """

    words: _Words
    sides: Places
    at: Places
    flags: Flags
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, words: _Words, sides: Places, others: Places) -> _Covered:
        side, run = _shared(words, sides, others)
        sizes = np.diff(words.words)[sides]
        at = np.concatenate(([0], np.cumsum(sizes + 1)))
        begin = at[side] + words.first[run]
        steps = np.bincount(begin, minlength=at[-1]) - np.bincount(begin + RUN, minlength=at[-1])
        flags = np.cumsum(steps) > 0
        covered = np.add.reduceat(flags, at[:-1], dtype=np.int64)
        return cls(words, sides, at, flags, covered / np.maximum(sizes, 1))

    def spans(self, wanted: Flags) -> dict[int, list[tuple[int, int]]]:
        """Where the covered words of the wanted sides stand in the normal form of their texts, stretch by stretch."""
        edges = np.flatnonzero(np.diff(self.flags, prepend=False, append=False))
        first, last = edges[::2], edges[1::2] - 1
        side = np.searchsorted(self.at, first, side="right") - 1
        kept = wanted[side]
        first, last, side = first[kept], last[kept], side[kept]
        shift = self.words.words[self.sides[side]] - self.at[side]
        found: dict[int, list[tuple[int, int]]] = {}
        places = (self.words.starts[first + shift].tolist(), self.words.ends[last + shift].tolist())
        for nth, start, end in zip(side.tolist(), *places, strict=True):
            found.setdefault(nth, []).append((start, end))
        return found


def _shared(words: _Words, sides: Places, others: Places) -> tuple[Places, Places]:
    """The runs of each side that stand in the other text too: numbers of sides, and of runs; none where few do."""
    many = np.diff(words.runs)
    side, run = _ranges(words.runs[sides], many[sides])
    codes = int(words.code.max(initial=0)) + 1
    held = np.sort(np.arange(len(many)).repeat(many) * codes + words.code)
    asked = others[side] * codes + words.code[run]
    met = held.take(np.searchsorted(held, asked), mode="clip") == asked if len(held) else np.zeros(0, np.bool_)
    least = np.minimum(_LEAST_RUNS, np.minimum(many[sides], many[others]))
    enough = np.bincount(side, met, len(sides)) >= least
    kept = met & enough[side]
    return side[kept], run[kept]


def _ranges(starts: Places, sizes: Places) -> tuple[Places, Places]:
    """The numbers from each start on, so many of each, with the number of their start."""
    of = np.arange(len(starts)).repeat(sizes)
    return of, np.arange(len(of)) + (starts - np.cumsum(sizes) + sizes)[of]
