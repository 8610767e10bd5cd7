"""Every rule says what it does, and does it: the cases of tests/cases/rules, in both languages."""

from __future__ import annotations

import inspect
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit import languages, registry, rules
from audit.config import Config
from audit.model import SEVERITIES, Hit, Result
from audit.rules import _page
from audit.table import LIST, TABLES, TEXT

HERE = Path(__file__).parent
RULES = registry.members("rules")
FILES = {name: HERE / "cases" / "rules" / f"{name}.toml" for name in RULES}


def cases() -> list[Any]:
    found = []
    for name, file in FILES.items():
        content = tomllib.loads(file.read_text(encoding="utf8")) if file.exists() else {}
        defaults = content.get("defaults", {})
        found += [pytest.param(name, defaults, case, id=f"{name}: {case['name']}") for case in content.get("case", ())]
    return found


def table(name: str, defaults: dict[str, Any], case: dict[str, Any]) -> pd.DataFrame:
    """The rows of a case with the types of their table; columns that the rule needs and no row has are empty."""
    rule = RULES[name].RULE
    rows = [{**defaults, **case.get("defaults", {}), **row} for row in case["rows"]]
    if rule.table == "facts":
        rows = list(placed(rows))
    names = dict.fromkeys([key for row in rows for key in row] + list(rule.needs))
    kinds = {column.name: column.dtype for column in (*TABLES.get(rule.table, ()), *rules.CONTEXT.get(rule.table, ()))}
    columns = {}
    for key in names:
        kind = kinds.get(key, TEXT)
        columns[key] = pd.Series([row.get(key) for row in rows], dtype=object if kind in (TEXT, LIST) else kind)
    return pd.DataFrame(columns).drop(columns=case.get("without", []))


def placed(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Figures of sentences that follow each other, with the place of their quote where the case gives none."""
    before, sentence, end = 0, "", 0
    for row in rows:
        if row.get("sentence", sentence) != sentence:
            before, sentence, end = before + len(sentence) + 1, row["sentence"], 0
        if sentence and "start" not in row:
            start = sentence.index(row["quote"], end)
            end = start + len(row["quote"])
            yield {**row, "start": before + start, "end": before + end}
        else:
            yield row


def hits(name: str, frame: pd.DataFrame, options: dict[str, Any]) -> list[Hit]:
    return list(RULES[name].check(frame, **options))


@pytest.mark.parametrize(("name", "defaults", "case"), cases())
def test_case(name: str, defaults: dict[str, Any], case: dict[str, Any]) -> None:
    frame = table(name, defaults, case)
    before = frame.copy(deep=True)
    found = hits(name, frame, case.get("options", {}))
    pd.testing.assert_frame_equal(frame, before)
    expected = case.get("hits", [])
    assert case["verdict"] == ("fail" if expected else "pass"), "a failing case names its hits, a passing one has none"
    assert [hit.row for hit in found] == [hit["row"] for hit in expected]
    for hit, wanted in zip(found, expected, strict=True):
        for key, value in wanted.items():
            if key == "fields":
                assert {field: hit.fields[field] for field in value} == pytest.approx(value)
            elif key == "related":
                assert [[row, note] for row, note in hit.related] == value
            elif key != "message":
                got = getattr(hit, key)
                assert (list(got) if isinstance(got, tuple) else got) == value, key
    if RULES[name].RULE.table != "results":
        messages(name, frame, found, expected)


def messages(name: str, frame: pd.DataFrame, found: list[Hit], expected: list[dict[str, Any]]) -> None:
    """Every hit can be said in every language, on one line; the English one is compared where the case has it."""
    rule = RULES[name].RULE
    result = Result(rule.table, rule.id, rule.expectation, rule.severity, not found, len(frame), tuple(found))
    for code in languages.codes():
        said = rules.findings((result,), {rule.table: frame}, Config(language=code))
        assert len(said) == len(found)
        for message in said["message"]:
            assert message
            assert "\n" not in message
            assert "{" not in message
        if code == "en":
            assert {hit["message"] for hit in expected if "message" in hit} <= set(said["message"]), list(
                said["message"]
            )


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_no_column_that_it_does_not_name(name: str) -> None:
    content = tomllib.loads(FILES[name].read_text(encoding="utf8"))
    for case in content["case"]:
        frame = table(name, content.get("defaults", {}), case)
        needed = frame[[column for column in RULES[name].RULE.needs if column in frame]]
        hits(name, needed, case.get("options", {}))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_tables_from_parquet_as_well(name: str) -> None:
    content = tomllib.loads(FILES[name].read_text(encoding="utf8"))
    for case in content["case"]:
        frame = table(name, content.get("defaults", {}), case)
        stored = io.BytesIO()
        frame.to_parquet(stored)
        assert hits(name, pd.read_parquet(stored), case.get("options", {})) == hits(
            name, frame, case.get("options", {})
        )


@pytest.mark.parametrize("name", RULES)
def test_a_rule_does_not_mind_how_rows_are_named(name: str) -> None:
    content = tomllib.loads(FILES[name].read_text(encoding="utf8"))
    for case in content["case"]:
        frame = table(name, content.get("defaults", {}), case)
        named = frame.set_index(pd.Index([f"row {i // 2}" for i in range(len(frame))]))
        assert hits(name, named, case.get("options", {})) == hits(name, frame, case.get("options", {}))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_whole(name: str) -> None:
    module = RULES[name]
    rule = module.RULE
    assert rule.id == name
    assert rule.severity in SEVERITIES
    assert rule.table in {*TABLES, "results"}
    assert re.fullmatch(r"Expect[A-Z]\w+", rule.expectation)
    known = {column.name for column in (*TABLES.get(rule.table, ()), *rules.CONTEXT.get(rule.table, ()))}
    assert rule.table == "results" or set(rule.needs) <= known
    given = {key: value.default for key, value in inspect.signature(module.check).parameters.items() if key != "frame"}
    assert given == dict(rule.options), "the options of RULE are those of check, with the same defaults"
    for code in languages.codes():
        for section in ("rules", "rule_titles"):
            assert any(key.split("_")[0] == name for key in languages.load(code)[section]), (
                f"[{section}] {name} in {code}"
            )


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_its_page(name: str) -> None:
    page = _page.page(name)
    first, blank, *_ = page.split("\n")
    assert first.endswith(".")
    assert blank == ""
    assert tuple(re.findall(r"^## (.*)$", page, re.MULTILINE)) == _page.HEADINGS
    sections = re.split(r"^## .*$", page, flags=re.MULTILINE)[1:]
    assert all(section.strip() for section in sections)
    for option in RULES[name].RULE.options:
        assert f"`{option}`:" in sections[_page.HEADINGS.index("Options")]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_passing_and_a_failing_case(name: str) -> None:
    verdicts = [case["verdict"] for case in tomllib.loads(FILES[name].read_text(encoding="utf8"))["case"]]
    assert {"pass", "fail"} <= set(verdicts)


@pytest.mark.parametrize("name", [name for name, module in RULES.items() if module.RULE.table != "results"])
def test_a_rule_is_in_the_suite_of_its_table_as_its_page_says(name: str) -> None:
    rule = RULES[name].RULE
    suite = json.loads((HERE.parent / "expectations" / f"{rule.table}.json").read_text(encoding="utf8"))
    entries = [entry for entry in suite["expectations"] if entry["meta"]["rule_id"] == name]
    assert [(entry["severity"], entry["kwargs"]) for entry in entries] == [(rule.severity, dict(rule.options))]


def test_no_case_file_is_left_over() -> None:
    assert sorted(path.stem for path in (HERE / "cases" / "rules").glob("*.toml")) == list(RULES)


def test_no_two_rules_make_one_expectation() -> None:
    names = [module.RULE.expectation for module in RULES.values()]
    assert len(set(names)) == len(names)


def test_a_rule_finds_nothing_in_a_table_without_rows() -> None:
    for name in RULES:
        assert not hits(name, table(name, {}, {"rows": []}), {}), name


def test_the_document_of_rules_is_up_to_date() -> None:
    written = (HERE.parent / "docs" / "rules.md").read_text(encoding="utf8")
    assert written == _page.document(), "run make docs"
