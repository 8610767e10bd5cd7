"""Results as Great Expectations' own objects again: validation results and suites, for its renderers and its users."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from great_expectations import __version__ as engine_version
from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity

from audit.model import Result
from audit.suite.site import state


def validation(table: str, results: Sequence[Result], run: str) -> ExpectationSuiteValidationResult:
    """The validation result of one table. `run` is its name; it has no time, so that it does not change by itself."""
    held = [state(result) for result in results].count("held")
    return ExpectationSuiteValidationResult(
        success=held == len(results),
        results=[_result(result) for result in results],
        suite_name=table,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": held,
            "unsuccessful_expectations": len(results) - held,
            "success_percent": 100 * held / len(results),
        },
        meta={"great_expectations_version": engine_version, "run_id": {"run_name": run, "run_time": ""}},
    )


def suite(table: str, results: Sequence[Result], *, described: bool = True) -> ExpectationSuite:
    """The suite of one table as it was in force.

    GX shows a description instead of its own words for an expectation; without descriptions it shows its own.
    """
    expectations = [_configuration(result, described).to_domain_obj() for result in results]
    return ExpectationSuite(name=table, expectations=expectations)


def stored(document: ExpectationSuite | ExpectationSuiteValidationResult) -> str:
    """A suite or a validation result as GX stores it: JSON that GX reads back."""
    return json.dumps(document.to_json_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _result(result: Result) -> ExpectationValidationResult:
    found = dict(result.document["result"])
    if result.expectation == "expect_table_columns_to_match_ordered_list":
        found.setdefault("observed_value", [])  # GX's page looks for it whatever happened
    return ExpectationValidationResult(
        success=state(result) == "held",
        expectation_config=_configuration(result, True),
        result=found,
        meta={},
        exception_info=dict(result.document["exception_info"]),
    )


def _configuration(result: Result, described: bool) -> ExpectationConfiguration:
    given: dict[str, Any] = dict(result.document["expectation_config"])
    return ExpectationConfiguration(
        type=given["type"],
        kwargs=dict(given["kwargs"]),
        meta={"rule_id": result.rule},
        description=given.get("description") if described else None,
        notes=given.get("notes"),
        severity=FailureSeverity(result.severity),
    )
