"""The rows of a table as plain values in one order, whatever order the articles were read in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
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
    return list(plain(arranged(audit, name), name))


def arranged(audit: Audit, name: str) -> pd.DataFrame:
    """One table in the order of `ORDER`."""
    frame: pd.DataFrame = getattr(audit, name)
    return frame.iloc[_order(frame, name)]


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
    return values(getattr(audit, table), table, name)


def values(frame: pd.DataFrame, table: str, name: str) -> list[Any]:
    """The values of one column of some rows of a table."""
    dtype = next(column.dtype for column in TABLES[table] if column.name == name)
    return _values(frame[name], dtype)


def _values(column: pd.Series[Any], dtype: str) -> list[Any]:
    """The values of a column as Python objects, None for every kind of missing value."""
    found = column.astype(object).to_numpy(dtype=object, copy=True)
    found[column.isna().to_numpy()] = None
    values = found.tolist()
    if dtype == LIST:
        return [[_item(item) for item in value] if isinstance(value, Iterable) else [] for value in values]
    if dtype == TEXT:
        return _texts(values)
    kind: Callable[[Any], Any] = int if dtype == WHOLE else float
    return [value if value is None or type(value) is kind else kind(value) for value in values]


def _texts(values: list[Any]) -> list[Any]:
    """Texts as every encoding can write them; they are gone through one by one only where one of them is not so."""
    different = set(values)
    if sound(different - {None}):
        return values
    said = {value: None if value is None else _text(value) for value in different}
    return [said[value] for value in values]


def sound(texts: Iterable[Any]) -> bool:
    """Whether these are texts, all of which every encoding of Unicode can write."""
    try:
        "".join(texts).encode()
    except (TypeError, UnicodeEncodeError):
        return False
    return True


def _text(value: Any) -> str:
    text = str(value)
    return text if text.isascii() else clean(text)


def _item(item: Any) -> Any:
    """An element of a list: text, or a place as a mapping."""
    if isinstance(item, str) or not isinstance(item, Mapping):
        return _text(item)
    names = _sorted(tuple(item))
    return {key: _text(value) if isinstance(value := item[key], str) else value for key in names}


@lru_cache(maxsize=64)
def _sorted(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fields of a place in order; places have the same few, most often."""
    return tuple(sorted(names))


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
    keys = [_values(frame[column], dtypes[column]) for column in ORDER[name]]
    if name == "findings":
        worst = {severity: at for at, severity in enumerate(SEVERITIES)}
        keys.insert(0, [worst.get(value, -1) for value in frame["severity"]])
    told = list(zip(*(_comparable(values) for values in keys), strict=True))
    return np.array(sorted(range(len(told)), key=told.__getitem__), np.intp)  # most tables come nearly in order


def _comparable(values: list[Any]) -> list[Any]:
    """The values; where some are missing, pairs that are sorted with these first."""
    if None not in values:
        return values
    return [(value is not None, value) for value in values]
