"""Tables as Arrow streams: what processes hand to each other instead of pickled objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from audit.table import TEXT, WHOLE, Column, Table, cells

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


def unpacked(streams: Iterable[bytes], columns: Table) -> pd.DataFrame:
    """The DataFrame that `table.frame` makes of the rows of several streams, one after the other.

    A text that stands in many rows of a stream is held once.
    """
    import pandas as pd
    import pyarrow as pa

    tables = [pa.ipc.open_stream(stream).read_all() for stream in streams]
    data = {}
    for column in columns:
        values = [value for part in tables for value in _values(part.column(column.name), column)]
        data[column.name] = cells(values, column.dtype)
    return pd.DataFrame(data, index=pd.RangeIndex(sum(part.num_rows for part in tables)))


def _array(values: Sequence[Any], column: Column) -> Any:
    import pyarrow as pa

    if column.dtype != TEXT:
        return pa.array(values, pa.int64() if column.dtype == WHOLE else pa.float64(), from_pandas=False)
    try:
        return pa.array(values, pa.large_string()).dictionary_encode()
    except UnicodeEncodeError:  # the name of a file that is no Unicode
        raw = [None if value is None else value.encode("utf8", "surrogatepass") for value in values]
        return pa.array(raw, pa.large_binary()).dictionary_encode()


def _values(array: Any, column: Column) -> list[Any]:
    if column.dtype != TEXT:
        return list(array.to_pylist())
    array = array.combine_chunks()
    held = array.dictionary.to_pylist()
    texts = [value.decode("utf8", "surrogatepass") if isinstance(value, bytes) else value for value in held]
    return [None if at is None else texts[at] for at in array.indices.to_pylist()]
