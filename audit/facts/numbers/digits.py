"""Reads a number printed in digits: how far it goes, what it is worth, what one in its last digit is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# Figures of more digits than a double holds exactly are codes, not quantities.
MOST_DIGITS = 15
_RUN = re.compile(r"\d+(?:[.,]\d+)*")
# Groups of three parted by spaces: `1 234 567`, `20 000`.
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?![\d.,]\d|\d)")
_LAKH = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_MARKS = re.compile(r"[.,]")


class Habit(NamedTuple):
    """How an article writes numbers: the language's decimal mark, and marks it was seen to use otherwise."""

    decimal: str
    swapped: bool = False
    grouped_by_decimal: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number as digits without marks, of which the last `decimals` stand after the decimal mark."""

    digits: int
    decimals: int
    plain: bool


def extent(low: str, start: int, limit: int, spaced: bool = False) -> int:
    """Where the run of digits and marks ends that starts at `start`; with `spaced`, spaces may part groups of three."""
    if spaced:
        match = _SPACED.match(low, start, limit)
        if match:
            return match.end()
    found = _RUN.match(low, start, limit)
    return found.end() if found else start


def printed(raw: str, habit: Habit, measured: bool, counting: bool) -> Printed | None:
    """The number a run of digits and marks stands for, or None where it is malformed (`1.2.3.4`, `12,34,5`).

    `measured` says that a percent sign, a scale or a unit follows, `counting` that a counted noun does: a count
    has no decimals, so `1,250` of people is a thousand wherever commas are decimal marks.
    """
    if " " in raw:
        raw = raw.replace(" ", "")
    return _printed(raw, habit, measured, counting) if len(raw) <= MOST_DIGITS + 6 else None


@lru_cache(maxsize=1 << 12)
def _printed(raw: str, habit: Habit, measured: bool, counting: bool) -> Printed | None:
    if raw.isdecimal():
        return _whole(raw, plain=True)
    marks = _MARKS.findall(raw)
    pieces = _MARKS.split(raw)
    if len(set(marks)) == 2:
        return _decimal(pieces, marks) if marks.count(marks[-1]) == 1 and marks[-1] != marks[0] else None
    if len(marks) > 1:
        grouped = _grouped(pieces) or (marks[0] == "," and _LAKH.fullmatch(raw) is not None)
        return _whole("".join(pieces)) if grouped else None
    if not _grouped(pieces) or pieces[0].startswith("0"):
        return _point(pieces)
    decimal = _means_decimal(marks[0], habit, measured, counting)
    return _point(pieces) if decimal else _whole("".join(pieces))


def _means_decimal(mark: str, habit: Habit, measured: bool, counting: bool) -> bool:
    """Whether the one mark of `1.234` or `1,234` is a decimal mark, by language, by the article and by what follows."""
    if mark != habit.decimal:
        return habit.swapped and measured
    if habit.grouped_by_decimal:
        return False
    return measured or not counting


def _grouped(pieces: list[str]) -> bool:
    return 1 <= len(pieces[0]) <= 3 and all(len(piece) == 3 for piece in pieces[1:])


def _decimal(pieces: list[str], marks: list[str]) -> Printed | None:
    return _point(["".join(pieces[:-1]), pieces[-1]]) if _grouped(pieces[:-1]) else None


def _point(pieces: list[str]) -> Printed | None:
    whole, decimals = pieces
    if len(whole) + len(decimals) > MOST_DIGITS or (len(whole) > 1 and whole.startswith("0")):
        return None
    return Printed(int(whole + decimals), len(decimals), plain=False)


def _whole(digits: str, plain: bool = False) -> Printed | None:
    if len(digits) > MOST_DIGITS or (len(digits) > 2 and digits.startswith("0")):
        return None
    return Printed(int(digits), 0, plain)
