"""Web archives (WARC, ISO 28500): the pages and texts that a crawler was answered with, one article each."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any

from audit.articles._encoding import decode
from audit.articles._page import LARGEST_ARTICLE, Page, Stream, UnreadableError, library
from audit.articles.html import NoArticleError, article_of

SUFFIXES = (".warc",)
_TYPES = ("response", "resource", "conversion")
_PAGES, _TEXTS = ("text/html", "application/xhtml+xml"), ("text/plain",)
_PIECE = 1_000_000


def recognises(head: bytes) -> bool:
    """By the version that a record begins with."""
    return head.startswith(b"WARC/")


def read(stream: Stream) -> Iterator[Page]:
    """The successful responses that hold an article, and plain texts, one after the other as they stream by.

    Records of other kinds, and pages without an article, as every site has them, are only counted. The day on which a
    page was archived counts as its date where nothing tells a better one.
    """
    archive = library("warcio.archiveiterator", "warc", "a web archive")
    records = iter(archive.ArchiveIterator(stream))
    found = passed_over = 0
    while True:
        try:
            record = _next(records)
            page = _page(record) if record is not None else None
        except Exception as error:  # the library lets whatever its parts raise through
            what = f"is a web archive that is damaged or cut short after {found} pages ({type(error).__name__})"
            yield Page(text="", part=str(found + 1), problem=f"{what}; fetch it again")
            return
        if record is None:
            break
        if page is None:
            passed_over += 1
            continue
        found += 1
        yield replace(page, part=str(found))
    if not found:
        raise UnreadableError(f"holds no article: {passed_over} records of other kinds", "leave it out")


def _next(records: Iterator[Any]) -> Any:
    """The next record, None after the last; the library prints what it thinks of a damaged one."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _page(record: Any) -> Page | None:
    """The article of a record; None where it holds none."""
    kind, declared = _content_type(record)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if record.rec_type not in _TYPES or status != "200" or kind not in (*_PAGES, *_TEXTS):
        return None
    data = _content(record)
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    archived = record.rec_headers.get_header("WARC-Date")
    try:
        if len(data) > LARGEST_ARTICLE:
            raise UnreadableError(f"{address} is larger than {LARGEST_ARTICLE // _PIECE} MB", "leave it out")
        page = article_of(data, declared) if kind in _PAGES else _plain(data)
    except NoArticleError:
        return None
    except UnreadableError as error:
        page = Page(text="", problem=str(error))
    about = {**page.about, "url": address.strip("<>")}
    return replace(page, about=about, properties={"published": archived} if archived else {})


def _content(record: Any) -> bytes:
    """What a record holds, a little more than the most that is read. Raises EOFError where the archive ends in it."""
    stream, data = record.content_stream(), bytearray()
    while len(data) <= LARGEST_ARTICLE and (piece := stream.read(_PIECE)):
        data += piece
    if len(data) <= LARGEST_ARTICLE and getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError
    return bytes(data)


def _plain(data: bytes) -> Page:
    text, encoding = decode(data)
    if not any(character.isalnum() for character in text):
        raise NoArticleError
    return Page(text=text, mended=encoding)


def _content_type(record: Any) -> tuple[str, str | None]:
    """The media type of a record and the encoding that it declares, as the server said."""
    headers = record.http_headers or record.rec_headers
    said = Message()
    said["Content-Type"] = headers.get_header("Content-Type") or ""
    return said.get_content_type(), said.get_content_charset()
