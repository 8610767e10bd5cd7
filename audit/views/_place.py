"""Where a finding points to, with the line of the article around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


class Places:
    """Finds places in the texts of one audit, printable in one encoding."""

    def __init__(self, audit: Audit, encoding: str = "utf-8") -> None:
        self._lines = {name: Lines(text) for name, text in audit.texts.items()}
        self._articles = {row["article_id"]: row for row in rows(audit, "articles")}
        self._encoding = encoding

    def place(self, row: Row | Mapping[str, Any]) -> Place:
        """The place that `article_id`, `path`, `line`, `start` and `end` of a finding or related place name."""
        name = safe(str(row.get("path") or row.get("article_id") or "?"), self._encoding)
        origin = self._origin(row.get("article_id"))
        lines = self._lines.get(str(row.get("article_id")))
        start, end = row.get("start"), row.get("end")
        if lines is None or start is None or end is None or not 0 <= start <= end <= len(lines.text):
            return Place(name, row.get("line"), None, origin)
        number = lines.number(start)
        first, last = lines.span(number)
        text, offsets = mapped(lines.text[first:last], self._encoding)
        return Place(
            name=name,
            line=number,
            column=1 + cell_len(text[: offsets[min(start, last) - first]]),
            origin=origin,
            text=text,
            first=offsets[min(start, last) - first],
            last=offsets[min(end, last) - first],
            more_lines=lines.number(max(start, end - 1)) - number,
        )

    def _origin(self, article_id: object) -> str:
        """Source and date of an article, as far as they say more than its path."""
        article = self._articles.get(article_id, {})
        source, path = article.get("source"), str(article.get("path") or "")
        known = source if source and source not in path else None
        return safe(", ".join(part for part in (known, article.get("published")) if part), self._encoding)
