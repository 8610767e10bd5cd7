"""The findings of expectations that are no rules, made where the rows are that these find wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from audit import rules, table
from audit.config import Config
from audit.model import Hit, Result
from audit.rules import CONTEXT
from audit.spark._checks import FOUND
from audit.spark._frames import cell, handed, rows, typed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from audit.suite.cluster import Judged


@dataclass(frozen=True)
class _Said:
    """What goes to the tasks: the expectation, what it says of each row, and the columns of the value."""

    result: Result
    fields: Mapping[str, Any]
    columns: Sequence[str]
    config: Config


def found(judged: Iterable[Judged], config: Config) -> Iterator[DataFrame]:
    """The findings (`FOUND`) of each expectation that found rows wrong; they are of no row of a rule."""
    for one in judged:
        if one.wrong:
            said = _Said(replace(one.result, document={}), dict(one.wrong.fields), list(one.wrong.columns), config)
            yield one.wrong.rows.mapInPandas(partial(_found, said=said), FOUND)


def _found(batches: Iterable[pd.DataFrame], said: _Said) -> Iterator[pd.DataFrame]:
    name = said.result.table
    columns = {column.name: column for column in (*CONTEXT[name], *table.TABLES[name])}
    for batch in batches:
        frame = typed(rows(batch), tuple(columns.values()))
        values = zip(*([cell(value) for value in frame[name].tolist()] for name in said.columns), strict=True)
        hits = tuple(
            Hit(row, {**said.fields, "value": value[0] if len(value) == 1 else list(value)})
            for row, value in enumerate(values)
        )
        result = replace(said.result, hits=hits)
        told = rules.found([result], {name: frame}, said.config)
        yield handed([row | {"row": None} for row in told], FOUND.names)
