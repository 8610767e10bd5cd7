"""Plain text and Markdown, as they stand: UTF-8, UTF-16, or an old Vietnamese encoding."""

from __future__ import annotations

from collections.abc import Iterator

from audit.articles._encoding import decode
from audit.articles._page import LARGEST_ARTICLE, Page, Stream, UnreadableError, everything

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def recognises(head: bytes) -> bool:
    """Never by content: any text could be an article, and every other format is told by its first bytes."""
    return False


def read(stream: Stream) -> Iterator[Page]:
    """One article. Line breaks stay as they are: offsets count the text exactly as decoded."""
    text, mended = decode(everything(stream, LARGEST_ARTICLE))
    if not any(character.isalnum() for character in text):
        raise UnreadableError("holds no letter and no digit", "leave it out")
    yield Page(text=text, mended=mended)
