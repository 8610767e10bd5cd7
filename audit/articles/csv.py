"""CSV and TSV: one article a row, with a header that names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from audit.articles._encoding import decode
from audit.articles._page import LARGEST_TABLE, Page, Stream, UnreadableError, everything
from audit.articles._rows import need_text, page_of

SUFFIXES = (".csv", ".tsv")
_DELIMITERS = ",;\t"


def recognises(head: bytes) -> bool:
    """Never by content: a paragraph with commas is no table."""
    return False


def read(stream: Stream) -> Iterator[Page]:
    """The articles of the rows. A cell may hold line breaks inside quotes."""
    text, encoding = decode(everything(stream, LARGEST_TABLE))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = _rows(text, delimiter)
    header = [cell.strip() for cell in next(rows, [])]
    need_text(header)
    for number, cells in enumerate(rows, 1):
        if len(cells) == len(header):
            page = page_of(dict(zip(header, cells, strict=True)), number)
            yield replace(page, mended=page.mended or encoding)
        else:
            what = f"row {number} has {len(cells)} cells, the header has {len(header)}"
            yield Page(text="", part=str(number), problem=f"{what}; quote a cell that holds {delimiter!r}")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows that are not empty; cells may be as long as the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        yield from [row for row in reader if row]
    except csv.Error as error:
        raise UnreadableError(f"line {reader.line_num} is not valid CSV: {error}", "correct the quotes") from error
    finally:
        csv.field_size_limit(before)
