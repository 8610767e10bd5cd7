"""What a quantity is called, of what and when it is, and its values in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from audit.views._rows import Row
from audit.views._site._book import Book
from audit.views._site._cards import Context


def named(book: Book, group: Row, facts: Sequence[Row]) -> Context:
    """What a quantity is called: the name of its indicator, else the words that most of its figures are named by.

    Names of indicators are English; to readers of another language an article's own words in it say more.
    """
    label = book.labels.get(group["measure"] or "")
    own = [fact for fact in facts if fact["subject"] and fact["language"] == book.words.language]
    if label and not (own and book.words.language != "en"):
        return {"name": label, "lang": "en", "indicator": group["measure"]}
    subjects = own or [fact for fact in facts if fact["subject"]]
    if subjects:
        times = Counter(fact["subject"].casefold() for fact in subjects)
        fact = max(subjects, key=lambda fact: times[fact["subject"].casefold()])
        name = " ".join(fact["subject"].split())
        return {"name": name, "lang": fact["language"] or "", "indicator": group["measure"] if label else ""}
    said = " ".join((facts[0]["sentence"] or facts[0]["quote"] or "").split()) if facts else ""
    return {
        "name": shorten(said, 90, placeholder=" …") or "?",
        "lang": facts[0]["language"] or "" if facts else "",
        "indicator": group["measure"] if label else "",
    }


def facets(book: Book, group: Row, facts: Sequence[Row]) -> list[tuple[str, str]]:
    """Whose it is, where, when, how it stands and in what unit: each with its name."""
    unit = book.words.named("values", "count") if group["unit"] == "count" else group["unit"]
    whose = Counter(fact["entity"] for fact in facts if fact["entity"])
    values = {
        "entity": max(whose, key=lambda name: whose[name]) if whose else "",
        "area": book.area(group["area"]), "period": group["period"],
        "status": book.words.named("values", group["status"] or ""), "unit": book.words.named("units", unit or ""),
    }  # fmt: skip
    return [(book.words.named("fields", name), value) for name, value in values.items() if value]


def amount(book: Book, group: Row, name: str) -> str:
    """The value in a column of a group, with its unit; nothing where there is none."""
    value = group[name]
    if value is None or not math.isfinite(value):
        return ""
    unit = "" if group["unit"] in (None, "count") else book.words.named("units", group["unit"])
    return f"{book.words.amount(value)} {unit}".strip()


def interval(book: Book, group: Row) -> str:
    """The interval that the agreed value stands for."""
    low, high = group["low"], group["high"]
    if low is None or high is None or low == high or not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return book.words.say("between", low=book.words.amount(low), high=book.words.amount(high))
