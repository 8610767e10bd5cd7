"""The answer to a query: a table for reading, or CSV and JSON Lines for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from audit.views._safe import safe
from audit.views._terminal.columns import GAP, lay, natural
from audit.views._terminal.look import Look
from audit.views.csv import guarded

_WIDEST = 48


def answer(names: Sequence[str], rows: Sequence[Sequence[Any]], form: str, look: Look) -> str:
    """Columns and rows in a form: table, csv or jsonl."""
    if form == "csv":
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([guarded(name) for name in names])
        writer.writerows([_cell(value) for value in row] for row in rows)
        return out.getvalue()
    if form == "jsonl":
        lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) for row in rows)
        return "".join(f"{line}\n" for line in lines)
    return look.printed(_table(names, rows, look))


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]], look: Look) -> list[Text]:
    cells = [[safe("" if value is None else str(value), look.encoding) for value in row] for row in (names, *rows)]
    if not names:
        return []
    widths = _fitted(natural(cells), look.width)
    numbers = frozenset(
        at for at in range(len(names)) if rows and all(isinstance(row[at], int | float | None) for row in rows)
    )
    return [
        Text(line, style="" if at else "header") for at, row in enumerate(cells) for line in lay(row, widths, numbers)
    ]


def _fitted(widths: list[int], room: int) -> list[int]:
    """Widths that fit beside each other: the widest column gives way first."""
    while sum(widths) + GAP * (len(widths) - 1) > room and max(widths) > _WIDEST // 4:
        widest = widths.index(max(widths))
        widths[widest] -= 1
    return widths


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    return guarded("|".join(map(str, value)) if isinstance(value, list) else str(value))
