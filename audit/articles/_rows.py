"""One article of a table of articles: columns text, source, url, published, title, language, and a name."""

from __future__ import annotations

import math
from collections.abc import Mapping

from audit.articles._encoding import sound
from audit.articles._page import KEYS, Page, UnreadableError

TEXT_COLUMN = "text"
_NAMES = ("article_id", "id")


def page_of(row: Mapping[str, object], number: int) -> Page:
    """The article of a row; a row without a text is one that has a problem. `number` counts rows from 1."""
    part = next((str(row[name]) for name in _NAMES if row.get(name) not in (None, "")), str(number))
    text = row.get(TEXT_COLUMN)
    if not isinstance(text, str) or not any(character.isalnum() for character in text):
        return Page(text="", part=part, problem=f"row {number} holds no text; fill its column 'text', or leave it out")
    about = {key: value for key in KEYS if (value := row.get(key)) is not None and not _missing(value)}
    return Page(text=sound(text), about=about, part=sound(part))


def need_text(columns: list[str]) -> None:
    """Refuse a table without the column of the text."""
    if TEXT_COLUMN not in columns:
        found = ", ".join(columns[:8]) or "none"
        raise UnreadableError(f"has no column 'text' (columns: {found})", "name the column of the articles' text so")


def _missing(value: object) -> bool:
    """Whether a cell is empty, or the not-a-number that stands for an empty cell."""
    return value == "" or (isinstance(value, float) and math.isnan(value))
