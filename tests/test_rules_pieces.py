"""Rules on a large table judge it in pieces: these give the hits that the whole gives, and say what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import newswire
import pandas as pd
import pytest

import audit
from audit import registry, rules
from audit.config import load
from audit.model import Hit
from audit.rules import _pieces
from audit.rules._columns import numbered
from audit.rules._hits import Hits, packed

COUNT = 400


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    """The facts of a newswire as the rules see them."""
    found = audit.run(list(newswire.wire(COUNT)), config=load(), rules=False)
    tables = {name: getattr(found, name) for name in ("articles", "blocks", "facts", "groups")}
    return rules.frames(tables, found.texts)["facts"]


def asked() -> list[tuple[str, dict[str, object]]]:
    members = registry.members("rules").items()
    return [(name, dict(module.RULE.options)) for name, module in members if module.RULE.table == "facts"]


def test_pieces_find_what_the_whole_finds(facts: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rules.judged(facts, asked())
    assert sum(map(len, whole.values())) > 100
    monkeypatch.setattr(_pieces, "AT_ONCE", 50)
    judged = rules.judged(facts, asked())
    assert {name: sorted(map(repr, hits)) for name, hits in judged.items()} == {
        name: sorted(map(repr, hits)) for name, hits in whole.items()
    }


def test_hits_that_are_kept_packed_are_those_of_their_pieces_in_order() -> None:
    hits = [Hit(row, {"first": str(row)}, ((row + 1, "other"),)) for row in range(7)]
    kept = Hits()
    for part in (hits[:3], [], hits[3:]):
        kept.add(packed(part))
    assert kept == hits
    assert kept != hits[:-1]
    assert len(kept) == len(hits)
    assert [kept[0], kept[-1], kept[4]] == [hits[0], hits[-1], hits[4]]
    assert (kept[:2], kept[2:6:2], kept[::-1], kept[9:]) == (hits[:2], hits[2:6:2], hits[::-1], [])
    with pytest.raises(IndexError):
        kept[7]


def test_pieces_are_many_and_hold_every_row_once(facts: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pieces, "AT_ONCE", 50)
    for way in (("article_id",), ("group_id",), ("value", "unit", "kind")):
        parts = [part.tolist() for part in _pieces._parts(numbered(facts, way), len(facts))]
        assert len(parts) > 5
        assert sorted(row for part in parts for row in part) == list(range(len(facts)))
        keys = [set(map(str, facts.iloc[part][list(way)].to_numpy().tolist())) for part in parts]
        assert sum(map(len, keys)) == len(set().union(*keys))


def test_rules_on_articles_share_the_pieces_of_events(facts: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pieces, "AT_ONCE", 50)
    pieces = list(_pieces._pieces(facts, asked()))
    shared = [{name for name, _ in piece.asked} for piece in pieces]
    assert [names for names in shared if "wrong-total" in names] == [n for n in shared if "retyped-figure" in n]
    assert not any({"contradiction", "wrong-total"} <= names for names in shared), "a quantity is of many events"
    events = facts.groupby("article_id")["event"].first()
    apart = facts.assign(event=[f"{event}{row % 2}" for row, event in enumerate(facts["article_id"].map(events))])
    shared = [{name for name, _ in piece.asked} for piece in _pieces._pieces(apart, asked())]
    assert not any({"retyped-figure", "wrong-total"} <= names for names in shared), "an article is of many events"


def test_a_rule_that_fails_in_one_piece_judges_nothing(facts: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    module = registry.members("rules")["future-figure"]
    last = facts["fact_id"].iloc[-1]

    def check(frame: pd.DataFrame, days: int) -> list[object]:
        if last in set(frame["fact_id"]):
            raise KeyError("of the last piece")
        return []

    monkeypatch.setattr(_pieces, "AT_ONCE", 50)
    monkeypatch.setattr(module, "check", check)
    found = rules.judged(facts, [("future-figure", {"days": 1}), ("impossible-fraction", {})])
    assert found["future-figure"] == "rule future-figure raised KeyError: 'of the last piece'"
    assert isinstance(found["impossible-fraction"], Hits)


def test_a_rule_that_does_not_say_what_it_brings_together_sees_the_whole(
    facts: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    module = registry.members("rules")["future-figure"]
    check: Callable[..., list[object]] = lambda frame, days: seen.append(len(frame)) or []  # noqa: E731
    monkeypatch.setattr(_pieces, "AT_ONCE", 50)
    monkeypatch.setattr(module, "check", check)
    monkeypatch.setattr(module, "RULE", replace(module.RULE, together=None))
    rules.judged(facts, [("future-figure", {"days": 1})])
    assert seen == [len(facts)]
