"""The first page: the verdict, the sources, the findings by rule, what changed, what was left out; and the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from audit.model import SEVERITIES
from audit.views._bundles import chosen
from audit.views._rows import Row
from audit.views._site._book import Book
from audit.views._site._cards import Context, card, titled
from audit.views._site._left import left_out
from audit.views._site._names import page
from audit.views._site._quantity import named
from audit.views._site._since import Past, changes
from audit.views._tally import standing

FIRST, MOST_QUOTED, MOST_NAMED = 8, 200, 10


def overview(book: Book, past: Past) -> Context:
    """What the first page shows."""
    drawn, _ = chosen(book.tally.counted, everything=False)
    firsts = [bundle[0] for bundle in drawn][:FIRST]
    return {
        "verdict": _verdict(book),
        "severity": _worst(book),
        "counts": _counts(book),
        "sources": (found := sources(book)),
        "picture": _whiskers(found),
        "picture_said": book.say("whiskers", names=", ".join(row["name"] for row in found[:MOST_NAMED])),
        "rules": rules(book),
        "first": [card(book, row) for row in firsts],
        "all": len(book.findings),
        "changes": changes(book, past),
        "left_out": left_out(book),
        "states": {state: n for state, n in book.tally.states.items() if n},
    }


def findings(book: Book) -> Context:
    """All findings, worst first, and what they can be filtered by."""
    found = sorted(book.findings, key=_weight)
    cards = [_listed(book, row, at < MOST_QUOTED) for at, row in enumerate(found)]
    choices = {
        name: sorted({one[name] for one in cards if one[name]}) for name in ("source", "rule", "indicator", "state")
    }
    return {
        "findings": cards,
        "choices": {"severity": [s for s in SEVERITIES if any(c["severity"] == s for c in cards)]} | choices,
    }


def _listed(book: Book, row: Row, whole: bool) -> Context:
    """A finding in the list of all: the first ones with their words, the others short, so that the list stays light."""
    return card(book, row) if whole else card(book, row, quoted=False, most=1) | {"short": True}


def quantities(book: Book, groups: Sequence[Row]) -> Context:
    """The quantities that several figures speak of, those that are disputed first."""
    found = []
    for group in groups:
        facts = [book.facts[name] for name in group["fact_ids"] if name in book.facts]
        states = Counter(book.state(fact) for fact in facts)
        worst = next((state for state in ("contradicted", "flagged", "waived", "supported") if states[state]), "alone")
        value = None if group["value"] is None else book.words.amount(group["value"])
        unit = "" if group["unit"] in (None, "count") else book.words.named("units", group["unit"])
        found.append({
            **named(book, group, facts), "page": page("q", group["group_id"]), "state": worst,
            "facets": [part for part in (group["area"], group["period"]) if part],
            "status": group["status"] if group["status"] != "actual" else "",
            "value": f"{value} {unit}".strip() if value else "",
            "figures": len(facts), "independent": group["n_independent"] or 0,
        })  # fmt: skip
    order = ("contradicted", "flagged", "waived", "supported", "alone")
    return {
        "quantities": sorted(found, key=lambda one: (order.index(one["state"]), -one["independent"], -one["figures"]))
    }


def sources(book: Book) -> list[Context]:
    """A row a source, least reliable first."""
    figures = Counter(book.owner(fact) for fact in book.facts.values())
    said = Counter((book.owner(book.articles.get(row["article_id"])), row["severity"]) for row in book.tally.counted)
    found = []
    for name in sorted({*book.articles_of, *book.scores}):
        score: Row = book.scores.get(name, {})
        found.append({
            "name": name, "page": page("s", name), "score": score.get("score"), "low": score.get("low"),
            "high": score.get("high"), "reason": score.get("reason") or "", "comparable": score.get("n") or 0,
            "articles": len(book.articles_of.get(name, ())), "figures": figures[name],
            "findings": {severity: said[name, severity] for severity in SEVERITIES if said[name, severity]},
        })  # fmt: skip
    return sorted(found, key=lambda row: (row["score"] is None, row["score"] or 0.0, row["name"]))


def rules(book: Book) -> list[Context]:
    """A row a rule that found something, by severity: how many findings, how many of them new."""
    counts: dict[tuple[int, str], Counter[str]] = {}
    for row in book.findings:
        severity = SEVERITIES.index(row["severity"]) if row["severity"] in SEVERITIES else len(SEVERITIES) - 1
        counts.setdefault((severity, row["rule"]), Counter())[row["state"] or "new"] += 1
    return [
        {"rule": rule, "title": titled(book, rule), "severity": SEVERITIES[severity], "page": page("r", rule),
         "all": sum(states.values()), "new": states["new"]}
        for (severity, rule), states in sorted(counts.items())
    ]  # fmt: skip


def _weight(row: Row) -> tuple[Any, ...]:
    return (
        row["state"] not in ("new", None),
        SEVERITIES.index(row["severity"]) if row["severity"] in SEVERITIES else len(SEVERITIES),
        not row["fact_ids"], row["rule"], -(row["confidence"] or 0.0), row["finding_id"],
    )  # fmt: skip


def _worst(book: Book) -> str:
    if book.tally.broken:
        return "critical"
    if not book.facts:
        return "warning"
    return next((severity for severity in SEVERITIES if book.tally.by_severity[severity]), "good")


def _verdict(book: Book) -> list[str]:
    """The sentences of the verdict, the first one the verdict itself."""
    words, counted = book.words, book.tally
    said = []
    if counted.broken:
        said.append(words.say("unjudged", checks=words.count(len(counted.broken), "broken_checks")))
    if not book.facts:
        said.append(words.say("verdict_nothing"))
    counts = words.severities(row["severity"] for row in counted.counted)
    if counts or (book.facts and not counted.broken):
        worst = next((severity for severity in SEVERITIES if counted.by_severity[severity]), "good")
        said.append(words.say(f"verdict_{worst}", counts=counts))
    figures = words.count(len(book.facts), "figures")
    return [*said, words.say("standing", figures=figures, **standing(book.audit))]


def _counts(book: Book) -> list[tuple[str, str]]:
    sources_known = {row["source"] for row in book.articles.values() if row["source"]}
    numbers = {
        "articles": len(book.articles), "sources": len(sources_known), "figures": len(book.facts),
        "comparable": len(book.comparable & set(book.facts)), "findings": len(book.tally.counted),
    }  # fmt: skip
    return [(book.words.number(n), book.say(f"count_{name}")) for name, n in numbers.items()]


def _whiskers(found: Sequence[Context]) -> list[dict[str, Any]] | None:
    """The rows of the picture of the sources, the least reliable first."""
    names = ("name", "score", "low", "high")
    rows = [{name: row[name] for name in names} for row in found if row["score"] is not None]
    return rows[:40] or None
