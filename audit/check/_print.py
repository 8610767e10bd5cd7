"""Numbers as they stand in a text: their parts, and the words next to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.check._words import leads, spelled, tokens

# Numbers with the letters, dots and strokes that belong to them: 24/3, 44/2022/QH15, 10.000.
NUMBER = re.compile(r"\d+(?:[.,/:-][\dA-ZĐ]{1,9}){0,5}")
_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})[/.-](\d{1,2})(?![\d]|[/.-]\d{1,2}\b)")
_MONTH = re.compile(r"(?<!\d)0?(\d{1,2})[/.-]\d{4}(?!\d)")
# A number, in digits or as the Romans wrote it, with the word before and the word after it.
NUMBERED = re.compile(
    r"(?<![^\W\d_])(?:([^\W\d_]{1,12})\s)?(\d{1,6}|[IVXLC]{1,5})(?![\w%])(?![.,]\d)(?=(?:\s([^\W\d_]{1,12}))?)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_BEHIND = re.compile(r"\s{0,2}([^\W\d_]{1,20})")
_TURN = re.compile(r"[.!?…;\n](?=\s)|\d")
# How far the words next to a number are looked for.
_NEAR = 24
_LETTER = re.compile(r"[A-ZĐ]")
# A sentence, more or less: a stop inside of a word or a number does not end it.
PIECE = re.compile(r"[^.!?…\n]+(?:[.](?=\S)[^.!?…\n]+)*")


def bare(number: str) -> str:
    """A number without its separators."""
    return re.sub(r"[^\dA-ZĐ]", "", number)


def followed(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str]]:
    """The numbers of a stretch of text, without separators, each with the word behind it."""
    for match in NUMBER.finditer(text, start, len(text) if end is None else end):
        behind = _BEHIND.match(text, match.end())
        yield bare(match[0]), spelled(behind[1]) if behind else ""


def parts(number: str) -> list[str]:
    """The numbers between the separators of one."""
    return [str(int(part)) for part in re.findall(r"\d+", number)]


def counted(number: str) -> str:
    """A number in digits or Roman letters as digits, without leading zeros."""
    if number.isdigit():
        return str(int(number))
    values = [_ROMAN[letter] for letter in number]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))


def beside(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """The word on the left of a number, not counting those that lead to a date, and the one on its right; or none."""
    left = _TURN.split(text[max(0, span[0] - _NEAR) : span[0]])[-1]
    right = _TURN.split(text[span[1] : span[1] + _NEAR], maxsplit=1)[0]
    before = [word for word in map(spelled, tokens(left)) if word not in leads()]
    behind = tokens(right)
    return before[-1] if before else "", spelled(behind[0]) if behind else ""


def days(text: str) -> Iterator[tuple[int, int]]:
    """Day and month of each date in digits."""
    return ((int(match[1]), int(match[2])) for match in _DAY.finditer(text))


def months(text: str) -> Iterator[str]:
    """The month of each date that is printed in digits."""
    yield from (str(month) for _, month in days(text))
    yield from (match[1] for match in _MONTH.finditer(text))


def is_identifier(number: str) -> bool:
    """Whether letters belong to a number, as to that of a decree."""
    return bool(_LETTER.search(number))
