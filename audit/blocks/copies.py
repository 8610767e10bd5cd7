"""Which articles repeat each other, wholly or in part: word n-gram fingerprints with containment.

Every run of eight words is hashed (Karp and Rabin 1987), one hash in eight is kept as a fingerprint (Manber 1994),
articles that share fingerprints are compared in full, and containment (Broder 1997) rather than resemblance is
reported, so that a story that reprints half of another is found. Time and memory grow with the number of words: a
run of words that many articles hold pairs each of them with the first of them only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, tee
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from audit import text as views
from audit.blocks._overlap import LEAST_SHARE, Spans, overlaps
from audit.blocks._runs import Hashes, runs_of
from audit.model import Article, Block

_REPRINTED = 0.8  # of an article of which more is repeated, the rest is what an editor put around it
_NEAR = 60
_DAY = len("2020-02-12")
_KEEP = np.uint64(8)
SHARED = 2
_SHORT = 128
ALL_PAIRS = 6
# So many characters are split into words at once, and so many fingerprints sorted.
_BATCH, _SORTED = 500_000, 1_000_000

Pairs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles with words in common: the share of each that stands in the other, and where, in code points."""

    article_id: str
    other_id: str
    share: float
    other_share: float
    spans: Spans
    other_spans: Spans


@dataclass(frozen=True, slots=True)
class Original:
    """What an article repeats: the other's id, the share of its own words that stand there (0 to 1), and where."""

    original: str
    share: float
    spans: Spans

    def repeats(self, start: int, end: int) -> bool:
        """Whether what stands there is repeated: everything in a reprint, else what lies in copied words or near them.

        A figure that was changed inside a copied passage has copied words on both sides.
        """
        return self.share >= _REPRINTED or any(
            first - _NEAR < end and start < last + _NEAR for first, last in self.spans
        )


def originals(
    articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]] | None = None, least: float = LEAST_SHARE
) -> dict[str, Original]:
    """Of each article of which at least a share stands in another: that other one.

    Of two articles that each stand in the other so far the one published on a later day is the copy. Else it is the one
    of which more is repeated, then the one published later, then by name. An original is never itself a copy: the chain
    is followed to its first article.
    """
    published = {article.article_id: article.published or "" for article in articles}
    found: dict[str, Original] = {}
    for pair in _copies(articles, blocks):
        name, copy = repeats(pair, published[pair.article_id], published[pair.other_id], least)
        if copy.share >= least and (name not in found or closer(copy) < closer(found[name])):
            found[name] = copy
    firsts = {name: replace(copy, original=first(copy.original, found)) for name, copy in found.items()}
    return {name: copy for name, copy in firsts.items() if copy.original != name}


def repeats(pair: Copy, published: str, other_published: str, least: float) -> tuple[str, Original]:
    """Which of two articles repeats the other, by their dates of publication (empty where unknown), and how far."""
    sides = (
        (round(pair.share, 3), published, pair.article_id, pair.spans),
        (round(pair.other_share, 3), other_published, pair.other_id, pair.other_spans),
    )
    days = [day[:_DAY] for _, day, _, _ in sides]
    by_day = all(days) and days[0] != days[1] and min(sides)[0] >= least
    (_, _, original, _), (share, _, name, spans) = sorted(sides, key=itemgetter(1) if by_day else None)
    return name, Original(original, share, spans)


def closer(copy: Original) -> tuple[float, str]:
    """What orders those that an article may repeat: the one of which most stands in it first."""
    return -copy.share, copy.original


def first(name: str, found: Mapping[str, Original]) -> str:
    """The article at the beginning of a chain of copies."""
    seen = {name}
    while name in found and found[name].original not in seen:
        name = found[name].original
        seen.add(name)
    return name


def copies(articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]] | None = None) -> list[Copy]:
    """The pairs of articles of which one repeats at least a fifth of the other, sorted by their ids.

    `blocks` (article_id to blocks) leaves out what is not the articles' own: spam, and furniture that pages share.
    `share` belongs to `article_id`, `other_share` to `other_id`; their order says nothing about who wrote first.
    Of a text that many articles repeat, each is paired with the first of them at least, and not with every other.
    """
    return list(_copies(articles, blocks))


def _copies(articles: Sequence[Article], blocks: Mapping[str, Sequence[Block]] | None) -> Iterator[Copy]:
    ordered = sorted(articles, key=lambda article: article.article_id)
    own = [own_words(article.text, (blocks or {}).get(article.article_id, ())) for article in ordered]
    return compared([article.article_id for article in ordered], own, _candidates(own))


def compared(names: Sequence[str], texts: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Iterator[Copy]:
    """Of pairs of texts, by their numbers, those of which one repeats at least a fifth of the other."""
    asked, given = tee(pairs)
    for (one, other), met in zip(asked, overlaps(texts, given), strict=True):
        if met:
            (share, spans), (other_share, other_spans) = met
            yield Copy(names[one], names[other], share, other_share, spans, other_spans)


def own_words(text: str, blocks: Sequence[Block]) -> str:
    """An article's text with blanks in place of what is not the article's own."""
    pieces, at = [], 0
    for start, end in sorted((block.start, block.end) for block in blocks if block.label in ("spam", "boilerplate")):
        if end > at:
            pieces += [text[at : max(at, start)], " " * (end - max(at, start))]
            at = end
    return "".join([*pieces, text[at:]])


def _candidates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share fingerprints, in order."""
    prints, holders = fingerprints(texts)
    codes, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for some in _alike(prints):
        coded, counted = np.unique(_pairs(prints[some], holders[some], len(texts)), return_counts=True)
        codes.append(coded)
        counts.append(counted)
    every, place = np.unique(np.concatenate(codes), return_inverse=True)
    shared = np.bincount(place, np.concatenate(counts), len(every))
    for code in every[shared >= SHARED].tolist():
        yield divmod(code, len(texts))


def _alike(prints: Hashes) -> Iterator[Pairs]:
    """The positions of all fingerprints, about so many at a time as are sorted at once, equal ones together."""
    parts = max(1, len(prints) // _SORTED)
    bounds = [(at << 64) // parts for at in range(parts + 1)]
    for first, end in pairwise(bounds):
        yield np.flatnonzero((prints >= np.uint64(first)) & (prints <= np.uint64(end - 1)))


def _pairs(prints: Hashes, holders: Pairs, count: int) -> Pairs:
    """Of some fingerprints with their holders the pairs that share one, as often as they do."""
    order = np.lexsort((holders, prints))
    prints, holders = prints[order], holders[order]
    bounds = np.flatnonzero(np.diff(prints)) + 1
    starts, ends = np.concatenate(([0], bounds)), np.concatenate((bounds, [len(prints)]))
    return _paired(holders, starts, ends, count)


def _paired(holders: Pairs, starts: Pairs, ends: Pairs, count: int) -> Pairs:
    """For every fingerprint its holders in pairs, coded as one number: all of a few, else each with the first."""
    sizes = ends - starts
    coded = [np.empty(0, np.int64)]
    for ahead in range(1, ALL_PAIRS):
        for first in range(ALL_PAIRS - ahead):
            few = starts[(sizes <= ALL_PAIRS) & (sizes > first + ahead)]
            coded.append(holders[few + first] * count + holders[few + first + ahead])
    many = sizes > ALL_PAIRS
    firsts = np.repeat(holders[starts[many]], sizes[many])
    rest = np.concatenate([np.arange(a, b) for a, b in zip(starts[many], ends[many], strict=True)] or [starts[:0]])
    coded.append(firsts * count + holders[rest])
    codes: Pairs = np.concatenate(coded)
    apart: Pairs = codes[codes // count != codes % count]
    return apart


def fingerprints(texts: Sequence[str]) -> tuple[Hashes, Pairs]:
    """The fingerprints of all texts, and which text holds each. A short text keeps all its hashes."""
    prints, holders = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for first, batch in _batches(texts):
        runs = runs_of([views.view(text).normal for text in batch])
        short = np.bincount(runs.part, minlength=len(batch)) < _SHORT
        kept = np.flatnonzero((runs.hashes % _KEEP == 0) | short[runs.part])
        prints.append(runs.hashes[kept])
        holders.append(first + runs.part[kept])
    return np.concatenate(prints), np.concatenate(holders)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Neighbouring texts of some million characters together, each with the number of its first."""
    first = size = 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH or i + 1 == len(texts):
            yield first, texts[first : i + 1]
            first, size = i + 1, 0
