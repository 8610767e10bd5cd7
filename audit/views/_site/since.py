"""What moved since the run before this one, from the history of runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.views._rows import column
from audit.views._site.book import Book
from audit.views._site.cards import Context, titled
from audit.views._site.names import page

Past = Mapping[str, Sequence[Mapping[str, Any]]]


def changes(book: Book, past: Past) -> Context | None:
    """Counts, findings by rule and scores that are other ones now; None where no run was noted down before."""
    if not past.get("runs"):
        return None
    last = past["runs"][-1]
    found = {name: [row for row in past[name] if row["run"] == last["run"]] for name in ("rules", "scores")}
    now = {"articles": len(book.whole.articles), "figures": len(book.whole.facts)}
    before = {"articles": last["articles"], "figures": last["facts"]}
    return {
        "counts": [
            {"name": book.say(f"count_{name}"), "before": before[name], "now": now[name]}
            for name in now
            if before[name] != now[name]
        ],
        "rules": list(_rules(book, found["rules"])),
        "sources": list(_sources(book, found["scores"])),
    }


def _rules(book: Book, rows: Sequence[Mapping[str, Any]]) -> Iterator[Context]:
    before: Counter[str] = Counter()
    for row in rows:
        before[row["rule"]] += row["findings"]
    found = zip(column(book.whole, "findings", "rule"), column(book.whole, "findings", "state"), strict=True)
    now = Counter(rule for rule, state in found if state in ("new", None))
    for name in sorted({*before, *now}):
        if before[name] != now[name]:
            link = page("r", name) if name in book.by_rule else None
            yield {"name": titled(book, name), "before": before[name], "now": now[name], "page": link}


def _sources(book: Book, rows: Sequence[Mapping[str, Any]]) -> Iterator[Context]:
    """The sources whose score is shown as another one; new ones among them."""
    before = {row["source"]: row["score"] for row in rows}
    for name, row in book.scores.items():
        shown = [None if score is None else round(score) for score in (before.get(name), row["score"])]
        if shown[0] != shown[1]:
            yield {"name": name, "page": page("s", name), "before": shown[0], "now": shown[1]}
