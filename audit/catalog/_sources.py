"""`expectations/sources.csv`: what is known of the articles of a path or an address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audit.catalog._rows import bad, rows

SOURCE_COLUMNS = ("glob", "source", "name", "url", "kind")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `expectations/sources.csv`: what is known of the articles whose path or url matches `glob`."""

    glob: str
    source: str
    name: str | None
    url: str | None
    kind: str | None
    published: str | None = None
    language: str | None = None


def sources(file: Path) -> tuple[SourceRow, ...]:
    """The rows of a sources file; an absent file has none."""
    if not file.exists():
        return ()
    found = []
    for line, row in rows(file, SOURCE_COLUMNS):
        if not row["glob"] or not row["source"]:
            raise bad(file, line, "glob" if not row["glob"] else "source", "", "both are needed")
        extra = {key: row.get(key) or None for key in ("published", "language")}
        found.append(
            SourceRow(row["glob"], row["source"], row["name"] or None, row["url"] or None, row["kind"] or None, **extra)
        )
    return tuple(found)
