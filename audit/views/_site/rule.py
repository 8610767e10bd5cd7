"""The page of a rule: what it does, in its own words; its findings; and where Great Expectations' result of it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from audit import languages, registry
from audit.views._site.book import Book, ranking
from audit.views._site.cards import Context, card, titled

MOST = 50
_CODE = re.compile(r"`([^`]{1,300})`")


def rule(book: Book, name: str, checks: Mapping[str, str]) -> Context:
    """What the page of one rule shows; `checks` maps a rule to the page of its result."""
    module = registry.members("rules").get(name)
    found = sorted(book.by_rule.get(name, []), key=ranking)
    return {
        "name": name, "title": titled(book, name),
        "severity": next((row["severity"] for row in found), module.RULE.severity if module else "info"),
        "table": module.RULE.table if module else "", "dimension": module.RULE.dimension if module else "",
        "headings": languages.load(book.words.language)["site"]["headings"],
        "sections": list(_sections(module.__doc__ or "")) if module else [],
        "findings": [card(book, row) for row in found[:MOST]], "all": len(found),
        "check": checks.get(name),
    }  # fmt: skip


def _sections(page: str) -> Iterator[dict[str, Any]]:
    """The sections of a rule's docstring: a heading, and blocks of paragraphs, lists and verbatim lines."""
    for part in page.split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        yield {"heading": heading.strip(), "blocks": [_block(block) for block in body.strip().split("\n\n") if block]}


def _block(block: str) -> dict[str, Any]:
    lines = block.split("\n")
    if all(line.startswith("    ") for line in lines):
        return {"kind": "code", "text": "\n".join(line[4:] for line in lines)}
    if lines[0].startswith("- "):
        items = ("\n" + block).split("\n- ")[1:]
        return {"kind": "list", "items": [_spans(" ".join(item.split())) for item in items]}
    return {"kind": "text", "spans": _spans(" ".join(line.strip() for line in lines))}


def _spans(text: str) -> list[tuple[str, bool]]:
    """Text in stretches, each with whether it is code."""
    return [(part, bool(at % 2)) for at, part in enumerate(_CODE.split(text)) if part]
