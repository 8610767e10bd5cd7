"""Cells laid out in columns of a fixed width, each cell folded inside its own column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from audit.views._terminal.snippet import folded

GAP = 2


def lay(cells: Sequence[str], widths: Sequence[int], right: frozenset[int] = frozenset()) -> Iterator[str]:
    """One row as lines. Columns whose position is in `right` end at the right; there are two cells between columns."""
    pieces = [folded(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*pieces, fillvalue=""):
        padded = [_pad(part, width, at in right) for at, (part, width) in enumerate(zip(parts, widths, strict=True))]
        yield (" " * GAP).join(padded).rstrip()


def natural(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is where nothing is folded."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)]


def short(name: str, room: int) -> str:
    """A name cut in its middle: the start says whose it is, the end tells two of them apart."""
    if cell_len(name) <= room:
        return name
    tail = ""
    for char in reversed(name):
        if cell_len(char + tail) > (room - 1) // 2:
            break
        tail = char + tail
    head = ""
    for char in name:
        if cell_len(head + char) > room - 1 - cell_len(tail):
            break
        head += char
    return f"{head}…{tail}"


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
