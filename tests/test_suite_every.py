"""Every expectation of Great Expectations can stand in a suite: none ends a run, prints, or passes for nothing."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from audit import suite
from audit.config import Config
from audit.errors import ConfigError
from audit.suite.entry import SQL
from audit.suite.expectation import RuleExpectation

FRAME = pd.DataFrame({"a": [1.0, 2.0, 3.0, None], "b": ["x", "y", "<b>", None], "c": [3, 2, 1, 0]})
ARGUMENTS = {
    "column": "a",
    "column_A": "a",
    "column_B": "c",
    "column_list": ["a", "c"],
    "column_set": ["a", "b"],
    "value_set": [1, 2],
    "min_value": 0,
    "max_value": 2,
    "regex": "x",
    "regex_list": ["x"],
    "like_pattern": "x%",
    "like_pattern_list": ["x%"],
    "type_": "float64",
    "type_list": ["float64"],
    "value": 2,
    "strftime_format": "%Y",
    "json_schema": {"type": "object"},
    "quantile_ranges": {"quantiles": [0.5], "value_ranges": [[0, 1]]},
    "threshold": 0.5,
    "sum_total": 3,
    "value_pairs_set": [[1, 3]],
    "double_sided": True,
    "column_index": 0,
    "other_table_name": "x",
    "method": "iqr",
    "multiplier": 1.5,
}
USED = ("column", "min_value", "max_value", "value_set", "type_list", "threshold")


def entries() -> list[dict]:
    """An entry of each of GX's own expectations, with arguments that it takes."""
    from great_expectations.expectations import registry

    made = []
    for name in sorted(registry.list_registered_expectation_implementations()):
        kind = registry.get_expectation_impl(name)
        if not issubclass(kind, RuleExpectation) and name not in SQL and "test" not in kind.__module__:
            fields = {key: field for key, field in kind.__fields__.items() if key in ARGUMENTS}
            kwargs = {key: ARGUMENTS[key] for key, field in fields.items() if field.required or key in USED}
            made.append({"type": name, "kwargs": kwargs, "severity": "info", "meta": {"rule_id": name}})
    return made


@pytest.fixture(scope="module")
def config(tmp_path_factory) -> Config:
    folder = tmp_path_factory.mktemp("every")
    (folder / "expectations").mkdir()
    content = json.dumps({"name": "facts", "expectations": entries()})
    (folder / "expectations/facts.json").write_text(content, encoding="utf8")
    return Config(root=folder)


# What a table without values has still: columns, rows, types.
TOLD_WITHOUT_VALUES = {
    "expect_column_proportion_of_non_null_values_to_be_between",
    "expect_column_to_exist",
    "expect_column_type_to_be",
    "expect_column_values_to_be_null",
    "expect_column_values_to_not_be_null",
    "expect_table_column_count_to_be_between",
    "expect_table_column_count_to_equal",
    "expect_table_columns_to_match_ordered_list",
    "expect_table_columns_to_match_set",
    "expect_table_row_count_to_be_between",
    "expect_table_row_count_to_equal",
}


@pytest.mark.parametrize(
    "frame",
    [FRAME, FRAME.head(0), FRAME.assign(a=None, c=None), FRAME.assign(a="<script>", c="<img src=x>")],
    ids=["plain", "no rows", "no values", "text"],
)
def test_no_expectation_ends_a_run_or_passes_for_nothing(config, frame, tmp_path, capfd):
    found = suite.validate({"facts": frame}, config)
    assert len(found) > 50
    page = suite.build_docs(found, tmp_path / "docs", title="t").parent / "validations/facts.html"
    for markup in ("<script", "<img"):
        assert markup not in page.read_text(encoding="utf8")
    assert capfd.readouterr() == ("", "")
    told = {result.rule for result in found if not result.error}
    assert not [result.rule for result in found if result.error and (result.success or result.hits)]
    assert not [result.rule for result in found if result.success and not result.looked_at]
    if frame.empty:
        assert not told
    elif frame["a"].isna().all():
        assert told == TOLD_WITHOUT_VALUES


@pytest.mark.parametrize("name", SQL)
def test_what_asks_a_database_is_refused(name, tmp_path):
    (tmp_path / "expectations").mkdir()
    entry = {"type": name, "kwargs": {}, "severity": "info", "meta": {"rule_id": "a"}}
    content = json.dumps({"name": "facts", "expectations": [entry]})
    (tmp_path / "expectations/facts.json").write_text(content, encoding="utf8")
    with pytest.raises(ConfigError, match="asks a database"):
        suite.validate({"facts": FRAME}, Config(root=tmp_path))
