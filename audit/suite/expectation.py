"""Makes a Great Expectations class of every rule, for our suites and for anybody else's project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType, ModuleType, new_class
from typing import Any, ClassVar

import pandas as pd
from great_expectations.compatibility.pydantic import StrictBool, StrictFloat, StrictInt, StrictStr
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.result_format import ResultFormat
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.execution_engine.sparkdf_execution_engine import SparkDFExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration, parse_result_format
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.render.components import (
    CollapseContent,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from audit import registry
from audit.model import Hit, Rule
from audit.suite import told
from audit.suite.wire import from_wire, to_wire

METRIC = "table.audit_frame"
HITS = "audit_hits"  # the column of a table in Spark that holds the names of the rules that hit a row
EVIDENCE = 1000  # hits of one rule in a result; where they were known before, the findings hold all of them
SAMPLE = 20  # rows in a result that is not COMPLETE, as GX does for its own expectations
# What rules found in the tables at hand before their expectations are asked: the hits, or why there are none.
Found = Mapping[str, Sequence[Hit] | str]
_FOUND: ContextVar[Found] = ContextVar("found", default=MappingProxyType({}))


class Frame(TableMetricProvider):
    """The whole table of a batch, as the rules want it: pandas, rows numbered from 0."""

    metric_name = METRIC

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(  # GX passes the class, not an instance
        cls,  # noqa: N805
        execution_engine: PandasExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> pd.DataFrame:
        rows, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        return rows.reset_index(drop=True)

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(
        cls,  # noqa: N805
        execution_engine: SparkDFExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any],
    ) -> dict[str, Any]:
        """How many rows there are, and by rule how many hits and how many rows that it hit."""
        rows, _, _ = execution_engine.get_compute_domain(metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE)
        if HITS not in rows.columns:
            raise ValueError(f"a table in Spark is judged by `audit run --engine spark`, which adds a column {HITS!r}")
        names = f"explode({HITS}) AS rule"
        each = f"size(filter({HITS}, name -> name = rule))"
        by_rule = rows.selectExpr(HITS, names).selectExpr("rule", f"1 / {each} AS row").groupBy("rule")
        found = by_rule.agg({"*": "count", "row": "sum"}).collect()
        return {"rows": rows.count(), "hits": {row[0]: (int(row[1]), round(row[2])) for row in found}}


class RuleExpectation(BatchExpectation):
    """Base of the expectations that are made of rules; abstract until a rule's `_validate` is put in.

    The result keeps every hit under `details`, so that nothing of a finding is lost on its way through GX; in a run of
    our own, which knows the hits before, the first of them, and how many are left.
    """

    metric_dependencies: ClassVar[tuple[str, ...]] = (METRIC,)
    rule: ClassVar[Rule]
    check: ClassVar[Any]

    @property
    def configuration(self) -> ExpectationConfiguration:
        """GX leaves out a severity that is the class's own default and then reads it as critical."""
        made = super().configuration
        made.severity = self.severity
        return made

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[RenderedStringTemplateContent]:
        """What the rule says, from its docstring, and the options in force."""
        configuration = configuration or (result.expectation_config if result else None)
        given = configuration.kwargs if configuration else {}
        options = {name: given.get(name, default) for name, default in cls.rule.options.items()}
        return [told.rule(cls.rule, cls.__doc__, options)]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[Any]:
        """The exception if there was one; the hits have a table of their own."""
        if result is not None and result.result:
            return []
        statement: list[Any] = super()._diagnostic_unexpected_statement_renderer(
            configuration=configuration, result=result, runtime_configuration=runtime_configuration
        )
        return statement

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[RenderedTableContent | CollapseContent] | None:
        """The rows that were hit: where they stand and what the rule says of them."""
        details = (result.result.get("details") or {}) if result is not None else {}
        if not details.get("hits"):
            return None
        return [told.evidence(details["hits"], details.get("left", 0)), told.about(cls.__doc__)]


@cache
def classes() -> dict[str, type[RuleExpectation]]:
    """The expectation classes of all rules, by class name. Making them registers them with GX."""
    modules = registry.members("rules").values()
    return {module.RULE.expectation: make(module) for module in modules if hasattr(module, "RULE")}


def make(module: ModuleType) -> type[RuleExpectation]:
    """The expectation class of one rule module: its options are the fields, with the rule's defaults."""
    rule: Rule = module.RULE
    taken = [name for name in rule.options if name in BatchExpectation.__fields__]
    if taken:
        raise ValueError(f"rule {rule.id}: an option cannot be called {taken[0]!r}, every expectation has that field")
    body = {
        "__module__": "audit.suite",
        "__doc__": module.__doc__,
        "__annotations__": {name: _kind(default) for name, default in rule.options.items()},
        "rule": rule,
        "check": staticmethod(module.check),
        "severity": FailureSeverity(rule.severity),
        "success_keys": tuple(rule.options),
        "_validate": _validate,
        **rule.options,
    }
    body["__annotations__"] |= {"severity": FailureSeverity, "success_keys": ClassVar[tuple[str, ...]]}
    made: type[RuleExpectation] = new_class(
        rule.expectation, (RuleExpectation,), exec_body=lambda names: names.update(body)
    )
    return made


def _kind(default: Any) -> Any:
    """The type a field takes, from its default. Strict: GX's own models turn 0.5 into 0 without a word."""
    for kind, field in ((bool, StrictBool), (int | float, StrictInt | StrictFloat), (str, StrictStr)):
        if isinstance(default, kind):
            return field
    return Any if default is None else type(default)


def _validate(
    self: RuleExpectation,
    metrics: dict[str, Any],
    runtime_configuration: dict[str, Any] | None = None,
    execution_engine: ExecutionEngine[Any] | None = None,
) -> dict[str, Any]:
    """Run the rule on the batch and put its hits into a GX result."""
    if isinstance(metrics[METRIC], dict):
        return _counted(self.rule.id, **metrics[METRIC])
    frame: pd.DataFrame = metrics[METRIC]
    missing = [name for name in self.rule.needs if name not in frame.columns]
    if missing:
        raise ValueError(f"rule {self.rule.id} needs a column {missing[0]!r}, the table has none of that name")
    hits = _hits(self, frame)
    wanted = parse_result_format((runtime_configuration or {}).get("result_format", self.result_format))
    every = len(hits) if self.rule.id not in _FOUND.get() else EVIDENCE
    shown = hits[:every] if wanted["result_format"] == ResultFormat.COMPLETE else hits[:SAMPLE]
    places = told.places(frame, self.rule, shown)
    return {
        "success": not hits,
        "result": {
            "observed_value": f"{len(hits)} found in {len(frame)} rows",
            "element_count": len(frame),
            "unexpected_count": len({hit.row for hit in hits}),
            "details": {
                "hits": [to_wire(hit) | place for hit, place in zip(shown, places, strict=True)],
                **({"left": len(hits) - len(shown)} if len(hits) > len(shown) >= EVIDENCE else {}),
            },
        },
    }


def _counted(rule: str, rows: int, hits: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """The GX result of a rule that was run where the rows are, from the counts of its hits."""
    found, hit = hits.get(rule, (0, 0))
    said = {"observed_value": f"{found} found in {rows} rows", "element_count": rows, "unexpected_count": hit}
    return {"success": not found, "result": {**said, "hits": found}}


def _hits(self: RuleExpectation, frame: pd.DataFrame) -> Sequence[Hit]:
    found = _FOUND.get().get(self.rule.id)
    if isinstance(found, str):
        raise RuntimeError(found)
    if found is not None:
        return found
    rows = frame.copy(deep=False)  # the other rules see the same table: a column that this one adds is its own
    try:
        return list(self.check(rows, **{name: getattr(self, name) for name in self.rule.options}))
    except Exception as error:  # GX keeps the message alone, which for a KeyError is the key and nothing else
        raise RuntimeError(f"rule {self.rule.id} raised {type(error).__name__}: {error}") from error


@contextmanager
def known(found: Found) -> Iterator[None]:
    """What these rules find in the tables that are validated inside is known, and none of them is run again."""
    before = _FOUND.set(found)
    try:
        yield
    finally:
        _FOUND.reset(before)


def hits_of(rule: str, result: Mapping[str, Any]) -> Sequence[Hit]:
    """All hits of a rule: those that were known before, else those that its expectation put into its GX result."""
    found = _FOUND.get().get(rule)
    if found is not None and not isinstance(found, str):
        return tuple(found) if isinstance(found, list) else found
    return tuple(from_wire(hit) for hit in result["details"]["hits"])
