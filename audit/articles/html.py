"""Web pages: the article as trafilatura finds it, with its title and the lead above it, and the page's metadata."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from types import ModuleType

from audit.articles._markup import about, lead
from audit.articles._page import Page, UnreadableError

SUFFIXES = (".html", ".htm", ".xhtml")
_LARGEST = 20_000_000
_HEAD = 2048


def recognises(data: bytes) -> bool:
    """By a document type or an html element near the start."""
    head = data[:_HEAD].lower()
    return b"<!doctype html" in head or b"<html" in head


def read(data: bytes) -> Iterator[Page]:
    """One article: title, lead and body, a line each; offsets count that text, not the page's source."""
    if len(data) > _LARGEST:
        raise UnreadableError(f"is a page of {len(data) // 1_000_000} MB", "save only the article")
    trafilatura = _library()
    try:
        page = trafilatura.utils.decode_file(data)
        tree = trafilatura.utils.load_html(page)
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
        text = found.text if tree is not None and found is not None else None
        known = about(tree) if text else {}
        above = lead(tree, text) if text else None
    except (RecursionError, ValueError, AssertionError) as error:
        what = f"is a page that cannot be taken apart ({type(error).__name__})"
        raise UnreadableError(what, "save its text instead") from error
    if not text or not any(character.isalnum() for character in text):
        raise UnreadableError("is a page in which no article was found", "save the article's text instead")
    title = str(known.get("title") or "")
    lines = [*([title] if title and title not in text.split("\n") else []), *([above] if above else []), text]
    yield Page(text="\n".join(lines), about=known)


def _library() -> ModuleType:
    """trafilatura, kept from printing its log. It takes a second to import, which only web pages shall cost."""
    library = importlib.import_module("trafilatura")
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return library
