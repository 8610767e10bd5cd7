"""Where a finding stands, as code review tools want it: a path from the repository's root, lines and columns from 1."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from audit.config import Config
from audit.model import SEVERITIES, Audit
from audit.text import Lines
from audit.views._rows import Row, clean, rows

# A line of a text file is a line of its article. Of a page, a table or a document the article is what was read out of
# it, and a line number would point anywhere.
TEXTS = (".txt", ".md", ".markdown", ".text")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file. Columns count code points; `end_column` is after the last one. No line: the file as such."""

    path: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None

    @property
    def uri(self) -> str:
        """The path as a relative reference, or as `file:` where it leads out of the project."""
        return Path(self.path).as_uri() if PurePath(self.path).is_absolute() else quote(self.path)


class Spots:
    """Finds the spots of one audit."""

    def __init__(self, audit: Audit, config: Config) -> None:
        self._texts, self._lines, self._root = audit.texts, dict[str, Lines](), config.root

    def spot(self, place: Row) -> Spot | None:
        """The spot that `article_id`, `path`, `start` and `end` of a finding name; None where it names no file."""
        if not place.get("path"):
            return None
        path = self._relative(clean(str(place["path"])))
        start, end = place.get("start"), place.get("end")
        article = str(place.get("article_id"))
        if start is None or end is None or article not in self._texts or PurePath(path).suffix.lower() not in TEXTS:
            return Spot(path)
        lines = self._lines.setdefault(article, Lines(self._texts[article]))
        if not 0 <= start <= end <= len(lines.text):
            return Spot(path)
        first, last = lines.number(start), lines.number(max(start, end - 1))
        column, after = start - lines.span(first)[0] + 1, end - lines.span(last)[0] + 1
        return Spot(path, first, column, last, after)

    def _relative(self, path: str) -> str:
        """The path from the top of the repository, with `/`, wherever that can be said."""
        whole = PurePath(os.path.normpath(Path.cwd() / path))
        return (whole.relative_to(self._top) if whole.is_relative_to(self._top) else PurePath(path)).as_posix()

    @cached_property
    def _top(self) -> Path:
        """The folder that holds `.git`, the project's or one above it; without one, the project's."""
        root = self._root.resolve()
        return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def worst_first(audit: Audit) -> list[Row]:
    """All findings, new ones first, of these the worst, of these the surest."""

    def weight(row: Row) -> tuple[Any, ...]:
        return row["state"] not in ("new", None), SEVERITIES.index(row["severity"]), -(row["confidence"] or 0.0)

    return sorted(rows(audit, "findings"), key=weight)
