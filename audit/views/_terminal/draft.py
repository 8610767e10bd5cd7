"""A draft held against its sources: each figure that they do not support, with what they print instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s
from typing import Any

from rich.text import Text

from audit.config import Config
from audit.model import Article, Audit
from audit.table import FINDINGS, frame
from audit.views import sarif
from audit.views._rows import Row, plain, rows
from audit.views._safe import safe
from audit.views._terminal.findings import Drawing
from audit.views._terminal.look import Look
from audit.views._terminal.marked import Piece, lines, marked, numbers
from audit.views._words import Words
from audit.views.json import encoded
from audit.views.markdown import escaped

SCHEMA = "audit-draft/1"
# How bad a verdict is: what the sources contradict must not be printed, what they do not hold wants a second look.
SEVERITY: Mapping[str, str] = {"contradicted": "critical", "unsupported": "warning", "unclear": "warning"}
_MOST = 3
_PLACE = ("article_id", "path", "start", "end")


# The styles of figures on a terminal.
_STYLES: Mapping[str, str] = {**SEVERITY, "supported": "good"}


def draft(article: Article, judged: Sequence[Row], found: Audit, config: Config, look: Look) -> Iterator[Text]:
    """The draft with its figures marked, and a note to each that is not supported, worst first.

    `judged` are the rows of `audit.check`, `found` is the audit of the sources with the draft among its texts. Where
    everything is asked for, supported figures have notes too; where little is, the draft itself is left out.
    """
    words, drawing = Words(config.speaks), Drawing(found, Words(config.speaks), look)
    if not look.quiet and judged:
        yield from marked(article.text, judged, _STYLES, look)
        yield Text()
    facts, numbered = {fact["fact_id"]: fact for fact in rows(found, "facts")}, numbers(judged)
    where = {"article_id": article.article_id, "path": article.path}
    for verdict in (*SEVERITY, *(("supported",) if look.everything else ())):
        for row in (row for row in judged if row["verdict"] == verdict):
            number = f"[{numbered[row['start']]}] " if row["start"] in numbered else ""
            yield from look.prose(f"{number}{words.say(f'check_{verdict}')}: {row['note']}", _STYLES[verdict])
            yield from drawing.spot(row | where, "", _STYLES[verdict])
            for fact in [facts[name] for name in row["fact_ids"] if name in facts][:_MOST]:
                yield from drawing.spot(fact, safe(fact["quote"], look.encoding), second=True)
            yield Text()
    worst = next((verdict for verdict in SEVERITY if any(row["verdict"] == verdict for row in judged)), "supported")
    yield from look.prose(summary(judged, words), _STYLES[worst])


def summary(judged: Sequence[Row], words: Words) -> str:
    """How many figures of a draft have each verdict."""
    if not judged:
        return words.say("checked_nothing")
    counts = Counter(row["verdict"] for row in judged)
    verdicts = {verdict: counts[verdict] for verdict in (*SEVERITY, "supported")}
    return words.say("checked", figures=words.count(len(judged), "figures"), **verdicts)


def as_json(article: Article, judged: Sequence[Row], found: Audit, config: Config) -> bytes:
    """The check as JSON: every figure of the draft, its verdict and the facts behind it, in any language."""
    del config
    facts = {fact["fact_id"]: fact for fact in plain(found.facts, "facts")}
    figures = [row | {"facts": [_said(facts[name]) for name in row["fact_ids"] if name in facts]} for row in judged]
    return encoded({"schema": SCHEMA, "draft": article.path, "figures": figures})


def as_markdown(article: Article, judged: Sequence[Row], found: Audit, config: Config) -> bytes:
    """The draft in Markdown: its figures bold, a footnote to each that is not supported, the summary first."""
    words, numbered = Words(config.speaks), numbers(judged)
    facts = {fact["fact_id"]: fact for fact in plain(found.facts, "facts")}
    out = [summary(judged, words), ""]
    for pieces in lines(article.text.rstrip(), judged):
        out += ["".join(_in_markdown(piece) for piece in pieces), ""]
    for row in sorted((row for row in judged if row["start"] in numbered), key=lambda row: int(row["start"])):
        verdict = words.say(f"check_{row['verdict']}")
        said = [f"**{escaped(verdict)}**: {escaped(row['note'])}"]
        said += [_place(facts[name]) for name in row["fact_ids"] if name in facts][:_MOST]
        out.append(f"[^{numbered[row['start']]}]: {'; '.join(said)}")
    return "\n".join(out).encode("utf8", "replace") + b"\n"


def _in_markdown(piece: Piece) -> str:
    text = escaped(piece.text, len(piece.text) + 1)
    note = f"[^{piece.number}]" if piece.number else ""
    return f"**{text}**{note}" if piece.verdict and text.strip() else text


def _place(fact: Row) -> str:
    return f"{escaped(fact['path'] or fact['article_id'])}:{fact['line']} {escaped(fact['quote'])}"


def as_sarif(article: Article, judged: Sequence[Row], found: Audit, config: Config) -> bytes:
    """What is not supported as SARIF 2.1.0: a result a figure, its rule `draft-` and the verdict."""
    facts = {fact["fact_id"]: fact for fact in plain(found.facts, "facts")}
    findings = [_finding(row, article, facts) for row in judged if row["verdict"] in SEVERITY]
    return sarif.files(replace(found, findings=frame(findings, FINDINGS)), config)[sarif.STREAM]


def _finding(row: Row, article: Article, facts: Mapping[str, Row]) -> Row:
    """A figure of a draft as a finding, which keeps its id while other lines of the draft change."""
    named = "\x1f".join((row["verdict"], row["quote"], row["note"]))
    places = [facts[name] for name in row["fact_ids"] if name in facts][:_MOST]
    related = [{name: fact[name] for name in (*_PLACE, "line")} | {"note": fact["quote"]} for fact in places]
    return {
        "finding_id": blake2s(named.encode("utf8", "replace"), digest_size=8).hexdigest(),
        "rule": f"draft-{row['verdict']}", "severity": SEVERITY[row["verdict"]], "confidence": 1.0,
        "dimension": "accuracy", "message": row["note"], "fact_ids": row["fact_ids"], "related": related,
        "article_id": article.article_id, "path": article.path, "start": row["start"], "end": row["end"],
        "line": article.text.count("\n", 0, int(row["start"])) + 1, "state": "new",
    }  # fmt: skip


def _said(fact: Row) -> dict[str, Any]:
    names = ("fact_id", "source", "path", "line", "start", "end", "quote", "sentence")
    return {name: fact[name] for name in names}
