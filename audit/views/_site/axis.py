"""An axis: from where to where it goes, where its labels stand, and how many of them find room."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from audit.views._words import Words

MOST, LETTER, GAP = 5, 7, 16  # labels; pixels of a letter and between two labels


_LARGEST, _FINEST = 1e100, 1e-12  # what no figure passes, and how near to each other numbers are one


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high` on `length` pixels, a label every `step`."""

    low: float
    high: float
    step: float
    length: int

    @classmethod
    def of_scores(cls, length: int) -> Axis:
        """The axis of a score: 0 to 100."""
        return cls(0, 100, 25, length)

    @classmethod
    def over(cls, values: Iterable[float], length: int, words: Words) -> Axis:
        """An axis that holds these values and ends at labels, with as many of them as find room, MOST at the most."""
        known = [min(max(value, -_LARGEST), _LARGEST) for value in values]
        low, high = min(known), max(known)
        if high - low <= _FINEST * max(abs(low), abs(high), 1 / _LARGEST):
            low, high = (low - abs(low) / 50, high + abs(high) / 50) if abs(low) > 1 / _LARGEST else (-1.0, 1.0)
        for most in range(MOST, 2, -1):  # fewer than three cannot stand on both sides of zero
            axis = cls._from(low, high, most, length)
            told = [label for _, label in axis.labels(words)]
            widest = cls.room(max(told, key=len)) if length > 200 else 2.5 * LETTER  # else they stand above each other
            if widest * (len(told) - 1) <= length:
                break
        return axis

    @classmethod
    def _from(cls, low: float, high: float, most: int, length: int) -> Axis:
        """The axis with the smallest round step (1, 2 or 5 times a power of ten) that needs at most so many labels."""
        power = 10.0 ** math.floor(math.log10((high - low) / most))
        steps = (factor * power for factor in (1, 2, 5, 10, 20, 50))
        step = next(step for step in steps if math.ceil(high / step) - math.floor(low / step) < most)
        return cls(math.floor(low / step) * step, math.ceil(high / step) * step, step, length)

    def at(self, value: float) -> float:
        """Where a value stands, to a tenth of a pixel."""
        place = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(self.length * place, 1)

    def labels(self, words: Words) -> list[tuple[float, str]]:
        """The values that have a label, each with it."""
        digits = max(0, 1 - math.floor(math.log10(self.step)))
        count = round((self.high - self.low) / self.step)
        values = [round(self.low + at * self.step, digits) for at in range(count + 1)]
        return [(value, words.amount(value)) for value in values]

    @staticmethod
    def room(label: str, other: str | None = None) -> float:
        """The room that a label needs, or two labels from middle to middle."""
        letters = len(label) if other is None else (len(label) + len(other)) / 2
        return LETTER * letters + GAP
