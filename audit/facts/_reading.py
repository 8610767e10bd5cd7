"""What the questions of this stage hand to each other. All offsets count in `Reading.view.normal`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any

from audit.facts._phrases import lowered
from audit.model import Article
from audit.text import View

_START = attrgetter("start")


@dataclass(slots=True)
class Figure:
    """A figure as read: what it says as a number, before what it is about is known.

    `step` is what one in the last printed digit is worth in base units: 0.1 for `10,7%`, 1e5 for `1,3 triệu`.
    `fold` marks a multiple (`gấp đôi`, `2 lần`, `threefold`), `sign` is -1 for a printed minus or `âm`.
    """

    start: int
    end: int
    value: float
    unit: str
    rule: str
    value_to: float | None = None
    denominator: float | None = None
    counted: str | None = None
    per: str | None = None
    step: float = 1.0
    fold: bool = False
    sign: int = 1
    confidence: float = 1.0


@dataclass(slots=True)
class Date:
    """A date or period as read. `period` is ISO 8601, resolved against publication, null where no year is known.

    `first` and `last` are its first and last day. `event` is true where the date itself is what is reported.
    `halves` are the two days of a stretch, each a date that can be reported.
    `shape` is day, month, quarter, half, months, year, years, now, since, until or relative.
    """

    start: int
    end: int
    shape: str
    period: str | None
    first: str | None = None
    last: str | None = None
    event: bool = False
    rule: str = ""
    halves: tuple[Date, Date] | None = None


@dataclass(slots=True)
class Rejected:
    """A run of digits that is no figure, and why: a reason of the annotation guide (identifier, ordinal, ...)."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Sentence:
    """A sentence of a block, with what was read in it, in reading order."""

    text: str
    start: int
    end: int
    block: str
    language: str
    figures: list[Figure] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)


def mentions(sentence: Sentence) -> Sequence[Figure | Date]:
    """What facts are made of, in reading order: the figures of a sentence, and the dates that are themselves told."""
    events = [date for date in sentence.dates if date.event] if sentence.dates else None
    return sorted([*sentence.figures, *events], key=_START) if events else sentence.figures


@dataclass(slots=True)
class Reading:
    """An article as read: its normal view and its sentences, furniture and spam left out.

    `cut` are the stretches of spam; in the text of a sentence they are blanks, so that its offsets stay.
    """

    article: Article
    view: View
    sentences: list[Sentence]
    cut: tuple[tuple[int, int], ...] = ()
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def holds(self, phrases: Iterable[str], most: int | None = None) -> bool:
        """Whether the text, or the first sentences, has one of some phrases: a look may save looking in each."""
        if "lower" not in self.cache:
            self.cache["lower"] = lowered(self.view.normal)
        lower: str = self.cache["lower"]
        if most is not None:
            lower = lower[: self.sentences[:most][-1].end] if self.sentences else ""
        shared, cores = _cores(frozenset(phrases))
        return all(map(lower.__contains__, shared)) and any(map(lower.__contains__, cores))


@cache
def _cores(phrases: frozenset[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words that all of some phrases share, and the phrases in which no other one stands: these tell of all."""
    cores = [phrase for phrase in sorted(phrases) if not any(other in phrase for other in phrases - {phrase})]
    shared = frozenset[str]().union(*[frozenset(phrase.split()) for phrase in cores[:1]])
    return sorted(shared.intersection(*[phrase.split() for phrase in cores])), cores


@dataclass(slots=True)
class Claim:
    """What is claimed with a figure: how exactly, whether reached or planned, and when it holds."""

    kind: str = "quantity"
    direction: str | None = None
    comparator: str = "eq"
    status: str = "actual"
    period: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    period_from: str | None = None
    low: float | None = None
    high: float | None = None
    confidence: float = 1.0


@dataclass(slots=True)
class Name:
    """What a figure is about: the thing measured, whose it is, who says so, and where.

    `words` tells for a field where the words stand that it was read from, `rules` how it was read.
    """

    indicator: str | None = None
    measure: str | None = None
    subject: tuple[int, int] | None = None
    entity: str | None = None
    speaker: str | None = None
    area: str | None = None
    confidence: float = 1.0
    words: dict[str, tuple[int, int] | None] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
