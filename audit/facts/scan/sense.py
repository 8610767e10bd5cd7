"""What the walk over one sentence has at hand: the text, the words of its language, and the readers of its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audit.facts.dates.finder import Dates
from audit.facts.numbers.amounts import Amount, Amounts
from audit.facts.numbers.figures import Figures
from audit.facts.scan.vocabulary import Vocabulary

# A span that the years in brackets behind it say again: `3 năm (2011-2013)`.
_YEARS_FOLLOW = re.compile(r" \((?:[^\W\d_]{1,5} ){0,2}(?:19|20)\d\d")
_TWO_WORDS = re.compile(r" (\w)\w* (\w)")
# Units that make a number a figure whatever stands before it.
_TELLING = frozenset({"percent", "percentage_point", "per_mille", "currency", "measure"})
# Days in a unit of time, and the span from which on a duration is told for its own sake.
_DAYS = {"s": 0.0, "min": 0.0, "h": 0.04, "d": 1.0, "wk": 7.0, "mo": 30.0, "a": 365.0}
_LONG_SPAN = 3650
# Spans so short that how soon something came is itself what is told.
_SHORT = frozenset({"s", "min"})
# How far before a span the word stands of a record that it reaches back to: `the biggest fall in seven years`.
_RECORD = 64


@dataclass(slots=True)
class Sense:
    """One sentence of a text, from `first` to `limit` and read up to `done`, with the readers of its language."""

    text: str
    low: str
    words: Vocabulary
    amounts: Amounts
    dates: Dates
    figures: Figures
    first: int
    limit: int
    done: int

    def counter(self, amount: Amount) -> bool:
        """Whether a classifier or a common counted noun follows a number, and no proper name such as `Trường Chinh`."""
        if not self.amounts.nouns.counter(self.low, amount.end, self.limit):
            return False
        words = _TWO_WORDS.match(self.text, amount.end, self.limit)
        return not (words and words[1].isupper() and words[2].isupper())


def telling(amount: Amount | None) -> bool:
    """Whether a scale or a unit makes a number a figure whatever stands before it."""
    return amount is not None and (amount.scale > 1 or (amount.unit is not None and amount.unit.kind in _TELLING))


def of_period(amount: Amount, before: list[str], sense: Sense) -> bool:
    """Whether a duration only says when or how long ago: after `cách đây`, or a short span after `sau`, `trong`.

    A long span after such a word is itself worth printing, and so is one that something lasts, that a record goes
    back or that was spent on something.
    """
    if amount.unit is None or amount.unit.kind != "duration" or sense.words.lasts.of(before):
        return False
    if sense.words.records.search(sense.low, max(sense.first, amount.start - _RECORD), amount.start):
        return False
    if sense.words.spent_on.match(sense.low, amount.next, sense.limit) or _soon(amount, before, sense):
        return False
    days = _DAYS[amount.unit.code] * float(amount.value)
    if (
        sense.words.ago_before.of(before)
        or _YEARS_FOLLOW.match(sense.low, amount.next, sense.limit)
        or sense.words.period_after.at(sense.low, amount.next, sense.limit)
    ):
        return True
    return days < _LONG_SPAN and sense.words.period_before.of(before) is not None


def _soon(amount: Amount, before: list[str], sense: Sense) -> bool:
    """Whether minutes tell how soon something came: `fell 13 minutes after takeoff`, `crashed 13 minutes later`."""
    if amount.unit is None or amount.unit.code not in _SHORT:
        return False
    always, behind, opens = sense.words.soon
    if always.at(sense.low, amount.next, sense.limit):
        return True
    told = behind.at(sense.low, amount.next, sense.limit) is not None
    return told and any(word not in opens for word in before)
