"""What a quantity is called, of what and when it is, and its values in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import shorten

from audit.views._reading import exact
from audit.views._rows import Row
from audit.views._site.book import Book
from audit.views._site.cards import Context
from audit.views._when import when


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


def facets(book: Book, group: Row, facts: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Whose it is, where, when, how it stands and in what unit: each with its name, and its code where that differs."""
    area = book.words.area(group["area"] or "")
    whose = _most(fact["entity"] for fact in facts)
    unit = book.words.named("units", group["unit"] or "")
    if group["unit"] == "count":
        unit = _most(fact["counted"] for fact in facts) or book.words.named("values", "count")
    values = {
        "entity": (whose if whose != area else "", whose), "area": (area, group["area"]),
        "period": (period(book, group, facts), group["period"]),
        "status": (book.words.named("values", group["status"] or ""), group["status"]), "unit": (unit, group["unit"]),
    }  # fmt: skip
    return [
        (book.words.named("fields", name), value, "" if code == value or name in ("entity", "status") else code or "")
        for name, (value, code) in values.items()
        if value
    ]


def period(book: Book, group: Row, facts: Sequence[Row]) -> str:
    """When a quantity holds, in words."""
    change = any(fact["kind"] == "change" for fact in facts)
    return when(group["period"], book.words, change=change) if group["period"] else ""


def _most(names: Iterable[str | None]) -> str:
    """The name that most have, the first of them; nothing where none has one."""
    counts = Counter(name for name in names if name)
    return max(counts, key=lambda name: counts[name]) if counts else ""


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
    if low is None or high is None or low == high or not (math.isfinite(low) and math.isfinite(high)) or exact(group):
        return ""
    return book.words.span(low, high)
