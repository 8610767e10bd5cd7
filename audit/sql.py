"""SQL over the tables of a report, through DuckDB, shut off from everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.errors import ConfigError
from audit.history import TABLES as PAST
from audit.model import Audit
from audit.table import TABLES

# Loading an extension is the one way to a network; a query about articles needs none.
_SHUT: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_LOCKED = ("SET enable_external_access = false", "SET lock_configuration = true")


def answer(
    query: str, found: Audit, past: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The column names and rows that a query gives.

    It sees copies of the tables in memory, named as in `audit.table.TABLES`, and those of the history as
    `history_...`. Raises ConfigError for a query that DuckDB does not take, with what it says.
    """
    import duckdb
    import pandas as pd

    with duckdb.connect(":memory:", config=_SHUT) as base:
        frames = {name: getattr(found, name) for name in TABLES}
        frames |= {f"history_{name}": pd.DataFrame(past[name], columns=PAST[name]) for name in PAST}
        for name, frame in frames.items():
            base.register("_given", frame)
            base.execute(f'CREATE TABLE "{name}" AS SELECT * FROM _given')
            base.unregister("_given")
        for statement in _LOCKED:
            base.execute(statement)
        try:
            done = base.execute(query)
            if done is None:  # an empty query
                return [], []
            return [column[0] for column in done.description or ()], done.fetchall()
        except duckdb.Error as error:
            known = ", ".join(frames)
            raise ConfigError(f"the query failed: {error}", mend=f"tables: {known}") from error
