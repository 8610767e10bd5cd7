"""A draft with its figures marked: in colour with the number of a note on a terminal, with footnotes in Markdown."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._terminal.look import Look


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line of a draft; of a figure its verdict, and its number where there is a note to it."""

    text: str
    verdict: str = ""
    number: int | None = None


def numbers(judged: Sequence[Row]) -> dict[int, int]:
    """The number of each figure that is not supported, by where it starts, in order of the draft."""
    noted = sorted(int(row["start"]) for row in judged if row["verdict"] != "supported")
    return {start: number for number, start in enumerate(noted, 1)}


def lines(text: str, judged: Sequence[Row]) -> Iterator[list[Piece]]:
    """The lines of a draft in pieces. A figure that a line break cuts stands in the line it starts in."""
    noted, pieces, at = numbers(judged), list[Piece](), 0
    for row in sorted(judged, key=lambda row: int(row["start"])):
        start, end = int(row["start"]), int(row["end"])
        if start < at:
            continue
        first, *others = _lines(text[at:start])
        pieces += first
        for line in others:
            yield pieces
            pieces = line
        pieces.append(Piece(" ".join(text[start:end].split("\n")), row["verdict"], noted.get(start)))
        at = end
    first, *others = _lines(text[at:])
    yield pieces + first
    yield from others


def marked(text: str, judged: Sequence[Row], styles: Mapping[str, str], look: Look) -> Iterator[Text]:
    """The draft as lines of a terminal, its figures in the style of their verdict, `[1]` after those with a note."""
    console = Console(file=io.StringIO(), width=look.width)
    for pieces in lines(text.rstrip(), judged):
        line = Text()
        for piece in pieces:
            number = f"[{piece.number}]" if piece.number else ""
            line.append(safe(piece.text, look.encoding) + number, style=styles.get(piece.verdict, ""))
        yield from line.wrap(console, look.width) if line else [line]


def _lines(text: str) -> list[list[Piece]]:
    """The lines of a stretch without a figure."""
    return [[Piece(line)] if line else [] for line in text.split("\n")]
