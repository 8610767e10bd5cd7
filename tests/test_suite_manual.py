"""The page on suites tells the truth: its entries load, its program runs, its tables are complete."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from audit import table

PAGE = (Path(__file__).parents[1] / "docs/suites.md").read_text(encoding="utf8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", blocks("json"), ids=lambda text: json.loads(text)["meta"]["rule_id"])
def test_entries_load(text, tmp_path):
    from audit.suite import loader

    file = tmp_path / "suite.json"
    file.write_text(f'{{"name": "page", "expectations": [{text}]}}', encoding="utf8")
    (entry,) = loader.read("facts", file)
    assert entry.expectation.description == json.loads(text)["description"]


def test_the_entries_are_those_that_are_shipped():
    from audit.config import shipped

    known = [
        entry
        for name in ("blocks", "facts")
        for entry in json.loads((shipped() / f"{name}.json").read_text(encoding="utf8"))["expectations"]
    ]
    for text in blocks("json"):
        given = json.loads(text)
        entry = next(entry for entry in known if entry["meta"]["rule_id"] == given["meta"]["rule_id"])
        assert given == entry | {"meta": {k: v for k, v in entry["meta"].items() if k in given["meta"]}}


def test_every_key_of_an_entry_is_explained():
    from audit.suite import entry

    told = set(re.findall(r"^\| `([a-z._]+)` \|", PAGE, re.MULTILINE))
    assert told == {*entry.KEYS} - {"meta", "notes", "id"} | {"meta.rule_id", "meta.optional", "meta.vi"}


def test_the_program_runs(tmp_path, monkeypatch, capsys):
    empty = dict.fromkeys(column.name for column in table.FACTS)
    facts = [{**empty, "fact_id": f"f{i}", "value": 6.93, "quote": "6,93%", "unit": "percent"} for i in range(2)]
    (tmp_path / "reports").mkdir()
    table.frame(facts, table.FACTS).to_parquet(tmp_path / "reports/facts.parquet")
    monkeypatch.chdir(tmp_path)
    (program,) = blocks("python")
    exec(compile(program, "docs/suites.md", "exec"), {})
    assert capsys.readouterr().out == "True\n"
