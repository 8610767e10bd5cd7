"""Parquet: one article a row."""

from __future__ import annotations

from collections.abc import Iterator

from audit.articles._page import KEYS, LARGEST_TABLE, Page, Stream, UnreadableError, everything
from audit.articles._rows import COLUMNS, need_text, page_of

SUFFIXES = (".parquet", ".pq")
_MAGIC = b"PAR1"


def recognises(head: bytes) -> bool:
    """By the mark that Parquet files begin with."""
    return head.startswith(_MAGIC)


def read(stream: Stream) -> Iterator[Page]:
    """The articles of the rows, read some hundred at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(pa.BufferReader(everything(stream, LARGEST_TABLE)))
        columns = list(table.schema_arrow.names)
        need_text(columns)
        wanted = [name for name in (*sorted(COLUMNS), "id", "article_id", *KEYS) if name in columns]
        number = 0
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield page_of(row, number)
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(f"is not a readable Parquet file: {error}", "write it again") from error
