"""What the search box looks through: figures and sentences, as a script that a page loads when somebody searches."""

from __future__ import annotations

import json
from typing import Any

from audit.views._site.book import STATES, Book
from audit.views._site.names import anchor, page

LONGEST = 400


def index(book: Book) -> bytes:
    """`found(...)` with articles (page, title, source), sentences, and figures that name both by their number."""
    articles: dict[str, int] = {}
    sentences: dict[str, int] = {}
    rows, figures = list[Any](), list[Any]()
    for name, row in book.articles.items():
        articles[name] = len(rows)
        rows.append([page("a", name), row["title"] or row["path"] or name, book.owner(row), row["language"] or ""])
    for fact in book.facts.values():
        sentence = " ".join((fact["sentence"] or "").split())[:LONGEST]
        at = sentences.setdefault(sentence, len(sentences))
        name, state = anchor(fact["fact_id"]), book.state(fact)
        figures.append([fact["quote"], book.said(fact)[0], articles[fact["article_id"]], at, name, state])
    told = {
        "articles": rows, "sentences": list(sentences), "figures": figures,
        "states": {state: book.say(f"state_{state}") for state in STATES}, "none": book.say("search_none"),
    }  # fmt: skip
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"auditIndex({written});\n".encode("utf8", "replace")
