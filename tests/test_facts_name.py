"""What a figure is about, read from whole texts: each case gives a text and what its figures name, in reading order."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from facts_name import read

CASES = Path(__file__).parent / "cases" / "facts"


def load(name: str) -> list[Any]:
    cases = []
    for path in sorted(CASES.glob(f"name_{name}*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf8"))
        for number, case in enumerate(table["case"]):
            language = table["language"]
            cases.append(pytest.param(language, case, id=f"{path.stem}-{number}-{case['text'].strip()[:30]}"))
    return cases


@pytest.mark.parametrize(("language", "case"), load("indicators"))
def test_indicator(language: str, case: dict[str, Any]) -> None:
    found = [f"{fact.quote} = {fact.indicator or '-'}" for fact in read(case["text"], language)]
    assert [line for line in found if line.split(" = ")[0] in _quotes(case)] == case["figures"]


@pytest.mark.parametrize(("language", "case"), load("areas"))
def test_area(language: str, case: dict[str, Any]) -> None:
    found = [f"{fact.quote} = {fact.area or '-'}" for fact in read(case["text"], language)]
    assert [line for line in found if line.split(" = ")[0] in _quotes(case)] == case["figures"]


@pytest.mark.parametrize(("language", "case"), load("words"))
def test_words(language: str, case: dict[str, Any]) -> None:
    fact = next(fact for fact in read(case["text"], language) if fact.quote == case["quote"])
    wanted = {name: value for name, value in case.items() if name not in ("text", "quote")}
    assert {name: getattr(fact, name) or "-" for name in wanted} == wanted


def _quotes(case: dict[str, Any]) -> set[str]:
    return {line.split(" = ")[0] for line in case["figures"]}
