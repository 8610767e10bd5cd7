"""Reads the facts of a text as the naming tests need them."""

from __future__ import annotations

from pathlib import Path

from audit import catalog, facts
from audit.articles import whole
from audit.blocks import split
from audit.model import Article, Fact, Indicator

INDICATORS = catalog.indicators(Path(__file__).parents[1] / "expectations" / "indicators.csv")


def read(text: str, language: str, indicators: tuple[Indicator, ...] = INDICATORS) -> list[Fact]:
    article = whole(Article(text=text.strip(), language=language, published="2019-10-22"))
    return facts.extract(article, split(article), indicators)
