"""The numbers that are no facts, as a table in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from audit.config import Config
from audit.views._rows import Row
from audit.views._safe import mapped, safe
from audit.views._terminal.columns import GAP, lay, natural
from audit.views._terminal.look import Look
from audit.views._terminal.snippet import cut
from audit.views._words import Words

_NUMBERS = frozenset((0,))
_REACH = 200  # characters around a number that a line of a terminal may show
_NARROWEST = 16


def refused(numbers: Sequence[Row], texts: Mapping[str, str], config: Config, look: Look) -> Iterator[Text]:
    """A row a number under the path of its article: line, as printed, why it is no fact, and the words around it."""
    words = Words(config.speaks)
    header = tuple(words.say(f"column_{name}") for name in ("line", "printed", "reason", "around"))
    cells = [_cells(row, words, look) for row in numbers]
    line, printed, reason = natural([header[:3], *cells])
    printed, reason = min(printed, look.width // 4), min(reason, look.width // 3)
    around = max(_NARROWEST, look.width - line - printed - reason - 3 * GAP)
    widths = [line, printed, reason, around]
    yield from (Text(part, style="header") for part in lay(header, widths, _NUMBERS))
    article = ""
    for row, shown in zip(numbers, cells, strict=True):
        if row["article_id"] != article:
            article = row["article_id"]
            yield Text(safe(row["path"] or article, look.encoding), style="rule")
        yield from map(Text, lay((*shown, _around(row, texts[article], around, look)), widths, _NUMBERS))


def _cells(row: Row, words: Words, look: Look) -> tuple[str, ...]:
    cells = (str(row["line"]), row["quote"], words.named("reasons", row["reason"]))
    return tuple(safe(cell, look.encoding) for cell in cells)


def _around(row: Row, text: str, room: int, look: Look) -> str:
    """So much of the line around a number as fits."""
    start, end = row["start"], row["end"]
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2].lstrip()
    after = text[end : end + _REACH].partition("\n")[0].rstrip()
    shown, offsets = mapped(f"{before}{text[start:end]}{after}", look.encoding)
    return cut(shown, offsets[len(before)], offsets[len(before) + end - start], room).text
