"""The rules that pieces of tables are judged by, where the tasks run; Great Expectations stays on the driver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pyspark.sql.types import StructField, StructType

from audit import registry, rules, table
from audit.catalog import References
from audit.config import Config
from audit.model import Indicator, Result
from audit.spark._frames import DOUBLE, STRING, schema

# What a piece gives, one of three: a finding, with the table and the name of the row it was found at; why a rule could
# not judge (`failed`); or how far others agree with a figure of a source (`source`, `agreed`, `weight`).
FOUND = StructType(
    [
        *schema(table.FINDINGS).fields,
        *(StructField(name, STRING) for name in ("table", "row", "failed", "source")),
        *(StructField(name, DOUBLE) for name in ("agreed", "weight")),
    ]
)
ARTICLE, GROUP = ("article_id",), ("group_id",)
Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Check:
    """A rule as a suite has it: under which name, how bad, with which options."""

    rule: str
    table: str
    expectation: str
    severity: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def together(self) -> tuple[str, ...] | None:
        """The columns of its table in which rows that it brings together do not differ; None where any two may."""
        said: tuple[str, ...] | None = registry.members("rules")[self.rule].RULE.together
        return said


@dataclass(frozen=True)
class Judging:
    """What every piece is judged by, and what is known beside it."""

    checks: Sequence[Check]
    known: tuple[Indicator, ...]
    right: References
    config: Config

    def of(self, together: tuple[str, ...] | None, *tables: str) -> list[Check]:
        """The checks of these tables that bring rows together in this way."""
        return [check for check in self.checks if check.together == together and check.table in tables]

    def judge(
        self, checks: Sequence[Check], frames: Mapping[str, pd.DataFrame], own: Names
    ) -> Iterator[dict[str, Any]]:
        """The findings of some frames. `own` names the rows of each that are judged, which come first in it."""
        for check in checks:
            if own.get(check.table):
                yield from self._found(check, frames, own[check.table])

    def _found(self, check: Check, frames: Mapping[str, pd.DataFrame], own: Sequence[str]) -> Iterator[dict[str, Any]]:
        frame = frames[check.table]
        try:
            hits = registry.members("rules")[check.rule].check(frame.copy(deep=False), **check.options)
            judged = tuple(hit for hit in hits if hit.row < len(own))
        except Exception as error:  # the run says which rule could not judge, as on one machine
            failed = f"rule {check.rule} raised {type(error).__name__}: {error}"
            yield {"rule": check.rule, "table": check.table, "failed": failed}
            return
        result = Result(check.table, check.rule, check.expectation, check.severity, False, len(frame), judged)
        for row in rules.found([result], frames, self.config):
            yield {**row, "table": check.table, "row": own[row["row"]]}
