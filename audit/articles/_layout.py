"""From the lines of printed pages to paragraphs: a line that could have held the next word ends one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SAME_SIZE = 0.08
_WIDE_GAP = 2.2  # between two lines, in sizes of the letters
_WIDER = 1.3  # a gap between two lines that parts paragraphs, in usual gaps
_SPACE = 0.25
_INDENT = 0.8
_PLACE = 36.0  # points
_MOST = 300  # lines of a page that may have columns
_ENDS = (".", "!", "?", ":", ";", "…", "./.", "”", '"')
_ITEM = re.compile(r"(?:[-–—•*+○▪➢]|\(?(?:\d{1,2}|[a-zđ])[.)])\s")
_HYPHENATED = re.compile(r"[a-z]-$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, measured in points: `base` is the height it stands at, `first` the width of its first word.

    It has several `cells` where wide gaps part it, as in a table.
    """

    cells: tuple[str, ...]
    left: float
    right: float
    base: float
    size: float
    first: float

    @property
    def text(self) -> str:
        return " | ".join(self.cells)


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs and rows of tables, a line each; a paragraph may go on in the next column or on the next page."""
    whole = ""
    before: tuple[Line, float] | None = None
    margins = _Margins(pages)
    for run, margin in ((run, margins.of(run, beside)) for page in pages for run, beside in _runs(page)):
        gap = _usual_gap(run)
        for at, line in enumerate(run):
            if before and (_goes_on(whole, run[at - 1], line, run, margin, gap) if at else _turns(*before, line)):
                whole = _joined(whole, line.text)
            else:
                if whole:
                    yield whole
                whole = line.text
            before = line, margin
    if whole:
        yield whole


def _runs(page: Sequence[Line]) -> Iterator[tuple[list[Line], float | None]]:
    """Lines of one size that stand under each other without a wide gap, and where the column beside them begins.

    A row of a table is a run of its own.
    """
    run: list[Line] = []
    edge: float | None = None
    for line in page:
        beside = _beside(line, page)
        if run and not (_under(run[-1], line) and (beside is None) == (edge is None)):
            yield run, edge
            run, edge = [], None
        run.append(line)
        edge = min((each for each in (edge, beside) if each is not None), default=None)
    if run:
        yield run, edge


def _beside(line: Line, page: Sequence[Line]) -> float | None:
    """Where the column to the right of a line begins, None where nothing stands there."""
    near = page if len(page) <= _MOST else ()
    lefts = (other.left for other in near if other.left > line.right and abs(other.base - line.base) < line.size)
    return min(lefts, default=None)


def _under(line: Line, other: Line) -> bool:
    return (
        len(line.cells) == len(other.cells) == 1
        and _alike(line, other)
        and 0 < line.base - other.base < _WIDE_GAP * line.size
        and line.left < other.right
        and other.left < line.right
    )


def _alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= _SAME_SIZE * max(line.size, other.size)


class _Margins:
    """How far to the right the lines of a kind go: the widest of those of one size that begin at about one place."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self._widest: dict[tuple[int, int], float] = {}
        for line in (line for page in pages for line in page if len(line.cells) == 1):
            key = self._key(line)
            self._widest[key] = max(self._widest.get(key, line.right), line.right)

    def of(self, run: Sequence[Line], beside: float | None) -> float:
        """The margin of a run of lines; where a column begins beside it, its own lines alone tell it."""
        widest = max(line.right for line in run)
        if beside is not None:
            return widest
        size, place = self._key(min(run, key=lambda line: line.left))
        keys = ((size + i, place + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return max((right for key in keys if (right := self._widest.get(key))), default=widest)

    def _key(self, line: Line) -> tuple[int, int]:
        return round(line.size), int(line.left // _PLACE)


def _usual_gap(run: Sequence[Line]) -> float:
    gaps = sorted(line.base - other.base for line, other in pairwise(run))
    return gaps[len(gaps) // 4] if gaps else 0.0


def _goes_on(whole: str, line: Line, other: Line, run: Sequence[Line], margin: float, gap: float) -> bool:
    """Whether a paragraph, of which `whole` is read, goes on in the line below. Only items of lists hang."""
    if line.base - other.base > _WIDER * gap or not _full(line, other, margin) or _ITEM.match(other.text):
        return False
    left = min(each.left for each in run)
    return other.left - left < _INDENT * other.size or _ITEM.match(whole) is not None


def _turns(line: Line, margin: float, other: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if len(line.cells) != 1 or len(other.cells) != 1 or not _alike(line, other) or _ITEM.match(other.text):
        return False
    begun = other.text[0].islower() or not line.text.endswith(_ENDS)
    return other.base >= line.base and _full(line, other, margin) and begun


def _full(line: Line, other: Line, margin: float) -> bool:
    """Whether the first word of the next line had no room in this one."""
    return line.right + _SPACE * line.size + other.first > margin


def _joined(text: str, more: str) -> str:
    """Two lines of a paragraph as one; a word parted at the end of a line is whole again."""
    if text.endswith("\u00ad"):
        return text[:-1] + more
    if _HYPHENATED.search(text) and more[:1].islower() and more[:1].isascii():
        return text[:-1] + more
    return text + more if text.endswith("-") and not text.endswith(" -") else f"{text} {more}"
