"""The findings of a run, of rules, other expectations and checks that failed: all are counted, the worst written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit import rules, table, triage
from audit.model import SEVERITIES, Result, Triage
from audit.rules import check_failed
from audit.spark._checks import FOUND
from audit.spark._expected import found as expected
from audit.spark._frames import columns_of, typed
from audit.spark._judging import told_apart

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.config import Config
    from audit.spark._staging import Staging
    from audit.suite.cluster import Judged

LIMIT = 100_000  # findings that are written, the worst first; all are counted


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings counted by rule, severity and state, and how many are written."""

    counts: Mapping[tuple[str, str, str], int]
    written: int
    triage: Triage

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def new(self, severity: str | None = None, rule: str | None = None) -> int:
        """How many are new, of a severity or of a rule."""
        return sum(
            count
            for (name, bad, state), count in self.counts.items()
            if state == "new" and severity in (None, bad) and rule in (None, name)
        )


def settled(
    spark: SparkSession,
    raw: DataFrame,
    judged: Sequence[Judged],
    failed: Sequence[str],
    articles: DataFrame,
    staging: Staging,
    config: Config,
    limit: int = LIMIT,
) -> Findings:
    """All findings, with what was decided of them before, the worst of them written. `failed` rules have none."""
    told = raw.filter(~F.col("rule").isin(list(failed))) if failed else raw
    rows = list(expected(judged, config))
    for more in rows:
        told = told.unionByName(more)
    told = staging.keep(told) if rows else told
    others = _others(judged, config)
    if others:
        told = told.unionByName(spark.createDataFrame(others, FOUND))
    found = staging.keep(told_apart(told))
    known, paths = triage.decided(config)
    read = {row["path"] for row in articles.filter(F.col("path").isin(list(paths))).select("path").collect()}
    before, decided = triage.settle(_few(found.filter(F.col("finding_id").isin(list(known)))), config, read)
    states = [(row["finding_id"], row["state"]) for row in before.to_dict("records")]
    marks = spark.createDataFrame(states, "finding_id string, decided string")
    stated = found.join(F.broadcast(marks), "finding_id", "left")
    stated = stated.withColumn("state", F.coalesce("decided", F.lit("new"))).drop("decided")
    counts = stated.groupBy("rule", "severity", "state").count().collect()
    worst = stated.orderBy(*_order()).limit(limit)
    written = staging.table(columns_of(worst, table.FINDINGS), "findings")
    return Findings({(row[0], row[1], row[2]): row[3] for row in counts}, written.count(), decided)


def _others(judged: Sequence[Judged], config: Config) -> list[dict[str, Any]]:
    """The findings that the driver makes: of expectations of a whole table, and of checks that could not judge."""
    results = [one.result for one in judged]
    empty = frozenset(result.table for result in results if result.error and "has no rows" in result.error)
    found: list[dict[str, Any]] = []
    for one in judged:
        if one.result.hits:
            found += rules.found([one.result], {one.result.table: pd.DataFrame()}, config)
    lengths = {result.table: [] if result.table in empty else [None] for result in results}
    table_ = check_failed.table(results, lengths)  # type: ignore[arg-type]
    hits = tuple(check_failed.check(table_))
    rule = check_failed.RULE
    if hits:
        result = Result(rule.table, rule.id, rule.expectation, rule.severity, False, len(table_), hits)
        found += rules.found([result], {"results": table_}, config)
    names = FOUND.names
    return [{name: row.get(name) for name in names} | {"table": None, "row": None} for row in found]


def _few(frame: DataFrame) -> pd.DataFrame:
    """A few findings as the table that the other stages know."""
    held = frame.select(*(column.name for column in table.FINDINGS)).collect()
    return typed((row.asDict(recursive=True) for row in held), table.FINDINGS)


def _order() -> list[Any]:
    """The order of findings: the worst and surest first."""
    severity = F.array_position(F.array(*map(F.lit, SEVERITIES)), F.col("severity"))
    place = [F.coalesce(F.col(name), F.lit(none)) for name, none in (("article_id", ""), ("start", 0), ("end", 0))]
    return [severity, F.desc("confidence"), "rule", *place, "message", "finding_id"]
