"""What a fact brings to the question "which quantity is this": its cell, its print, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from audit import compare
from audit.groups._names import names, parts
from audit.groups._packing import as_call
from audit.groups._words import KEPT, fates, grams, is_added, is_past, part_of, plain, said, tells_poll, words

_CODE = re.compile(r"\b\d{1,5}(?:/\d{4})?/[^\W\d_][\w-]{1,15}")
# So many characters open a sentence.
_OPENING = 40
# How many words each way stand near a figure.
_BEFORE, _AFTER = 9, 6
_NONE: frozenset[str] = frozenset()


@dataclass(eq=False, slots=True)
class Traits:
    """One fact, ready to be compared. Its words are read when it is held against another fact: most never are.

    Nobody changes one. It is not frozen, as that makes it take five times as long to make: a large run makes each anew
    in every process that asks for it.
    """

    fact_id: str
    article: str
    source: str
    kind: str
    unit: str
    per: str
    counted: str
    status: str
    direction: str
    area: str
    home: frozenset[str]
    period: str
    stated: bool
    assumed: str
    first: str
    last: str
    published: str
    indicator: str
    measure: str
    figure: compare.Printed | None
    before: str
    after: str
    sentence: str
    name: str
    entity: str
    speaker: str
    company: frozenset[str]
    quote: str
    heads: bool
    leads: bool
    asks: bool
    order: tuple[str, str, int]
    # What is read of a fact, when it is first asked for.
    _near: frozenset[str] | None = field(default=None, init=False)
    _around: frozenset[str] | None = field(default=None, init=False)
    _called: frozenset[str] | None = field(default=None, init=False)
    _documents: list[str] | None = field(default=None, init=False)
    _named: frozenset[str] | None = field(default=None, init=False)
    _part: frozenset[str] | None = field(default=None, init=False)
    _nouns: frozenset[str] | None = field(default=None, init=False)
    _added: bool | None = field(default=None, init=False)
    _fates: frozenset[int] | None = field(default=None, init=False)
    _so_far: bool | None = field(default=None, init=False)
    _polled: bool | None = field(default=None, init=False)
    _past: bool | None = field(default=None, init=False)
    _print: int | None = field(default=None, init=False)
    _day: str | None = field(default=None, init=False)
    _kin: str | None = field(default=None, init=False)

    @property
    def near(self) -> frozenset[str]:
        """The words next to the figure, and pairs of neighbours."""
        if self._near is None:
            self._near = _near(self.before, self.after)
        return self._near

    @property
    def around(self) -> frozenset[str]:
        """The words of the sentence, and pairs of neighbours."""
        if self._around is None:
            self._around = said(self.sentence)
        return self._around

    @property
    def called(self) -> frozenset[str]:
        """Whom and what the sentence names, and the numbers of documents next to the figure."""
        if self._called is None:
            self._called = _called(self.sentence).union(self.documents)
        return self._called

    @property
    def documents(self) -> list[str]:
        """The numbers of documents next to the figure: 17/NQ-CP."""
        if self._documents is None:
            self._documents = [code.lower() for code in _CODE.findall(f"{self.before} {self.after}")]
        return self._documents

    @property
    def named(self) -> frozenset[str]:
        """The words that name the measured thing and whose it is."""
        if self._named is None:
            self._named = plain(self.name)
        return self._named

    @property
    def part(self) -> frozenset[str]:
        """The words that tell a part of a whole from its other parts: those of "nhóm doanh nghiệp tư nhân"."""
        if self._part is None:
            self._part = part_of(self.entity) if self.entity else _NONE
        return self._part

    @property
    def nouns(self) -> frozenset[str]:
        """The words of the counted noun."""
        if self._nouns is None:
            self._nouns = plain(self.counted) if self.counted else _NONE
        return self._nouns

    @property
    def added(self) -> bool:
        """Whether the figure comes on top of another one."""
        if self._added is None:
            self._added = is_added(self.before, self.after)
        return self._added

    @property
    def fates(self) -> frozenset[int]:
        """What becomes of those counted, where the words beside the figure say it."""
        if self._fates is None:
            self._fates = fates(self.before, self.after) if self.unit == "count" else frozenset[int]()
        return self._fates

    @property
    def so_far(self) -> bool:
        """Whether the words beside the figure say until when it counts."""
        if self._so_far is None:
            self._so_far = compare.dated(f"{self.before} {self.after}")
        return self._so_far

    @property
    def polled(self) -> bool:
        """Whether the figure is one of a poll."""
        if self._polled is None:
            self._polled = self.asks and tells_poll(self.sentence)
        return self._polled

    @property
    def past(self) -> bool:
        """Whether the sentence opens with an earlier time that the period of the figure does not say."""
        if self._past is None:
            self._past = not self.period and is_past(self.sentence[:_OPENING])
        return self._past

    @property
    def print_(self) -> int:
        """A number that figures share which relate to any other one alike: all but when they were printed."""
        if self._print is None:
            self._print = self._number()
        return self._print

    def _number(self) -> int:
        figure = self.figure
        if figure is None:
            return 0
        when = figure.published if figure.running else None
        return _number_of(
            figure.value, figure.low, figure.high, figure.step, figure.comparator, figure.value_to, figure.denominator,
            figure.quote, figure.running, when,
        )  # fmt: skip

    @property
    def said_by(self) -> frozenset[str]:
        """The words that name who said it."""
        return plain(self.speaker) if self.speaker else _NONE

    @property
    def day(self) -> str:
        """The day on which the fact holds: that of its article where it tells of now, empty where it is not known.

        A count so far holds when it is printed, on whatever day the event was, unless it says until when.
        """
        if self._day is None:
            self._day = self._held_on()
        return self._day

    def _held_on(self) -> str:
        if self.figure and self.figure.running and self.period < self.published and not compare.dated(self.sentence):
            return self.published
        if self.period and len(self.period) != len("2024-03-07"):
            return ""
        told = self.period or (self.assumed if len(self.assumed) == len("2024-03-07") else "")
        return told or self.published

    @property
    def moment(self) -> str:
        """When the article of the fact was printed, to the minute where that is known."""
        return (self.figure.published if self.figure else None) or self.published

    @property
    def then(self) -> str:
        """The period that the fact tells of, of a change the one it leads to."""
        return self.period.rpartition("/")[2] if self.kind == "change" else self.period

    @property
    def now(self) -> bool:
        """Whether the fact speaks of the day of publication, or of no time at all."""
        return not self.period or self.period == self.published

    @property
    def deed(self) -> str:
        """What is said to happen on a date: the last two words of its measure."""
        return " ".join(measured(self.measure).split()[-2:])

    @property
    def kin(self) -> str:
        """The indicator that the measure is named by: that of exports, for a change of exports as well."""
        if self._kin is None:
            self._kin = "" if " : " in self.measure else self.measure.partition(" ")[0]
        return self._kin

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed without what is read of it."""
        return _as_call(self)


_as_call = as_call(Traits)


# Words are kept of so many facts: a large run holds each against others of its days.
@lru_cache(maxsize=KEPT)
def _near(before: str, after: str) -> frozenset[str]:
    return grams(words(before)[-_BEFORE:]) | grams(words(after)[:_AFTER])


_numbers = count(1)


@lru_cache(maxsize=KEPT)
def _number_of(*_: object) -> int:
    return next(_numbers)


@lru_cache(maxsize=KEPT)
def _called(sentence: str) -> frozenset[str]:
    return frozenset().union(*map(parts, names(sentence)))


def measured(measure: str) -> str:
    """The words of a measure key, without its unit."""
    return measure.rpartition(" : ")[0].replace("_", " ") or measure.replace("_", " ")
