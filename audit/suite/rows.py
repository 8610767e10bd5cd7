"""Great Expectations' table of results, with the rule, its severity and the language of its description beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.render.renderer.content_block.validation_results_table_content_block import (
    ValidationResultsTableContentBlockRenderer,
)

LANGUAGE = "language"  # of the description, in `meta`


class CheckTable(ValidationResultsTableContentBlockRenderer):
    """Adds three columns to the table. GX has a way of its own for it that its strict expectations refuse."""

    @classmethod
    def _process_content_block(cls, content_block: Any, has_failed_evr: bool, render_object: Any = None) -> None:
        super()._process_content_block(content_block, has_failed_evr, render_object)
        content_block.header_row = [*content_block.header_row, "Rule", "Severity", "Language"]

    @classmethod
    def _get_content_block_fn(cls, expectation_type: str, expectation_config: Any = None) -> Callable[..., Any]:
        row: Any = super()._get_content_block_fn(expectation_type, expectation_config)

        def with_rule(result: Any = None, **kwargs: Any) -> list[list[Any]]:
            configuration = result.expectation_config
            (cells,) = row(result=result, **kwargs)
            severity, meta = FailureSeverity(configuration.severity).value, configuration.meta
            return [[*cells, meta["rule_id"], severity, meta[LANGUAGE]]]

        return with_rule
