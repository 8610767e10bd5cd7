"""What the four seed articles must show, from the text to the verdict."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import audit

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = Path(__file__).parent / "gold" / "seeds"
Row = dict[str, Any]


def gold(name: str) -> list[Row]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf8").splitlines()]


def overlap(a: Row, b: Row) -> int:
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


@pytest.fixture(scope="module")
def seeds() -> audit.Audit:
    return audit.run(sorted(map(str, SEEDS.glob("*.txt"))))


@pytest.fixture(scope="module")
def facts(seeds: audit.Audit) -> list[Row]:
    return [{**row, "doc": Path(row["path"]).name} for row in seeds.facts.to_dict("records")]


@pytest.fixture(scope="module")
def blocks(seeds: audit.Audit) -> list[Row]:
    names = {row["article_id"]: Path(row["path"]).name for row in seeds.articles.to_dict("records")}
    return [{**row, "doc": names[row["article_id"]]} for row in seeds.blocks.to_dict("records")]


def at(facts: list[Row], doc: str, start: int) -> Row:
    """The fact of an article that covers an offset."""
    return next(f for f in facts if f["doc"].startswith(doc) and f["start"] <= start < f["end"])


def characters(rows: list[Row], texts: dict[str, str]) -> set[tuple[str, int]]:
    return {
        (row["doc"], i)
        for row in rows
        if row["label"] == "spam"
        for i in range(row["start"], row["end"])
        if not texts[row["doc"]][i].isspace()
    }


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf8") for path in SEEDS.glob("*.txt")}


def test_every_quote_is_the_text(facts: list[Row], texts: dict[str, str]) -> None:
    assert facts
    assert not [f for f in facts if texts[f["doc"]][f["start"] : f["end"]] != f["quote"]]


def matched(facts: list[Row]) -> Iterator[tuple[Row | None, Row]]:
    for figure in gold("facts.jsonl"):
        same = [f for f in facts if f["doc"] == figure["doc"] and overlap(f, figure) > 0]
        yield max(same, key=lambda f: overlap(f, figure), default=None), figure


def test_figures_are_found_and_nothing_else(facts: list[Row]) -> None:
    pairs = list(matched(facts))
    real = [(found, figure) for found, figure in pairs if figure["kind"] != "not_fact"]
    hit = sum(found is not None for found, _ in real)
    precision, recall = hit / len(facts), hit / len(real)
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_values_and_units_are_right(facts: list[Row]) -> None:
    real = [(found, figure) for found, figure in matched(facts) if figure["kind"] != "not_fact"]
    right = sum(found is not None and same_value(found, figure) for found, figure in real)
    assert right / len(real) >= 0.93


def same_value(found: Row, figure: Row) -> bool:
    if figure["kind"] == "event_date":
        return bool(found["kind"] == "event_date" and found["period"] == figure["period"])
    return bool(found["unit"] == figure["unit"] and found["value"] == pytest.approx(figure["value"]))


def test_spam_is_found_to_the_character(blocks: list[Row], texts: dict[str, str]) -> None:
    real, found = characters(gold("blocks.jsonl"), texts), characters(blocks, texts)
    assert len(real & found) >= 0.98 * len(real)
    assert len(real & found) >= 0.98 * len(found)


def test_the_injected_run_is_exactly_cut_out(blocks: list[Row], texts: dict[str, str]) -> None:
    spans = [b for b in blocks if b["label"] == "spam" and b["line"] == 3]
    assert [texts[b["doc"]][b["start"] : b["end"]] for b in spans] == [
        "âydựngChínhphủđiệntửhướngvềhệthốngdịchvụcôngvàngânsáchđầutưứngdụkết quả giải bóng đá đức"
    ]


def test_no_figure_comes_from_spam_or_furniture(facts: list[Row]) -> None:
    assert not [f["quote"] for f in facts if f["block"] in ("spam", "boilerplate")]
    assert not [f["quote"] for f in facts if "70.000" in f["quote"] or "12/2020" in f["quote"]]


def test_relations_hold(seeds: audit.Audit, facts: list[Row]) -> None:
    group = {fact_id: row["group_id"] for row in seeds.groups.to_dict("records") for fact_id in row["fact_ids"]}
    wrong = []
    for relation in gold("relations.jsonl"):
        pair = [at(facts, relation[side]["doc"], relation[side]["start"]) for side in "ab"]
        together = group[pair[0]["fact_id"]] == group[pair[1]["fact_id"]]
        if together == (relation["relation"] == "different"):
            wrong.append((pair[0]["quote"], pair[1]["quote"], relation["relation"]))
    assert not wrong


def rules_of(seeds: audit.Audit, *fact_ids: str) -> set[str]:
    return {row["rule"] for row in seeds.findings.to_dict("records") if set(fact_ids) <= set(row["fact_ids"])}


def test_the_cut_rate_is_misrounded_and_no_contradiction(seeds: audit.Audit, facts: list[Row]) -> None:
    full, cut = at(facts, "000", 1283), at(facts, "002", 1915)
    assert rules_of(seeds, full["fact_id"], cut["fact_id"]) == {"misrounded"}
    assert not len(seeds.findings.query("rule in ['contradiction', 'wrong-change']"))


def test_three_fractions_are_three_quantities(seeds: audit.Audit, facts: list[Row]) -> None:
    group = {fact_id: row["group_id"] for row in seeds.groups.to_dict("records") for fact_id in row["fact_ids"]}
    places = (("002", 683), ("003", 2026), ("003", 2166))
    assert len({group[at(facts, doc, start)["fact_id"]] for doc, start in places}) == len(places)


def test_the_injected_article_scores_lowest_and_says_why(seeds: audit.Audit) -> None:
    scores = seeds.scores.set_index("source")
    worst = scores["score"].idxmin()
    assert worst.startswith("001")
    assert "spam" in scores.loc[worst, "reason"]
    assert (scores["low"] <= scores["score"]).all()
    assert (scores["score"] <= scores["high"]).all()


def test_sources_with_little_to_compare_say_so(seeds: audit.Audit) -> None:
    few = seeds.scores[seeds.scores["n"] == 0]
    assert len(few)
    assert few["high"].sub(few["low"]).min() > 20


def test_only_spam_is_critical(seeds: audit.Audit) -> None:
    critical = seeds.findings[seeds.findings["severity"] == "critical"]
    assert set(critical["rule"]) <= {"spam-injection", "spam-links", "foreign-marker"}
    assert {Path(path).name[:3] for path in critical["path"]} == {"001"}
    assert {"spam-injection", "spam-links", "foreign-marker"} <= set(seeds.findings["rule"])


def test_the_order_of_the_paths_changes_nothing(seeds: audit.Audit) -> None:
    paths = sorted(map(str, SEEDS.glob("*.txt")))
    random.Random(7).shuffle(paths)
    again = audit.run(paths)
    for name, form in product(("facts", "groups", "findings", "scores"), ("json",)):
        assert getattr(again, name).to_json(orient="records") == getattr(seeds, name).to_json(orient="records"), form


def test_in_memory_articles_need_no_validation(texts: dict[str, str]) -> None:
    found = audit.run([audit.Article(text=text, source=name) for name, text in texts.items()], rules=False)
    assert len(found.facts) > 30
    assert not len(found.findings)
    assert set(found.articles["source"]) == set(texts)
