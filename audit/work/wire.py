"""Tables as Arrow streams: what processes hand to each other instead of pickled objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from audit.table import TEXT, WHOLE, Column, Table, cells, framed

if TYPE_CHECKING:
    import pandas as pd


def packed(rows: Sequence[Sequence[Any]], columns: Table) -> bytes:
    """Rows of a table, cells in the order of its columns, as one Arrow stream."""
    import pyarrow as pa

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [_array(held, column) for held, column in zip(values, columns, strict=True)]
    batch = pa.record_batch(arrays, names=[column.name for column in columns])
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


class Gathered:
    """The rows of several streams, one after the other, as the DataFrame that `table.frame` makes of them.

    A stream may go as soon as it was added. A text that stands in many rows of one is held once.
    """

    def __init__(self, columns: Table) -> None:
        self._columns, self._count = columns, 0
        self._parts: dict[str, list[Any]] = {column.name: [] for column in columns}

    def add(self, stream: bytes) -> None:
        """The rows of one more stream."""
        import pyarrow as pa

        rows = pa.ipc.open_stream(stream).read_all()
        self._count += rows.num_rows
        for column in self._columns:
            self._parts[column.name].append(_cells(rows.column(column.name).combine_chunks(), column))

    def frame(self) -> pd.DataFrame:
        """The rows that were added; they are handed over, and can be asked for once."""
        data = {column.name: _joined(self._parts.pop(column.name), column) for column in self._columns}
        return framed(data, self._count)


def _array(values: Sequence[Any], column: Column) -> Any:
    import pyarrow as pa

    if column.dtype != TEXT:
        return pa.array(values, pa.int64() if column.dtype == WHOLE else pa.float64(), from_pandas=False)
    try:
        return pa.array(values, pa.large_string()).dictionary_encode()
    except UnicodeEncodeError:  # the name of a file that is no Unicode
        raw = [None if value is None else value.encode("utf8", "surrogatepass") for value in values]
        return pa.array(raw, pa.large_binary()).dictionary_encode()


def _cells(array: Any, column: Column) -> Any:
    """The cells of one column of a stream: texts, numbers, or whole numbers and which of them are missing."""
    import numpy as np

    if column.dtype == WHOLE:
        return np.array(array.fill_null(0)), np.array(array.is_null())
    if column.dtype != TEXT:
        return np.array(array.to_numpy(zero_copy_only=False))  # its own, so that the stream may go
    held = array.dictionary.to_pylist()
    texts = [value.decode("utf8", "surrogatepass") if isinstance(value, bytes) else value for value in held]
    return np.array([*texts, None], object)[array.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)]


def _joined(parts: list[Any], column: Column) -> Any:
    """The parts of a column as one."""
    import numpy as np
    import pandas as pd

    if not parts:
        return cells([], column.dtype)
    if column.dtype == WHOLE:
        values, missing = (np.concatenate(held) for held in zip(*parts, strict=True))
        return pd.arrays.IntegerArray(values, missing)
    whole = np.concatenate(parts)
    return pd.Index(whole, dtype="object", tupleize_cols=False, copy=False) if column.dtype == TEXT else whole
