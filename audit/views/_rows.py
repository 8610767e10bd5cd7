"""The rows of a table as plain values in one order, whatever order the articles were read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from audit.model import SEVERITIES, Audit
from audit.table import LIST, TABLES, TEXT, WHOLE

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
# So many characters of an id are enough where it is the only one that starts so.
SHORTEST = 4

# What a row is sorted by: the place where a reader looks for it, then its name.
ORDER: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "blocks": ("article_id", "start", "end", "label"),
    "facts": ("article_id", "start", "end", "fact_id"),
    "groups": ("measure", "area", "period", "status", "unit", "group_id"),
    "findings": ("path", "article_id", "start", "end", "rule", "finding_id"),
    "scores": ("source",),
}


def rows(audit: Audit, name: str) -> list[Row]:
    """The rows of one table of `table.TABLES`: text, int, float, list or None, in the order of `ORDER`."""
    return sorted(plain(getattr(audit, name), name), key=partial(_key, name))


def named(name: str, found: list[Row], column: str) -> list[Row]:
    """The row of this id, else the one row whose id starts so."""
    exact = [row for row in found if row[column] == name]
    near = [row for row in found if len(name) >= SHORTEST and (row[column] or "").startswith(name)]
    return exact[:1] or (near if len(near) == 1 else [])


def plain(frame: pd.DataFrame, name: str) -> Iterator[Row]:
    """The rows of a frame as they come, missing values as None."""
    columns = _columns(frame, name)
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def ordered(audit: Audit, name: str) -> dict[str, list[Any]]:
    """The columns of what `rows` gives: a table that is written as it is needs no rows."""
    columns = _columns(getattr(audit, name), name)
    asked = [*ORDER[name], *(["severity"] if name == "findings" else [])]
    cells = zip(*(columns[column] for column in asked), strict=True)
    keys = [_key(name, dict(zip(asked, values, strict=True))) for values in cells]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return {column: [values[at] for at in order] for column, values in columns.items()}


def _columns(frame: pd.DataFrame, name: str) -> dict[str, list[Any]]:
    return {column.name: _values(frame[column.name], column.dtype) for column in TABLES[name]}


def column(audit: Audit, table: str, name: str) -> list[Any]:
    """The values of one column as they come: far cheaper than rows, where one column is all that is asked."""
    dtype = next(column.dtype for column in TABLES[table] if column.name == name)
    return _values(getattr(audit, table)[name], dtype)


def _values(column: pd.Series[Any], dtype: str) -> list[Any]:
    """The values of a column as Python objects, None for every kind of missing value."""
    found = column.astype(object).where(column.notna(), None).tolist()
    if dtype == LIST:
        return [[_item(item) for item in value] if isinstance(value, Iterable) else [] for value in found]
    if dtype == TEXT:
        said = {value: None if value is None else _text(value) for value in set(found)}
        return [said[value] for value in found]
    kind: Callable[[Any], Any] = int if dtype == WHOLE else float
    return [None if value is None else kind(value) for value in found]


def _text(value: Any) -> str:
    text = str(value)
    return text if text.isascii() else clean(text)


def _item(item: Any) -> Any:
    """An element of a list: text, or a place as a mapping."""
    if isinstance(item, Mapping):
        return {key: _text(value) if isinstance(value, str) else value for key, value in sorted(item.items())}
    return _text(item)


def finite(value: Any) -> Any:
    """A value as JSON has it: infinity, which JSON has not, is null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def clean(text: str) -> str:
    """Text that every encoding of Unicode can write: a lone surrogate becomes `?`."""
    return text.encode("utf8", "replace").decode("utf8")


def _key(name: str, row: Row) -> tuple[Any, ...]:
    severity = (SEVERITIES.index(row["severity"]),) if name == "findings" and row["severity"] in SEVERITIES else ()
    return (*severity, *((row[column] is not None, row[column]) for column in ORDER[name]))
