"""Articles in two languages: a release with its translation, a long quotation, two articles in one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from audit import languages
from audit.facts.scan.sentences import READ
from audit.languages.written import clearly, foreign, rather
from audit.model import Article, Block

_ENDS = tuple('.!?…:;"”»)')
Part = tuple[Article, Sequence[Block], Sequence[Block]]


def tongues(article: Article, blocks: Sequence[Block]) -> list[Part]:
    """The article, the blocks to read and those to pass over: all and none, or once for each language it is in."""
    texts = [block for block in blocks if block.label in READ]
    words = [article.text[block.start : block.end].strip() for block in texts]
    own = article.language
    if own not in languages.codes() or not any(_other(text, own) for text in words):
        return [(article, blocks, ())]
    told = dict(zip(texts, _languages(words, own), strict=True))
    return [_part(article, code, told, blocks) for code in dict.fromkeys((own, *told.values()))]


def _part(article: Article, code: str, told: Mapping[Block, str], blocks: Sequence[Block]) -> Part:
    """What is read in one language. Spam and furniture go with each."""
    others = [block for block, other in told.items() if other != code]
    return replace(article, language=code), [block for block in blocks if told.get(block, code) == code], others


def _other(text: str, own: str) -> bool:
    """Whether a paragraph is clearly in another language: what cannot be is not read word by word."""
    return foreign(text, own) and clearly(text) not in (own, None)


def _languages(texts: Sequence[str], own: str) -> list[str]:
    """The language of each paragraph. One that does not say is a heading of what follows, or goes on."""
    told = [rather(text) for text in texts]
    follows: list[str | None] = []
    for code in reversed(told):
        follows.append(code or (follows[-1] if follows else None))
    last, found = own, []
    for text, code, later in zip(texts, told, reversed(follows), strict=True):
        last = code or (None if text.endswith(_ENDS) else later) or last
        found.append(last)
    return found
