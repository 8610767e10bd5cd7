"""A draft held against its sources: each figure that they do not support, with what they print instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from audit.config import Config
from audit.model import Article, Audit
from audit.views._findings import Drawing
from audit.views._look import Look
from audit.views._rows import Row, plain, rows
from audit.views._safe import safe
from audit.views._words import Words
from audit.views.json import encoded

SCHEMA = "audit-draft/1"
# How bad a verdict is: what the sources contradict must not be printed, what they do not hold wants a second look.
SEVERITY: Mapping[str, str] = {"contradicted": "critical", "unsupported": "warning", "unclear": "warning"}
_MOST = 3


def draft(article: Article, judged: Sequence[Row], found: Audit, config: Config, look: Look) -> Iterator[Text]:
    """The figures of a draft as lines, worst first; supported ones where everything is asked for.

    `judged` are the rows of `audit.check`, `found` is the audit of the sources with the draft among its texts.
    """
    words, drawing = Words(config.speaks), Drawing(found, Words(config.speaks), look)
    facts = {fact["fact_id"]: fact for fact in rows(found, "facts")}
    where = {"article_id": article.article_id, "path": article.path}
    for verdict in (*SEVERITY, *(("supported",) if look.everything else ())):
        style = SEVERITY.get(verdict, "good")
        for row in (row for row in judged if row["verdict"] == verdict):
            yield from look.prose(f"{words.say(f'check_{verdict}')}: {row['note']}", style)
            yield from drawing.spot(row | where, "", style)
            for fact in [facts[name] for name in row["fact_ids"] if name in facts][:_MOST]:
                yield from drawing.spot(fact, safe(fact["quote"], look.encoding), second=True)
            yield Text()
    worst = next(
        (style for verdict, style in SEVERITY.items() if any(row["verdict"] == verdict for row in judged)), "good"
    )
    yield from look.prose(summary(judged, words), worst)


def summary(judged: Sequence[Row], words: Words) -> str:
    """How many figures of a draft have each verdict."""
    if not judged:
        return words.say("checked_nothing")
    counts = Counter(row["verdict"] for row in judged)
    verdicts = {verdict: counts[verdict] for verdict in (*SEVERITY, "supported")}
    return words.say("checked", figures=words.count(len(judged), "figures"), **verdicts)


def as_json(article: Article, judged: Sequence[Row], found: Audit) -> bytes:
    """The check as JSON: every figure of the draft with its verdict and the facts behind it."""
    facts = {fact["fact_id"]: fact for fact in plain(found.facts, "facts")}
    figures = [row | {"facts": [_said(facts[name]) for name in row["fact_ids"] if name in facts]} for row in judged]
    return encoded({"schema": SCHEMA, "draft": article.path, "figures": figures})


def _said(fact: Row) -> dict[str, Any]:
    names = ("fact_id", "source", "path", "line", "start", "end", "quote", "sentence")
    return {name: fact[name] for name in names}
