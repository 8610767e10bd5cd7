"""Measures which planted errors `audit run` catches, and what it falsely alarms on clean articles.

usage: python bench/planted.py [CLUSTER ...] [--json] [--misses]

Each file of tests/data/planted (or each CLUSTER given) holds a few articles about one event that agree with each other,
and edits that plant one error each: digits swapped, a scale word changed, a target told as reached. Clean articles
should give no finding but those about provenance. A planted error is caught where one of the rules that its
edit names reports the altered figure, at its primary place or at a related one; placed where it is the primary one.

Prints a row for each class of errors: planted, caught, placed, and alarms about other figures that the edit brought
about (noise). `--misses` lists what was not caught and what else was said, `--json` gives the figures on one line.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

import audit
from audit import catalog, registry, rules
from audit.config import Config
from audit.model import Result

DATA = Path(__file__).parent.parent / "tests" / "data" / "planted"
# What is said of where articles come from is no alarm about their figures.
PROVENANCE = ("missing-date", "missing-source", "uncorroborated", "unreliable-source", "duplicate-article")
ALARMS = ("critical", "warning")
CONFIG = Config(language="en")

Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plant:
    """One error in one cluster: the articles with it, the places of the altered figure, which rules should tell."""

    kind: str
    articles: list[audit.Article]
    at: str
    spans: tuple[tuple[int, int], ...]
    rules: tuple[str, ...]
    said: str

    def touches(self, place: Mapping[str, Any]) -> bool:
        """Whether a place of a finding is one of the altered figure."""
        within = place["article_id"] == self.at
        return within and any(place["start"] < end and start < place["end"] for start, end in self.spans)


@dataclass(slots=True)
class Outcome:
    """What an audit said of one planted error."""

    plant: Plant
    cluster: str
    caught: list[Finding] = field(default_factory=list)
    placed: bool = False
    noise: list[Finding] = field(default_factory=list)
    beside: list[Finding] = field(default_factory=list)


def clusters(paths: Sequence[Path] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each cluster with its name, as its file has it."""
    for path in paths or sorted(DATA.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf8"))


def clean(cluster: Mapping[str, Any]) -> list[audit.Article]:
    """The articles of a cluster as they were written; each is of a source of its own."""
    return [_article(one, one["text"], cluster["language"]) for one in cluster["article"]]


def planted(cluster: Mapping[str, Any], edit: Mapping[str, Any]) -> Plant:
    """The articles with one of them edited, or with an edited copy of one put behind them."""
    target, name = edit.get("copy") or edit["in"], edit.get("as") or edit["in"]
    original = next(one for one in cluster["article"] if one["source"] == target)
    new = _listed(edit["new"])
    text = _edited(original["text"].strip(), _listed(edit["old"]), new)
    changed = _article({**original, "source": name}, text, cluster["language"])
    others = [one for one in clean(cluster) if one.source != name]
    return Plant(
        kind=edit["class"],
        articles=[*others, changed],
        at=name,
        spans=tuple(_spans(text, new, edit["figure"])),
        rules=tuple(edit["rules"]),
        said=" / ".join(new),
    )


def audited(articles: Iterable[audit.Article], suites: bool = False) -> list[Finding]:
    """The findings that are no remarks on provenance.

    Validation by suites takes ten times as long as the rules themselves, which are asked directly unless `suites` says
    so: each with the options and the severity that it has by default.
    """
    found = audit.run(list(articles), config=CONFIG, rules=suites)
    told = found.findings if suites else _asked(found)
    return [row for row in told.to_dict("records") if row["rule"] not in PROVENANCE]


def _asked(found: audit.Audit) -> pd.DataFrame:
    tables = {name: getattr(found, name) for name in ("articles", "blocks", "facts", "groups")}
    frames = rules.frames(tables, found.texts, catalog.known(CONFIG))
    results = []
    for module in registry.members("rules").values():
        rule = module.RULE
        if rule.table in frames:
            hits = tuple(module.check(frames[rule.table], **rule.options))
            size = len(frames[rule.table])
            results.append(Result(rule.table, rule.id, rule.expectation, rule.severity, not hits, size, hits))
    return rules.findings(results, frames, CONFIG)


def outcome(name: str, plant: Plant, before: Sequence[Finding]) -> Outcome:
    """What is said of a planted error; what was said `before` it was planted is no news."""
    known = {row["message"] for row in before}
    told = Outcome(plant, name)
    for row in audited(plant.articles):
        primary = plant.touches(row)
        touched = primary or any(plant.touches(place) for place in row["related"])
        if touched and row["rule"] in plant.rules:
            told.caught.append(row)
            told.placed |= primary
        elif touched:
            told.beside.append(row)
        elif row["severity"] in ALARMS and row["message"] not in known:
            told.noise.append(row)
    return told


def measure(paths: Sequence[Path] = ()) -> tuple[list[Outcome], list[Finding], int]:
    """The outcomes of all plants, the alarms about clean articles, and how many of these there are."""
    outcomes: list[Outcome] = []
    alarms: list[Finding] = []
    count = 0
    for name, cluster in clusters(paths):
        articles = clean(cluster)
        count += len(articles)
        before = audited(articles)
        alarms += [row for row in before if row["severity"] in ALARMS]
        outcomes += [outcome(name, planted(cluster, edit), before) for edit in cluster["plant"]]
    return outcomes, alarms, count


def figures(outcomes: Sequence[Outcome], alarms: Sequence[Finding], articles: int) -> dict[str, float]:
    """What is held against floors: shares of plants, of all and of each class, and of articles without an alarm."""
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        kinds[one.plant.kind].append(one)
    shares = {f"recall.{kind}": _share(bool(one.caught) for one in kinds[kind]) for kind in sorted(kinds)}
    return {
        "recall": _share(bool(one.caught) for one in outcomes),
        "placed": _share(one.placed for one in outcomes),
        "quiet": _share(not one.noise for one in outcomes),
        "clean": 1 - len({row["article_id"] for row in alarms}) / articles if articles else 0.0,
        **shares,
    }


def _share(cases: Iterable[bool]) -> float:
    held = list(cases)
    return round(sum(held) / len(held), 4) if held else 0.0


def _article(one: Mapping[str, Any], text: str, language: str) -> audit.Article:
    named = {"source": one["source"], "article_id": one["source"], "published": one["published"]}
    return audit.Article(text=f"{text.strip()}\n", language=language, **named)


def _listed(cell: str | list[str]) -> list[str]:
    return [cell] if isinstance(cell, str) else cell


def _edited(text: str, old: Sequence[str], new: Sequence[str]) -> str:
    for before, after in zip(old, new, strict=True):
        if text.count(before) != 1:
            raise ValueError(f"{before!r} stands {text.count(before)} times in the article, not once")
        text = text.replace(before, after)
    return text


def _spans(text: str, new: Sequence[str], figure: str) -> Iterator[tuple[int, int]]:
    """Where the figure stands in what was put in; anywhere, where it was not altered itself."""
    spots = [text.index(one) + one.index(figure) for one in new if figure in one]
    for start in spots or [text.index(figure)]:
        yield start, start + len(figure)


def _table(outcomes: Sequence[Outcome], alarms: Sequence[Finding], articles: int) -> None:
    print(f"{'class':12} {'planted':>7} {'caught':>6} {'placed':>6} {'noise':>5}")
    for kind in [*sorted({one.plant.kind for one in outcomes}), ""]:
        own = [one for one in outcomes if kind in ("", one.plant.kind)]
        caught, placed = sum(bool(one.caught) for one in own), sum(one.placed for one in own)
        print(f"{kind or 'all':12} {len(own):7} {caught:6} {placed:6} {sum(len(one.noise) for one in own):5}")
    print(f"{len(alarms)} alarms about {articles} clean articles")


def _misses(outcomes: Sequence[Outcome], alarms: Sequence[Finding]) -> None:
    for row in alarms:
        print("ALARM ", _line(row))
    for one in outcomes:
        state = "" if one.placed else "moved" if one.caught else "MISSED"
        if state or one.noise:
            print(f"{state or 'noise':6} {one.cluster} {one.plant.kind} {one.plant.at}: {one.plant.said}")
        if state or one.noise:
            for mark, rows in (("=", one.caught), ("~", one.beside), ("!", one.noise)):
                print(*(f"     {mark} {_line(row)}\n" for row in rows), sep="", end="")


def _line(row: Finding) -> str:
    return f"{row['severity']} {row['rule']} {row['confidence']} [{row['article_id']}] {row['message']}"


def main() -> int:
    paths = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    found = measure(paths)
    if "--json" in sys.argv:
        print(json.dumps(figures(*found)))
        return 0
    if "--misses" in sys.argv:
        _misses(*found[:2])
    _table(*found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
