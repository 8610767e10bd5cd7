"""What the suites say of tables: hits by position, and an error wherever a check could not judge."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import types
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import suite, table
from audit.config import Config
from audit.model import Hit, Rule
from audit.suite import expectation, told, wire
from audit.suite.narrow import NarrowEngine

FACTS = pd.DataFrame(
    {
        "fact_id": ["f1", "f2", "f2", "f4"],
        "value": [10.7, 250.0, None, 3.0],
        "unit": ["percent", "percent", "count", None],
        "direction": pd.Series([None] * 4, dtype=object),
        "start": pd.Series([0, 9, 5, 7], dtype="Int64"),
        "end": pd.Series([4, 9, pd.NA, 9], dtype="Int64"),
    }
)


def validate(folder: Path, frame: pd.DataFrame, *entries: dict) -> dict[str, suite.Result]:
    """Results by rule_id of a facts suite with these entries."""
    (folder / "expectations").mkdir()
    whole = [{"severity": "warning", **entry} for entry in entries]
    content = json.dumps({"name": "facts", "expectations": whole})
    (folder / "expectations/facts.json").write_text(content, encoding="utf8")
    found = suite.validate({"facts": frame}, Config(root=folder))
    assert [result.rule for result in found] == [entry["meta"]["rule_id"] for entry in entries], "suite order"
    return {result.rule: result for result in found}


def entry(kind: str, rule_id: str = "a", optional: bool = False, **kwargs: object) -> dict:
    return {"type": kind, "kwargs": kwargs, "meta": {"rule_id": rule_id, "optional": optional}}


def test_failures_become_hits_by_position(tmp_path):
    found = validate(
        tmp_path,
        FACTS.set_index(pd.Index([7, 7, 3, 0])),
        entry("expect_column_values_to_be_unique", "unique", column="fact_id"),
        entry("expect_column_values_to_be_between", "range", column="value", min_value=0, max_value=100),
        entry("expect_column_pair_values_a_to_be_greater_than_b", "span", column_A="end", column_B="start",
              ignore_row_if="either_value_is_missing"),
        entry("expect_column_values_to_not_be_null", "unit", column="unit"),
        entry("expect_column_values_to_be_in_set", "known", column="unit", value_set=["percent", "count"]),
    )  # fmt: skip
    rows = {rule: [hit.row for hit in result.hits] for rule, result in found.items()}
    assert rows == {"unique": [1, 2], "range": [1], "span": [1], "unit": [3], "known": []}
    assert {rule: result.looked_at for rule, result in found.items()} == {
        "unique": 4, "range": 3, "span": 3, "unit": 4, "known": 3,
    }  # fmt: skip
    assert [result.success for result in found.values()] == [False, False, False, False, True]
    assert not any(result.error for result in found.values())
    assert found["range"].hits[0].fields["value"] == 250.0
    assert found["range"].hits[0].fields["column"] == "value"
    assert found["span"].hits[0].fields["value"] == [9, 9]
    assert found["range"].severity == "warning"


def test_a_description_reaches_the_hit(tmp_path):
    told = entry("expect_column_values_to_be_between", column="value", max_value=100)
    found = validate(tmp_path, FACTS, {**told, "description": "A share is at most 100 percent."})
    assert found["a"].hits[0].fields["description"] == "A share is at most 100 percent."


def test_entries_that_ask_the_same_have_a_result_each(tmp_path):
    twice = [entry("expect_column_values_to_be_between", name, column="value", max_value=100) for name in ("a", "b")]
    found = validate(tmp_path, FACTS, {**twice[0], "severity": "info"}, twice[1])
    assert [(result.severity, len(result.hits)) for result in found.values()] == [("info", 1), ("warning", 1)]


def test_a_failure_of_the_whole_table_has_no_row(tmp_path):
    found = validate(
        tmp_path,
        FACTS,
        entry("expect_column_to_exist", "exists", column="measure"),
        entry("expect_table_columns_to_match_set", "columns", column_set=["value", "measure"], exact_match=False),
        entry("expect_column_max_to_be_between", "max", column="value", max_value=100),
    )
    assert {rule: [hit.row for hit in result.hits] for rule, result in found.items()} == {
        "exists": [-1], "columns": [-1], "max": [-1],
    }  # fmt: skip
    assert found["max"].hits[0].fields["value"] == 250.0


CONDITION = {"type": "comparison", "column": {"name": "unit"}, "operator": "==", "parameter": "USD"}


@pytest.mark.parametrize(
    ("kind", "kwargs", "says"),
    [
        ("expect_column_values_to_be_in_set", {"column": "direction", "value_set": ["up"]}, "direction is empty"),
        ("expect_column_values_to_not_be_null", {"column": "value", "row_condition": CONDITION}, "row_condition"),
        ("expect_column_values_to_be_between", {"column": "valu", "min_value": 0}, "did you mean 'value'?"),
        ("expect_column_values_to_be_between", {"column": "unit", "min_value": 0}, "same type"),
        ("expect_column_distinct_values_to_be_in_set", {"column": "direction", "value_set": ["up"]}, "is empty"),
        ("expect_column_max_to_be_between", {"column": "value", "row_condition": CONDITION}, "row_condition"),
        ("expect_column_kl_divergence_to_be_less_than", {"column": "unit", "threshold": 0.5}, "KeyError"),
    ],
)
def test_a_check_that_could_not_judge_is_an_error(tmp_path, kind, kwargs, says):
    result = validate(tmp_path, FACTS, entry(kind, **kwargs))["a"]
    assert not result.success
    assert not result.hits
    assert says in (result.error or "")
    assert result.where == "facts.json: expectations[0] a"


def test_a_check_may_be_declared_to_apply_to_no_row(tmp_path):
    column = entry("expect_column_values_to_be_in_set", optional=True, column="direction", value_set=["up"])
    result = validate(tmp_path, FACTS, column)["a"]
    assert (result.success, result.looked_at, result.error) == (True, 0, None)


def test_an_optional_check_of_a_whole_column_holds_where_there_is_nothing(tmp_path):
    result = validate(tmp_path, FACTS, entry("expect_column_max_to_be_between", optional=True, column="direction"))["a"]
    assert (result.success, result.looked_at, result.error, result.hits) == (True, 0, None, ())
    assert result.document["success"]


@pytest.mark.parametrize(
    ("domain", "kind", "columns", "rows"),
    [
        ({"column": "value"}, "column", ["value"], 4),
        ({"column": "value", "row_condition": CONDITION | {"parameter": "percent"}}, "column", ["value", "unit"], 2),
        ({"column": "value", "row_condition": {"type": "pass_through", "pass_through_filter": "value > 5"}},
         "column", list(FACTS), 2),
        ({"column_A": "end", "column_B": "start", "ignore_row_if": "either_value_is_missing"},
         "column_pair", ["end", "start"], 3),
        ({"column_list": ["unit", "value"], "ignore_row_if": "never"}, "multicolumn", ["unit", "value"], 4),
        ({}, "table", list(FACTS), 4),
    ],
)  # fmt: skip
def test_an_expectation_is_given_the_columns_that_it_looks_into(domain, kind, columns, rows):
    engine = NarrowEngine(batch_data_dict={"facts": FACTS})
    found, compute, accessor = engine.get_compute_domain({"batch_id": "facts", **domain}, kind)
    assert (list(found), len(found)) == (columns, rows)
    pd.testing.assert_frame_equal(engine.get_domain_records(compute | accessor), found)
    assert list(engine.get_domain_records(compute)) == columns, "also where GX does not name them again"


def test_an_empty_table_is_nothing_to_check(tmp_path):
    found = suite.validate({"facts": table.frame([], table.FACTS)}, Config(root=tmp_path))
    assert len(found) > 10
    assert {result.error for result in found} == {"nothing to check: the facts table has no rows"}
    assert not any(result.success or result.looked_at for result in found)


def test_documents_do_not_change_from_run_to_run(tmp_path):
    entries = [entry("expect_column_values_to_be_between", "a", column="value", max_value=100),
               entry("expect_column_values_to_be_between", "b", column="unit", max_value=100)]  # fmt: skip
    first = json.dumps([r.document for r in validate(tmp_path, FACTS, *entries).values()], sort_keys=True)
    again = suite.validate({"facts": FACTS}, Config(root=tmp_path))
    assert json.dumps([r.document for r in again], sort_keys=True) == first
    assert "Traceback" not in first
    assert str(Path(suite.__file__).parents[2]) not in first


# A rule of this test's own, so that nothing here hangs on what the shipped rules look for.

RULE = Rule("odd-value", "facts", "warning", "validity", "ExpectEvenValues", ("value",), {"at_least": 0.5, "by": 2})


def check(frame, at_least, by):
    """Hits the odd values, each related to the row before it."""
    for row, value in enumerate(frame["value"]):
        if value >= at_least and value % by:
            related = ((row - 1, "before"),) if row else ()
            yield Hit(row, {"value": value, "by": by}, related, "odd", "info", 0.5, (1, 3))


@pytest.fixture(scope="module")
def even():
    module = types.ModuleType("odd_value", "A value is odd.\n\nMore of it.")
    module.RULE, module.check = RULE, check
    return expectation.make(module)


def batch(frame: pd.DataFrame):
    """A batch in a plain Great Expectations project."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("mine").add_dataframe_asset("claims")
    return asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})


def test_a_rule_is_an_expectation_in_anybodys_project(even):
    frame = pd.DataFrame({"value": [2.0, 3.0, 0.25, 5.0]}, index=[9, 8, 7, 6])
    result = batch(frame).validate(even(), result_format="COMPLETE")
    assert not result.success
    assert expectation.hits_of(RULE.id, result.result) == (
        Hit(1, {"value": 3.0, "by": 2}, ((0, "before"),), "odd", "info", 0.5, (1, 3)),
        Hit(3, {"value": 5.0, "by": 2}, ((2, "before"),), "odd", "info", 0.5, (1, 3)),
    )
    assert batch(frame).validate(even(by=1)).success
    assert batch(frame).validate(even(at_least=4)).result["unexpected_count"] == 1


def test_of_hits_that_are_known_the_result_holds_some_and_counts_all(even, monkeypatch):
    monkeypatch.setattr(expectation, "EVIDENCE", 2)
    hits = [Hit(row, {"value": row}) for row in range(5)]
    with expectation.known({RULE.id: hits}):
        result = batch(pd.DataFrame({"value": [1.0] * 5})).validate(even(), result_format="COMPLETE").result
        assert expectation.hits_of(RULE.id, result) == tuple(hits)
    assert (result["unexpected_count"], len(result["details"]["hits"]), result["details"]["left"]) == (5, 2, 3)
    assert told.evidence(result["details"]["hits"], result["details"]["left"]).table_options == {"left": 3}


def test_shipped_rules_are_importable_expectations():
    from audit.suite import ExpectNoLinkLists

    frame = table.frame([{**dict.fromkeys(c.name for c in table.BLOCKS), "article_id": "a", "start": 0, "end": 9,
                          "label": "body"}], table.BLOCKS)  # fmt: skip
    assert batch(frame).validate(ExpectNoLinkLists()).success
    with pytest.raises(ImportError):
        from audit.suite import ExpectNothingOfTheKind  # noqa: F401


def test_a_rule_without_its_columns_says_which(even):
    result = batch(pd.DataFrame({"worth": [1]})).validate(even())
    assert not result.success
    assert "rule odd-value needs a column 'value'" in str(result.exception_info)


def test_a_rules_options_are_its_fields_and_checked(even):
    assert even().at_least == 0.5
    assert even().severity == "warning"
    assert even().configuration.severity == "warning"
    for wrong in ({"at_least": "much"}, {"by": True}, {"atleast": 1}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            even(**wrong)


def test_a_rule_in_a_suite(even, tmp_path):
    used = {"type": "expect_even_values", "kwargs": {"by": 3}, "severity": "critical", "meta": {"rule_id": "odd-value"}}
    result = validate(tmp_path, FACTS.drop(columns=["end"]), used)["odd-value"]
    assert [hit.row for hit in result.hits] == [0, 1]
    assert (result.severity, result.looked_at, result.expectation) == ("critical", 4, "expect_even_values")


def test_a_rule_that_raises_is_an_error(even, tmp_path):
    used = {"type": "expect_even_values", "kwargs": {"by": 0}, "meta": {"rule_id": "odd-value"}}
    frame = FACTS.assign(value=[1, 2, 3, 4])
    result = validate(tmp_path, frame, used)["odd-value"]
    assert (result.success, result.hits) == (False, ())
    assert result.error == "rule odd-value raised ZeroDivisionError: integer modulo by zero"


WORDS = st.text(max_size=5)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
HITS = st.builds(
    Hit,
    row=st.integers(-1, 99),
    fields=st.dictionaries(WORDS, PLAIN, max_size=3),
    related=st.lists(st.tuples(st.integers(0, 9), WORDS), max_size=3).map(tuple),
    variant=WORDS,
    severity=st.sampled_from([None, "critical", "warning", "info"]),
    confidence=st.floats(0, 1),
    span=st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)


@settings(derandomize=True, max_examples=100)
@given(HITS)
def test_hits_come_back_from_json_as_they_were(hit):
    assert wire.from_wire(json.loads(json.dumps(wire.to_wire(hit)))) == hit


def test_cells_of_pandas_become_plain():
    cells = FACTS.iloc[2].to_dict() | {"when": pd.Timestamp("2020-02-12"), "kinds": {"b", "a"}, "none": pd.NaT}
    assert wire.plain(cells) == {
        "fact_id": "f2", "value": None, "unit": "count", "direction": None, "start": 5, "end": None,
        "when": "2020-02-12T00:00:00", "kinds": ["a", "b"], "none": None,
    }  # fmt: skip


def test_validation_is_silent_and_leaves_nothing_behind(tmp_path, capfd, monkeypatch):
    import great_expectations as gx

    monkeypatch.chdir(tmp_path)
    mine = gx.get_context(mode="ephemeral")
    level = logging.getLogger("great_expectations").level
    suite.validate({"facts": FACTS.assign(value="x")}, Config(root=tmp_path))
    assert capfd.readouterr() == ("", "")
    assert not list(tmp_path.iterdir())
    assert gx.data_context.data_context.context_factory.project_manager.get_current_project() is mine
    assert logging.getLogger("great_expectations").level == level


def test_validation_works_in_several_threads(tmp_path):
    expected = suite.validate({"facts": FACTS}, Config(root=tmp_path))
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(suite.validate({"facts": FACTS}, Config(root=tmp_path))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == [expected] * 3


def test_importing_in_the_background_while_pandas_is_imported():
    program = (
        "import threading, importlib\n"
        "job = threading.Thread(target=importlib.import_module, args=('audit.suite',))\n"
        "job.start()\n"
        "import pandas\n"
        "import audit.rules\n"
        "from audit import suite\n"
        "job.join()\n"
        "print(suite.validate.__name__, len(suite.classes()) > 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr) == (0, "validate True\n", "")


def test_a_rule_cannot_change_the_table_of_the_others(tmp_path):
    def spoil(frame):
        frame["value"] = 0
        frame.drop(columns=["unit"], inplace=True)
        return []

    for name, job in (
        ("spoil-table", spoil),
        ("see-value", lambda frame: [Hit(1)] if (frame["value"] == 0).all() else []),
    ):
        module = types.ModuleType(name, "A rule.")
        expectation_name = "Expect" + name.title().replace("-", "")
        module.RULE, module.check = Rule(name, "facts", "info", "validity", expectation_name, ("value",)), job
        expectation.make(module)
    found = validate(
        tmp_path,
        FACTS,
        {"type": "expect_spoil_table", "kwargs": {}, "meta": {"rule_id": "spoil-table"}},
        {"type": "expect_see_value", "kwargs": {}, "meta": {"rule_id": "see-value"}},
    )
    assert all(result.success for result in found.values()), found


def test_a_rules_option_cannot_hide_a_field_of_every_expectation():
    module = types.ModuleType("bad", "A rule.")
    module.RULE = Rule("bad", "facts", "info", "validity", "ExpectNothingBad", (), {"severity": "info"})
    with pytest.raises(ValueError, match="'severity'"):
        expectation.make(module)
