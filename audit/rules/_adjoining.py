"""Sentences that stand right behind each other, where the second one goes on with what the first one counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from audit.rules._sentence import NEEDS, Figure, has, placed

# What may stand between two sentences: a space, or the end of a line and an empty one.
_GAP = 4
_LONGEST = 3


def adjoining(frame: pd.DataFrame, cues: Sequence[str]) -> Iterator[list[list[Figure]]]:
    """The figures of two sentences or three that follow each other, in articles of which a sentence has such words.

    Each sentence comes last once, with those before it that nothing parts from it.
    """
    if not all(name in frame for name in NEEDS):
        return
    told = frame["sentence"].drop_duplicates().dropna()
    said = {sentence for sentence in told if any(has(sentence.lower(), cue) for cue in cues)}
    yield from chains(frame, set(frame["article_id"][frame["sentence"].isin(said)]))


def chains(frame: pd.DataFrame, articles: Collection[Any]) -> Iterator[list[list[Figure]]]:
    """The same, of these articles."""
    by_article: dict[Any, list[tuple[int, int, list[Figure]]]] = {}
    for figures, article, start, end, _ in placed(frame, articles):
        by_article.setdefault(article, []).append((start, end, figures))
    for own in by_article.values():
        own.sort(key=lambda sentence: sentence[:2])
        chain: list[list[Figure]] = []
        for at, (start, _, figures) in enumerate(own):
            near = at and 0 <= start - own[at - 1][1] <= _GAP
            chain = [*chain[-_LONGEST + 1 :], figures] if near else [figures]
            if len(chain) > 1:
                yield chain
