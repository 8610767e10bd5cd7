"""One article of a table of articles: columns text or html, source, url, published, title, language, and a name."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from audit.articles._encoding import mended, sound
from audit.articles._page import KEYS, LARGEST_ARTICLE, Page, UnreadableError

TEXT_COLUMN, HTML_COLUMN = "text", "html"
COLUMNS = frozenset((TEXT_COLUMN, HTML_COLUMN))
_NAMES = ("article_id", "id")


def page_of(row: Mapping[str, object], number: int) -> Page:
    """The article of a row; a row without a text is one that has a problem. `number` counts rows from 1."""
    part = sound(next((str(row[name]) for name in _NAMES if row.get(name) not in (None, "")), str(number)))
    about = {key: value for key in KEYS if (value := row.get(key)) is not None and not _missing(value)}
    try:
        page = _content(row)
    except UnreadableError as error:
        return Page(text="", part=part, problem=f"row {number} {error}")
    return replace(page, about={**page.about, **about}, part=part)


def need_text(columns: list[str]) -> None:
    """Refuse a table without the column of the text."""
    if COLUMNS.isdisjoint(columns):
        found = ", ".join(columns[:8]) or "none"
        raise UnreadableError(f"has no column 'text' (columns: {found})", "name the column of the articles' text so")


def _content(row: Mapping[str, object]) -> Page:
    """The text of a row, else the article of its page."""
    text, markup = row.get(TEXT_COLUMN), row.get(HTML_COLUMN)
    for content in (text, markup):
        if isinstance(content, str) and len(content) > LARGEST_ARTICLE:
            raise UnreadableError(f"is larger than {LARGEST_ARTICLE // 1_000_000} MB", "leave out what is no article")
    if isinstance(text, str) and any(character.isalnum() for character in text):
        whole, encoding = mended(text) or (text, None)
        return Page(text=sound(whole), mended=encoding)
    if isinstance(markup, str) and markup.strip():
        from audit.articles.html import article_of

        return article_of(markup)
    raise UnreadableError("holds no text", f"fill its column {TEXT_COLUMN!r}, or leave it out")


def _missing(value: object) -> bool:
    """Whether a cell is empty, or the not-a-number that stands for an empty cell."""
    return value == "" or (isinstance(value, float) and math.isnan(value))
