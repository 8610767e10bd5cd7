"""One text on its own: its blocks and its facts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audit import catalog, extraction, table
from audit.articles import whole
from audit.blocks import split
from audit.config import load
from audit.model import Article, Fact, Indicator

if TYPE_CHECKING:
    import pandas as pd


def extract(text: str, *, published: str | None, language: str | None, source: str | None) -> pd.DataFrame:
    """See `audit.extract`."""
    article, found = figures(Article(text=text, published=published, language=language, source=source))
    facts = table.frame(found, table.FACTS)
    facts.attrs["texts"] = {article.article_id: article.text}
    return facts


def blocks(text: str) -> pd.DataFrame:
    """See `audit.blocks`."""
    return table.frame(split(whole(Article(text=text))), table.BLOCKS)


def figures(article: Article) -> tuple[Article, list[Fact]]:
    """An article with what can be known of it, and its facts."""
    article, found = _figures(article, catalog.known(load()))
    return article, list(found)


@lru_cache(maxsize=64)
def _figures(article: Article, known: tuple[Indicator, ...]) -> tuple[Article, tuple[Fact, ...]]:
    """Found once for a text that many drafts are held against, or that is checked again after each change beside it."""
    article = whole(article)
    _, found = extraction.alone(article, known)
    return article, tuple(found)
