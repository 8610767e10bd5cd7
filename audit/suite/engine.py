"""Runs suites: one batch and one suite a table, in a context that belongs to nobody and leaves nothing behind."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import Any

import pandas as pd
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.data_context.data_context.context_factory import project_manager
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.datasource.fluent.pandas_datasource import PandasDatasource
from great_expectations.exceptions.exceptions import DataContextRequiredError
from great_expectations.execution_engine import pandas_execution_engine
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import Expectation
from great_expectations.validator import validation_graph
from great_expectations.validator.exception_info import ExceptionInfo

from audit.suite.narrow import NarrowEngine

SOURCE = "audit"
# What GX keeps for the whole program is changed by one thread at a time; `alone` and `quiet` may be nested.
_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def alone() -> Iterator[EphemeralDataContext]:
    """A GX project in memory: no telemetry, no progress bars, no files.

    GX keeps one current project for the whole program: one thread at a time may set it, and a program that uses GX
    itself gets its own back afterwards.
    """
    with _ONE_AT_A_TIME:
        try:
            before = project_manager.get_current_project()
        except DataContextRequiredError:
            before = None
        context = _context()
        project_manager.set_project(context)
        try:
            yield context
        finally:
            project_manager.set_project(before)


def _context() -> EphemeralDataContext:
    return EphemeralDataContext(
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        )
    )


def judge(
    frames: Mapping[str, pd.DataFrame], suites: Mapping[str, ExpectationSuite]
) -> dict[str, list[ExpectationValidationResult]]:
    """The GX results of every table, in GX's order, with every unexpected row in them."""
    with quiet(), alone() as context, _narrow():
        source = context.data_sources.add_pandas(SOURCE)
        found = {}
        for name, frame in frames.items():
            whole = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
            batch = whole.get_batch({"dataframe": frame})
            found[name] = _validate(batch, suites[name])
        return found


def _narrow() -> AbstractContextManager[None]:
    """Tables that are given to GX inside are looked into by an engine that copies less of them."""
    return _instead(PandasDatasource, "execution_engine_override", lambda _: NarrowEngine)


def _validate(batch: Batch, suite: ExpectationSuite) -> list[ExpectationValidationResult]:
    try:
        return list(batch.validate(suite, result_format="COMPLETE").results)
    except Exception:  # an expectation that GX did not guard took the others with it: ask for each alone
        return [alone_of(batch, expectation, "COMPLETE") for expectation in suite.expectations]


def alone_of(batch: Batch, expectation: Expectation, result_format: Any) -> ExpectationValidationResult:
    """The GX result of one expectation; one that raises is a result that says so."""
    try:
        return batch.validate(expectation, result_format=result_format)
    except Exception as error:
        raised = ExceptionInfo(exception_traceback="", exception_message=f"{type(error).__name__}: {error}")
        return ExpectationValidationResult(
            success=False, expectation_config=expectation.configuration, exception_info=raised
        )


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing on the user's screen from inside GX: what matters of it is in its results."""
    logger = logging.getLogger("great_expectations")
    with _ONE_AT_A_TIME, warnings.catch_warnings(), _no_progress(), _no_fingerprint():
        warnings.simplefilter("ignore")
        level = logger.level
        logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            logger.setLevel(level)


def _no_progress() -> AbstractContextManager[None]:
    """No progress bars, not even of the expectations that show one whatever the project says."""
    return _instead(
        validation_graph, "tqdm", lambda bar: lambda *args, **kwargs: bar(*args, **kwargs | {"disable": True})
    )


def _no_fingerprint() -> AbstractContextManager[None]:
    """No digest of every cell of a table, which GX takes each time it sees one, and which no result of ours holds."""
    return _instead(pandas_execution_engine, "hash_pandas_dataframe", lambda _: lambda _: "")


@contextmanager
def _instead(place: ModuleType | type, name: str, made: Callable[[Any], Any]) -> Iterator[None]:
    """What is made of a thing that a module or class knows by a name, in its place; nothing where it knows none."""
    if not hasattr(place, name):
        yield
        return
    thing = getattr(place, name)
    setattr(place, name, made(thing))
    try:
        yield
    finally:
        setattr(place, name, thing)


def chosen(frame: pd.DataFrame, condition: Any) -> pd.DataFrame:
    """The rows that a row_condition leaves."""
    return PandasExecutionEngine(batch_data_dict={SOURCE: frame}).get_domain_records({"row_condition": condition})
