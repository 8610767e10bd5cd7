"""The page of an article: its text as published, every figure marked, what was left out dimmed with the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup

from audit.views._rows import Row
from audit.views._site.book import STATES, Book, ranking
from audit.views._site.cards import Context, card, titled
from audit.views._site.left import dropped
from audit.views._site.names import anchor, page, passage, web

Piece = tuple[str, str, str, bool]  # text; the anchor and the state of its mark, and whether the mark begins here


class Dim(NamedTuple):
    """Why a passage is left out, and whether it begins here."""

    label: str
    why: str
    first: bool


Line = tuple[int, list[tuple[Dim | None, list[Piece]]]]
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
    live = {fact["sentence"]: passage(url, fact["sentence"]) for fact in facts if url and fact["sentence"]}
    return {
        "title": row["title"] or row["path"] or name,
        "named": bool(row["title"]),
        "path": row["path"] or name,
        "source": book.owner(row),
        "source_page": page("s", book.owner(row)),
        "published": book.day(row["published"]),
        "url": url,
        "lang": row["language"] or "",
        # Within the text our own words are the ones in another language.
        "own": book.tag(row["language"]) and Markup(' lang="{}"').format(book.words.language),
        "problem": row["problem"] or "",
        "lines": list(_lines(text, facts, removed, states)),
        "figures": [_figure(book, fact, states[fact["fact_id"]], live) for fact in facts],
        "states": {state: n for state in STATES if (n := list(states.values()).count(state))},
        "notes": [
            card(book, finding) | {"listed": book.listed(finding)} for finding in findings if not finding["fact_ids"]
        ],
        "dropped": dropped(book, book.audit.dropped.get(name, {})),
    }


def _figure(book: Book, fact: Row, state: str, live: Mapping[str, str]) -> tuple[Any, ...]:
    """A figure in the list beside the text: its anchor, how it stands, what was read from it, and where it leads to."""
    read, claims, code = book.said(fact)
    speaker = book.say("said_by", speaker=fact["speaker"]) if fact["speaker"] else ""
    found = [row for row in book.findings_on.get(fact["fact_id"], ()) if row["rule"] != ALONE]
    return (
        anchor(fact["fact_id"]), state, book.tag(fact["language"]), fact["quote"], book.say("line", n=fact["line"]),
        fact["subject"] or "", "; ".join(part for part in (read, claims, speaker) if part), code,
        book.quantity(fact), _short(book, found) if found else (), live.get(fact["sentence"]),
    )  # fmt: skip


def _short(book: Book, found: Sequence[Row]) -> list[Context]:
    """What the findings on a figure say: each thing once, with how many say it, leading to the first of them."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(found, key=ranking):
        alike.setdefault((row["severity"] or "info", row["rule"]), []).append(row)
    return [
        {"listed": book.listed(rows[0]), "severity": severity, "title": titled(book, rule), "count": len(rows)}
        for (severity, rule), rows in alike.items()
    ]


def _lines(text: str, facts: Sequence[Row], removed: Sequence[Row], states: dict[str, str]) -> Iterator[Line]:
    """The lines that are not blank, each as runs of pieces: what is left out is a run of its own."""
    marks = _apart([(fact["start"], fact["end"], fact) for fact in facts], len(text))
    dims = _apart([(block["start"], block["end"], block) for block in removed], len(text))
    cuts = sorted({at for start, end, _ in (*marks, *dims) for at in (start, end)})
    at, told = 0, None
    for number, line in enumerate(text.split("\n"), 1):
        end = at + len(line)
        if line.strip():
            inside = cuts[bisect_right(cuts, at) : bisect_right(cuts, end - 1)]
            runs = _runs(_piece(text, low, high, marks, dims, states) for low, high in pairwise((at, *inside, end)))
            dim, own = runs[0]
            if dim and told == dim[:2]:
                runs[0] = dim._replace(first=False), own  # said already, of the line before
            told = last[:2] if (last := runs[-1][0]) else None
            yield number, runs
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
) -> tuple[Piece, Dim | None]:
    """A piece of text: the mark that it belongs to, and what is left out with it."""
    mark, dim = _over(marks, low), _over(dims, low)
    block = dim[2] if dim else {}
    left = Dim(block["label"], block["kind"], dim[0] == low) if dim else None
    if not mark:
        return (text[low:high], "", "", False), left
    name = mark[2]["fact_id"]
    return (text[low:high], anchor(name), states[name], mark[0] == low), left


def _runs(pieces: Iterable[tuple[Piece, Dim | None]]) -> list[tuple[Dim | None, list[Piece]]]:
    """Pieces put together that are left out for one reason, or not at all."""
    runs: list[tuple[Dim | None, list[Piece]]] = []
    for piece, dim in pieces:
        if not runs or (runs[-1][0] is None) != (dim is None) or (dim and dim.first):
            runs.append((dim, []))
        runs[-1][1].append(piece)
    return runs
