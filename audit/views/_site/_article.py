"""The page of an article: its text as published, every figure marked, what was left out dimmed with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from audit.views._rows import Row
from audit.views._site._book import STATES, Book, ranking
from audit.views._site._cards import Context, card, titled
from audit.views._site._left import dropped
from audit.views._site._names import key, page, passage, web

LEFT_OUT = ("spam", "boilerplate")
ALONE = "uncorroborated"  # what the state of a figure says already


def article(book: Book, row: Row) -> Context:
    """What the page of one article shows."""
    name = row["article_id"]
    facts, text = book.facts_of.get(name, []), book.texts.get(name, "")
    removed = [
        block | {"kind": book.kind(block["reason"])}
        for block in book.blocks_of.get(name, [])
        if block["label"] in LEFT_OUT
    ]
    findings = book.findings_in.get(name, [])
    states = {fact["fact_id"]: book.state(fact) for fact in facts}
    url = web(row["url"])
    return {
        "title": row["title"] or row["path"] or name,
        "named": bool(row["title"]),
        "path": row["path"] or name,
        "source": book.owner(row),
        "source_page": page("s", book.owner(row)),
        "published": row["published"] or "",
        "url": url,
        "lang": row["language"] or "",
        "problem": row["problem"] or "",
        "lines": list(_lines(text, facts, removed, states)),
        "figures": [_figure(book, fact, states[fact["fact_id"]], url) for fact in facts],
        "states": {state: n for state in STATES if (n := list(states.values()).count(state))},
        "notes": [
            card(book, finding) | {"listed": book.listed(finding)} for finding in findings if not finding["fact_ids"]
        ],
        "dropped": dropped(book, book.audit.dropped.get(name, {})),
    }


def _figure(book: Book, fact: Row, state: str, url: str | None) -> Context:
    read, claims = book.said(fact)
    return {
        "key": key(fact["fact_id"]),
        "quote": fact["quote"],
        "lang": fact["language"] or "",
        "state": state,
        "reading": read,
        "claim": claims,
        "subject": fact["subject"] or "",
        "speaker": fact["speaker"] or "",
        "line": fact["line"],
        "quantity": book.quantity(fact),
        "findings": _short(book, [row for row in book.findings_on.get(fact["fact_id"], ()) if row["rule"] != ALONE]),
        "live": passage(url, fact["sentence"]) if url and fact["sentence"] else None,
    }


def _short(book: Book, found: Sequence[Row]) -> list[Context]:
    """What the findings on a figure say: each thing once, with how many say it, leading to the first of them."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(found, key=ranking):
        alike.setdefault((row["severity"] or "info", row["rule"]), []).append(row)
    return [
        {"listed": book.listed(rows[0]), "severity": severity, "title": titled(book, rule), "count": len(rows)}
        for (severity, rule), rows in alike.items()
    ]


def _lines(text: str, facts: Sequence[Row], removed: Sequence[Row], states: dict[str, str]) -> Iterator[Context]:
    """The lines that are not blank, each as runs of pieces: what is left out is a run of its own."""
    marks = _apart([(fact["start"], fact["end"], fact) for fact in facts], len(text))
    dims = _apart([(block["start"], block["end"], block) for block in removed], len(text))
    cuts = sorted({at for start, end, _ in (*marks, *dims) for at in (start, end)})
    at, told = 0, None
    for number, line in enumerate(text.split("\n"), 1):
        end = at + len(line)
        if line.strip():
            inside = cuts[bisect_right(cuts, at) : bisect_right(cuts, end - 1)]
            bounds = [at, *inside, end]
            pieces = [_piece(text, low, high, marks, dims, states) for low, high in pairwise(bounds)]
            runs = _runs(pieces)
            if (dim := runs[0]["dim"]) and told == (dim["label"], dim["why"]):
                dim["first"] = False  # said already, of the line before
            told = (last["label"], last["why"]) if (last := runs[-1]["dim"]) else None
            yield {"n": number, "runs": runs}
        at = end + 1


def _apart(spans: list[tuple[int, int, Row]], length: int) -> list[tuple[int, int, Row]]:
    """Spans in order, without those that begin inside another."""
    found: list[tuple[int, int, Row]] = []
    for start, end, row in sorted(spans, key=lambda span: (span[0], -span[1])):
        if 0 <= start < end <= length and (not found or start >= found[-1][1]):
            found.append((start, end, row))
    return found


def _over(spans: Sequence[tuple[int, int, Row]], at: int) -> tuple[int, int, Row] | None:
    """The span that a character stands in."""
    nth = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[nth] if nth >= 0 and at < spans[nth][1] else None


def _piece(
    text: str, low: int, high: int, marks: Sequence[Any], dims: Sequence[Any], states: dict[str, str]
) -> Context:
    mark, dim = _over(marks, low), _over(dims, low)
    piece: Context = {"text": text[low:high], "dim": None}
    if mark:
        fact = mark[2]
        piece |= {"key": key(fact["fact_id"]), "state": states[fact["fact_id"]], "first": mark[0] == low}
    if dim:
        block = dim[2]
        piece["dim"] = {"label": block["label"], "why": block["kind"], "first": dim[0] == low}
    return piece


def _runs(pieces: list[Context]) -> list[Context]:
    """Pieces put together that are left out for one reason, or not at all."""
    runs: list[Context] = []
    for piece in pieces:
        dim = piece.pop("dim")
        same = runs and (runs[-1]["dim"] is None) == (dim is None) and not (dim and dim["first"])
        if not same:
            runs.append({"dim": dim, "pieces": []})
        runs[-1]["pieces"].append(piece)
    return runs
