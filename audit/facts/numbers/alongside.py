"""What a number without a unit shares with what stands before it: points of a share, the money of a sum.

`33.7%, up 1.6 points` and `its share of the vote fell 11 points` are percentage points; `$10 billion, against 22.3
billion` are dollars both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from audit.facts._phrases import Ending, begun, either
from audit.facts._reading import Figure

# Up to so many points a share moves, this near behind it.
_MOST, _NEAR = 25, 60
# How near behind points the word of their move stands.
_BEHIND = 16
# Up to so many points the share moves that a clause names, this near before them.
_MOST_NAMED, _NAMED = 60, 90
_ENDS = re.compile(r"[,;:()]")
# The letters of a code of money.
_CODE = 3


@dataclass(frozen=True, slots=True)
class Alongside:
    """The nouns of points, words of their moves, words that name a share, and those between two sums side by side."""

    points: frozenset[str]
    moves: re.Pattern[str]
    shares: re.Pattern[str] | None
    sums: Ending[bool]
    differs: re.Pattern[str] | None


def alongside(numbers: dict[str, Any]) -> Alongside:
    """These words of a language, from its section on numbers."""
    moves = re.compile(begun(numbers["share_moves"]))
    shares = re.compile(begun(numbers["share_named"])) if numbers["share_named"] else None
    sums = Ending(dict.fromkeys(numbers["beside"], True))
    differs = re.compile(f" {either(numbers['beside_after'])}") if numbers.get("beside_after") else None
    return Alongside(frozenset(numbers["share_points"]), moves, shares, sums, differs)


def of_share(figure: Figure, last: Figure | None, low: str, first: int, known: Alongside) -> bool:
    """Whether points are those of a share: of the one right before them, or of one that their clause names."""
    if figure.counted not in known.points:
        return False
    if known.shares is not None and figure.value < _MOST_NAMED:
        begin = max(first, figure.start - _NAMED)
        begin = max([begin, *(match.end() for match in _ENDS.finditer(low, begin, figure.start))])
        if known.shares.search(low, begin, figure.start):
            return True
    if last is None or last.unit != "percent":
        return False
    if figure.value >= _MOST or figure.start - last.end > _NEAR:
        return False
    if low[last.end : figure.start] == ", " and known.moves.search(low, figure.end, figure.end + _BEHIND):
        return True  # `82%, 3.5 points higher`
    return known.moves.search(low, last.end, figure.start) is not None


def money_of(last: Figure | None, words: list[str], figure: Figure, low: str, known: Alongside) -> str | None:
    """The money of the sum that a number is set beside; null where it is set beside none.

    The words before it say so, or those behind it: `17 billion euros next year, 10 billion less than in 2023`.
    """
    if last is None or not (known.sums.of(words) or (known.differs and known.differs.match(low, figure.end))):
        return None
    return last.unit if len(last.unit) == _CODE and last.unit.isupper() else None
