"""The suites on Spark: every table by Great Expectations' Spark engine, counts and rows complete.

Rules run where the rows are, before this (see `audit.spark`): here each row comes with the names of the rules that hit
it, and the expectation of a rule counts them. The other expectations are evaluated by GX's Spark engine itself, which
hands over the first rows that are wrong and no more: the rest are found by the condition that it made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine
from great_expectations.validator.metric_configuration import MetricConfiguration
from great_expectations.validator.metrics_calculator import MetricsCalculator
from pyspark.sql import functions as F  # noqa: N812

from audit.config import Config
from audit.model import Hit, Result
from audit.suite import engine, loader, verdict
from audit.suite.entry import Entry
from audit.suite.expectation import HITS, RuleExpectation

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["HITS", "Judged", "Wrong", "needed", "rules_of", "suites", "validate"]

WRONG = "_wrong"
# A condition needs nothing of what GX puts into a result.
NO_RESULT = {"result_format": {"result_format": "BOOLEAN_ONLY"}}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Rows that an expectation found wrong: what is said of every one, and the columns of the value that is wrong."""

    rows: DataFrame
    fields: Mapping[str, Any]
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one expectation said of a table: `count` hits in all. Those at rows are in `wrong`, others in `result`."""

    result: Result
    count: int
    wrong: Wrong | None = None


def suites(config: Config) -> dict[str, tuple[Entry, ...]]:
    """The suites of all tables as they are in force. Raises ConfigError for one that cannot be used."""
    with engine.quiet():
        return loader.load(loader.TABLES, config)


def rules_of(entries: Sequence[Entry]) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """The entries that are rules, with the options in force."""
    for entry in entries:
        if isinstance(entry.expectation, RuleExpectation):
            yield entry, {name: getattr(entry.expectation, name) for name in entry.expectation.rule.options}


def validate(name: str, frame: DataFrame, entries: Sequence[Entry], failed: Mapping[str, str]) -> list[Judged]:
    """What the entries of a suite say of a table, which is read several times (see `needed`).

    `failed` says of rules why they could not judge it. The column `HITS` of `frame` holds the names of the rules that
    hit a row, as often as they do.
    """
    rows = frame.count()
    if not rows:
        return [Judged(verdict.empty(entry), 0) for entry in entries]
    early = {entry.rule_id: verdict.no_column(entry, _NoRows(frame.columns)) for entry in entries}  # type: ignore[arg-type]
    wanted = [entry for entry in entries if not early[entry.rule_id] and entry.rule_id not in failed]
    counts = _counts(frame, rows, wanted)
    rules = [entry for entry in wanted if isinstance(entry.expectation, RuleExpectation)]
    with _batch(name, frame) as batch:
        said = _validate(batch, name, rules, "SUMMARY")  # what all of them count is counted once
        said |= _validate(batch, name, [entry for entry in wanted if entry not in rules], "BOOLEAN_ONLY")
        return [_judged(entry, early, failed, said, batch, counts) for entry in entries]


def needed(frame: DataFrame, own: Sequence[str], entries: Sequence[Entry]) -> DataFrame:
    """A table with those columns that are its `own` or that an entry names; the others stay, and are empty."""
    said = json.dumps([entry.expectation.configuration.to_json_dict() for entry in entries])
    kept = {*own, HITS, *(name for name in frame.columns if json.dumps(name) in said)}
    empty = {name: F.lit(None).cast(frame.schema[name].dataType) for name in frame.columns if name not in kept}
    return frame.withColumns(empty) if empty else frame


@dataclass(frozen=True, slots=True)
class _NoRows:
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many rows of a table each entry looks at, by rule."""

    frame: DataFrame
    looked: Mapping[str, int]

    def looked_at(self, entry: Entry, result: Mapping[str, Any], _: Any) -> int:
        """Rows that took part: those that a condition leaves and that have a value in the columns that are named."""
        return self.looked[entry.rule_id]


def _counts(frame: DataFrame, rows: int, entries: Sequence[Entry]) -> _Counts:
    """The counts of all entries without a condition at once; a condition is a job of its own."""
    looked: dict[str, int] = {}
    together: dict[str, Any] = {}
    for entry in entries:
        columns = [] if isinstance(entry.expectation, RuleExpectation) else verdict.looked_in(entry)
        condition = getattr(entry.expectation, "row_condition", None)
        if condition is not None:
            chosen = _chosen(frame, condition)
            looked[entry.rule_id] = int((chosen.dropna(how="any", subset=columns) if columns else chosen).count())
        elif columns:
            filled = [F.col(f"`{name}`").isNotNull() for name in columns]
            together[entry.rule_id] = F.count_if(reduce(and_, filled))
        else:
            looked[entry.rule_id] = rows
    names = list(together)
    row = frame.agg(*(together[name].alias(str(i)) for i, name in enumerate(names))).first() if names else ()
    return _Counts(frame, looked | {name: int(count) for name, count in zip(names, row or (), strict=True)})


def _chosen(frame: DataFrame, condition: Any) -> DataFrame:
    """The rows that a row_condition leaves."""
    held = SparkDFExecutionEngine(batch_data_dict={engine.SOURCE: frame}, force_reuse_spark_context=True)
    chosen: DataFrame = held.get_domain_records({"row_condition": condition})
    return chosen


@contextmanager
def _batch(name: str, frame: DataFrame) -> Iterator[Batch]:
    """A table as a batch of GX's Spark engine, in the session there is."""
    with engine.quiet(), engine.alone() as context:
        source = context.data_sources.add_spark(engine.SOURCE, force_reuse_spark_context=True, persist=False)
        whole = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
        yield whole.get_batch({"dataframe": frame})


def _validate(
    batch: Batch, name: str, entries: Sequence[Entry], result_format: Any
) -> dict[str, ExpectationValidationResult]:
    """Whether each expectation holds. GX asks for the counts of many at once."""
    if not entries:
        return {}
    suite = ExpectationSuite(name=name, expectations=[entry.expectation for entry in entries])
    try:
        found = list(batch.validate(suite, result_format=result_format).results)
    except Exception:  # an expectation that GX did not guard took the others with it: ask for each alone
        found = [engine.alone_of(batch, entry.expectation, result_format) for entry in entries]
    return {one.expectation_config.meta["rule_id"]: one for one in found if one.expectation_config}


def _judged(
    entry: Entry,
    early: Mapping[str, Result | None],
    failed: Mapping[str, str],
    said: Mapping[str, ExpectationValidationResult],
    batch: Batch,
    counts: _Counts,
) -> Judged:
    if done := early[entry.rule_id]:
        return Judged(done, 0)
    if entry.rule_id in failed:
        return Judged(verdict.broken(entry, failed[entry.rule_id]), 0)
    found = said.get(entry.rule_id)
    if found is None or found.success or verdict.raised(found):
        return Judged(verdict.read(entry, found, None, counts.looked_at, _no_hits), 0)
    if isinstance(entry.expectation, RuleExpectation):
        hits = int((found.result or {}).get("hits") or 0)
        return Judged(verdict.read(entry, found, None, counts.looked_at, _no_hits), hits)
    return _wrong(entry, batch, counts)


def _wrong(entry: Entry, batch: Batch, counts: _Counts) -> Judged:
    """An expectation that is no rule and does not hold: how often, and the rows that show it."""
    found = engine.alone_of(batch, entry.expectation, "BASIC")
    result = verdict.read(entry, found, None, counts.looked_at, _no_hits)
    rows = None if result.error or result.success else _rows(entry, batch)
    if rows is None:
        return Judged(result, len(result.hits))
    count = int((found.result or {})["unexpected_count"])
    return Judged(replace(result, hits=()), count, Wrong(rows, *verdict.of_rows(entry)))


def _no_hits(entry: Entry, result: Mapping[str, Any], _: Any) -> tuple[Hit, ...]:
    return ()


def _rows(entry: Entry, batch: Batch) -> DataFrame | None:
    """The rows that an expectation finds wrong; None for one that goes by no rows, but by a table or a column."""
    metric = getattr(entry.expectation, "map_metric", None)
    held: Any = batch.data.execution_engine
    if metric is None:
        return None
    asked = entry.expectation.get_validation_dependencies(held, NO_RESULT)
    counted = asked.metric_configurations[f"{metric}.unexpected_count"]
    values = {name: value for name, value in counted.metric_value_kwargs.items() if name != "result_format"}
    wanted = MetricConfiguration(f"{metric}.condition", counted.metric_domain_kwargs, values)
    condition, domain, named = MetricsCalculator(held, show_progress_bars=False).get_metric(wanted)
    rows: DataFrame = held.get_domain_records(domain | named)
    # A condition over a window is none that rows can be filtered by.
    return rows.withColumn(WRONG, condition).filter(F.col(WRONG)).drop(WRONG, HITS)
