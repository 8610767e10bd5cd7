"""Every table as Parquet, with the meaning of each column in its metadata; and the texts that the offsets count in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.config import Config
from audit.model import Audit
from audit.table import LIST, NUMBER, TABLES, TEXT, WHOLE, Column, Table
from audit.views._rows import Row, clean, ordered

STREAM = None

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
    tables = {f"{name}.parquet": _written(ordered(audit, name), columns) for name, columns in TABLES.items()}
    names = sorted(audit.texts)
    texts = {"article_id": names, "text": [clean(audit.texts[name]) for name in names]}
    return tables | {"texts.parquet": _written(texts, _TEXTS)}


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as Parquet, always the same bytes for the same rows and the same pyarrow."""
    held = list(table)
    return _written({column.name: [row.get(column.name) for row in held] for column in columns}, columns)


def _written(table: Mapping[str, Sequence[Any]], columns: Table) -> bytes:
    """A table by columns."""
    sink = pa.BufferOutputStream()
    schema = pa.schema([_field(column) for column in columns])
    arrays = [pa.array(table[field.name], field.type) for field in schema]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def _field(column: Column) -> Any:
    facts = {"meaning": column.meaning, "unit": column.unit, "concept": column.concept}
    kind = pa.list_(_PLACE) if column.name == "related" else _TYPES[column.dtype]
    return pa.field(column.name, kind, metadata={key: value for key, value in facts.items() if value})
