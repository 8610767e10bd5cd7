"""The lists of all findings and of all quantities, in sheets; and what a script looks through to filter all sheets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from audit.model import SEVERITIES
from audit.views._rows import Row
from audit.views._site.book import STATES, Book, sheet
from audit.views._site.called import named, period
from audit.views._site.cards import Context, card, titled
from audit.views._site.names import page

MOST_QUOTED, MOST_ROWS = 1000, {"findings": Book.SHEET, "quantities": 500}
_FACETS = {"findings": ("severity", "rule", "source", "indicator", "state"), "quantities": ("state", "indicator")}


class Listing:
    """A list in sheets. Its rows are put together when the first sheet is asked for."""

    def __init__(self, book: Book, name: str, size: int, inputs: str, make: Callable[[], list[Context]]) -> None:
        self._book, self._size, self._make = book, size, make
        self.name, self.inputs, self._most = name, inputs, MOST_ROWS[name]
        self.count = max(1, -(-size // self._most))

    def file(self, at: int) -> str:
        """The file of a sheet, counted from 0."""
        return sheet(self.name, at)

    def sheet(self, at: int) -> Context:
        """What a sheet shows."""
        return {
            "name": self.name, "rows": self._rows[at * self._most : (at + 1) * self._most], "all": self._size,
            "choices": self._choices, "nth": at + 1, "count": self.count,
            "sheets": [(n + 1, self.file(n)) for n in _near(at, self.count)],
        }  # fmt: skip

    def script(self) -> bytes:
        """`auditList(...)` with the values that rows are filtered by, and all rows in short."""
        facets = {facet: {value: at for at, (value, _) in enumerate(found)} for facet, found in self._choices.items()}
        rows = [
            [[[facets[facet][value] for value in _several(one[facet])] for facet in facets],
             *_short(self.name, one, at // self._most + 1)]
            for at, one in enumerate(self._rows)
        ]  # fmt: skip
        told = {"facets": {facet: list(values) for facet, values in facets.items()}, "rows": rows}
        written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return f"auditList({written});\n".encode("utf8", "replace")

    @cached_property
    def _rows(self) -> list[Context]:
        return self._make()

    @cached_property
    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        return {facet: _choices(self._book, facet, self._rows) for facet in _FACETS[self.name]}


def findings(book: Book, inputs: str) -> Listing:
    """All findings, worst first."""

    def make() -> list[Context]:
        return [_finding(book, row, at < MOST_QUOTED) for at, row in enumerate(book.ranked)]

    return Listing(book, "findings", len(book.ranked), inputs, make)


def quantities(book: Book, groups: Sequence[Row], inputs: str) -> Listing:
    """The quantities that several figures speak of, those that are disputed first."""

    def make() -> list[Context]:
        listed = [_quantity(book, group) for group in groups]
        return sorted(listed, key=lambda one: (STATES.index(one["state"]), -one["independent"], -one["figures"]))

    return Listing(book, "quantities", len(groups), inputs, make)


def _near(at: int, count: int) -> list[int]:
    """The sheets that a sheet links to: the first, the last, and those beside it."""
    return sorted({0, count - 1, *range(max(0, at - 2), min(count, at + 3))})


def _choices(book: Book, facet: str, listed: Sequence[Context]) -> list[tuple[str, str]]:
    """The values that rows can be filtered by, each with its name."""
    found = {value for one in listed for value in _several(one[facet]) if value}
    if facet in ("severity", "state"):
        order = (*SEVERITIES, *STATES, "new", "baseline")
        return [(value, book.say(f"{facet}_{value}")) for value in sorted(found, key=order.index)]
    names = {value: titled(book, value) for value in found} if facet == "rule" else book.labels
    return sorted(((value, names.get(value, value)) for value in found), key=lambda one: (one[1], one[0]))


def _several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _finding(book: Book, row: Row, whole: bool) -> Context:
    """A finding in the list of all: the first ones with their words, the others short, so that the list stays light."""
    one = card(book, row) if whole else card(book, row, quoted=False, most=1)
    return one | {"short": not whole}


def _quantity(book: Book, group: Row) -> Context:
    facts = [book.facts[name] for name in group["fact_ids"] if name in book.facts]
    states = Counter(book.state(fact) for fact in facts)
    value = None if group["value"] is None else book.words.amount(group["value"])
    unit = "" if group["unit"] in (None, "count") else book.words.named("units", group["unit"])
    return {
        **named(book, group, facts), "page": page("q", group["group_id"]),
        "state": next((state for state in STATES if states[state]), "alone"),
        "facets": [part for part in (book.words.area(group["area"] or ""), period(book, group, facts)) if part],
        "value": f"{value} {unit}".strip() if value else "",
        "figures": len(facts), "independent": group["n_independent"] or 0,
    }  # fmt: skip


def _short(name: str, one: Context, sheet: int) -> list[Any]:
    """What the script shows of a row: of a finding its place in the list too, since links lead there."""
    if name == "findings":
        (first,) = one["places"][:1] or ({"link": None, "where": ""},)
        return [one["message"], first["link"], first["where"], one["id"], sheet]
    told = [one["name"], one["lang"], " · ".join(one["facets"]), one["page"]]
    return [*told, one["value"], one["independent"], one["figures"]]
