"""Every table as Parquet, with the meaning of each column in its metadata; and the texts that the offsets count in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.config import Config
from audit.model import Audit
from audit.table import LIST, NUMBER, TABLES, TEXT, WHOLE, Column, Table
from audit.views._pieces import Pieces, joined
from audit.views._rows import Row, clean, ordered

STREAM = None

# So many rows, or of texts so many characters, make a row group: what a reader takes into memory at once.
ROWS, CHARACTERS = 100_000, 50_000_000

_PLACE = pa.struct(
    [
        ("article_id", pa.string()), ("path", pa.string()), ("line", pa.int64()),
        ("start", pa.int64()), ("end", pa.int64()), ("note", pa.string()),
    ]
)  # fmt: skip
_TYPES = {TEXT: pa.string(), LIST: pa.list_(pa.string()), WHOLE: pa.int64(), NUMBER: pa.float64()}
_TEXTS: Table = (Column("article_id", TEXT, "the article"), Column("text", TEXT, "the text that offsets count in"))


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """One file a table, and `texts.parquet`."""
    return joined(pieces(audit, config))


def pieces(audit: Audit, config: Config) -> Pieces:
    """See `audit.views`."""
    del config
    for name, columns in TABLES.items():
        yield f"{name}.parquet", _written(ordered(audit, name, ROWS), columns)
    yield "texts.parquet", _written(_texts(audit.texts), _TEXTS)


def _texts(texts: Mapping[str, str]) -> Iterator[dict[str, list[str]]]:
    names: list[str] = []
    held: list[str] = []
    size = 0
    for name in sorted(texts):
        names.append(name)
        held.append(clean(texts[name]))
        size += len(held[-1])
        if size >= CHARACTERS:
            yield {"article_id": names, "text": held}
            names, held, size = [], [], 0
    if names or not texts:
        yield {"article_id": names, "text": held}


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as Parquet, always the same bytes for the same rows and the same pyarrow."""
    held = list(table)
    return b"".join(_written([{column.name: [row.get(column.name) for row in held] for column in columns}], columns))


def _written(parts: Iterable[Mapping[str, Sequence[Any]]], columns: Table) -> Iterator[bytes]:
    """A table by columns, each part as a row group."""
    sink = _Sink()
    schema = pa.schema([_field(column) for column in columns])
    with pq.ParquetWriter(sink, schema, compression="zstd") as file:
        for part in parts:
            arrays = [pa.array(part[field.name], field.type) for field in schema]
            file.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink(BytesIO):
    """What was written to it and not taken yet; it counts on as a file does."""

    def __init__(self) -> None:
        super().__init__()
        self._before = 0

    def taken(self) -> bytes:
        held = self.getvalue()
        self._before += len(held)
        self.seek(0)
        self.truncate()
        return held

    def tell(self) -> int:
        return self._before + super().tell()

    def close(self) -> None:
        """Nothing: the writer closes what it writes to, and what it wrote last is still to be taken."""


def _field(column: Column) -> Any:
    facts = {"meaning": column.meaning, "unit": column.unit, "concept": column.concept}
    kind = pa.list_(_PLACE) if column.name == "related" else _TYPES[column.dtype]
    return pa.field(column.name, kind, metadata={key: value for key, value in facts.items() if value})
