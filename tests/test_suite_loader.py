"""Suites are read strictly: whatever Great Expectations would drop without a word is refused with a place."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import table
from audit.config import Config, shipped
from audit.errors import ConfigError

CASES = tomllib.loads((Path(__file__).parent / "cases/suite/broken.toml").read_text(encoding="utf8"))["case"]


@pytest.fixture(scope="module")
def loader():
    from audit.suite import loader

    return loader


def project(folder: Path, **files: str) -> Config:
    """A project with suites of its own."""
    (folder / "expectations").mkdir()
    for name, content in files.items():
        (folder / "expectations" / f"{name}.json").write_text(content, encoding="utf8")
    return Config(root=folder, origin="audit.toml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_broken_suites_are_refused(case, loader, tmp_path):
    with pytest.raises(ConfigError) as caught:
        loader.load(["facts"], project(tmp_path, facts=case["suite"]))
    missing = [part for part in case["says"] if part not in str(caught.value)]
    assert not missing, str(caught.value)
    assert caught.value.mend


def test_a_broken_suite_is_known_before_its_table_is_made(loader, tmp_path):
    with pytest.raises(ConfigError, match=r"scores\.json"):
        loader.load(["facts"], project(tmp_path, scores="{}"))


def test_a_projects_own_suite_wins(loader, tmp_path):
    entry = {"type": "expect_column_to_exist", "kwargs": {"column": "value"}, "severity": "info"}
    own = {"name": "facts", "expectations": [{**entry, "meta": {"rule_id": "facts-own"}}]}
    suites = loader.load(["facts", "blocks"], project(tmp_path, facts=json.dumps(own)))
    assert [entry.rule_id for entry in suites["facts"]] == ["facts-own"]
    assert len(suites["blocks"]) > 1


def test_disabled_rules_are_left_out_and_severities_overridden(loader, tmp_path):
    config = Config(root=tmp_path, disable=("facts-kinds",), severity={"facts-statuses": "info"})
    entries = {entry.rule_id: entry for entry in loader.load(["facts"], config)["facts"]}
    assert "facts-kinds" not in entries
    assert entries["facts-statuses"].severity == "info"
    assert entries["facts-statuses"].expectation.severity == "info"
    assert entries["facts-comparators"].severity == "critical"


@pytest.mark.parametrize("setting", [{"disable": ("facts-kind",)}, {"severity": {"facts-kind": "info"}}])
def test_unknown_rules_in_the_configuration_are_refused(loader, tmp_path, setting):
    with pytest.raises(ConfigError, match="did you mean 'facts-kinds'") as caught:
        loader.load(["articles"], Config(root=tmp_path, origin="audit.toml", **setting))
    assert "audit.toml" in str(caught.value)


def test_a_table_without_a_suite_is_refused(loader, tmp_path):
    with pytest.raises(ConfigError, match="did you mean 'facts'"):
        loader.load(["fact"], Config(root=tmp_path))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KINDS = st.sampled_from(
    ["expect_column_values_to_be_between", "expect_column_to_exist", "expect_column_values_to_be_in_set",
     "expect_table_row_count_to_equal", "expect_compound_columns_to_be_unique", "expect_sources_to_agree"]
)  # fmt: skip
ARGUMENTS = st.sampled_from(
    ["column", "column_list", "value_set", "min_value", "value", "mostly", "row_condition", "places"]
)
ENTRIES = st.fixed_dictionaries(
    {
        "type": KINDS | VALUES,
        "kwargs": st.dictionaries(ARGUMENTS | st.text(max_size=4), VALUES, max_size=3) | VALUES,
        "severity": st.sampled_from(["critical", "info"]) | VALUES,
        "meta": st.fixed_dictionaries({"rule_id": st.sampled_from(["a", "contradiction"]) | VALUES}) | VALUES,
    },
    optional={"description": VALUES, "notes": VALUES, "id": VALUES},
)
SUITES = st.fixed_dictionaries(
    {"name": st.just("facts") | VALUES, "expectations": st.lists(ENTRIES, max_size=2) | VALUES}
)


@settings(
    derandomize=True, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(SUITES | VALUES)
def test_any_json_is_a_suite_or_an_error_that_can_be_mended(loader, tmp_path, suite):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(suite), encoding="utf8")
    mend, entries = None, ()
    try:
        entries = loader.read("facts", file)
    except ConfigError as error:
        mend = error.mend
    assert mend or len(entries) == len(suite["expectations"])


@pytest.mark.parametrize("name", ["articles", "blocks", "facts", "groups", "scores"])
def test_shipped_suites_check_every_column_of_their_table(loader, name):
    entries = loader.read(name, shipped() / f"{name}.json")
    columns = next(entry for entry in entries if entry.rule_id == f"{name}-columns")
    assert list(columns.expectation.column_set) == [column.name for column in table.TABLES[name]]


@pytest.mark.parametrize("name", ["articles", "blocks", "facts", "groups", "scores"])
def test_shipped_suites_are_suites_to_great_expectations_too(loader, name):
    """GX drops what it does not understand; nothing may be dropped."""
    from great_expectations import ExpectationSuite

    file = shipped() / f"{name}.json"
    suite = ExpectationSuite(**json.loads(file.read_text(encoding="utf8")))
    assert [e.meta["rule_id"] for e in suite.expectations] == [e.rule_id for e in loader.read(name, file)]


def test_shipped_entries_describe_themselves_in_both_languages(loader):
    for name in loader.TABLES:
        for entry in loader.read(name, shipped() / f"{name}.json"):
            assert entry.expectation.description, entry.where
            assert entry.expectation.meta.get("vi"), f"{entry.where}: say it in Vietnamese too, as meta.vi"
