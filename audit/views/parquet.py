"""Every table as Parquet, with the meaning of each column in its metadata; and the texts that the offsets count in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from audit.config import Config
from audit.model import Audit
from audit.table import LIST, NUMBER, TABLES, TEXT, WHOLE, Column, Table
from audit.views._rows import Row, clean, rows

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
    tables = {f"{name}.parquet": encoded(rows(audit, name), columns) for name, columns in TABLES.items()}
    texts = [{"article_id": name, "text": clean(text)} for name, text in sorted(audit.texts.items())]
    return tables | {"texts.parquet": encoded(texts, _TEXTS)}


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as Parquet, always the same bytes for the same rows and the same pyarrow."""
    sink = pa.BufferOutputStream()
    schema = pa.schema([_field(column) for column in columns])
    pq.write_table(pa.Table.from_pylist(list(table), schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())


def _field(column: Column) -> Any:
    facts = {"meaning": column.meaning, "unit": column.unit, "concept": column.concept}
    kind = pa.list_(_PLACE) if column.name == "related" else _TYPES[column.dtype]
    return pa.field(column.name, kind, metadata={key: value for key, value in facts.items() if value})
