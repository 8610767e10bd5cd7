"""From the file of an article to what a rule of the page itself reports, by example: the finding and its evidence."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import audit

FILE = Path(__file__).parent / "cases" / "blocks" / "findings.toml"
CASES = tomllib.loads(FILE.read_text(encoding="utf8"))["case"]
ABOUT = ("source", "published", "title", "url")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> audit.Audit:
    """One audit of all cases, each an article in a file of its own; what two of them share would show in `copies`."""
    folder = tmp_path_factory.mktemp("pages")
    for number, case in enumerate(CASES):
        text = case["text"].encode().decode("latin-1") if case.get("misread") else case["text"]
        (folder / f"page{number:02}.txt").write_text(text, encoding="utf8")
        about = {key: case[key] for key in ABOUT if key in case}
        if about:
            (folder / f"page{number:02}.json").write_text(json.dumps(about), encoding="utf8")
    return audit.run(folder)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case['rule']}: {case['name']}" for case in CASES])
def test_a_page(found: audit.Audit, number: int) -> None:
    case: dict[str, Any] = CASES[number]
    name = f"page{number:02}"
    own: pd.DataFrame = found.findings[found.findings["article_id"].eq(name) & found.findings["rule"].eq(case["rule"])]
    evidence = [found.texts[name][start:end] for start, end in zip(own["start"], own["end"], strict=True)]
    assert [piece.strip() for piece in evidence] == [piece.strip() for piece in case["evidence"]]
    for start, line in zip(own["start"], own["line"], strict=True):
        assert line == found.texts[name].count("\n", 0, start) + 1


def test_every_rule_is_tried_in_both_languages_with_and_without_a_finding() -> None:
    tried = {(case["rule"], case["language"], bool(case["evidence"])) for case in CASES}
    rules = {rule for rule, _, _ in tried}
    assert {
        (rule, language, hit) for rule in rules for language in ("vi", "en") for hit in (True, False)
    } - tried == set()
