"""What the index of the Data Docs says: how each table went, and which checks want attention, worst first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from great_expectations import __version__ as engine_version

import audit
from audit.model import SEVERITIES, Result
from audit.suite.entry import said
from audit.suite.expectation import RuleExpectation, classes
from audit.suite.told import summary
from audit.suite.verdict import no_rows
from audit.suite.view import slug

STATES = ("error", "failed", "held", "empty")


@dataclass(frozen=True, slots=True)
class Check:
    """A result that wants attention. `state` is error or failed, `about` says what the check is for."""

    table: str
    rule: str
    state: str
    severity: str
    link: str
    hits: int
    looked_at: int
    about: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Suite:
    """The results of one table, counted."""

    name: str
    state: str
    rows: int
    checks: int
    held: int
    failed: int
    errors: int
    empty: int

    @property
    def validation(self) -> str:
        """The page of its results."""
        return f"validations/{slug(self.name)}.html"

    @property
    def expectations(self) -> str:
        """The page of its suite."""
        return f"expectations/{slug(self.name)}.html"


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows of the whole: `run` names the results by their content."""

    title: str
    run: str
    suites: tuple[Suite, ...]
    attention: tuple[Check, ...]
    home: str | None = None
    version: str = audit.__version__
    engine: str = engine_version

    @property
    def state(self) -> str:
        """The worst state of a table."""
        return min((suite.state for suite in self.suites), key=STATES.index, default="empty")

    @property
    def checks(self) -> int:
        """How many checks had rows to look at."""
        return sum(suite.checks - suite.empty for suite in self.suites)

    @property
    def failed(self) -> int:
        """How many checks found something."""
        return sum(suite.failed for suite in self.suites)

    @property
    def errors(self) -> int:
        """How many checks could not judge."""
        return sum(suite.errors for suite in self.suites)


def site(results: Mapping[str, Sequence[Result]], title: str, language: str, home: str | None = None) -> Site:
    """The index of results by table."""
    every = [result for found in results.values() for result in found]
    attention = sorted(
        (_check(result, language) for result in every if state(result) in ("error", "failed")), key=_order
    )
    suites = tuple(_suite(name, found) for name, found in results.items())
    return Site(title, _run(every), suites, tuple(attention), home)


def state(result: Result) -> str:
    """How a check went: empty where its table has no rows, error where it could not judge, else held or failed."""
    if result.error == no_rows(result.table):
        return "empty"
    return "error" if result.error else "held" if result.success else "failed"


def places(results: Sequence[Result]) -> dict[str, str]:
    """Where the result of each rule stands among the pages, by the rule."""
    return {result.rule: f"validations/{slug(result.table)}.html#{slug(result.rule)}" for result in results}


def _suite(name: str, results: Sequence[Result]) -> Suite:
    states = [state(result) for result in results]
    counted = {kind: states.count(kind) for kind in STATES}
    rows = max((result.looked_at for result in results), default=0)
    worst = next(kind for kind in STATES if counted[kind])
    return Suite(name, worst, rows, len(results), *(counted[kind] for kind in ("held", "failed", "error", "empty")))


def _check(result: Result, language: str) -> Check:
    return Check(
        table=result.table,
        rule=result.rule,
        state=state(result),
        severity=result.severity,
        link=f"validations/{slug(result.table)}.html#{slug(result.rule)}",
        hits=len(result.hits),
        looked_at=result.looked_at,
        about=_about(result, language),
        error=result.error,
    )


def _about(result: Result, language: str) -> str:
    """What the suite says a check is for, else the first line of the rule's page, else the name of the expectation."""
    configuration = result.document["expectation_config"]
    described = said(configuration.get("meta") or {}, configuration.get("description"), language)
    if described:
        return described
    made: dict[str, type[RuleExpectation]] = {kind.expectation_type: kind for kind in classes().values()}
    words = result.expectation.replace("_", " ")
    return summary(made[result.expectation].__doc__) if result.expectation in made else words


def _order(check: Check) -> tuple[int, int, str]:
    return SEVERITIES.index(check.severity), STATES.index(check.state), check.rule


def _run(results: Sequence[Result]) -> str:
    """A name made of what was found, so that the same results have the same pages."""
    told = [[r.table, r.rule, r.severity, r.success, r.looked_at, r.error, r.document] for r in results]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:12]
