"""Columns that a frame may or may not have, and rows as plain records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audit.rules._once import once

Numbers = NDArray[np.int64]
# Blocks whose figures are none of the article's own.
NOISE = ("spam", "boilerplate")


def column(frame: pd.DataFrame, name: str, default: Any = None) -> pd.Series[Any]:
    """A column with its missing cells filled; the default throughout where the frame has no such column."""
    if name not in frame:
        return pd.Series([default] * len(frame), index=frame.index, dtype=object if default is None else None)
    return frame[name] if default is None else frame[name].fillna(default)


def cells(frame: pd.DataFrame, name: str, default: Any = None) -> list[Any]:
    """The cells of a column by position, as `column` fills them."""
    return column(frame, name, default).tolist()


def texts(frame: pd.DataFrame, name: str) -> list[str | None]:
    """The cells of a column of text; None where there is none. Not to be changed: several rules ask for them."""
    return once(frame, ("texts", name), lambda: _texts(frame, name))


def _texts(frame: pd.DataFrame, name: str) -> list[str | None]:
    return [cell if isinstance(cell, str) and cell else None for cell in column(frame, name).tolist()]


def positions(chosen: pd.Series[Any]) -> list[int]:
    """The positions of the rows that are chosen; missing is not chosen."""
    return [row for row, is_chosen in enumerate(chosen.fillna(False).tolist()) if is_chosen]


def grouped(rows: pd.DataFrame, keys: Sequence[str], differ: pd.Series[Any]) -> Iterator[list[dict[str, Any]]]:
    """The rows as records, those with the same cells under the keys together, in the order of the rows.

    Groups in which all rows have the same cell in `differ` are left out before records are made. Missing cells are
    equal to each other.
    """
    numbers = numbered(rows, keys)
    kept = several(numbers, numbered(rows[list(keys)].assign(_differ=differ), (*keys, "_differ")))
    found: dict[int, list[dict[str, Any]]] = {}
    for number, row in zip(numbers[kept].tolist(), records(rows[kept]), strict=True):
        found.setdefault(number, []).append(row)
    yield from found.values()


def numbered(rows: pd.DataFrame, keys: Sequence[str]) -> Numbers:
    """Of each row the number of its group, of those with the same cells under the keys, in the order these begin."""
    return np.asarray(rows.groupby(list(keys), sort=False, dropna=False).ngroup(), np.int64)


def several(numbers: Numbers, parts: Numbers) -> NDArray[np.bool_]:
    """Which rows are of a group that has several parts: both by their numbers, a part being within one group."""
    _, first = np.unique(parts, return_index=True)
    found: NDArray[np.bool_] = np.bincount(numbers[first], minlength=1)[numbers] > 1
    return found


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as mappings by column name."""
    names = [str(name) for name in rows]
    return [dict(zip(names, row, strict=True)) for row in zip(*(rows[name].tolist() for name in rows), strict=True)]


def sure(*rows: Mapping[str, Any]) -> float:
    """The confidence of the least sure of some records; a record that has none is sure."""
    given = [row.get("confidence") for row in rows]
    return min(1.0 if cell is None or pd.isna(cell) else float(cell) for cell in given)


def grouped_surely(row: Mapping[str, Any]) -> float:
    """How sure it is that a fact belongs to its group; where a table of groups does not say, it is sure."""
    given = row.get("group_confidence")
    return 1.0 if given is None or pd.isna(given) else float(given)


def text_of(row: Mapping[str, Any], name: str) -> str | None:
    """A cell of text of a record; None where there is none."""
    value = row.get(name)
    return value if isinstance(value, str) and value else None
