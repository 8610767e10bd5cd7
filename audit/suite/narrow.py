"""Great Expectations' pandas engine, which copies no more of a table than an expectation looks into.

GX leaves rows out (those without a value, those that a condition does not choose) by copying all columns of the others,
several times for each expectation. Here it is given the columns that the expectation names, and those of its condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.row_conditions import (
    AndCondition,
    ComparisonCondition,
    NullityCondition,
    OrCondition,
    deserialize_row_condition,
)

# Names of the columns that were looked into, kept beside what GX takes out of a domain before it asks for rows again.
LOOKED_INTO = "audit_columns"
_PART = "part"


class NarrowEngine(PandasExecutionEngine):
    """An engine that gives the columns of a domain that names some, and the whole table of one that names none."""

    def get_domain_records(self, domain_kwargs: dict[str, Any]) -> pd.DataFrame:
        """The rows of a domain, with the columns that it looks into."""
        names = named(domain_kwargs)
        kept = {key: value for key, value in domain_kwargs.items() if key != LOOKED_INTO}
        batch = {"batch_id": kept["batch_id"]} if "batch_id" in kept else {}
        whole = super().get_domain_records(batch)
        if not names or not all(name in whole.columns for name in names):
            return super().get_domain_records(kept)
        kept.pop("batch_id", None)
        return PandasExecutionEngine(batch_data_dict={_PART: whole[names]}).get_domain_records(kept)

    def get_compute_domain(
        self,
        domain_kwargs: dict[str, Any],
        domain_type: str | MetricDomainTypes,
        accessor_keys: Iterable[str] | None = None,
    ) -> tuple[pd.DataFrame, dict[str, Any], dict[str, Any]]:
        """As GX's own; the columns are remembered, because GX asks for the rows again without naming them."""
        names = named(domain_kwargs)
        rows, compute, accessor = super().get_compute_domain(domain_kwargs, domain_type, accessor_keys)
        return rows, {**compute, LOOKED_INTO: names} if names else compute, accessor


def named(domain: Mapping[str, Any]) -> list[str]:
    """The columns that a domain and its condition name; none where it is one of the table as a whole."""
    columns = [
        *domain.get(LOOKED_INTO, ()),
        *(domain[key] for key in ("column", "column_A", "column_B") if key in domain),
    ]
    columns += domain.get("column_list") or ()
    condition = domain.get("row_condition")
    if not columns or condition is None:
        return list(dict.fromkeys(columns))
    asked = [*_asked(condition)]
    return list(dict.fromkeys((*columns, *asked))) if all(asked) else []


def _asked(condition: Any) -> Iterator[str]:
    """The columns of a condition; an empty name for one of which nobody can say what it asks for."""
    held = deserialize_row_condition(condition) if isinstance(condition, dict) else condition
    if isinstance(held, ComparisonCondition | NullityCondition):
        yield held.column.name
    elif isinstance(held, AndCondition | OrCondition):
        for one in held.conditions:
            yield from _asked(one)
    else:
        yield ""
