"""One entry of a suite file as an expectation, or an error that says what is wrong with it."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from great_expectations.compatibility.pydantic import ValidationError
from great_expectations.exceptions.exceptions import GreatExpectationsError
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.registry import get_expectation_impl, list_registered_expectation_implementations
from great_expectations.expectations.row_conditions import PassThroughCondition

from audit.errors import ConfigError
from audit.model import SEVERITIES
from audit.suite.expectation import RuleExpectation

KEYS = ("type", "kwargs", "severity", "meta", "description", "notes", "id")
CONDITION = '{"type": "comparison", "column": {"name": "status"}, "operator": "==", "parameter": "actual"}'
# They ask a database; the first prints to stdout besides.
SQL = ("unexpected_rows_expectation", "expect_query_results_to_match_comparison")
MANY = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One expectation of a suite.

    `optional` says that a table without a row it applies to is in order; `said` is what it is for, in words.
    """

    table: str
    rule_id: str
    expectation: Expectation
    severity: str
    optional: bool
    where: str
    said: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the configuration says of rules, by name; it wins over their suites. `language` is the reader's."""

    severities: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a suite file something stands."""

    file: Path
    entry: str | None = None

    def bad(self, what: str, mend: str) -> ConfigError:
        """The error that says what is wrong here and what to do about it."""
        return ConfigError(what, file=self.file, place=self.entry, mend=mend)

    def keys(self, given: Iterable[str], known: Iterable[str], what: str = "unknown key") -> None:
        """Raises for the first key that is not among the known ones."""
        known = tuple(known)
        for key in given:
            if key not in known:
                raise self.bad(f"{what} {key!r}", near(key, known))


def make(table: str, index: int, raw: Any, file: Path, given: Given) -> Entry:
    """The entry at a position of a suite, with what the configuration says of its rule."""
    place = Place(file, f"expectations[{index}]")
    if not isinstance(raw, dict):
        raise place.bad("is not a JSON object", 'write {"type": ..., "kwargs": {...}}')
    meta = raw.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get("rule_id"), str) or not meta["rule_id"]:
        raise place.bad("has no meta.rule_id", 'add "meta": {"rule_id": "a-name-of-its-own"}')
    rule_id, optional = meta["rule_id"], meta.get("optional", False)
    place = Place(file, f"{place.entry} {rule_id}")
    place.keys(raw, KEYS)
    if not isinstance(optional, bool):
        raise place.bad(f"meta.optional is {optional!r}", "write true or false")
    if raw.get("severity") not in SEVERITIES:
        what = f"severity is {raw['severity']!r}" if "severity" in raw else "has no severity"
        raise place.bad(what, near(str(raw.get("severity")), SEVERITIES))
    severity = given.severities.get(rule_id, raw["severity"])
    expectation = _expectation(raw, severity, given.options.get(rule_id, {}), place)
    if isinstance(expectation, RuleExpectation):
        _check_rule(expectation, table, rule_id, place)
    words = said(meta, raw.get("description"), given.language) or expectation.expectation_type.replace("_", " ")
    return Entry(table, rule_id, expectation, severity, optional, f"{file.name}: {place.entry}", words)


def said(meta: Mapping[str, Any], description: str | None, language: str) -> str | None:
    """What an expectation is for: its `meta` may say so in languages other than that of its description."""
    own = meta.get(language)
    return own if isinstance(own, str) and own else description


def _expectation(raw: Mapping[str, Any], severity: str, options: Mapping[str, Any], place: Place) -> Expectation:
    kind, kwargs = _kind(raw, place), raw.get("kwargs", {})
    if not isinstance(kwargs, dict):
        raise place.bad("kwargs is not a JSON object", 'write "kwargs": {...}')
    kwargs = {**kwargs, **options}
    allowed = [name for name in kind.__fields__ if name not in Expectation.__fields__ and name != "batch_id"]
    place.keys(kwargs, allowed, f"{raw['type']} takes no argument")
    parameter = next(
        (name for name, value in kwargs.items() if isinstance(value, dict) and "$PARAMETER" in value), None
    )
    if parameter:
        raise place.bad(f"{parameter} is a suite parameter, and nothing gives it a value", "write the value itself")
    given = {**kwargs, "meta": raw["meta"], "severity": severity}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = kind(**given, description=raw.get("description"), notes=raw.get("notes"))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise place.bad(f"{name}: {first['msg']}", f"correct {name}") from error
    except (GreatExpectationsError, TypeError, ValueError) as error:
        raise place.bad(str(error), "correct its kwargs") from error
    if isinstance(getattr(made, "row_condition", None), PassThroughCondition):
        raise place.bad("row_condition is program text", f"write it as JSON, for example {CONDITION}")
    return made


def _kind(raw: Mapping[str, Any], place: Place) -> type[Expectation]:
    name, known = raw.get("type"), sorted(list_registered_expectation_implementations())
    if name not in known:
        what = f"there is no expectation {name!r}" if "type" in raw else "has no type"
        raise place.bad(what, near(str(name), known))
    if name in SQL:
        raise place.bad(f"{name} asks a database, and the tables are in memory", "use an expectation of columns")
    return get_expectation_impl(name)


def _check_rule(expectation: RuleExpectation, table: str, rule_id: str, place: Place) -> None:
    rule = expectation.rule
    if rule.table != table:
        raise place.bad(f"the rule {rule.id} judges the {rule.table} table", f"move the entry to {rule.table}.json")
    if rule.id != rule_id:
        raise place.bad(f"its rule_id is not that of its rule, {rule.id}", f'write "rule_id": "{rule.id}"')


def near(name: str, known: Iterable[str]) -> str:
    """What was probably meant: the nearest of the known names, else all of them where they are few."""
    known = list(known)
    found = difflib.get_close_matches(name, known, 1)
    if found:
        return f"did you mean {found[0]!r}?"
    return f"use one of {', '.join(known)}" if len(known) <= MANY else "see the documentation of Great Expectations"
