"""Findings as a JUnit report, which every CI server reads: a test a check, a failed test a finding that counts."""

from __future__ import annotations

from collections.abc import Iterator

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from audit.config import Config
from audit.model import SEVERITIES, Audit, Result
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._spots import Spots
from audit.views._tally import Tally, tally

STREAM = "junit.xml"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`junit.xml`: a suite a table. A finding below `config.fail_on` fails nothing and is a test that passed."""
    counted = tally(audit, config)
    by_table: dict[str, list[TestCase]] = {}
    for table, case in (*_checks(audit, counted), *_findings(audit, counted, config)):
        by_table.setdefault(table, []).append(case)
    report = JUnitXml("audit")
    for table, cases in sorted(by_table.items()):
        suite = TestSuite(table)
        suite.add_testcases(cases)  # one by one, each would count all before it
        report.add_testsuite(suite)
    report.update_statistics()
    return {"junit.xml": report.tostring()}


def _checks(audit: Audit, counted: Tally) -> Iterator[tuple[str, TestCase]]:
    """Each check: in error where it could not judge, skipped where it had nothing to look at."""
    for result in sorted(audit.results, key=_order):
        case = TestCase(_name(result), classname=f"audit.{result.table}")
        if result in counted.broken:
            case.result = [Error(safe(result.error or ""), "check-failed")]
        elif result in counted.idle:
            case.result = [Skipped("nothing to look at")]
        yield result.table, case


def _findings(audit: Audit, counted: Tally, config: Config) -> Iterator[tuple[str, TestCase]]:
    tables = {result.rule: result.table for result in audit.results}
    spots = Spots(audit, config)
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on in SEVERITIES else ()
    for row in counted.counted:
        case = TestCase(f"{row['rule']} {row['finding_id']}", classname=f"audit.{tables.get(row['rule'], 'findings')}")
        spot = spots.spot(row)
        where = f"{spot.path}:{spot.line or 1}" if spot else ""
        message = safe(row["message"] or "")
        if row["severity"] in failing:
            failure = Failure(message, row["rule"])
            failure.text = "\n".join((f"{safe(where)}: {message}", *_related(row)))
            case.result = [failure]
        else:
            case.system_out = f"{row['severity']}: {safe(where)}: {message}"
        yield tables.get(row["rule"], "findings"), case


def _related(row: Row) -> Iterator[str]:
    for place in row["related"]:
        yield safe(f"{place.get('path')}:{place.get('line')}: {place.get('note') or ''}")


def _name(result: Result) -> str:
    return safe(f"{result.rule} {result.where}".strip())


def _order(result: Result) -> tuple[str, ...]:
    return result.table, result.rule, result.where, result.expectation
