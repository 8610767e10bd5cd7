"""The numbers of an article that are no facts, and why each is none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from audit.facts._reading import Reading
from audit.facts.scan.sentences import READ
from audit.model import Article, Block, Dropped
from audit.text import Lines

_RUN = re.compile(r"\d+(?:[.,/:-]\d+)*")
_DIGIT = re.compile(r"\d")
# How much of a long sentence is shown on each side of its number.
_AROUND = 120


def dropped(article: Article, blocks: Sequence[Block], readings: Sequence[Reading]) -> list[Dropped]:
    """What holds digits and is no fact, in reading order.

    These are numbers that are no figures, dates that only fix a period, and all numbers of blocks that are not read.
    """
    lines = Lines(article.text)
    found = sorted({*_refused(readings), *_unread(article.text, blocks, lines)})
    return [
        Dropped(
            article.article_id,
            article.source,
            article.path,
            lines.number(start),
            start,
            end,
            article.text[start:end],
            reason,
            label,
            _around(article.text, start, end, within),
        )
        for start, end, reason, label, within in found
    ]


def counted(article: Article, blocks: Sequence[Block], readings: Sequence[Reading]) -> dict[str, int]:
    """How many there are for each reason."""
    found = {*_refused(readings), *_unread(article.text, blocks, Lines(article.text))}
    return dict(sorted(Counter(reason for _, _, reason, _, _ in found).items()))


_Found = tuple[int, int, str, str, tuple[int, int]]


def _refused(readings: Sequence[Reading]) -> Iterator[_Found]:
    """Numbers of the sentences that were read, and the dates that only say when a figure holds."""
    held = ((one, sentence) for one in readings for sentence in one.sentences if sentence.rejected or sentence.dates)
    for reading, sentence in held:
        within = reading.view.back(sentence.start, sentence.end)
        for number in sentence.rejected:
            yield *reading.view.back(number.start, number.end), number.reason, sentence.block, within
        for date in sentence.dates:
            if not date.event and _DIGIT.search(reading.view.normal, date.start, date.end):
                yield *reading.view.back(date.start, date.end), "period", sentence.block, within


def _unread(text: str, blocks: Sequence[Block], lines: Lines) -> Iterator[_Found]:
    """Numbers outside the sentences that were read, and inside the spam that was cut out of them."""
    hidden = sorted((block.start, block.end, block.label) for block in blocks if block.label not in READ)
    starts = [start for start, _, _ in hidden]
    for start, end, label in hidden:
        for match in _RUN.finditer(text, start, end):
            inner = bisect_right(starts, match.start()) - 1
            if hidden[inner] == (start, end, label):
                number = lines.number(match.start())
                yield match.start(), match.end(), label, label, lines.span(number)


def _around(text: str, start: int, end: int, within: tuple[int, int]) -> str:
    """The sentence around a number, or as much of a long one as says what it is."""
    return text[max(within[0], start - _AROUND) : min(within[1], end + _AROUND)].strip()
