"""Every table as JSON Lines: an object a row, the columns of `audit/table.py` as keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audit.config import Config
from audit.model import Audit
from audit.table import TABLES, Table
from audit.views._pieces import Pieces, joined
from audit.views._rows import Row, finite, ordered

STREAM = "findings.jsonl"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """One file a table."""
    return joined(pieces(audit, config))


def pieces(audit: Audit, config: Config) -> Pieces:
    """See `audit.views`."""
    del config
    for name, columns in TABLES.items():
        yield f"{name}.jsonl", _written(ordered(audit, name), columns)


def _written(parts: Iterable[Mapping[str, Sequence[Any]]], columns: Table) -> Iterator[bytes]:
    for part in parts:
        yield encoded((dict(zip(part, values, strict=True)) for values in zip(*part.values(), strict=True)), columns)


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as JSON Lines; keys keep the order of the columns."""
    names = [column.name for column in columns]
    plain = ({name: finite(row[name]) for name in names} for row in table)
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in plain).encode("utf8")
