"""The evidence behind one finding or one fact of a report, by its id or the start of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from audit.config import Config
from audit.model import Audit
from audit.views._findings import Drawing
from audit.views._look import Look
from audit.views._reading import reading
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._words import Words

SHORTEST = 4


def evidence(name: str, audit: Audit, config: Config, look: Look) -> Iterator[Text]:
    """What a report holds on the finding or fact of this id; nothing where it holds none, or several of this start."""
    drawing = Drawing(audit, Words(config.speaks), look)
    for finding in _named(name, rows(audit, "findings"), "finding_id"):
        yield from drawing.finding(finding)
    for fact in _named(name, rows(audit, "facts"), "fact_id"):
        yield from _fact(fact, audit, drawing, Words(config.speaks), look)


def _named(name: str, found: list[Row], column: str) -> list[Row]:
    """The row of this id, else the one row whose id starts so."""
    exact = [row for row in found if row[column] == name]
    near = [row for row in found if len(name) >= SHORTEST and (row[column] or "").startswith(name)]
    return exact[:1] or (near if len(near) == 1 else [])


def _fact(fact: Row, audit: Audit, drawing: Drawing, words: Words, look: Look) -> Iterator[Text]:
    """Where a fact stands, every field that is known of it, and the groups and findings that speak of it."""
    yield from drawing.spot(fact, safe(reading(fact, words), look.encoding))
    yield Text()
    for name, value in fact.items():
        if value is not None and name not in ("path", "line", "start", "end", "article_id"):
            yield from look.prose(f"{name}: {words.number(value) if isinstance(value, float) else value}")
    for group in rows(audit, "groups"):
        if fact["fact_id"] in group["fact_ids"]:
            yield from look.prose(
                words.say("in_group", n=len(group["fact_ids"]), sources=group["n_sources"] or 0), "header"
            )
            yield from (
                Text(f"  {_other(other, words, look)}")
                for other in rows(audit, "facts")
                if other["fact_id"] in group["fact_ids"]
            )
    for finding in rows(audit, "findings"):
        if fact["fact_id"] in finding["fact_ids"]:
            yield Text()
            yield from drawing.finding(finding)


def _other(fact: Row, words: Words, look: Look) -> str:
    return safe(
        f"{fact['path'] or fact['article_id']}:{fact['line']}  {fact['quote']}  {reading(fact, words)}", look.encoding
    )
