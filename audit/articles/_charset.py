"""The characters of a web page: what its bytes say, by its header, its own declaration, or its fonts."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from audit.articles._encoding import decode
from audit.articles._legacy import by_font, windows_1258
from audit.articles._page import UnreadableError

_HEAD = 4096
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.IGNORECASE
)
_SET_IN = " or ".join(f"contains(., '{name}')" for name in (".Vn", ".VN", ".vn", "VNI", "Vni", "vni"))
_OLD_FONT = etree.XPath(f"boolean(//@face[{_SET_IN}] | //@style[contains(., 'font')][{_SET_IN}])")
_FAMILY = re.compile(r"font-family\s{0,5}:([^;}]{1,200})", re.I)


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of a page, and what it was converted from where that is an old Vietnamese encoding.

    `declared` is what the header said that it came with. UTF-8 is taken for UTF-8 whatever is declared; what declares
    nothing usable is read as Western, as browsers do, and may be recognised by its words later.
    """
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data)
    match = _DECLARED.search(data, 0, _HEAD)
    for name in (declared, match[1].decode("ascii") if match else None):
        try:
            codec = codecs.lookup(name or "").name
            if codec == "cp1258":
                return windows_1258(data), "Windows-1258"
            if codec not in ("utf-8", "iso8859-1", "cp1252", "ascii"):
                return data.decode(codec), None
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return _western(data), None


def _western(data: bytes) -> str:
    """Bytes read as Windows-1252; those it has not are read as Latin-1. Raises UnreadableError for what is no text."""
    if b"\0" in data[:_HEAD]:
        raise UnreadableError("is a page whose characters cannot be read", "save it as UTF-8")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def by_fonts(tree: Any) -> str | None:
    """Convert what a page sets in fonts of an old encoding; which encoding that was, None for no such font.

    A font holds for all that an element encloses, except where another one is named.
    """
    if not _OLD_FONT(tree):
        return None
    kinds = set()
    todo = [(tree, "")]
    while todo:
        element, outer = todo.pop()
        font = _font(element) or outer
        todo += [(child, font) for child in element]
        for part, name in (("text", font), ("tail", outer)):
            shown = by_font(getattr(element, part) or "", name)
            if shown is not None and shown != getattr(element, part) and isinstance(element.tag, str):
                kinds.add("TCVN3" if name.startswith(".vn") else "VNI")
                setattr(element, part, shown)
    return " and ".join(sorted(kinds)) or None


def _font(element: Any) -> str:
    """The first font that an element names, in lower case."""
    style = _FAMILY.search(element.get("style") or "")
    families = element.get("face") or (style[1] if style else "")
    return str(families).split(",")[0].strip(" '\"").lower()
