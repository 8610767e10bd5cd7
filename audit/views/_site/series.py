"""A quantity over time: the values of its periods, a line a source."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from audit.views._reading import held
from audit.views._rows import Row
from audit.views._site.book import Book
from audit.views._site.called import amount, named, period
from audit.views._site.cards import Context
from audit.views._site.names import key, page

MOST_PERIODS, MOST_POINTS = 60, 400
SIGNS = "●■▲◆✚▼"  # the points of the lines of a picture over time
_DIGIT = re.compile(r"\d")


class Series:
    """The periods that each quantity is told of."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
        self._told: dict[tuple[Any, ...], Context | None] = {}
        for group in book.groups:
            if group["measure"] and group["unit"] and group["period"]:
                self._groups[_key(group)].append(group)

    def of(self, group: Row) -> Context | None:
        """The same quantity in other periods: a line a source, and the values of the periods next to this one."""
        of = _key(group)
        if not group["unit"] or of not in self._groups:
            return None
        if of not in self._told:
            self._told[of] = self._told_of(sorted(self._groups[of], key=lambda other: other["period"]))
        told = self._told[of]
        if told is None:
            return None
        here = [one["id"] for one in told["periods"]].index(group["group_id"]) if group["period"] else 0
        first = max(0, min(here - MOST_PERIODS // 2, len(told["periods"]) - MOST_PERIODS))
        near = told["periods"][first : first + MOST_PERIODS]
        return told | {"here": group["group_id"], "periods": near}

    def _called(self, group: Row) -> str:
        facts = self._book.facts
        return period(self._book, group, [facts[name] for name in group["fact_ids"][:1] if name in facts])

    def _told_of(self, groups: Sequence[Row]) -> Context | None:
        """What is told of a quantity over time, the same on the page of each of its periods."""
        rows = []
        for group in groups:
            for fact in (self._book.facts[name] for name in group["fact_ids"] if name in self._book.facts):
                day = fact["period_start"] or fact["period_end"]
                if day and fact["value"] is not None and math.isfinite(fact["value"]) and fact["kind"] == "quantity":
                    rows.append({
                        "who": self._book.owner(fact), "day": day[:10], "value": fact["value"],
                        "label": held(fact, self._book.words) or self._called(group),
                    })  # fmt: skip
        moments = {(row["who"], row["day"]) for row in rows}
        single = len(groups) < 2 and len(moments) == len({who for who, _ in moments})  # a period, once from each source
        if single or len({row["day"] for row in rows}) < 2:
            return None
        days = Counter(row["who"] for row in rows)
        names = sorted(sorted(days), key=lambda name: -days[name])[: len(SIGNS)]
        unique = {(row["who"], row["day"], row["value"]): row for row in rows if row["who"] in names}
        drawn = [unique[at] | {"line": f"line{names.index(at[0]) + 1}"} for at in sorted(unique)]
        periods = [
            {"id": group["group_id"], "code": group["period"], "period": self._called(group),
             "value": amount(self._book, group, "value"),
             "link": page("q", group["group_id"]) if len(group["fact_ids"]) > 1 else None}
            for group in groups
        ]  # fmt: skip
        facts = [self._book.facts[name] for name in groups[0]["fact_ids"] if name in self._book.facts]
        said = self._book.say("time_axis", name=named(self._book, groups[0], facts)["name"])
        return {
            "name": key(json.dumps(_key(groups[0]))),
            "said": said,
            "rows": drawn[:MOST_POINTS],
            "periods": periods,
            "names": list(zip(SIGNS, names, strict=False)),
        }


def _key(group: Row) -> tuple[Any, ...]:
    """What the periods of one series share, the form of the period too: a quarter is no point between half years."""
    form = _DIGIT.sub("0", group["period"] or "")
    return (*(group[name] for name in ("measure", "area", "status", "unit")), form)
