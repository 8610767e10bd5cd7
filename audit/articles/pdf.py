"""PDF: its lines put together to paragraphs, without running headers and page numbers, and its properties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from audit.articles._encoding import mended
from audit.articles._layout import Line, paragraphs
from audit.articles._page import LARGEST_ARTICLE, Page, Stream, UnreadableError, everything, library
from audit.articles._running import printed_from, without_running
from audit.articles._typeset import lines_of

SUFFIXES = (".pdf",)
_LARGEST, _MOST_PAGES = 5 * LARGEST_ARTICLE, 2_000
_HEAD = 1024
_MADE = re.compile(r"(?:D:)?(\d{8})(\d{6})?\s?(?:z|([+-]\d\d)'?(\d\d)?'?)?", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"^microsoft \w+ - |\.(?:docx?|xlsx?|pptx?|odt|indd|qxd|pdf|html?|txt)$|^(?:untitled|document)\b", re.I
)
_BROWSER = "mozilla/"
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ﬀﬁﬂﬃﬄﬅﬆ"}


def recognises(head: bytes) -> bool:
    """By the version near the start."""
    return b"%PDF-" in head[:_HEAD]


def read(stream: Stream) -> Iterator[Page]:
    """One article: a line a paragraph or row of a table, characters composed (NFC). A scan has no text to read."""
    pdfium = library("pypdfium2", "pdf", "a PDF")
    document = _opened(pdfium, everything(stream, _LARGEST))
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableError(f"is a PDF of {len(document)} pages", "save only the article")
        pages = _pages(pdfium, document)
        properties = _properties(document)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"is a PDF that is damaged: {error}", "save it again") from error
    finally:
        document.close()
    text = _sound("\n".join(paragraphs(without_running(pages))))
    if not any(character.isalnum() for character in text):
        raise UnreadableError(
            "is a PDF without text, as a scan is", "save its text with a program that recognises letters"
        )
    fixed, encoding = mended(text) or (text, None)
    yield Page(text=fixed, properties=_known(properties, printed_from(pages)), mended=encoding)


def _opened(pdfium: Any, data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise UnreadableError("is a PDF with a password", "save it without one") from error
        if error.err_code == pdfium.raw.FPDF_ERR_SECURITY:
            raise UnreadableError("is a PDF with a protection of an unknown kind", "save it without one") from error
        raise UnreadableError("is a PDF that is damaged or cut short", "download or save it again") from error


def _pages(pdfium: Any, document: Any) -> list[list[Line]]:
    """The lines of each page. Raises UnreadableError for more text than an article can have."""
    pages: list[list[Line]] = []
    size = 0
    for page in document:
        text = page.get_textpage()
        size += text.count_chars()
        if size > LARGEST_ARTICLE:
            raise UnreadableError("is a PDF with far more text than an article has", "save only the article")
        pages.append(lines_of(pdfium.raw, text))
        text.close()
        page.close()
    return pages


def _properties(document: Any) -> dict[str, str]:
    """What the file says of itself; nothing where that is damaged."""
    try:
        return dict(document.get_metadata_dict(skip_empty=True))
    except UnicodeDecodeError:
        return {}


def _sound(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_LIGATURES))


def _known(properties: dict[str, str], url: str | None) -> dict[str, object]:
    """Title, day and address. A title that is a file's name is none; a browser dates its print, not the page."""
    title = properties.get("Title", "").strip()
    made = _MADE.match(properties.get("CreationDate", ""))
    printed = properties.get("Creator", "").lower().startswith(_BROWSER)
    found = {
        "title": "" if _FILE_NAME.search(title) else title,
        "published": "" if printed or not made else _day(made),
        "url": url or "",
    }
    return {key: value for key, value in found.items() if value}


def _day(made: re.Match[str]) -> str:
    """The date of a property as `20200212T150300+07:00`."""
    day, time, hours, minutes = made.groups()
    return day + (f"T{time}" if time else "") + (f"{hours}:{minutes or '00'}" if time and hours else "")
