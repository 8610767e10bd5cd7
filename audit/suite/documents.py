"""Results as Great Expectations' own objects again: validation results and suites, for its renderers and its users."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from great_expectations import __version__ as engine_version
from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity

from audit.languages import DEFAULT
from audit.model import Result
from audit.suite.entry import said
from audit.suite.rows import LANGUAGE
from audit.suite.site import state


def validation(table: str, results: Sequence[Result], run: str, language: str) -> ExpectationSuiteValidationResult:
    """The validation result of one table, for a reader of a language.

    `run` is its name; it has no time, so that it does not change by itself.
    """
    shell = _shell(table, results, run)
    return ExpectationSuiteValidationResult(results=[_result(result, language) for result in results], **shell)


def _shell(table: str, results: Sequence[Result], run: str) -> dict[str, Any]:
    held = [state(result) for result in results].count("held")
    return {
        "success": held == len(results),
        "suite_name": table,
        "statistics": {
            "evaluated_expectations": len(results),
            "successful_expectations": held,
            "unsuccessful_expectations": len(results) - held,
            "success_percent": 100 * held / len(results),
        },
        "meta": {"great_expectations_version": engine_version, "run_id": {"run_name": run, "run_time": ""}},
    }


def suite(table: str, results: Sequence[Result], *, described: bool = True) -> ExpectationSuite:
    """The suite of one table as it was in force.

    GX shows a description instead of its own words for an expectation; without descriptions it shows its own.
    """
    expectations = [_configuration(result, described).to_domain_obj() for result in results]
    return ExpectationSuite(name=table, expectations=expectations)


def stored_validation(table: str, results: Sequence[Result], run: str) -> str:
    """The validation result of one table as GX stores it: JSON that GX reads back.

    It is put together from what is JSON already: GX would copy every value of every hit several times.
    """
    found = [{**result.document, "success": state(result) == "held"} for result in results]
    return _stored({**_shell(table, results, run), "results": found, "suite_parameters": {}})


def stored_suite(table: str, results: Sequence[Result]) -> str:
    """The suite of one table as it was in force, as GX stores it."""
    return _stored(suite(table, results).to_json_dict())


def _stored(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _result(result: Result, language: str) -> ExpectationValidationResult:
    found = dict(result.document["result"])
    if result.expectation == "expect_table_columns_to_match_ordered_list":
        found.setdefault("observed_value", [])  # GX's page looks for it whatever happened
    return ExpectationValidationResult(
        success=state(result) == "held",
        expectation_config=_configuration(result, True, language),
        result=found,
        meta={},
        exception_info=dict(result.document["exception_info"]),
    )


def _configuration(result: Result, described: bool, language: str | None = None) -> ExpectationConfiguration:
    given: dict[str, Any] = dict(result.document["expectation_config"])
    meta = {**(given.get("meta") or {}), "rule_id": result.rule}
    description = given.get("description")
    words = said(meta, description, language) if language else description
    return ExpectationConfiguration(
        type=given["type"],
        kwargs=dict(given["kwargs"]),
        meta=meta | ({LANGUAGE: language if words != description else DEFAULT} if language else {}),
        description=words if described else None,
        notes=given.get("notes"),
        severity=FailureSeverity(result.severity),
    )
