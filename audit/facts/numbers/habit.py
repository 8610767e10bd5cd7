"""How an article writes its numbers, learned from those of its figures that can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.facts.numbers.digits import Habit

# The marks of numbers: what a pattern starts with is looked for fastest, and there are fewer marks than digits.
_BETWEEN = re.compile(r"[.,](?<=\d.)\d")
_MARKED = re.compile(r"(?<![.,])\d+(?:[.,]\d+)+")
_MARK = re.compile(r"[.,]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def habit(low: str, decimal: str, measured: re.Pattern[str]) -> Habit:
    """The habit of a text whose language writes `decimal` before decimals.

    `measured` finds a unit, which dates such as `26.3` have not.
    """
    other = "." if decimal == "," else ","
    decimals = {",": 0, ".": 0}
    groups = {",": 0, ".": 0}
    for match in _marked(low):
        marks = _MARK.findall(match[0])
        last = marks[-1]
        if len(marks) > 1 and len(set(marks)) == 1:
            groups[last] += _GROUPED.fullmatch(match[0]) is not None
        elif len(marks) > 1:
            decimals[last] += marks.count(last) == 1
        elif not _GROUPED.fullmatch(match[0]) and measured.match(low, match.end()):
            decimals[last] += 1
    return Habit(
        decimal,
        swapped=decimals[other] > decimals[decimal] + groups[other],
        grouped_by_decimal=groups[decimal] > decimals[decimal],
    )


def _marked(low: str) -> Iterator[re.Match[str]]:
    """The numbers of a text with marks in them."""
    done = 0
    for mark in _BETWEEN.finditer(low):
        begin = mark.start()
        while begin > done and low[begin - 1].isdecimal():
            begin -= 1
        match = _MARKED.match(low, begin) if begin < mark.start() else None
        if match:
            done = match.end()
            yield match
