"""Measures the models of truth on made tables of claims: the share of items each gets right, the default beside them.

usage: python bench/claims.py [SEEDS]

Real tables with a known truth are few, and a default chosen on two of them may hold on no third. The tables made here
follow what studies report of real ones (Li, Dong, Lyons, Meng, Srivastava, "Truth finding on the deep web", VLDB 2013;
Dong, Berti-Equille, Srivastava, VLDB 2009), each SEEDS times (default: 5) from other seeds:

boards   times of flights: 38 sources, some show one feed, feeds show the runway's time or the plan's for the gate's
gates    gates of the same flights: old gates, feeds that share them, several ways to write one
signs    gates of 12 sources: terminals, blanks and words for none; right only where the plain gate comes back
weather  18 stations and re-publishers: most round, some show an old reading, all read at other minutes
books    authors in 600 shops with few books each: names left out, in another order, abbreviated, copied
census   inhabitants of towns by year: earlier figures, figures of the district, lost digits
copied   figures that three of nine sources copy in part from one that is wrong on half of them
ratings  what people feel, 0 to 100: every one adds noise of his own
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from statistics import mean

import numpy as np
import pandas as pd

import audit
from audit.registry import members

Rows = list[tuple[str, str, str, object]]
Made = tuple[Rows, dict[str, object], Callable[[object, object], bool]]
Random = np.random.Generator


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    models = ["auto", *members("scores")]
    print(f"{'':18}" + "".join(f"{name:>9}" for name in KINDS) + f"{'mean':>9}{'worst':>9}{'s':>8}")
    lines = {model: [list(right(model, kind, seeds)) for kind in KINDS.values()] for model in models}
    spent = {model: lines[model][-1].pop() for model in models}
    best = [max(mean(lines[model][at]) for model in models[1:]) for at in range(len(KINDS))]
    for model in models:
        shares = [mean(line) for line in lines[model]]
        behind = min(share - top for share, top in zip(shares, best, strict=True))
        print(f"{model:18}" + "".join(f"{share:9.3f}" for share in shares), end="")
        print(f"{mean(shares):9.3f}{behind:9.3f}{spent[model]:8.2f}")
    print("worst: how far a model lies behind the best one of a column; s: seconds for the last column")


def right(model: str, kind: Callable[[Random], Made], seeds: int) -> Iterator[float]:
    """The share of items a model gets right on a table of a kind, for each seed; then the seconds it took."""
    began = time.process_time()
    for seed in range(seeds):
        rows, truth, equal = kind(np.random.default_rng(seed))
        truths, _ = audit.reconcile(pd.DataFrame(rows, columns=["source", "object", "attribute", "value"]), model)
        found = dict(zip(truths["object"], truths["value"], strict=True))
        yield mean(float(found[name] is not None and equal(found[name], value)) for name, value in truth.items())
    if kind is ratings:
        yield time.process_time() - began


def feeds(random: Random, sources: int) -> tuple[list[str], list[int | None], list[float]]:
    """Sources, the feed that each shows (None: it asks for itself), and how often each is right or its feed is."""
    shown: list[int | None] = [None] * sources
    at = 0
    for feed, size in enumerate((5, 4, 3, 2, 2)):
        for one in range(at, at + size):
            shown[one] = feed
        at += size
    worth = list(random.uniform(0.3, 0.98, sources))
    for one, feed in enumerate(shown):
        if feed is not None:
            worth[one] = (0.71, 0.53, 0.92, 0.93, 0.61)[feed]
    return [f"site{one:02}" for one in range(sources)], shown, worth


def boards(random: Random) -> Made:
    names, shown, worth = feeds(random, 38)
    rows: Rows = []
    truth: dict[str, object] = {}
    runway = {one for one in range(38) if shown[one] is None and random.random() < 0.3}
    for flight in range(300):
        planned = float(random.integers(300, 1400))
        left = planned + max(-8.0, float(random.gamma(1.2, 18.0)) - 6)
        truth[f"AA{flight}"] = round(left)
        of_feed = [wrong_time(random, left, planned, worth[shown.index(feed)]) for feed in range(5)]
        for one, name in enumerate(names):
            if random.random() > 0.5:
                continue
            feed = shown[one]
            value = of_feed[feed] if feed is not None else wrong_time(random, left, planned, worth[one])
            value += float(random.integers(8, 22)) if one in runway else float(random.integers(-1, 2))
            rows.append((name, f"AA{flight}", "departure", round(value)))
    return rows, truth, lambda a, b: abs(float(str(a)) - float(str(b))) <= 10


def wrong_time(random: Random, left: float, planned: float, worth: float) -> float:
    if random.random() < worth:
        return left
    return planned if random.random() < 0.8 else left + float(random.integers(-90, 240))


def gates(random: Random) -> Made:
    names, shown, worth = feeds(random, 38)
    rows: Rows = []
    truth: dict[str, object] = {}
    for flight in range(300):
        gate, old = (f"{'ABCDE'[random.integers(5)]}{random.integers(1, 40)}" for _ in range(2))
        truth[f"AA{flight}"] = gate
        of_feed = [gate if random.random() < worth[shown.index(feed)] else old for feed in range(5)]
        for one, name in enumerate(names):
            if random.random() > 0.45:
                continue
            feed = shown[one]
            value = of_feed[feed] if feed is not None else gate if random.random() < worth[one] else old
            written = f"Terminal {value[0]}, Gate {value[1:]}" if one % 7 == 3 else value
            rows.append((name, f"AA{flight}", "gate", written))
    return rows, truth, lambda a, b: str(a).replace("Terminal ", "").replace(", Gate ", "") == b


def weather(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    late = random.beta(1.5, 2, 18)
    follows = [int(random.integers(0, 5)) if one > 9 else one for one in range(18)]
    for place in range(400):
        now = round(float(random.normal(60, 15)))
        before = now + round(float(random.normal(0, 4)))
        truth[f"city{place}"] = now
        read = [before if random.random() < late[one] else now for one in range(18)]
        read = [value if random.random() < 0.7 else value + int(random.integers(-2, 3)) for value in read]
        for one in range(18):
            if random.random() < 0.85:
                value = read[follows[one]] if random.random() < 0.9 else read[one]
                rows.append((f"weather{one:02}", f"city{place}", "temperature", f"{value} °F"))
    return rows, truth, lambda a, b: abs(float(str(a).split()[0]) - float(str(b))) <= 0.01 * abs(float(str(b)))


def books(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    care = random.beta(2.2, 2.4, 600)
    copied = {shop: int(random.integers(0, 60)) for shop in range(60, 200)}
    for book in range(250):
        authors = [f"{FIRST[random.integers(12)]} {LAST[random.integers(20)]}" for _ in range(random.integers(1, 5))]
        authors = list(dict.fromkeys(authors))
        truth[f"isbn{book}"] = persons(authors)
        shops = random.choice(600, size=int(random.integers(8, 45)), replace=False, p=POPULAR)
        said = {shop: listed(random, authors, float(care[shop])) for shop in sorted(map(int, shops))}
        for shop, names in said.items():
            shown = said.get(copied.get(shop, -1), names)
            rows.append((f"shop{shop:03}", f"isbn{book}", "authors", written(shown, shop % 3)))
    return rows, truth, lambda a, b: persons(read_back(str(a))) == b


FIRST = ["Ann", "Bob", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jane", "Kurt", "Lena"]
LAST = [
    "Ash",
    "Birch",
    "Cole",
    "Drew",
    "Elm",
    "Ford",
    "Gray",
    "Hill",
    "Irwin",
    "Jones",
    "Kent",
    "Lowe",
    "Moss",
    "Nash",
    "Oak",
    "Pike",
    "Quist",
    "Reed",
    "Shaw",
    "Todd",
]
POPULAR = (1 / np.arange(1, 601)) / (1 / np.arange(1, 601)).sum()


def listed(random: Random, authors: list[str], care: float) -> list[str]:
    if random.random() < care:
        return authors
    kind = random.random()
    if kind < 0.5 and len(authors) > 1:
        return authors[:1]
    if kind < 0.7 and len(authors) > 1:
        return authors[:-1]
    return [*authors[:-1], f"{authors[-1].split()[0]} {LAST[random.integers(20)]}"]


def written(names: list[str], way: int) -> str:
    turned = [f"{name.split()[1]}, {name.split()[0]}" for name in names]
    return ("; ".join(turned), " and ".join(names), "; ".join(names))[way]


def read_back(text: str) -> list[str]:
    names = text.replace(" and ", "; ").split("; ")
    return [" ".join(reversed(name.split(", "))) if ", " in name else name for name in names]


def persons(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def census(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    worth = random.beta(6, 2, 250)
    for town in range(300):
        people = int(np.exp(random.normal(10, 1.2)))
        truth[f"town{town}"] = people
        old, district = int(people * random.uniform(0.85, 1.08)), int(people * random.uniform(1.5, 6))
        for writer in random.choice(250, size=int(random.integers(2, 8)), replace=False):
            error = random.random()
            value = (
                people if error < worth[writer] else old if error < 0.93 else district if error < 0.98 else people // 10
            )
            rows.append((f"writer{writer}", f"town{town}", "population", value))
    return rows, truth, lambda a, b: abs(float(str(a)) - float(str(b))) <= 0.01 * float(str(b))


def ratings(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    noise = random.uniform(8, 35, 40)
    for text in range(300):
        felt = float(random.uniform(0, 100))
        truth[f"text{text}"] = felt
        for person in random.choice(40, size=10, replace=False):
            value = float(np.clip(random.normal(felt, noise[person]), 0, 100))
            rows.append((f"person{person}", f"text{text}", "anger", round(value)))
    return rows, truth, lambda a, b: abs(float(str(a)) - float(str(b))) <= 8


def signs(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    ways = ["{}", "{}", "{}", "Gate {}", "T1/{}", "{} ", "{}"]
    way, worth = random.choice(ways, 12), random.uniform(0.4, 0.95, 12)
    for flight in range(300):
        gate, old = (f"{['', 'B', 'C'][random.integers(3)]}{random.integers(1, 60)}" for _ in range(2))
        truth[f"AA{flight}"] = gate
        for one in np.flatnonzero(random.random(12) < 0.5):
            value = way[one].format(gate if random.random() < worth[one] else old)
            said = value if random.random() < 0.8 else ("Not provided", "-", "TBD")[one % 3]
            rows.append((f"site{one:02}", f"AA{flight}", "gate", said))
    return rows, truth, lambda a, b: str(a) == b


def copied(random: Random) -> Made:
    rows: Rows = []
    truth: dict[str, object] = {}
    for item in range(300):
        right, slip, copy = (int(number) for number in random.integers(1000, 9000, 3))
        truth[f"item{item}"] = right
        first = right if random.random() < 0.5 else copy
        rows.append(("first", f"item{item}", "count", first))
        for one in range(8):
            own = right if random.random() < 0.65 else slip + int(random.integers(0, 2000))
            value = first if one < 3 and random.random() < 0.75 else own
            rows.append((f"site{one}", f"item{item}", "count", value))
    return rows, truth, lambda a, b: a == b


KINDS = {one.__name__: one for one in (boards, gates, signs, weather, books, census, copied, ratings)}

if __name__ == "__main__":
    main()
