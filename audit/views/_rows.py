"""The rows of a table as plain values in one order, whatever order the articles were read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from audit.model import SEVERITIES, Audit
from audit.table import LIST, TABLES, TEXT, WHOLE

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

Row = dict[str, Any]
# So many characters of an id are enough where it is the only one that starts so.
SHORTEST = 4
# So many rows of a table are written at once.
AT_ONCE = 10_000

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
    frame = getattr(audit, name)
    return list(plain(frame.iloc[_order(frame, name)], name))


def named(name: str, found: list[Row], column: str) -> list[Row]:
    """The row of this id, else the one row whose id starts so."""
    exact = [row for row in found if row[column] == name]
    near = [row for row in found if len(name) >= SHORTEST and (row[column] or "").startswith(name)]
    return exact[:1] or (near if len(near) == 1 else [])


def plain(frame: pd.DataFrame, name: str) -> Iterator[Row]:
    """The rows of a frame as they come, missing values as None."""
    columns = _columns(frame, name)
    return (dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True))


def ordered(audit: Audit, name: str, at_once: int | None = None) -> Iterator[dict[str, list[Any]]]:
    """The columns of what `rows` gives, of some rows at a time: a table that is written is never there a second time.

    A table without rows has one part without rows.
    """
    frame = getattr(audit, name)
    order, step = _order(frame, name), at_once or AT_ONCE
    for at in range(0, max(1, len(order)), step):
        yield _columns(frame.iloc[order[at : at + step]], name)


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


def _order(frame: pd.DataFrame, name: str) -> NDArray[np.intp]:
    """The positions of the rows of a table in its order, what is missing first."""
    import numpy as np

    dtypes = {column.name: column.dtype for column in TABLES[name]}
    keys = [_ranks(_values(frame[column], dtypes[column])) for column in ORDER[name]]
    if name == "findings":
        worst = {severity: at for at, severity in enumerate(SEVERITIES)}
        keys.insert(0, np.array([worst.get(value, -1) for value in frame["severity"]], np.intp))
    return np.lexsort(keys[::-1])


def _ranks(values: list[Any]) -> NDArray[np.intp]:
    """The place of each value among those there are, from 1; 0 where there is none."""
    import numpy as np

    rank = {value: at for at, value in enumerate(sorted(set(values) - {None}), 1)}
    return np.array([rank.get(value, 0) for value in values], np.intp)
