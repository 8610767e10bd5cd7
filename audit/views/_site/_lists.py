"""The lists of all findings and of all quantities, in sheets; and what a script looks through to filter all sheets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audit.model import SEVERITIES
from audit.views._rows import Row
from audit.views._site._book import STATES, Book, sheet
from audit.views._site._called import named
from audit.views._site._cards import Context, card, titled
from audit.views._site._names import page

MOST_QUOTED, MOST_ROWS = 1000, 500
_FACETS = {"findings": ("severity", "rule", "source", "indicator", "state"), "quantities": ("state", "indicator")}


def findings(book: Book) -> Iterator[tuple[str, Context]]:
    """The sheets of all findings, worst first: the file of each, and what it shows."""
    listed = [_finding(book, row, at < MOST_QUOTED) for at, row in enumerate(book.ranked)]
    yield from _sheets(book, "findings", listed, Book.SHEET)


def quantities(book: Book, groups: Sequence[Row]) -> Iterator[tuple[str, Context]]:
    """The sheets of the quantities that several figures speak of, those that are disputed first."""
    listed = [_quantity(book, group) for group in groups]
    listed.sort(key=lambda one: (STATES.index(one["state"]), -one["independent"], -one["figures"]))
    yield from _sheets(book, "quantities", listed, MOST_ROWS)


def lists(sheets: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """The scripts with all rows of each list that has several sheets; one sheet is filtered as it stands."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for shown in sheets:
        if shown["count"] > 1:
            found.setdefault(shown["name"], []).append(shown)
    return {f"{name}.js": _index(name, shown) for name, shown in found.items()}


def _index(name: str, sheets: Sequence[Mapping[str, Any]]) -> bytes:
    """`auditList(...)` with the values that rows are filtered by, and the rows in short."""
    choices = sheets[0]["choices"]
    facets = {facet: {value: at for at, (value, _) in enumerate(found)} for facet, found in choices.items()}
    rows = [
        [[[facets[facet][value] for value in _several(one[facet])] for facet in facets], *_short(name, one, at)]
        for at, shown in enumerate(sheets, 1)
        for one in shown["rows"]
    ]
    told = {"facets": {facet: list(values) for facet, values in facets.items()}, "rows": rows}
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"auditList({written});\n".encode("utf8", "replace")


def _sheets(book: Book, name: str, listed: Sequence[Context], most: int) -> Iterator[tuple[str, Context]]:
    choices = {facet: _choices(book, facet, listed) for facet in _FACETS[name]}
    count = max(1, -(-len(listed) // most))
    for at in range(count):
        rows = listed[at * most : (at + 1) * most]
        yield sheet(name, at), {
            "name": name, "rows": rows, "all": len(listed), "choices": choices, "nth": at + 1, "count": count,
            "sheets": [(n + 1, sheet(name, n)) for n in _near(at, count)],
        }  # fmt: skip


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
        "facets": [part for part in (book.area(group["area"]), group["period"]) if part],
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
