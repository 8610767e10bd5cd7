"""Grouping put together of its steps, each from no more than the rows it names: the groups are those of `group`."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import newswire
import pandas as pd
import pytest

import audit
from audit import table
from audit.groups import _meetings, group, steps

# An article and the place of a fact in it.
Key = tuple[str, int]


def sent(rows: Any) -> Any:
    """Rows as another machine has them."""
    return pickle.loads(pickle.dumps(rows))


def alone(found: audit.Audit) -> dict[str, steps.Told]:
    """What is told in each article, from its own rows only."""
    facts = dict(iter(found.facts.groupby("article_id", sort=False)))
    rows = found.articles.groupby("article_id", sort=False)
    none = found.facts.iloc[:0]
    return {name: steps.told(facts.get(name, none), row, {name: found.texts[name]})[0] for name, row in rows}


def met(told: dict[str, steps.Told]) -> tuple[dict[str, steps.Told], set[tuple[str, str]]]:
    """The articles with their neighbours, and the pairs that may tell of one event."""
    keys = {name: steps.keys_of(one.story) for name, one in told.items()}
    if len(told) > _meetings.SMALL:
        often = Counter(key for of_one in keys.values() for key in of_one)
        keys = {name: steps.rarest(of_one, {key: often[key] for key in of_one}) for name, of_one in keys.items()}
    holders = defaultdict(list)
    for name, of_one in keys.items():
        for key in of_one:
            holders[key].append(steps.when(told[name].story))
    asked = {
        steps.paired(held[i][1], held[j][1]) for held in map(sorted, holders.values()) for i, j in steps.sharing(held)
    }
    strengths = {pair: steps.strength(*sent([told[name].story for name in pair])) for pair in asked}
    pairs = {pair: strong for pair, strong in strengths.items() if strong >= steps.TOLD}
    beside = defaultdict(list)
    for (one, other), strong in pairs.items():
        beside[one].append((strong, other))
        beside[other].append((strong, one))
    told = {name: replace(one, near=steps.neighbours(beside[name])) for name, one in told.items()}
    bridges = {pair for one in told.values() for pair in steps.bridged(one.near)} - pairs.keys()
    return told, {*pairs, *(pair for pair in bridges if strength(told, pair) >= steps.TOLD)}


def strength(told: dict[str, steps.Told], pair: tuple[str, str]) -> float:
    both = sent([told[name] for name in pair])
    return steps.Events([one.story for one in both], {one.story.article: one.near for one in both}).strength(*pair)


def worth_judging(told: dict[str, steps.Told], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Key, Key]]:
    """Pairs of facts: of each article, of each pair of articles, of each name."""
    names, units = defaultdict(list), {}
    for name, one in told.items():
        own = defaultdict(list)
        for place, fact in enumerate(one.facts):
            own[steps.unit_of(fact)].append((fact, (name, place)))
            for called in steps.names_of(fact):
                names[called].append((fact, (name, place)))
        units[name] = {unit: sorted(held, key=lambda fact: fact[0].order) for unit, held in own.items()}
        for held in units[name].values():
            yield from picked(steps.within, held)
    for held in names.values():
        yield from picked(steps.named, sorted(held, key=lambda fact: fact[0].order))
    for first, second in pairs:
        for unit in units[first].keys() & units[second].keys():
            both = sent([units[first][unit], units[second][unit]])
            every = sorted((fact for held in both for fact in held), key=lambda fact: fact[0].order)
            places = [[at for at, fact in enumerate(every) if fact[1][0] == name] for name in (first, second)]
            ordered = [fact for fact, _ in every]
            yield from ((every[i][1], every[j][1]) for i, j in steps.across(*places, ordered))


def picked(step: Any, held: list[Any]) -> Iterator[tuple[Key, Key]]:
    held = sent(held)
    yield from ((held[i][1], held[j][1]) for i, j in step(range(len(held)), [fact for fact, _ in held]))


def judge_of(told: dict[str, steps.Told], names: Iterable[str], unit: tuple[str, ...]) -> tuple[steps.Judge, list[Key]]:
    """The judge of the facts of one unit in some articles, and which fact stands at which of its positions."""
    every = [told[name] for name in sorted(set(names))]
    keys = {fact.fact_id: (one.story.article, at) for one in every for at, fact in enumerate(one.facts)}
    judge = steps.judge_of(sent([one.of_unit(unit) for one in every]))
    return judge, [keys[fact.fact_id] for fact in judge.facts]


def edges(told: dict[str, steps.Told], asked: Iterable[tuple[Key, Key]]) -> set[tuple[bool, float, Key, Key]]:
    """The edges of each pair of articles."""
    of_articles = defaultdict(set)
    for one, other in asked:
        unit = steps.unit_of(told[one[0]].facts[one[1]])
        of_articles[one[0], other[0], unit].add((one, other))
    found = set()
    for (first, second, unit), pairs in of_articles.items():
        judge, keys = judge_of(told, (first, second), unit)
        at = {key: i for i, key in enumerate(keys)}
        ranked = steps.edges(sorted((at[a], at[b]) for a, b in pairs if b in at), judge)
        found |= {(conflict, score, keys[i], keys[j]) for conflict, score, i, j in ranked}
    return found


def grouped(found: audit.Audit) -> pd.DataFrame:
    told, pairs = met(alone(found))
    order = sorted((fact.order, name, at) for name, one in told.items() for at, fact in enumerate(one.facts))
    place = {(name, at): i for i, (_, name, at) in enumerate(order)}
    every = {(conflict, score, place[a], place[b]) for conflict, score, a, b in edges(told, worth_judging(told, pairs))}
    groups, joined = [], set()
    for part in steps.parts(every):
        keys = {order[i][1:] for *_, a, b in part for i in (a, b)}
        joined |= keys
        name, at = min(keys)
        judge, held = judge_of(told, {name for name, _ in keys}, steps.unit_of(told[name].facts[at]))
        of = {place[key]: i for i, key in enumerate(held)}
        for members, sure in steps.cluster([(conflict, score, of[a], of[b]) for conflict, score, a, b in part], judge):
            groups.append(([judge.facts[i] for i in members], sure))
    groups += [([told[name].facts[at]], 1.0) for _, name, at in order if (name, at) not in joined]
    groups.sort(key=lambda one: steps.place(one[0]))
    return table.frame(
        [steps.row(members, sure, found.copies, None, found.own) for members, sure in groups], table.GROUPS
    )


@pytest.mark.parametrize(("count", "full", "small"), [(150, False, 400), (500, False, 400), (60, True, 20)])
def test_the_steps_from_their_own_rows_give_the_groups(
    count: int, full: bool, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_meetings, "SMALL", small)
    found = audit.run(list(newswire.wire(count, full=full)), rules=False)
    expected = group(found.facts, found.articles, found.texts, found.copies, None, found.own)
    assert (expected["n_facts"] > 1).any()
    pd.testing.assert_frame_equal(grouped(found), expected)
