"""The rows of a table as plain values in one order, whatever order the articles were read in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from audit.model import SEVERITIES, Audit
from audit.table import LIST, TABLES, TEXT, WHOLE

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

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
    found = list(plain(getattr(audit, name), name))
    found.sort(key=lambda row: _key(row, name))
    return found


def plain(frame: pd.DataFrame, name: str) -> Iterator[Row]:
    """The rows of a frame as they come, missing values as None."""
    columns = TABLES[name]
    cells = [[_value(value, column.dtype) for value in _objects(frame[column.name])] for column in columns]
    names = [column.name for column in columns]
    return (dict(zip(names, values, strict=True)) for values in zip(*cells, strict=True))


def _objects(column: pd.Series[Any]) -> list[Any]:
    """The values of a column as Python objects, None for every kind of missing value."""
    plain = column.astype(object)
    return plain.where(column.notna(), None).tolist()


def _value(value: Any, dtype: str) -> Any:
    if dtype == LIST:
        return [_item(item) for item in value] if isinstance(value, Iterable) else []
    if value is None:
        return None
    if dtype == TEXT:
        return clean(str(value))
    return int(value) if dtype == WHOLE else float(value)


def _item(item: Any) -> Any:
    """An element of a list: text, or a place as a mapping."""
    if isinstance(item, Mapping):
        return {key: clean(value) if isinstance(value, str) else value for key, value in sorted(item.items())}
    return clean(str(item))


def clean(text: str) -> str:
    """Text that every encoding of Unicode can write: a lone surrogate becomes `?`."""
    return text.encode("utf8", "replace").decode("utf8")


def _key(row: Row, name: str) -> tuple[Any, ...]:
    severity = (SEVERITIES.index(row["severity"]),) if name == "findings" and row["severity"] in SEVERITIES else ()
    return (*severity, *((row[column] is not None, row[column]) for column in ORDER[name]))
