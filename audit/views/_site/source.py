"""The page of a source: what its score is the sum of, its articles, and the figures that others dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from audit.table import POINTS
from audit.views._rows import Row
from audit.views._site.book import DISPUTES, Book, ranking
from audit.views._site.cards import Context, card
from audit.views._site.names import page

MOST = 20


def source(book: Book, name: str) -> Context:
    """What the page of one source shows."""
    articles = book.articles_of.get(name, [])
    score = book.scores.get(name)
    facts = [fact for row in articles for fact in book.facts_of.get(row["article_id"], ())]
    disputes = {
        row["finding_id"]: row
        for fact in facts
        for row in book.findings_on.get(fact["fact_id"], ())
        if row["rule"] in DISPUTES
    }
    return {
        "name": name, "score": score, "parts_of": _parts(book, score) if score else [],
        "picture_said": book.say("waterfall", name=name),
        "picture": _waterfall(book, score) if score and score["score"] is not None else None,
        "articles": [line(book, row) for row in articles],
        "states": Counter(book.state(fact) for fact in facts),
        "disputes": [card(book, row) for row in sorted(disputes.values(), key=ranking)[:MOST]],
        "more": max(0, len(disputes) - MOST),
    }  # fmt: skip


def _parts(book: Book, score: Row) -> list[Context]:
    return [
        {"name": book.words.say(f"component_{name}"), "points": round(score[name] or 0.0, 1), "most": most}
        for name, most in POINTS.items()
    ]


def _waterfall(book: Book, score: Row) -> list[dict[str, Any]]:
    """A bar a component, each from where the one before ended to what it could have given."""
    rows, start = [], 0.0
    for name, most in POINTS.items():
        earned = score[name] or 0.0
        label = book.words.say(f"component_{name}")
        rows.append({"name": label, "start": start, "end": start + earned, "edge": start + most})
        start += earned
    rows.append({"name": book.say("score"), "start": 0.0, "end": score["score"], "edge": score["score"]})
    return rows


def line(book: Book, row: Row) -> Context:
    """An article in a table of several."""
    facts = book.facts_of.get(row["article_id"], ())
    found: Mapping[str, int] = Counter(
        finding["severity"]
        for finding in book.findings_in.get(row["article_id"], ())
        if finding["state"] in ("new", None)
    )
    return {
        "page": page("a", row["article_id"]), "title": row["title"] or row["path"] or row["article_id"],
        "source": book.owner(row),
        "lang": row["language"] or "" if row["title"] else "", "published": book.day(row["published"]),
        "figures": len(facts), "findings": dict(found),
    }  # fmt: skip
