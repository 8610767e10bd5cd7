"""What a figure is about, read from whole texts: each case gives a text and what its figures name, in reading order."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from facts_name import read

from audit.model import Fact

CASES = Path(__file__).parent / "cases" / "facts"
SEEDS = Path(__file__).parents[1] / "seeds"


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


@pytest.fixture(scope="module")
def seeds() -> list[Fact]:
    return [fact for path in sorted(SEEDS.glob("*.txt")) for fact in read(path.read_text(encoding="utf8"), "vi")]


def test_the_level_4_rate_of_the_seeds_is_one_indicator(seeds: list[Fact]) -> None:
    quotes = {"10,76%", "10,7%", "4,55%", "4,5%", "10%", "30%", "gấp đôi", "2 lần"}
    found = {fact.quote: fact.indicator for fact in seeds if fact.quote in quotes}
    assert found == dict.fromkeys(quotes, "online_service_level4_rate")


def test_the_three_fractions_of_the_seeds_are_three_measures(seeds: list[Fact]) -> None:
    found = {fact.quote: fact.measure for fact in seeds if fact.denominator == 63}
    assert found == {
        "63/63": "service_portal_connected_provinces",
        "62/63": "steering_committee_provinces",
        "32/63": "resolution_17_plan_provinces",
    }


def test_title_body_and_caption_of_the_seeds_name_one_rate(seeds: list[Fact]) -> None:
    found = [fact.indicator for fact in seeds if fact.quote == "86,5%"]
    assert found == ["edocument_exchange_rate"] * 3


def test_the_seeds_give_every_count_and_share_a_measure(seeds: list[Fact]) -> None:
    assert all(fact.measure for fact in seeds if fact.kind != "event_date")
    assert {fact.area for fact in seeds} == {"VN", "VN-45"}
