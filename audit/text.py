"""Views of a text: a normal form that keeps the way back to the text as it was decoded.

The text itself is never changed. Reading happens on a `View`; what is found there is reported in offsets of
the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# Zero-width characters and soft hyphens print nothing; a figure that holds one is still that figure.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_SPACES = {
    ord(c): " "
    for c in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
}
_BREAKS = {ord(c): "\n" for c in "\r\x0b\x0c\x85\u2028\u2029"}
_DIGITS = {ord("０") + i: str(i) for i in range(10)}
_ONE_TO_ONE = _SPACES | _BREAKS | _DIGITS
_UNUSUAL = re.compile("[" + "".join(re.escape(chr(c)) for c in (*_INVISIBLE, *_ONE_TO_ONE)) + "]")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+|.", re.DOTALL)


@dataclass(frozen=True)
class View:
    """`normal` reads easily; `offsets[i]` is where `normal[i]` starts in `original`, None where they are equal."""

    original: str
    normal: str
    offsets: Sequence[int] | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that `normal[start:end]` came from, without invisible characters at its end."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        first, last = self.offsets[start], self.offsets[end]
        while last > first and ord(self.original[last - 1]) in _INVISIBLE:
            last -= 1
        return first, last

    def forth(self, offset: int) -> int:
        """The position in `normal` of an offset of `original`."""
        return offset if self.offsets is None else max(0, bisect_right(self.offsets, offset) - 1)


def view(text: str) -> View:
    """Composed characters (NFC), plain spaces and line breaks, nothing invisible, ASCII digits."""
    if unicodedata.is_normalized("NFC", text):
        if not _UNUSUAL.search(text):
            return View(text, text, None)
        if not any(chr(c) in text for c in _INVISIBLE):
            return View(text, text.translate(_ONE_TO_ONE), None)
    pieces: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", match[0].translate(_INVISIBLE | _ONE_TO_ONE))
        pieces.append(piece)
        offsets.extend([match.start()] * len(piece))
    offsets.append(len(text))
    return View(text, "".join(pieces), offsets)


class Lines:
    """Line numbers and line texts of a text. A line ends at `\\n` (with or without `\\r`), as editors count them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def number(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def span(self, number: int) -> tuple[int, int]:
        """Start and end of a 1-based line, without its line break."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return start, end - 1 if end > start and self.text[end - 1] == "\r" else end
