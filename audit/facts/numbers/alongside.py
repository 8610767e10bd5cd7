"""What a number without a unit shares with the figure right before it: points of a share, the money of a sum.

`33.7%, up 1.6 points` are percentage points; `$10 billion, against 22.3 billion` are dollars both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from audit.facts._phrases import Ending, either
from audit.facts._reading import Figure

# Up to so many points a share moves, this near behind it.
_MOST, _NEAR = 25, 60
# The letters of a code of money.
_CODE = 3


@dataclass(frozen=True, slots=True)
class Alongside:
    """The nouns of points, the words that tell of their moves, and those before a sum that is set beside another."""

    points: frozenset[str]
    moves: re.Pattern[str]
    sums: Ending[bool]


def alongside(numbers: dict[str, Any]) -> Alongside:
    """These words of a language, from its section on numbers."""
    moves = re.compile(f"(?<!\\w){either(numbers['share_moves'])}")
    return Alongside(frozenset(numbers["share_points"]), moves, Ending(dict.fromkeys(numbers["beside"], True)))


def of_share(figure: Figure, last: Figure | None, low: str, known: Alongside) -> bool:
    """Whether points are those of the share right before them."""
    if figure.counted not in known.points or last is None or last.unit != "percent":
        return False
    if figure.value >= _MOST or figure.start - last.end > _NEAR:
        return False
    return known.moves.search(low, last.end, figure.start) is not None


def money_of(last: Figure | None, words: list[str], known: Alongside) -> str | None:
    """The money of the sum that a number is set beside by the words before it; null where it is set beside none."""
    if last is None or not known.sums.of(words):
        return None
    return last.unit if len(last.unit) == _CODE and last.unit.isupper() else None
