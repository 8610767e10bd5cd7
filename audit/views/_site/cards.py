"""A finding as a card: what is wrong, how bad and how sure, and each place with its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from audit import registry
from audit.views._rows import Row
from audit.views._site.book import Book
from audit.views._site.names import key, page
from audit.views._terminal.bundles import whole
from audit.views._terminal.pages import title

Context = dict[str, Any]
MOST_PLACES = 4
_AROUND, _LONGEST = 110, 240  # characters of an article before and after a place, and of the place itself


def card(book: Book, row: Row, *, quoted: bool = True, most: int = MOST_PLACES) -> Context:
    """A finding with at most so many places; `quoted`: with the words there."""
    first = book.facts.get(row["fact_ids"][0]) if row["fact_ids"] else None
    places = [row, *row["related"]]
    sure = row["confidence"]
    return {
        "id": key(row["finding_id"]),
        "severity": row["severity"] or "info",
        "rule": row["rule"],
        "title": titled(book, row["rule"]),
        "page": page("r", row["rule"]),
        "message": row["message"] or "",
        "sure": round(100 * sure) if sure is not None and sure < 1 else None,
        "state": row["state"] or "new",
        "source": sorted({book.owner(book.articles.get(str(one.get("article_id")))) for one in places} - {""}),
        "indicator": (first or {}).get("indicator") or "",
        "quantity": book.quantity(first) if first else None,
        "places": [place(book, one, quoted=quoted and not whole(row["rule"])) for one in places[:most]],
        "more": max(0, len(places) - most),
    }


def titled(book: Book, rule: str) -> str:
    """What a rule says, in a few words; of a check of the suites its name."""
    return _title(rule, book.words.language)


@cache
def _title(rule: str, language: str) -> str:
    module = registry.members("rules").get(rule)
    return title(rule, module, language) if module else rule


def place(book: Book, row: Row | Mapping[str, Any], *, quoted: bool = True) -> Context:
    """A place: whose, where, and the words there with some before and after."""
    article = book.articles.get(str(row.get("article_id")))
    line = row.get("line")
    name = str(row.get("path") or row.get("article_id") or "")
    return {
        "link": book.place(row),
        "where": f"{name}:{line}" if line else name,
        "source": book.owner(article),
        "published": book.day((article or {}).get("published")),
        "note": str(row.get("note") or ""),
        "words": around(book, row) if quoted else None,
        "lang": (article or {}).get("language") or "",
    }


def around(book: Book, row: Row | Mapping[str, Any]) -> list[str] | None:
    """The words of a place in three: before, there, after. Nothing where the place is an article as a whole."""
    text, start, end = book.texts.get(str(row.get("article_id"))), row.get("start"), row.get("end")
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    high = text.find("\n", end, end + _AROUND)
    high = min(len(text), end + _AROUND) if high < 0 else high
    there = text[start:end] if end - start <= _LONGEST else f"{text[start : start + _LONGEST]}…"
    cut, left = low > 0 and text[low - 1] != "\n", text[low:start]
    right = text[end:high] if end - start <= _LONGEST else ""
    left = f"…{left.partition(' ')[2] or left}" if cut else left
    more = high < len(text) and text[high] != "\n"
    right = f"{right.rpartition(' ')[0] or right}…" if more and right else right
    return [left.lstrip(), " ".join(there.split()), right.rstrip()]
