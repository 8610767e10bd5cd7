"""Makes a Great Expectations class of every rule, for our suites and for anybody else's project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from types import ModuleType, new_class
from typing import Any, ClassVar

import pandas as pd
from great_expectations.compatibility.pydantic import StrictBool, StrictFloat, StrictInt, StrictStr
from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.core.result_format import ResultFormat
from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
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
    TextContent,
)
from great_expectations.render.renderer.renderer import renderer

from audit import registry
from audit.model import Hit, Rule
from audit.suite.wire import from_wire, to_wire

METRIC = "table.audit_frame"
PLACE = ("path", "line", "quote")  # what a reader wants to see of a row first
MACHINE = ("article_id", "fact_id", "group_id", "start", "end")  # says nothing to a reader beside path and line
LONGEST = 200
SAMPLE = 20  # rows in a result that is not COMPLETE, as GX does for its own expectations


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


class RuleExpectation(BatchExpectation):
    """Base of the expectations that are made of rules; abstract until a rule's `_validate` is put in.

    The result keeps every hit under `details`, so that nothing of a finding is lost on its way through GX.
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
        template = "$audit_rule: $audit_summary" + "".join(f"\n{name} = ${name}" for name in options)
        params = {"audit_rule": cls.rule.id, "audit_summary": summary(cls), **{k: str(v) for k, v in options.items()}}
        return [_text(template, params)]

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
        hits = (result.result.get("details") or {}).get("hits") if result is not None else None
        if not hits:
            return None
        return [RenderedTableContent(table=rows_of(hits), header_row=columns_of(hits)), about(cls)]


def about(kind: type[RuleExpectation]) -> CollapseContent:
    """The rule's page, to unfold: what it does, why it matters, how to fix what it found."""
    _, *parts = (kind.__doc__ or "").split("\n## ")
    titled = [part.partition("\n") for part in parts if not part.startswith(("Options", "References"))]
    texts = [
        TextContent(header=title, text=[_marked(text) for text in body.strip().split("\n\n")])
        for title, _, body in titled
    ]
    return CollapseContent(collapse_toggle_link="About this rule", collapse=texts)


def columns_of(hits: Sequence[Mapping[str, Any]]) -> list[str]:
    """The columns that tell a reader about these hits: where each stands, then what the rule says of it."""
    placed = [name for name in hits[0]["place"] if any(hit["place"].get(name) is not None for hit in hits)]
    first = [name for name in placed if name in PLACE]
    said = sorted({name for hit in hits for name in hit["fields"]} - set(first))
    return [*first, *said, *(name for name in placed if name not in (*first, *said))]


def rows_of(hits: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The cells of these hits under `columns_of`."""
    told = [{**hit["place"], **hit["fields"]} for hit in hits]
    return [[_cell(row.get(name)) for name in columns_of(hits)] for row in told]


def _marked(text: str) -> RenderedStringTemplateContent:
    """A paragraph of a docstring; what stands between backticks becomes a value of the template."""
    parts = " ".join(text.split()).split("`")
    params = {f"audit_{index}": part for index, part in enumerate(parts)}
    styling = {"params": {name: {"classes": ["badge"]} for name in list(params)[1::2]}}
    template = "".join(f"${{{name}}}" for name in params)
    return RenderedStringTemplateContent(string_template={"template": template, "params": params, "styling": styling})


def _text(template: str, params: Mapping[str, str]) -> RenderedStringTemplateContent:
    styling = {"params": {name: {"classes": ["badge"]} for name in params if name != "audit_summary"}}
    return RenderedStringTemplateContent(
        string_template={"template": template, "params": dict(params), "styling": styling}
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_cell(item) for item in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def summary(kind: type[RuleExpectation]) -> str:
    """The first line of the rule's docstring."""
    return (kind.__doc__ or kind.rule.id).strip().splitlines()[0]


@cache
def classes() -> dict[str, type[RuleExpectation]]:
    """The expectation classes of all rules, by class name. Making them registers them with GX."""
    modules = registry.members("rules").values()
    return {module.RULE.expectation: make(module) for module in modules if hasattr(module, "RULE")}


def make(module: ModuleType) -> type[RuleExpectation]:
    """The expectation class of one rule module: its options are the fields, with the rule's defaults."""
    rule: Rule = module.RULE
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
    frame: pd.DataFrame = metrics[METRIC]
    missing = [name for name in self.rule.needs if name not in frame.columns]
    if missing:
        raise ValueError(f"rule {self.rule.id} needs a column {missing[0]!r}, the table has none of that name")
    hits = _hits(self, frame)
    wanted = parse_result_format((runtime_configuration or {}).get("result_format", self.result_format))
    shown = hits if wanted["result_format"] == ResultFormat.COMPLETE else hits[:SAMPLE]
    place = partial(
        _place,
        frame,
        tuple(name for name in dict.fromkeys((*PLACE, "source", *self.rule.needs)) if name not in MACHINE),
    )
    return {
        "success": not hits,
        "result": {
            "observed_value": f"{len(hits)} found in {len(frame)} rows",
            "element_count": len(frame),
            "unexpected_count": len({hit.row for hit in hits}),
            "details": {"hits": [to_wire(hit) | {"place": place(hit)} for hit in shown]},
        },
    }


def _hits(self: RuleExpectation, frame: pd.DataFrame) -> list[Hit]:
    try:
        return list(self.check(frame, **{name: getattr(self, name) for name in self.rule.options}))
    except Exception as error:  # GX keeps the message alone, which for a KeyError is the key and nothing else
        raise RuntimeError(f"rule {self.rule.id} raised {type(error).__name__}: {error}") from error


def _place(frame: pd.DataFrame, names: Sequence[str], hit: Hit) -> dict[str, Any]:
    """The cells of the hit row that show a reader where it stands; whole texts and lists are left out."""
    cells = {name: frame[name].iat[hit.row] for name in names if name in frame.columns} if hit.row >= 0 else {}
    plain = to_wire(Hit(row=hit.row, fields=cells))["fields"]
    return {
        name: value for name, value in plain.items() if not isinstance(value, list | dict) and len(str(value)) < 200
    }


def hits_of(result: Mapping[str, Any]) -> tuple[Hit, ...]:
    """The hits that a rule expectation put into its GX result."""
    return tuple(from_wire(hit) for hit in result["details"]["hits"])
