"""From bytes to text."""

from __future__ import annotations

import codecs
import re

from audit.articles._page import UnreadableError

_HALVES = re.compile("[\ud800-\udfff]")
_MEND = "save it as UTF-8 text, or leave it out"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark.

    Raises UnreadableError that names the encoding and the line of the first byte that does not belong to it.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"is not {encoding.upper()} text: byte 0x{body[error.start]:02x} on line {line}", _MEND
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(f"is not text: a NUL character on line {line}", _MEND)
    return text


def sound(text: str) -> str:
    """The text with U+FFFD in place of halves of characters, which JSON and file names can hold and no file can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text
