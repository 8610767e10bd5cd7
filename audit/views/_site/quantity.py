"""The page of a quantity: its values on one axis, a row an independent source, and the sentences side by side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from audit.model import Reference
from audit.views._reading import exact
from audit.views._rows import Row
from audit.views._site.book import STATES, Book, ranking
from audit.views._site.called import amount, facets, interval, named
from audit.views._site.cards import Context, card
from audit.views._site.differing import differing
from audit.views._site.names import anchor, page, web
from audit.views._site.series import Series

MOST_SENTENCES, MOST_FINDINGS, MOST_ROWS = 8, 6, 24
_TWIN = 60  # a sentence of so many characters is not written twice by chance


class Quantities:
    """The groups that have a page, and the series that they are part of."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.groups = [group for group in book.groups if len(group["fact_ids"]) > 1]
        self._series = Series(book)

    def series(self, group: Row) -> Context | None:
        """The same quantity in other periods."""
        return self._series.of(group)

    def page(self, group: Row) -> Context:
        """What the page of one quantity shows."""
        book = self._book
        facts = [book.facts[name] for name in group["fact_ids"] if name in book.facts]
        voices = _voices(book, facts)
        right = next((found for fact in facts if book.right and (found := book.right.of(fact))), None)
        findings = {row["finding_id"]: row for fact in facts for row in book.findings_on.get(fact["fact_id"], ())}
        told = sorted((row for row in findings.values() if row["rule"] != "uncorroborated"), key=ranking)
        return {
            **(called := named(book, group, facts)),
            "picture_said": book.say("axis", name=called["name"]),
            "facets": facets(book, group, facts),
            "value": amount(book, group, "value"),
            "interval": interval(book, group),
            "runner_up": amount(book, group, "runner_up"),
            "share": None if group["share"] is None else round(100 * group["share"]),
            "sure": None if group["confidence"] is None else round(100 * group["confidence"]),
            "n_facts": len(facts), "n_independent": group["n_independent"] or 0,
            "reference": _reference(book, right),
            "voices": [_voice(book, voice) for voice in voices],
            "sentences": _sentences(book, group, voices),
            "findings": [
                card(book, row, quoted=False) | {"listed": book.listed(row)} for row in told[:MOST_FINDINGS]
            ],
            "more_findings": max(0, len(told) - MOST_FINDINGS),
            "picture": _drawn(book, group, voices, right),
            "series": self.series(group),
        }  # fmt: skip


def _reference(book: Book, right: Reference | None) -> Context | None:
    if right is None:
        return None
    value = f"{book.words.amount(right.value)} {book.words.named('units', right.unit)}"
    return {"value": value, "publisher": right.publisher, "url": web(right.url)}


def _voices(book: Book, facts: Sequence[Row]) -> list[list[Row]]:
    """The facts of each independent source: copies stand with their original, the earliest article first."""
    owners = {fact["article_id"]: book.owner(fact) for fact in facts}
    found: dict[str, list[Row]] = {}
    twins: dict[tuple[str, str], str] = {}
    for fact in sorted(facts, key=lambda fact: _age(book, fact)):
        original = book.repeated(fact)
        voice = owners.get(original, f"copy of {original}") if original else book.owner(fact)
        said = (" ".join((fact["sentence"] or "").split()), fact["quote"])
        voice = twins.setdefault(said, voice) if len(said[0]) >= _TWIN else voice
        found.setdefault(voice, []).append(fact)
    return list(found.values())


def _age(book: Book, fact: Row) -> tuple[Any, ...]:
    article = book.articles.get(fact["article_id"], {})
    return book.repeated(fact) is not None, article.get("published") or "9999", fact["article_id"], fact["start"]


def _voice(book: Book, voice: Sequence[Row]) -> Context:
    owner = book.owner(voice[0])
    own = [fact for fact in voice if book.owner(fact) == owner]
    copies = [fact for fact in voice if book.owner(fact) != owner]
    return {
        "source": owner, "page": page("s", owner),
        "facts": [_mention(book, fact) for fact in own],
        "copies": [_mention(book, fact) for fact in copies],
    }  # fmt: skip


def _mention(book: Book, fact: Row) -> Context:
    read, _, code = book.said(fact)
    low, high = fact["low"], fact["high"]
    hedge = "" if fact["comparator"] in (None, "eq") else book.words.named("values", fact["comparator"])
    return {
        "key": anchor(fact["fact_id"]), "quote": fact["quote"], "tag": book.tag(fact["language"]),
        "state": book.state(fact), "reading": read, "code": code,
        "claim": hedge if None in (low, high) or low == high or exact(fact) else book.words.span(low, high),
        "source": book.owner(fact), "published": book.published(fact),
        "link": book.place(fact),
    }  # fmt: skip


def _sentences(book: Book, group: Row, voices: Sequence[Sequence[Row]]) -> list[Context]:
    """One sentence a voice, the first with the agreed value leading; the others show where they differ from it."""

    def telling(fact: Row) -> tuple[int, bool]:
        """What of a voice is shown first: what is disputed, and of that what its text says rather than its title."""
        return STATES.index(book.state(fact)), fact["block"] == "title"

    firsts = [min(voice, key=telling) for voice in voices][:MOST_SENTENCES]
    if len(voices) == 1:
        said: dict[str, Row] = {}
        for fact in voices[0]:  # the earliest comes first
            said.setdefault(" ".join((fact["sentence"] or "").split()), fact)
        firsts = list(said.values())[:MOST_SENTENCES]
    leading = next((fact for fact in firsts if group["value"] is not None and fact["value"] == group["value"]), None)
    ordered = [leading, *(fact for fact in firsts if fact is not leading)] if leading else firsts
    return [_sentence(book, fact, ordered[0]) for fact in ordered]


def _sentence(book: Book, fact: Row, leading: Row) -> Context:
    sentence = " ".join((fact["sentence"] or "").split())
    other = " ".join((leading["sentence"] or "").split())
    pieces = [(sentence, False)] if fact is leading else differing(sentence, other)
    return {
        "pieces": list(_pointed(pieces, fact["quote"])), "tag": book.tag(fact["language"]), "state": book.state(fact),
        "source": book.owner(fact), "published": book.published(fact), "link": book.place(fact),
    }  # fmt: skip


def _pointed(pieces: Sequence[tuple[str, bool]], quote: str) -> Iterator[tuple[str, str]]:
    """The pieces of a sentence, each with whether it differs and whether it belongs to the figure itself."""
    sentence, quote = "".join(text for text, _ in pieces), " ".join(quote.split())
    start = sentence.find(quote) if quote else -1
    end, at = start + len(quote) if start >= 0 else -1, 0
    for text, differs in pieces:
        cuts = sorted({0, len(text), *(cut - at for cut in (start, end) if 0 < cut - at < len(text))})
        for low, high in pairwise(cuts):
            kinds = ("here",) * (start <= at + low < end) + ("differs",) * differs
            yield text[low:high], " ".join(kinds)
        at += len(text)


def _drawn(book: Book, group: Row, voices: Sequence[Sequence[Row]], right: Reference | None) -> list[Row] | None:
    """The rows of the picture: a claim a voice, then the agreed and the known value. None without two claims."""
    claims = {
        (book.owner(voice[0]), fact["value"], fact["low"], fact["high"]): book.state(fact)
        for voice in voices
        for fact in voice
        if fact["value"] is not None and math.isfinite(fact["value"])
    }
    if len(claims) < 2:
        return None
    ends = [end for claim in claims for end in claim[1:] if end is not None and math.isfinite(end)]
    rows: list[Row] = [
        {"role": "claim", "who": who, "value": value, "low": _inside(low, min(ends)), "high": _inside(high, max(ends)),
         "state": state}
        for (who, value, low, high), state in list(claims.items())[:MOST_ROWS]
    ]  # fmt: skip
    if group["value"] is not None:
        rows.append({"role": "agreed", "value": group["value"]})
    if right is not None:
        rows.append({"role": "reference", "value": right.value})
    return rows


def _inside(end: float | None, edge: float) -> float:
    """An end of an interval; where it is open, the edge of the picture."""
    return edge if end is None or not math.isfinite(end) else end
