"""Finds the figures and dates of an article, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._reading import Figure, Reading, Sentence
from audit.model import Article, Block
from audit.text import view

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?\s?%")


def read(article: Article, blocks: Sequence[Block]) -> Reading:
    """The sentences of an article's text blocks, each with its figures, dates and rejected numbers."""
    seen = view(article.text)
    sentences = []
    for block in blocks:
        if block.label in ("title", "body", "caption"):
            start, end = seen.forth(block.start), seen.forth(block.end)
            sentence = Sentence(seen.normal[start:end], start, end, block.label, article.language or "vi")
            for match in _PERCENT.finditer(sentence.text):
                whole, decimals = match[1], match[2] or ""
                value, step = float(f"{whole}.{decimals or 0}"), 10.0 ** -len(decimals)
                sentence.figures.append(Figure(start + match.start(), start + match.end(), value, "percent", "percent", step=step))
            sentences.append(sentence)
    return Reading(article, seen, sentences)
