"""Runs suites: one batch and one suite a table, in a context that belongs to nobody and leaves nothing behind."""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pandas as pd
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.data_context.data_context.context_factory import project_manager
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.exceptions.exceptions import DataContextRequiredError

SOURCE = "audit"
_ONE_AT_A_TIME = threading.Lock()


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
    with quiet(), alone() as context:
        source = context.data_sources.add_pandas(SOURCE)
        found = {}
        for name, frame in frames.items():
            whole = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
            batch = whole.get_batch({"dataframe": frame})
            found[name] = list(batch.validate(suites[name], result_format="COMPLETE").results)
        return found


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing on the user's screen from inside GX: what matters of it is in its results."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
