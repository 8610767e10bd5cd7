"""Which articles tell of one event: told by the table alone, the same in pieces, and never an event of everything."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import newswire
import pandas as pd
import pytest

import audit
from audit import catalog, rules
from audit.config import load
from audit.rules import _events, _pieces

PLANTED = Path(__file__).parent / "data" / "planted"


def facts(*articles: tuple[str, str | None, tuple[float, ...]]) -> pd.DataFrame:
    """Facts of articles, each given by its name, the quantity of its figures, and their values."""
    rows: list[dict[str, Any]] = [
        {"article_id": name, "group_id": group, "value": value, "unit": "count", "block": "body"}
        for name, group, values in articles
        for value in values
    ]
    return pd.DataFrame(rows).astype({"group_id": object})


def test_a_quantity_ties_two_articles_and_so_do_three_figures_of_two_digits() -> None:
    found = facts(
        ("d", None, (12, 45, 1.7)),
        ("b", None, (45, 1.7, 12)),
        ("c", "g", (5,)),
        ("a", "g", (8,)),
        ("e", None, (12, 45)),
    )
    told = dict(zip(found["article_id"], _events.events(found), strict=True))
    assert told == {"d": "b", "b": "b", "c": "a", "a": "a", "e": "e"}


def test_round_figures_and_those_of_furniture_tie_nothing() -> None:
    found = facts(("a", None, (12, 3000, 0.4)), ("b", None, (12, 3000, 0.4)), ("c", "g", (5,)), ("d", "g", (5,)))
    found.loc[found["article_id"] == "d", "block"] = "boilerplate"
    assert _events.events(found) == found["article_id"].tolist()


def test_what_very_many_articles_share_ties_none_of_them() -> None:
    few, many = (facts(*((f"{nth:03}", "g", (5,)) for nth in range(count))) for count in (40, 41))
    assert set(_events.events(few)) == {"000"}
    assert len(set(_events.events(many))) == 41


def test_an_event_stays_of_a_size_and_the_nearest_come_together_first(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = [(f"{nth:02}", f"g{nth // 2}", (float(nth),)) for nth in range(20)]
    links = [(f"{nth:02}", f"h{(nth + 1) // 2}", (float(nth),)) for nth in range(20)]
    twins = [(f"{nth:02}", f"k{nth // 2}", (float(nth),)) for nth in range(20)]
    monkeypatch.setattr(_events, "MOST", 4)
    found = facts(*chain, *links, *twins)
    told = dict(zip(found["article_id"], _events.events(found), strict=True))
    assert all(told[f"{nth:02}"] == told[f"{nth + 1:02}"] for nth in range(0, 20, 2))
    assert max(pd.Series(told).value_counts()) == 4
    shuffled = found.sample(frac=1, random_state=1)
    assert dict(zip(shuffled["article_id"], _events.events(shuffled), strict=True)) == told


def misprinted() -> list[audit.Article]:
    """Articles of one event, of which one prints a price for a kilogram that the others have for a tonne."""
    cluster = tomllib.loads((PLANTED / "vi-cang.toml").read_text("utf8"))
    edit = next(plant for plant in cluster["plant"] if plant["new"].endswith("đồng/kg"))
    return [
        audit.Article(
            text=one["text"].replace(edit["old"], edit["new"]) if one["source"] == edit["in"] else one["text"],
            source=one["source"], article_id=one["source"], published=one["published"], language=cluster["language"],
        )
        for one in cluster["article"]
    ]  # fmt: skip


def test_rules_on_events_find_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load()
    found = audit.run([*newswire.wire(150), *misprinted()], rules=False, config=config)
    tables = {name: getattr(found, name) for name in ("articles", "blocks", "facts", "groups")}
    frame = rules.frames(tables, found.texts, catalog.known(config))["facts"]
    asked = [("retyped-figure", {}), ("period-mismatch", {})]
    whole = _pieces.judged(frame, asked)
    assert whole["retyped-figure"]
    assert _pieces.judged(frame.drop(columns="event"), asked) == whole
    monkeypatch.setattr(_pieces, "AT_ONCE", 10)
    assert len(list(_pieces._pieces(frame, asked))) > 20
    assert {name: sorted(map(repr, hits)) for name, hits in _pieces.judged(frame, asked).items()} == {
        name: sorted(map(repr, hits)) for name, hits in whole.items()
    }
