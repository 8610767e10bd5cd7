"""Web pages: the article as trafilatura finds it, with its title and the lead above it, and the page's metadata."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from audit.articles._charset import by_fonts, decoded
from audit.articles._encoding import converted, misread
from audit.articles._markup import about, lead, meta
from audit.articles._page import LARGEST_ARTICLE, Page, Stream, UnreadableError, everything

SUFFIXES = (".html", ".htm", ".xhtml")
_HEAD = 2048


class NoArticleError(UnreadableError):
    """A page that can be read and holds no article, as a home page does."""

    def __init__(self) -> None:
        super().__init__("is a page in which no article was found", "save the article's text instead")


def recognises(head: bytes) -> bool:
    """By a document type or an html element near the start."""
    beginning = head[:_HEAD].lower()
    return b"<!doctype html" in beginning or b"<html" in beginning


def read(stream: Stream) -> Iterator[Page]:
    """One article: title, lead and body, a line each; offsets count that text, not the page's source."""
    yield article_of(everything(stream, LARGEST_ARTICLE))


def article_of(content: bytes | str, declared: str | None = None) -> Page:
    """The article of a page. `declared` is the encoding that the page came with, where it was fetched.

    Raises UnreadableError for a page in which there is none.
    """
    markup, encoding = (content, None) if isinstance(content, str) else decoded(content, declared)
    library = _library()
    try:
        tree = library.utils.load_html(markup)
        if tree is None:
            raise ValueError
        encoding = by_fonts(tree) or encoding
        text = _text(library, tree)
        if way := misread(text):
            _convert(tree, way)
            text, encoding = _text(library, tree), way
        said = meta(tree) if text else {}
        known = about(tree, said) if text else {}
        above = lead(tree, said, text) if text else None
    except (RecursionError, ValueError, AssertionError) as error:
        what = f"is a page that cannot be taken apart ({type(error).__name__})"
        raise UnreadableError(what, "save its text instead") from error
    if not any(character.isalnum() for character in text):
        raise NoArticleError
    title = str(known.get("title") or "")
    lines = [*([title] if title and title not in text.split("\n") else []), *([above] if above else []), text]
    return Page(text="\n".join(lines), about=known, mended=encoding)


def _text(library: ModuleType, tree: Any) -> str:
    """The text of the article; the tree stays as it is."""
    found = library.bare_extraction(tree, options=_options(library))
    return found.text or "" if found is not None else ""


@cache
def _options(library: ModuleType) -> Any:
    """What to extract. Making these takes trafilatura longer than some of the steps do that read them."""
    return library.settings.Extractor(output_format="python", comments=False, tables=True)


def _convert(tree: Any, way: str) -> None:
    """Mend every text of a page, and what its meta elements say."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.text = converted(element.text, way) if element.text else None
            if element.tag == "meta" and element.get("content"):
                element.set("content", converted(element.get("content"), way))
        element.tail = converted(element.tail, way) if element.tail else None


@cache
def _library() -> ModuleType:
    """trafilatura, kept from printing its log. It takes a second to import, which only web pages shall cost."""
    library = importlib.import_module("trafilatura")
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return library
