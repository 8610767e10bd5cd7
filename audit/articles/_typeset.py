"""The lines that a PDF page was set in, with their places, from the library's single characters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from audit.articles._layout import Line

_BREAKS, _BLANKS = frozenset((0x0A, 0x0D)), frozenset((0x09, 0x20, 0xA0))
_HYPHENS = frozenset((0x02, 0xFFFE))  # how the library gives a hyphen at the end of a line
_CELL = 1.5  # a gap this wide, in sizes of the letters, parts two cells of a table


def lines_of(raw: Any, page: Any) -> list[Line]:
    """The lines of a page in the order they were set, without those that are blank."""
    codes = [raw.FPDFText_GetUnicode(page, i) for i in range(raw.FPDFText_CountChars(page))]
    places = _Places(raw, page)
    parted = [cut for start, end in _stretches(codes, _BREAKS) for cut in _hyphenated(codes, start, end)]
    return [line for start, end in parted if (line := _line(codes, start, end, places))]


class _Places:
    """Where characters stand on a page, in points."""

    def __init__(self, raw: Any, page: Any) -> None:
        self._raw, self._page = raw, page
        self._box = [ctypes.c_double() for _ in range(4)]

    def sides(self, index: int) -> tuple[float, float]:
        left, right, bottom, top = self._box
        self._raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        return left.value, right.value

    def base(self, index: int) -> float:
        x, y, *_ = self._box
        self._raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        return y.value

    def size(self, index: int) -> float:
        """The size of a letter; that which scales a page counts too, so it is measured by the height of its font."""
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._page, index, box)
        return abs(box.top - box.bottom) or 1.0


def _line(codes: list[int], start: int, end: int, places: _Places) -> Line | None:
    words = [(i + start, j + start) for i, j in _stretches(codes[start:end], _BLANKS)]
    if not words:
        return None
    size = places.size(words[0][0])
    sides = [(places.sides(i)[0], places.sides(j - 1)[1]) for i, j in words]
    cells: list[list[str]] = [[]]
    for at, (i, j) in enumerate(words):
        if at and sides[at][0] - sides[at - 1][1] > _CELL * size:
            cells.append([])
        cells[-1].append(_text(codes[i:j]))
    texts = tuple(text for cell in cells if (text := " ".join(filter(None, cell))))
    first = sides[0][1] - sides[0][0]
    return Line(texts, sides[0][0], sides[-1][1], places.base(words[0][0]), size, first) if texts else None


def _hyphenated(codes: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The printed lines of a line that the library made of several where a word was parted."""
    for at in [i + 1 for i in range(start, end - 1) if codes[i] in _HYPHENS]:
        yield start, at
        start = at
    yield start, end


def _stretches(codes: list[int], between: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch without the codes that stand between stretches."""
    start = 0
    for i, code in enumerate(codes):
        if code in between:
            if i > start:
                yield start, i
            start = i + 1
    if start < len(codes):
        yield start, len(codes)


def _text(codes: list[int]) -> str:
    """Characters of codes, hyphens of line ends as such, without what prints nothing."""
    text = "".join("-" if code in _HYPHENS else chr(code) for code in codes if code >= 0x20 or code in _HYPHENS)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
