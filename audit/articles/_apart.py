"""Articles of files that others open, as Spark does: by what they hold, one file, line or row at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import cast

from audit.articles import jsonl
from audit.articles._files import File, unpacked
from audit.articles._knowledge import known
from audit.articles._names import Names, names_of
from audit.articles._page import Page, Stream, UnreadableError, pages
from audit.articles._rows import page_of
from audit.catalog import SourceRow
from audit.model import Article


@dataclass(frozen=True, slots=True)
class Known:
    """An article with everything known of it but its id, and what it may be called."""

    article: Article
    names: Names


def of_file(path: str, content: bytes, beside: bytes, rows: Sequence[SourceRow]) -> Iterator[Known]:
    """The articles of a file. `beside` is what its sidecar holds, empty where there is none.

    `rows` are those of sources.csv. A file that cannot be read is an article with a problem.
    """
    try:
        found = list(pages(File(Path(path), Path(path)), cast(Stream, io.BytesIO(content))))
    except UnreadableError as error:
        found = [Page(text="", problem=str(error))]
    yield from (_known(path, page, beside, rows) for page in found)


def of_line(path: str, number: int, line: bytes, beside: bytes, rows: Sequence[SourceRow]) -> Iterator[Known]:
    """The article of a line of a file of JSON Lines, none where it is blank; `number` counts lines from 1."""
    page = jsonl.page_of_line(line, number)
    if page:
        yield _known(path, page, beside, rows)


def of_row(
    path: str, number: int, row: Mapping[str, object], beside: bytes, rows: Sequence[SourceRow]
) -> Iterator[Known]:
    """The article of a row of a table; `number` counts the rows of its file from 1."""
    yield _known(path, page_of(row, number), beside, rows)


def _known(path: str, page: Page, beside: bytes, rows: Sequence[SourceRow]) -> Known:
    place = Path(path)
    part, article = known(File(place, place), page, rows, beside)
    if "://" in path:  # an address, which a path is not
        article = replace(article, path=path)
    return Known(article, names_of(unpacked(PurePosixPath(path)), part))
