"""Where a finding points to, with the line of the article around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from rich.cells import cell_len

from audit.model import Audit
from audit.text import Lines
from audit.views._rows import Row, rows
from audit.views._safe import mapped, safe


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article, ready to print: `text[first:last]` is the span in the line as it is shown."""

    name: str
    line: int | None
    column: int | None
    origin: str
    text: str = ""
    first: int = 0
    last: int = 0
    more_lines: int = 0

    @property
    def address(self) -> str:
        """`path:line:column`, as editors and terminals open it. Columns count terminal cells from 1."""
        return ":".join(str(part) for part in (self.name, self.line, self.column) if part is not None)


class Line:
    """A line as it is shown, with the way from offsets to cells. Made once: a line can be a whole article."""

    def __init__(self, text: str, encoding: str) -> None:
        self.shown, self.offsets = mapped(text, encoding)
        words = self.shown.split(" ")
        self._starts = [0, *accumulate(len(word) + 1 for word in words)]
        self._cells = [0, *accumulate(cell_len(word) + 1 for word in words)]

    def column(self, at: int) -> int:
        """The column of an offset of what is shown, in terminal cells from 1."""
        word = bisect_right(self._starts, at) - 1
        return 1 + self._cells[word] + cell_len(self.shown[self._starts[word] : at])


class Places:
    """Finds places in the texts of one audit, printable in one encoding."""

    def __init__(self, audit: Audit, encoding: str = "utf-8") -> None:
        self._texts, self._parted = audit.texts, dict[str, Lines]()
        self._articles = {row["article_id"]: row for row in rows(audit, "articles")}
        self._lines: dict[tuple[str, int], Line] = {}
        self._encoding = encoding

    def place(self, row: Row | Mapping[str, Any]) -> Place:
        """The place that `article_id`, `path`, `line`, `start` and `end` of a finding or related place name."""
        article = str(row.get("article_id"))
        name = safe(str(row.get("path") or row.get("article_id") or "?"), self._encoding)
        origin = self._origin(article)
        text = self._text(article)
        start, end = row.get("start"), row.get("end")
        if text is None or start is None or end is None or not 0 <= start <= end <= len(text.text):
            return Place(name, row.get("line"), None, origin)
        number = text.number(start)
        line = self._line(article, number)
        low, high = text.span(number)
        first, last = (line.offsets[min(at, high) - low] for at in (start, end))
        more = text.number(max(start, end - 1)) - number
        return Place(name, number, line.column(first), origin, line.shown, first, last, more)

    def _text(self, article: str) -> Lines | None:
        if article not in self._parted and article in self._texts:
            self._parted[article] = Lines(self._texts[article])
        return self._parted.get(article)

    def _line(self, article: str, number: int) -> Line:
        if (article, number) not in self._lines:
            text = self._parted[article]
            low, high = text.span(number)
            self._lines[article, number] = Line(text.text[low:high], self._encoding)
        return self._lines[article, number]

    def _origin(self, article_id: str) -> str:
        """Source and date of an article, as far as they say more than its path."""
        article = self._articles.get(article_id, {})
        source, path = article.get("source"), str(article.get("path") or "")
        known = source if source and source not in path else None
        return safe(", ".join(part for part in (known, article.get("published")) if part), self._encoding)
