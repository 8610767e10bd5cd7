"""Word documents (Office Open XML): paragraphs and tables in their order, and what the document says of itself."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from audit.articles._encoding import mended
from audit.articles._legacy import by_font
from audit.articles._page import LARGEST_ARTICLE, Page, Stream, UnreadableError, everything, library

SUFFIXES = (".docx",)
_LARGEST_UNPACKED = 10 * LARGEST_ARTICLE
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TEXTUAL = frozenset((f"{_W}t", *_MARKS))
_SCRIPTS = ("ascii", "hAnsi", "cs")
_NORMAL = "Normal"
_TEMPLATE = datetime.datetime(2013, 12, 23, 23, 15, tzinfo=datetime.UTC)  # every document of python-docx says so
_NO_TITLE = ("word document", "document", "untitled", "normal.dotm")


def recognises(head: bytes) -> bool:
    """By a ZIP archive that has a Word document in it."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


def read(stream: Stream) -> Iterator[Page]:
    """One article: a line a paragraph, a line a row of a table. Headers, footers and comments are left out."""
    docx = library("docx", "docx", "a Word document")
    data = everything(stream, LARGEST_ARTICLE)
    try:
        _refuse_bomb(data)
        document = docx.Document(io.BytesIO(data))
        kinds: set[str] = set()
        lines = list(_lines(document.element.body, _styles(document), kinds))
        about = _properties(document.core_properties)
    except UnreadableError:
        raise
    except Exception as error:  # the library lets whatever its parts raise through
        what = f"is a Word document that is damaged or cut short ({type(error).__name__})"
        raise UnreadableError(what, "open it in Word and save it again") from error
    text = "\n".join(lines)
    if not any(character.isalnum() for character in text):
        raise UnreadableError("is a Word document without text", "leave it out")
    fixed, encoding = mended(text) or (text, " and ".join(sorted(kinds)) or None)
    yield Page(text=fixed, properties=about, mended=encoding)


def _refuse_bomb(data: bytes) -> None:
    """Refuse, before anything is unpacked, what would unpack to far more than an article."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("is a Word document with a password", "save it without one")
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise UnreadableError(f"unpacks to more than {_LARGEST_UNPACKED // 1_000_000} MB", "save only the article")


def _lines(parent: Any, styles: Mapping[str, str], kinds: set[str]) -> Iterator[str]:
    """The lines of what a body, a cell or a content control holds, in their order."""
    for child in parent:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "p":
            yield from _paragraph(child, styles, kinds).split("\n")
            for box in child.iterfind(f".//{_W}txbxContent"):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _lines(box, styles, kinds)
        elif name == "tbl":
            for row in child.iterfind(f"{_W}tr"):
                cells = [_lines(cell, styles, kinds) for cell in row.iterfind(f"{_W}tc")]
                yield " | ".join(" ".join(filter(None, map(str.strip, cell))) for cell in cells)
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _lines(child, styles, kinds)


def _paragraph(paragraph: Any, styles: Mapping[str, str], kinds: set[str]) -> str:
    """The text of a paragraph as it was last changed, runs in fonts of old encodings converted."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    usual = styles.get(style.get(f"{_W}val") if style is not None else _NORMAL, "")
    pieces = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p")) is not paragraph or next(run.iterancestors(f"{_W}del"), None) is not None:
            continue
        fonts = run.find(f"{_W}rPr/{_W}rFonts")
        font = next((name for key in _SCRIPTS if fonts is not None and (name := fonts.get(f"{_W}{key}"))), usual)
        text = "".join(_MARKS.get(part.tag, part.text or "") for part in run if part.tag in _TEXTUAL)
        shown = by_font(text, font)
        if shown is not None and shown != text:
            kinds.add("TCVN3" if font.lower().startswith(".vn") else "VNI")
        pieces.append(text if shown is None else shown)
    return "".join(pieces)


def _styles(document: Any) -> dict[str, str]:
    """The font of each paragraph style that names one, by the id of the style."""
    return {style.style_id: name for style in document.styles if (name := getattr(style, "font", style).name)}


def _properties(core: Any) -> dict[str, object]:
    """The title and the day the document was made, where its properties say them."""
    title = (core.title or "").strip()
    made = core.created if core.created != _TEMPLATE else None
    found = {"title": title if title.lower() not in _NO_TITLE else "", "published": made.isoformat() if made else ""}
    return {key: value for key, value in found.items() if value}
