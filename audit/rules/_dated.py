"""Dates that articles give for one event and that cannot both be right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from audit.compare import one_day
from audit.rules._columns import NOISE, grouped, grouped_surely, sure, text_of

READ = ("article_id", "source", "quote", "period", "confidence", "group_confidence", "group_id")
_NEEDS = ("kind", "period", "group_id")
# So many prints of each date are asked for its year.
_ASKED = 8


@dataclass(frozen=True, slots=True)
class Moved:
    """Two dates of one event: the rows that print each, the one that fewer sources give first, and how sure it is."""

    less: tuple[Mapping[str, Any], ...]
    more: tuple[Mapping[str, Any], ...]
    confidence: float

    @property
    def days(self) -> int | None:
        """How many days lie between the two; None where a date names no day."""
        first, second = (_day(str(rows[0]["period"])) for rows in (self.less, self.more))
        return abs((second - first).days) if first and second else None


def moved(frame: pd.DataFrame) -> Iterator[Moved]:
    """Pairs of dates that two articles give for one event, the best supported one against each other one.

    Articles that give both dates are not held against either: they tell of an event that was put off.
    """
    if not all(name in frame for name in _NEEDS):
        return
    usable = (frame["kind"] == "event_date") & frame["period"].notna() & frame["group_id"].notna()
    if "block" in frame:
        usable &= ~frame["block"].isin(NOISE)
    rows = frame[[name for name in READ if name in frame]].assign(_row=range(len(frame)))[usable]
    for members in grouped(rows, ("group_id",), rows["period"]):
        yield from _conflicts(members)


def _conflicts(members: list[dict[str, Any]]) -> Iterator[Moved]:
    camps: dict[str, list[dict[str, Any]]] = {}
    for row in members:
        camps.setdefault(str(row["period"]), []).append(row)
    ranked = sorted(camps.values(), key=lambda rows: (-len({_source(row) for row in rows}), str(rows[0]["period"])))
    for less in ranked[1:]:
        knowing = {row["article_id"] for row in less} & {row["article_id"] for row in ranked[0]}
        own = tuple(row for row in less if row["article_id"] not in knowing)
        other = tuple(row for row in ranked[0] if row["article_id"] not in knowing)
        if own and other and not _one(own, other):
            yield Moved(own, other, sure(own[0], other[0]) * grouped_surely(own[0]))


def _one(own: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    """Whether two dates may be one: one is vaguer, or they differ in a year that one side never prints."""
    assumed = all(one_day(a, b) for a in own[:_ASKED] for b in other[:_ASKED])
    return assumed or _within(str(own[0]["period"]), str(other[0]["period"]))


def _within(one: str, other: str) -> bool:
    """Whether one date may be a vaguer form of the other: 2024-05 of 2024-05-19."""
    return one.startswith(other) or other.startswith(one)


def _source(row: Mapping[str, Any]) -> str:
    return text_of(row, "source") or str(row["article_id"])


def _day(period: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(period)
    except ValueError:
        return None
