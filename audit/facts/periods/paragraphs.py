"""Where the paragraphs of an article begin, within which sentences take over what earlier ones have said.

A line break begins one, unless the article prints a sentence a line, as scrapers and corpora do: its lines tell nothing
of paragraphs, and only a heading, a line without a mark at its end, parts it.
"""

from __future__ import annotations

from itertools import pairwise

from audit.facts._reading import Reading, Sentence
from audit.facts.cues.spots import words

# From so many sentences on, where so many of them stand on lines of their own, an article prints a sentence a line.
_LEAST, _SHARE = 6, 0.75
# A line without one of these at its end is a heading.
_ENDS = ".!?…:;,\"”'’)]"


def paragraphs(reading: Reading) -> frozenset[int]:
    """The starts of the sentences that begin a paragraph; found once for a reading."""
    known = reading.cache.get("paragraphs")
    if known is None:
        known = reading.cache["paragraphs"] = _paragraphs(reading)
    return known


def _paragraphs(reading: Reading) -> frozenset[int]:
    broken = [
        (before, after)
        for before, after in pairwise(reading.sentences)
        if "\n" in reading.view.normal[before.start + len(before.text) : after.start]
    ]
    if _lined(broken, reading):
        broken = [(before, after) for before, after in broken if before.block != after.block or _heading(before)]
    return frozenset(after.start for _, after in broken)


def _lined(broken: list[tuple[Sentence, Sentence]], reading: Reading) -> bool:
    """Whether an article prints a sentence a line, in a language whose papers have longer paragraphs."""
    if not reading.sentences or words(reading.sentences[0].language, "onward"):
        return False
    body = sum(sentence.block == "body" for sentence in reading.sentences)
    lines = sum(before.block == after.block == "body" for before, after in broken)
    return body >= _LEAST and lines >= _SHARE * (body - 1)


def _heading(sentence: Sentence) -> bool:
    return not sentence.text.rstrip().endswith(tuple(_ENDS))
