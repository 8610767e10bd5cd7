"""A line of an article with carets under the span that matters, cut to the width of the terminal around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from audit.views._place import Place

TIED = "\u00a0"  # a space that no line is broken at
_BREAK = 12  # so far from the cut a space is looked for
_NEAR = 4  # characters for each cell: more than any script needs


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a line that fits: what stands before the carets, above them and after them, with ellipses."""

    head: str
    span: str
    tail: str

    @property
    def text(self) -> str:
        """The piece as it is printed."""
        return self.head + self.span + self.tail

    @property
    def before(self) -> int:
        """Cells before the carets."""
        return cell_len(self.head)

    @property
    def under(self) -> int:
        """Cells of the carets: one at least, for a span that prints nothing."""
        return max(1, cell_len(self.span))


def draw(place: Place, mark: str, label: str, gutter: int, width: int, style: str) -> Iterator[Text]:
    """The lines of a snippet: the cut line after its number, then carets and the label where they fit."""
    room = max(width - gutter - 3, 16)
    part = cut(place.text, place.first, place.last, room)
    yield _row(str(place.line), gutter, Text(part.text))
    carets = Text(" " * part.before + mark * part.under, style=style)
    if label and part.before + part.under + 1 + cell_len(label) <= room:
        yield _row("", gutter, carets.append(f" {label}"))
        return
    yield _row("", gutter, carets)
    if label:
        for piece in folded(label, room):
            indent = max(0, min(part.before, room - cell_len(piece)))
            yield _row("", gutter, Text(" " * indent + piece, style=style))


def cut(text: str, first: int, last: int, room: int) -> Cut:
    """The piece of a line of at most `room` cells that shows `text[first:last]` and as much around it as fits.

    A line can be a whole article: only what stands near the span is looked at.
    """
    near = _NEAR * room
    low, high = max(0, first - near), min(len(text), min(last, first + near) + near)
    if high - low == len(text) and cell_len(text) <= room:
        return Cut(text[:first], text[first:last], text[last:])
    inner = room - 2
    shown = _forward(text, first, min(last, high), inner)
    spare = inner - cell_len(text[first:shown])
    left = _backward(text, low, first, max(spare // 2, spare - cell_len(text[shown:high])))
    right = _forward(text, shown, high, inner - cell_len(text[left:shown])) if shown >= last else shown
    left, right = _at_word(text, left, first), _at_word_end(text, right, shown)
    head, tail = "…" if left else "", "…" if right < len(text) else ""
    return Cut(head + text[left:first], text[first:shown], text[shown:right] + tail)


def _forward(text: str, start: int, limit: int, room: int) -> int:
    """How far the text goes from `start` in so many cells, whole characters with their marks."""
    used = 0
    for position in range(start, limit):
        used += cell_len(text[position])
        if used > room:
            return position
    return limit


def _backward(text: str, limit: int, end: int, room: int) -> int:
    """How far back the text goes from `end` in so many cells, never starting with a mark of the character before."""
    used, start = 0, end
    for position in range(end - 1, limit - 1, -1):
        cells = cell_len(text[position])
        used += cells
        if used > room:
            break
        start = position if cells else start
    return start


def _at_word(text: str, left: int, first: int) -> int:
    """The start of the next word, where one starts near."""
    if left == 0 or text[left - 1] == " ":
        return left
    space = text.find(" ", left, min(left + _BREAK, first))
    return left if space < 0 else space + 1


def _at_word_end(text: str, right: int, shown: int) -> int:
    """The end of the word before, where one ends near."""
    if right >= len(text) or text[right] == " ":
        return right
    space = text.rfind(" ", max(right - _BREAK, shown), right)
    return right if space < 0 else space


def _row(number: str, gutter: int, content: Text) -> Text:
    return Text.assemble((f"{number:>{gutter}} | ", "rule"), content)


def folded(text: str, room: int) -> list[str]:
    """Prose broken at spaces into lines of at most `room` cells; a word that is longer is broken inside.

    A `TIED` space keeps two words together and comes out as a space.
    """
    lines, line = [], ""
    for word in (piece for long in text.split(" ") for piece in _pieces(long, room)):
        if not line:
            line = word
        elif cell_len(line) + 1 + cell_len(word) <= room:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    return [line.replace(TIED, " ") for line in (*lines, line)]


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word, broken where it is longer than a line."""
    while cell_len(word) > room:
        end = max(1, _forward(word, 0, len(word), room))
        yield word[:end]
        word = word[end:]
    yield word
