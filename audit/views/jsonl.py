"""Every table as JSON Lines: an object a row, the columns of `audit/table.py` as keys."""

from __future__ import annotations

import json
from collections.abc import Iterable

from audit.config import Config
from audit.model import Audit
from audit.table import TABLES, Table
from audit.views._rows import Row, finite, rows

STREAM = "findings.jsonl"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """One file a table."""
    return {f"{name}.jsonl": encoded(rows(audit, name), columns) for name, columns in TABLES.items()}


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as JSON Lines; keys keep the order of the columns."""
    names = [column.name for column in columns]
    plain = ({name: finite(row[name]) for name in names} for row in table)
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in plain).encode("utf8")
