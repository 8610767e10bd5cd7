"""Validation: the only importer of Great Expectations. Suites in, results and Data Docs out.

Every rule is also a GX expectation class, for people with a GX project of their own:

    from audit.suite import ExpectSourcesToAgree
    batch.validate(ExpectSourcesToAgree())

Importing this package takes the two to three seconds that importing Great Expectations takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from great_expectations.core import ExpectationSuite, ExpectationValidationResult

from audit.config import Config, load
from audit.model import Result
from audit.suite import engine, loader, verdict
from audit.suite.entry import Entry
from audit.suite.expectation import Found, RuleExpectation, classes, known
from audit.suite.pages import build_docs
from audit.suite.site import places

__all__ = ["build_docs", "places", "validate"]


# What rules, each with its options, find in a table: see `audit.rules.judged`.
Judge = Callable[[pd.DataFrame, Sequence[tuple[str, Mapping[str, Any]]]], Found]


def validate(
    frames: dict[str, pd.DataFrame], config: Config | None = None, judge: Judge | None = None
) -> tuple[Result, ...]:
    """What the suites say of these tables, by table, in the order of the suite files.

    `frames` maps a table's name to its rows: the columns of `audit.table` and those the rules add. Rows are named
    by position. Rules are run by `judge`, or each by its own expectation. A check that raised or that looked at
    nothing is a Result with an `error`, never a success.
    Raises ConfigError for a suite that cannot be used.
    """
    config = config or load()
    with engine.quiet():
        suites = loader.load(frames, config)
    frames = {name: frame.reset_index(drop=True) for name, frame in frames.items()}
    early = {name: [_early(entry, frames[name]) for entry in entries] for name, entries in suites.items()}
    chosen = {name: [e for e, done in zip(suites[name], early[name], strict=True) if not done] for name in suites}
    wanted = {name: _suite(name, entries) for name, entries in chosen.items() if entries}
    hits = {rule: said for name in wanted for rule, said in _judged(frames[name], chosen[name], judge).items()}
    with known(hits):
        found = engine.judge({name: frames[name] for name in wanted}, wanted)
        results = []
        for name, entries in suites.items():
            said = {_rule_id(item): item for item in found.get(name, ())}
            for entry, done in zip(entries, early[name], strict=True):
                results.append(done or verdict.read(entry, said.get(entry.rule_id), frames[name]))
    return tuple(results)


def _judged(frame: pd.DataFrame, entries: Sequence[Entry], judge: Judge | None) -> Found:
    """What the rules of a suite find; a rule without a column that it needs is left to its expectation to refuse."""
    rules = [entry.expectation for entry in entries if isinstance(entry.expectation, RuleExpectation)]
    able = [one for one in rules if all(name in frame.columns for name in one.rule.needs)]
    asked = [(one.rule.id, {name: getattr(one, name) for name in one.rule.options}) for one in able]
    return judge(frame, asked) if judge else {}


def _early(entry: Entry, frame: pd.DataFrame) -> Result | None:
    """The result of an entry that need not be run, else None."""
    return verdict.no_column(entry, frame) if len(frame) else verdict.empty(entry)


def _rule_id(found: ExpectationValidationResult) -> str | None:
    """GX gives results in an order of its own; the rule_id says whose they are."""
    configuration = found.expectation_config
    return configuration.meta.get("rule_id") if configuration and configuration.meta else None


def _suite(name: str, entries: list[Entry]) -> ExpectationSuite:
    return ExpectationSuite(name=name, expectations=[entry.expectation for entry in entries])


def __getattr__(name: str) -> Any:
    """The expectation class of a rule."""
    made = classes().get(name) if name.startswith("Expect") else None
    if made is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return made
