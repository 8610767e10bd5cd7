"""Tables as Spark sees them and as the stages see them: one column list, two sets of types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DataType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from audit import table
from audit.model import Article
from audit.table import LIST, NUMBER, TEXT, WHOLE, Column, Table

STRING, LONG, DOUBLE, BOOLEAN, BYTES = StringType(), LongType(), DoubleType(), BooleanType(), BinaryType()
STRINGS = ArrayType(STRING)
TYPES: Mapping[str, DataType] = {
    TEXT: STRING,
    WHOLE: LONG,
    NUMBER: DOUBLE,
    LIST: STRINGS,
}


def struct(**kinds: DataType) -> StructType:
    """Columns by name, each with its type."""
    return StructType([StructField(name, kind) for name, kind in kinds.items()])


# An article as it was read: the fields of the record, all of them text.
ARTICLE = struct(**{field.name: STRING for field in fields(Article)})
PLACE = struct(article_id=STRING, path=STRING, line=LONG, start=LONG, end=LONG, note=STRING)


def schema(columns: Table) -> StructType:
    """A table's columns as Spark types, with what each means beside it."""
    return StructType([StructField(column.name, _type(column), metadata=_facts(column)) for column in columns])


def _type(column: Column) -> DataType:
    return ArrayType(PLACE) if column.name == "related" else TYPES[column.dtype]


def _facts(column: Column) -> dict[str, str]:
    facts = {"comment": column.meaning, "unit": column.unit, "concept": column.concept}
    return {name: value for name, value in facts.items() if value}


def cell(value: Any) -> Any:
    """A value of a row as the stages have it: nothing is None, whatever pandas calls it; arrays are lists."""
    if isinstance(value, Row):
        return {name: cell(item) for name, item in value.asDict().items()}
    if hasattr(value, "tolist") or isinstance(value, list | tuple):
        return [cell(item) for item in (value.tolist() if hasattr(value, "tolist") else value)]
    if value is None or isinstance(value, str | bytes | dict):
        return value
    return None if pd.isna(value) else value


def rows(frame: pd.DataFrame, names: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The rows of what Spark hands over, as mappings by column name."""
    columns = list(names or frame.columns)
    cells = [[cell(value) for value in frame[name].tolist()] for name in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*cells, strict=True)]


def typed(found: Iterable[Mapping[str, Any]], columns: Table) -> pd.DataFrame:
    """Rows as the table that the stages know, from mappings that hold at least its columns."""
    return table.frame(list(found), columns)


def handed(found: Sequence[Mapping[str, Any]], names: Sequence[str]) -> pd.DataFrame:
    """Rows as Spark takes them: plain objects, so that a whole number stays one beside a missing one."""
    data = {name: pd.Series([row.get(name) for row in found], dtype=object) for name in names}
    return pd.DataFrame(data)


def articles(frame: pd.DataFrame) -> list[Article]:
    """The articles that rows hold."""
    return [Article(**row) for row in rows(frame, ARTICLE.names)]


def columns_of(frame: DataFrame, columns: Table) -> DataFrame:
    """The columns of a table, in its order, with what each means beside it."""
    return frame.select(*(F.col(column.name).alias(column.name, metadata=_facts(column)) for column in columns))
