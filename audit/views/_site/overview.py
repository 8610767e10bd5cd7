"""The first page: the verdict, the sources, the findings by rule, what changed, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from audit.model import SEVERITIES
from audit.views._rows import Row, column
from audit.views._site.book import STATES, Book
from audit.views._site.cards import Context, card, titled
from audit.views._site.left import left_out
from audit.views._site.names import page
from audit.views._site.since import Past, changes
from audit.views._site.source import line
from audit.views._tally import comparable, standing
from audit.views._terminal.bundles import drawn

FIRST, FIRST_ARTICLES, MOST_NAMED, MOST_DRAWN = 6, 12, 10, 24


def overview(book: Book, past: Past) -> Context:
    """What the first page shows."""
    bundles, _ = drawn(book.tally, everything=False)
    firsts = [bundle[0] for bundle in bundles][:FIRST]
    return {
        "verdict": _verdict(book),
        "severity": _worst(book),
        "counts": _counts(book),
        "sources": (found := sources(book)),
        "picture": _whiskers(found),
        "picture_said": book.say("whiskers", names=", ".join(row["name"] for row in found[:MOST_NAMED])),
        "articles": articles(book),
        "all_articles": len(book.whole.articles),
        "rules": rules(book),
        "first": [card(book, row) for row in firsts],
        "all": len(book.findings),
        "changes": changes(book, past),
        "left_out": left_out(book),
        "states": {state: n for state, n in book.tally.states.items() if n},
    }


def sources(book: Book) -> list[Context]:
    """A row a source, least reliable first."""
    figures, owners = Counter(_owned(book, "facts")), dict(_owners(book))
    articles = Counter(owners.values())
    said: Counter[tuple[str, str]] = Counter()
    for (name, severity), n in book.tally.owned.items():
        said[owners.get(name or "", ""), severity] += n
    found = []
    for name in sorted({*book.articles_of, *book.scores}):
        score: Row = book.scores.get(name, {})
        found.append({
            "name": name, "page": page("s", name), "score": score.get("score"), "low": score.get("low"),
            "high": score.get("high"), "reason": score.get("reason") or "", "comparable": score.get("n") or 0,
            "articles": articles[name], "figures": figures[name],
            "findings": {severity: said[name, severity] for severity in SEVERITIES if said[name, severity]},
        })  # fmt: skip
    return sorted(found, key=lambda row: (row["score"] is None, row["score"] or 0.0, row["name"]))


def articles(book: Book) -> list[Context]:
    """A row an article, those first whose figures are most disputed: what of each may be printed."""
    told = []
    for name, row in book.articles.items():
        states = Counter(book.state(fact) for fact in book.facts_of.get(name, ()))
        told.append(line(book, row) | {"states": {state: states[state] for state in STATES if states[state]}})
    worst = ("contradicted", "flagged")
    told.sort(key=lambda one: ([-one["states"].get(state, 0) for state in worst], -sum(one["findings"].values())))
    return told[:FIRST_ARTICLES]


def _owners(book: Book) -> Iterator[tuple[str, str]]:
    """The articles by id, each with whose it is."""
    return zip(column(book.whole, "articles", "article_id"), _owned(book, "articles"), strict=True)


def _owned(book: Book, table: str) -> Iterator[str]:
    """Whose each row of a table is, whether it has pages or not."""
    rows = zip(*(column(book.whole, table, name) for name in ("source", "article_id")), strict=True)
    return (str(source or article) for source, article in rows)


def rules(book: Book) -> list[Context]:
    """A row a rule that found something, by severity: how many findings, how many of them new."""
    counts: dict[tuple[int, str], Counter[str]] = {}
    found = Counter(zip(*(column(book.whole, "findings", name) for name in ("severity", "rule", "state")), strict=True))
    for (told, rule, state), n in found.items():
        severity = SEVERITIES.index(told) if told in SEVERITIES else len(SEVERITIES) - 1
        counts.setdefault((severity, rule), Counter())[state or "new"] += n
    return [
        {"rule": rule, "title": titled(book, rule), "severity": SEVERITIES[severity], "page": page("r", rule),
         "all": sum(states.values()), "new": states["new"]}
        for (severity, rule), states in sorted(counts.items())
    ]  # fmt: skip


def _worst(book: Book) -> str:
    if book.tally.broken:
        return "critical"
    if not len(book.whole.facts):
        return "warning"
    return next((severity for severity in SEVERITIES if book.tally.by_severity[severity]), "good")


def _verdict(book: Book) -> list[str]:
    """The sentences of the verdict, the first one the verdict itself."""
    words, counted = book.words, book.tally
    said = []
    if counted.broken:
        said.append(words.say("unjudged", checks=words.count(len(counted.broken), "broken_checks")))
    if not len(book.whole.facts):
        said.append(words.say("verdict_nothing"))
    counts = words.severities(counted.by_severity)
    if counts or (len(book.whole.facts) and not counted.broken):
        worst = next((severity for severity in SEVERITIES if counted.by_severity[severity]), "good")
        said.append(words.say(f"verdict_{worst}", counts=counts))
    figures = words.count(len(book.whole.facts), "figures")
    return [*said, words.say("standing", figures=figures, **standing(book.whole))]


def _counts(book: Book) -> list[tuple[str, str, str]]:
    """What is counted, and where it is listed."""
    whole = book.whole
    sources_known = {source for source in column(whole, "articles", "source") if source}
    known = comparable(whole).intersection(column(whole, "facts", "fact_id"))
    numbers = {
        "articles": len(whole.articles), "sources": len(sources_known), "figures": len(whole.facts),
        "comparable": len(known), "findings": len(book.tally.sure),
    }  # fmt: skip
    lists = {"comparable": "quantities.html", "findings": "findings.html"}
    return [(book.words.number(n), book.say(f"count_{name}"), lists.get(name, "")) for name, n in numbers.items()]


def _whiskers(found: Sequence[Context]) -> list[dict[str, Any]] | None:
    """The rows of the picture of the sources, the least reliable first."""
    names = ("name", "score", "low", "high")
    rows = [{name: row[name] for name in names} for row in found if row["score"] is not None]
    return rows[:MOST_DRAWN] or None
