"""How an article writes its numbers, learned from those of its figures that can be read in one way only."""

from __future__ import annotations

import re

from audit.facts._numbers import Habit

_MARKED = re.compile(r"\d+(?:[.,]\d+)+")
_TIMES = re.compile(r"(?:[.,]\d{3}){2,}")


def habit(low: str, decimal: str, measured: re.Pattern[str]) -> Habit:
    """The habit of a text whose language writes `decimal` before decimals; `measured` finds a unit, which no date has."""
    other = "." if decimal == "," else ","
    decimals = {",": 0, ".": 0}
    groups = {",": 0, ".": 0}
    for match in _MARKED.finditer(low):
        raw = match[0]
        mark = next(letter for letter in reversed(raw) if letter in ",.")
        before, after = raw.rsplit(mark, 1)
        if mark in before:
            if _TIMES.search(raw) and not (set(before) & {other if mark == decimal else decimal}):
                groups[mark] += 1
        elif "," in before or "." in before:
            decimals[mark] += 1
        elif len(after) != 3 and measured.match(low, match.end()):
            decimals[mark] += 1
    return Habit(
        decimal,
        swapped=decimals[other] > decimals[decimal] + groups[other],
        grouped_by_decimal=groups[decimal] > decimals[decimal],
    )
