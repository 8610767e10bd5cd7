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
from functools import cached_property, lru_cache

# Each stage looks at an article in turn and asks the same of its text: that many texts are kept with what was found.
_KEPT = 2
# Zero-width characters and soft hyphens print nothing; a figure that holds one is still that figure.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_SPACES = {
    ord(c): " "
    for c in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
}
_BREAKS = {ord(c): "\n" for c in "\r\x0b\x0c\x85\u2028\u2029"}
_DIGITS = {ord("０") + i: str(i) for i in range(10)}
_ONE_TO_ONE = _SPACES | _BREAKS | _DIGITS
_ODD = "".join(re.escape(chr(c)) for c in (*_INVISIBLE, *_ONE_TO_ONE))
_MARKS = "\u0300-\u036f"
# The blank that does not break a line, as pages write it: where they were escaped twice it stands in the text.
_WRITTEN_BLANK = "&nbsp;"
_UNUSUAL = re.compile(f"[{_ODD}]")
_IRREGULAR = re.compile(f"[^{_MARKS}]?[{_MARKS}]+|[{_ODD}]|{_WRITTEN_BLANK}")
_ANY = re.compile(f"[^{_MARKS}][{_MARKS}]*|[{_MARKS}]", re.DOTALL)


@dataclass(frozen=True)
class View:
    """`normal` reads easily. Where it differs from `original`, `cuts` and `origins` are the way back:

    from `cuts[i]` of `normal` on, up to the next cut, the characters are those from `origins[i]` of `original` on.
    Both are empty where the two texts are equal, offset by offset.
    """

    original: str
    normal: str
    cuts: Sequence[int] = ()
    origins: Sequence[int] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that `normal[start:end]` came from, without invisible characters at its end."""
        if not self.cuts:
            return start, end
        first = self._origin(start)
        last = self._origin(end) if end > start else first
        while last > first and ord(self.original[last - 1]) in _INVISIBLE:
            last -= 1
        return first, last

    def forth(self, offset: int) -> int:
        """The position in `normal` of an offset of `original`."""
        if not self.cuts:
            return offset
        at = max(0, bisect_right(self.origins, offset) - 1)
        end = self.cuts[at + 1] if at + 1 < len(self.cuts) else len(self.normal)
        return min(self.cuts[at] + max(0, offset - self.origins[at]), end)

    def _origin(self, position: int) -> int:
        if position >= len(self.normal):
            return len(self.original)
        at = bisect_right(self.cuts, position) - 1
        return self.origins[at] + position - self.cuts[at]


@lru_cache(maxsize=_KEPT)
def view(text: str) -> View:
    """Composed characters (NFC), plain spaces (also for `&nbsp;`) and line breaks, nothing invisible, ASCII digits."""
    if _WRITTEN_BLANK in text or not unicodedata.is_normalized("NFC", text):
        return _mapped(text)
    odd = set(map(ord, _UNUSUAL.findall(text)))
    if not odd.isdisjoint(_INVISIBLE):
        return _mapped(text)
    normal = text
    for character in sorted(odd):
        normal = normal.replace(chr(character), _ONE_TO_ONE[character])
    return View(text, normal)


def _mapped(text: str) -> View:
    """The view of a text whose normal form has other offsets: only what is irregular is looked at one by one."""
    pieces: list[str] = []
    cuts: list[int] = []
    origins: list[int] = []
    length = 0

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            cuts.append(length)
            origins.append(origin)
            length += len(piece)

    def regular(start: int, end: int) -> None:
        if unicodedata.is_normalized("NFC", text[start:end]):
            add(text[start:end], start)
        else:
            for match in _ANY.finditer(text, start, end):
                add(unicodedata.normalize("NFC", match[0]), match.start())

    done = 0
    for match in _IRREGULAR.finditer(text):
        regular(done, match.start())
        piece = " " if match[0] == _WRITTEN_BLANK else match[0].translate(_INVISIBLE | _ONE_TO_ONE)
        add(unicodedata.normalize("NFC", piece), match.start())
        done = match.end()
    regular(done, len(text))
    return View(text, "".join(pieces), cuts, origins)


class Lines:
    """Line numbers and line texts of a text. A line ends at `\\n` (with or without `\\r`), as editors count them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each line starts."""
        return _line_starts(self.text)

    def number(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def span(self, number: int) -> tuple[int, int]:
        """Start and end of a 1-based line, without its line break."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return start, end - 1 if end > start and self.text[end - 1] == "\r" else end


@lru_cache(maxsize=_KEPT)
def _line_starts(text: str) -> Sequence[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
