"""Every table as CSV, described by a Frictionless `datapackage.json`.

Lists are joined with `|`. An empty cell is a value that is not known. A spreadsheet runs a cell that starts with
`=`, `+`, `-` or `@` as a formula, so a text cell that could be one is written with an apostrophe before it
(CWE-1236); `read_text` takes it away again. Control characters, which a terminal that prints the file would obey, are
written as their symbols (`␛`). Numbers are never changed; infinity is `INF`.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from audit.config import Config
from audit.model import Audit
from audit.table import LIST, TABLES, TEXT, Column, Table
from audit.views import _datapackage
from audit.views._pieces import Parts, Pieces, joined
from audit.views._rows import Row, ordered

STREAM = "findings.csv"

# The full-width forms are formulas too, in spreadsheets set to an East Asian language. Apostrophes are allowed before
# the sign so that a text which already looks guarded is guarded again, and reading back always gives the text.
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|[ ']*[\t\r\n]")

# C0 and C1 controls but for tab and line breaks, which a quoted cell may hold.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "␡"}
_CONTROLS |= {code: f"<U+{code:04X}>" for code in range(0x80, 0xA0)}
_CONTROL = re.compile(f"[{''.join(map(re.escape, map(chr, _CONTROLS)))}]")


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """One file a table, and `datapackage.json` with the meaning and type of every column."""
    return joined(pieces(audit, config))


def pieces(audit: Audit, config: Config) -> Pieces:
    """See `audit.views`."""
    del config
    return again(partial(ordered, audit))


def again(parts: Parts, rest: object = None) -> Pieces:
    """See `audit.views`."""
    del rest
    sums = {name: _datapackage.Sum() for name in sorted(TABLES)}
    for name, columns in TABLES.items():
        yield f"{name}.csv", sums[name].of(_written(parts(name), columns))
    yield "datapackage.json", [_datapackage.encoded(sums)]


def encoded(table: Iterable[Row], columns: Table) -> bytes:
    """Rows as CSV: UTF-8, a header, `\\n` at line ends."""
    held = list(table)
    return b"".join(_written([{column.name: [row[column.name] for row in held] for column in columns}], columns))


def _written(parts: Iterable[Mapping[str, Sequence[Any]]], columns: Table) -> Iterator[bytes]:
    """A table by columns, part by part: what stands in many of the cells of one is made ready once."""
    header: Iterable[Sequence[str]] = [[column.name for column in columns]]
    for part in parts:
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows(header)
        writer.writerows(zip(*(_cells(part[column.name], column) for column in columns), strict=True))
        yield out.getvalue().encode("utf8")
        header = []


def _cells(values: Sequence[Any], column: Column) -> list[str]:
    if column.dtype == LIST:
        return [cell(value, column) for value in values]
    said = {value: cell(value, column) for value in set(values)}
    return [said[value] for value in values]


def cell(value: Any, column: Column) -> str:
    """One value as it is written."""
    if value is None:
        return ""
    if column.dtype == LIST:
        return guarded("|".join(item if isinstance(item, str) else _place(item) for item in value))
    if column.dtype == TEXT:
        return guarded(value)
    if isinstance(value, float) and math.isinf(value):
        return "INF" if value > 0 else "-INF"
    return repr(int(value)) if float(value).is_integer() and abs(value) < 1e16 else repr(value)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula and no terminal for a command."""
    if _CONTROL.search(text):
        text = text.translate(_CONTROLS)
    return f"'{text}" if _FORMULA.match(text) else text


def read_text(cell: str) -> str:
    """The text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _place(place: dict[str, Any]) -> str:
    where = ":".join(str(place.get(key)) for key in ("path", "line", "start", "end"))
    return f"{where} {place.get('note') or ''}".strip().replace("|", "/")
