"""Planted errors are found, and clean articles are not blamed: a small part of bench/planted.py.

`make eval` runs all of it, and holds what it measures to the floors of bench/floors.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data" / "planted"
# One cluster a language is enough to see that finding errors works at all.
FEW = ("vi-gao", "en-football")


@pytest.fixture(scope="module")
def planted() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        import planted as module

        yield module
    finally:
        sys.path.remove(str(ROOT / "bench"))


def test_every_edit_can_be_made(planted: ModuleType) -> None:
    """An edit that changes nothing, or that names no rule there is, would measure nothing."""
    from audit import registry

    known = registry.members("rules")
    for name, cluster in planted.clusters():
        assert len(cluster["article"]) > 2, name
        for edit in cluster["plant"]:
            plant = planted.planted(cluster, edit)
            assert plant.spans
            assert set(plant.rules) <= set(known), name


@pytest.mark.parametrize("name", FEW)
def test_planted_errors_are_found_and_clean_articles_are_not_blamed(planted: ModuleType, name: str) -> None:
    outcomes, alarms, _ = planted.measure([DATA / f"{name}.toml"])
    floors = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf8"))["planted"]
    assert alarms == []
    assert sum(bool(one.caught) for one in outcomes) >= floors["recall"] * len(outcomes)


def test_rules_that_are_asked_directly_say_what_the_suites_say(planted: ModuleType) -> None:
    cluster = dict(planted.clusters([DATA / "vi-gao.toml"]))["vi-gao"]
    plant = planted.planted(cluster, cluster["plant"][0])
    said = [planted.audited(plant.articles, suites) for suites in (False, True)]
    assert said[0]
    assert [row["message"] for row in said[0]] == [row["message"] for row in said[1]]
