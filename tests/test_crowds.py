"""No stage is quadratic: the work for a crowd of one kind, counted and not timed, doubles with the crowd."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import newswire
import pandas as pd
import pytest
from groups_facts import newsroom

import audit
from audit import compare, groups, scores
from audit.blocks import copies
from audit.groups import _cluster, _events, _meetings
from audit.model import Article
from audit.scores import _agreement

SMALL, TWICE = 400, 2.2


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        return self.function(*arguments, **named)


def price(nth: int, one_source: bool, one_day: bool) -> dict[str, Any]:
    """One figure of the whole economy, which every article tells."""
    day = 4 if one_day else 1 + nth % 28
    return {
        "article_id": f"a{nth:05}", "source": "one" if one_source else f"s{nth % 40}", "published": f"2024-03-{day:02}",
        "text": "GDP năm 2023 tăng [5,1%|value=5.1 unit=percent kind=change indicator=gdp_growth period=2023].",
    }  # fmt: skip


def work_of(count: int, monkeypatch: pytest.MonkeyPatch, **kind: bool) -> tuple[int, int]:
    """How many pairs of facts are judged for a crowd, and how many pairs of articles are held against each other."""
    judged, met = Counted(_cluster.judge), Counted(_events.strength)
    with monkeypatch.context() as patched:
        patched.setattr(_cluster, "judge", judged)
        patched.setattr(_events, "strength", met)
        patched.setattr(_meetings, "strength", met)
        found = groups.group(*newsroom(*(price(nth, **kind) for nth in range(count))))
    assert found["n_facts"].tolist() == [count]
    return judged.calls, met.calls


@pytest.mark.counts_calls
@pytest.mark.parametrize(
    ("large", "one_day", "one_source"),
    [(False, False, False), (False, True, True), (True, False, True), (True, True, False)],
)
def test_a_group_of_many_facts(large: bool, one_day: bool, one_source: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "LARGE", 0 if large else 1 << 30)
    kind = {"one_source": one_source, "one_day": one_day}
    few, many = work_of(SMALL, monkeypatch, **kind), work_of(2 * SMALL, monkeypatch, **kind)
    assert all(more < TWICE * less for less, more in zip(few, many, strict=True))


def test_one_article_copied_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(newswire.wire(1, full=True)).text
    compared = []
    for count in (SMALL, 2 * SMALL):
        found = copies.copies([Article(text=text, article_id=f"{nth:05}") for nth in range(count)])
        compared.append(len(found))
    assert compared[0] >= SMALL - 1
    assert compared[1] < TWICE * compared[0]
    assert len(copies.originals([Article(text=text, article_id=f"{nth:05}") for nth in range(SMALL)])) == SMALL - 1


def told_by(count: int, sources: int) -> dict[str, pd.DataFrame]:
    """The tables of one group of so many facts, of which every tenth is of another value."""
    facts, articles, texts = newsroom(
        *(price(nth, False, True) | {"source": f"s{nth % sources}"} for nth in range(count))
    )
    other = [nth % 10 == 0 for nth in range(count)]
    wrong = facts.assign(value=6.2, low=6.15, high=6.25, quote="6,2%")
    facts = facts.where(~pd.Series(other), wrong)
    found = groups.group(facts, articles, texts)
    members = facts["fact_id"].tolist()
    group = found.head(1).assign(fact_ids=[members], n_facts=count, n_sources=min(count, sources))
    return {"facts": facts, "articles": articles, "groups": group}


@pytest.mark.parametrize("sources", [40, 10_000])
def test_a_group_is_scored_in_time_linear_in_its_facts(sources: int, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = told_by(SMALL, sources), told_by(2 * SMALL, sources)
    work = []
    for tables in (few, many):
        met, related = Counted(_agreement._met), Counted(compare.relation)
        _agreement._worth.cache_clear()
        with monkeypatch.context() as patched:
            patched.setattr(_agreement, "_met", met)
            patched.setattr(compare, "relation", related)
            found = scores.outcomes(tables)
        assert len(found) == min(sources, len(tables["facts"]))
        work.append((met.calls, related.calls))
    assert all(more <= TWICE * less for less, more in zip(*work, strict=True))
    assert work[1][1] <= 4


def test_what_is_held_against_few_of_many_agrees_as_the_many_do() -> None:
    every = scores.outcomes(told_by(3 * _agreement.HEARD, 10_000))
    right = [outcome.agreed for outcomes in every.values() for outcome in outcomes]
    assert {len(outcome.others) for outcomes in every.values() for outcome in outcomes} == {_agreement.HEARD}
    assert max(right) > 0.85
    assert min(right) < 0.15


def calls(kind: str, count: int) -> int:
    """How many functions a whole run over a crowd of articles calls."""
    articles, made = list(newswire.crowd(kind, count)), 0

    def see(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        found = audit.run(articles)
    finally:
        sys.setprofile(before)
    assert len(found.facts) >= count
    return made


@pytest.mark.counts_calls
@pytest.mark.parametrize("kind", ["group", "source", "copies"])
def test_a_run_over_a_crowd_takes_work_linear_in_it(kind: str) -> None:
    calls(kind, 10)  # what is read and compiled once
    few, some, many = (calls(kind, count) for count in (20, 120, 220))
    assert many - some < 1.9 * (some - few)
