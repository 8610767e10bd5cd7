"""Says which spelled numbers are figures: those that carry a scale, a unit or a classifier, parts and folds."""

from __future__ import annotations

import re
from math import gcd

from audit.facts._phrases import words_before
from audit.facts._reading import Figure
from audit.facts.numbers.amounts import Amount
from audit.facts.scan.sense import Sense, of_period, telling

_NOUN = re.compile(r" ([^\W\d_]+)")
# What one in the last place of a part of a point is worth.
_POINT = 0.01
# How far before a `one` the number stands with which it is listed.
_LIST = 48


def folds_and_parts(word: str, start: int, sense: Sense) -> Figure | None:
    """The figure of words that are no number word: `gấp đôi`, `doubled`, `a quarter of`."""
    fold = sense.words.folds.of_word(word, sense.low, start, sense.limit)
    if fold and (fold[0] > start + len(word) or word not in sense.words.bare_folds or _multiplies(start, sense)):
        return Figure(start, fold[0], float(fold[1]), "ratio", "fold-word", fold=True)
    if word not in sense.words.grammar.article:
        return None
    after = start + len(word)
    point = sense.words.point_parts.at(sense.low, after, sense.limit)
    if point:
        return Figure(start, point[0], 1 / point[1], "percentage_point", "part", step=_POINT)
    match = sense.words.parts.match(sense.low, after, sense.limit)
    if match is None:
        return None
    size = sense.words.part_sizes[match[1]]
    if match[1].endswith(" of") or sense.low.startswith(" of ", match.end()):
        return _of_point(start, match.end(), 1 / size, sense) or _share(start, match.end(), 1, size)
    by = sense.words.part_after.of(words_before(sense.low, start, sense.first))
    return _share(start, match.end(), 1, size) if by else None


def _multiplies(start: int, sense: Sense) -> bool:
    """Whether a word is a verb that makes a multiple, by the words before it: `profit should double`."""
    return sense.words.fold_leads.of(words_before(sense.low, start, sense.first)) is not None


def _of_point(start: int, end: int, value: float, sense: Sense) -> Figure | None:
    """A part of one point: `a quarter of a percentage point`, `half a percentage point`."""
    lead = sense.words.one_of.at(sense.low, end, sense.limit)
    at = lead[0] if lead else end
    unit = sense.amounts.units.unit(sense.text, sense.low, at, sense.limit)
    if unit is not None and unit[1].kind == "percentage_point":
        return Figure(start, unit[0], value, unit[1].code, "part", step=_POINT)
    point = sense.words.points.at(sense.low, at, sense.limit)
    return Figure(start, point[0], value, "percentage_point", "part", step=_POINT) if point else None


def spelled(word: str, start: int, sense: Sense) -> tuple[Figure | None, int] | None:
    """The figure of the number words that begin with a word, if they make one, and where the text goes on."""
    half = sense.words.halves.of_word(word, sense.low, start, sense.limit)
    amount = sense.amounts.at_word(start, sense.done, sense.limit)
    if half is None and amount is None:
        return None
    before = words_before(sense.low, start, sense.first)
    if half and sense.words.no_half.of(before):
        half = None
    if half and (amount is None or amount.end <= half[0]):
        point = _of_point(start, half[0], 0.5, sense)
        if point:
            return point, point.end
        return Figure(start, half[0], 0.5, "ratio", "half"), half[0]
    if amount is None:
        return None
    no_number = sense.words.not_after.get(sense.low[start : amount.end])
    if no_number and amount.unit is None and no_number.of(before):
        return None, amount.end
    if amount.rule == "spelled" and sense.words.no_bare.of(before) and sense.low.startswith(sense.words.bare, start):
        return None, amount.end
    part = _part(amount, sense)
    if part and part.denominator:
        part = _of_point(part.start, part.end, part.value / part.denominator, sense) or part
    if part is None and not sense.words.reasons.before.of(before):
        part = sense.figures.out_of(amount)
    if part:
        return part, part.end
    whole = _whole(amount, before, sense)
    return sense.figures.complete(whole, before) if whole else (None, amount.end)


def _whole(amount: Amount, before: list[str], sense: Sense) -> Amount | None:
    """The amount, or the range that it opens, where it is a figure: `four to five thousand acres`."""
    if _carries(amount, before, sense):
        return sense.figures.joined(amount, before)
    ranged = sense.figures.joined(amount, before, named=True)
    return ranged if ranged.value_to is not None and _carries(ranged, before, sense) else None


def _carries(amount: Amount, before: list[str], sense: Sense) -> bool:
    """Whether a spelled number tells a quantity and is no ordinal, age or turn of phrase."""
    known = sense.words.reasons
    if known.after.at(sense.low, amount.end, sense.limit) or known.before.of(before):
        return False
    if amount.bare and known.before_bare.of(before):
        return False
    if telling(amount) or amount.words > 1 or (amount.unit is None and sense.figures.by_place(amount.start)):
        return True
    if amount.value <= 1:
        return _one(amount, before, sense)
    if sense.words.forms.plural.of(before):
        return False
    if amount.unit is None:
        return _counts(amount, sense) or _stands(amount, before, sense)
    if amount.unit.kind == "times":
        after = sense.words.joins.times_after.at(sense.low, amount.next, sense.limit)
        return sense.words.joins.times_before.of(before) is not None or after is not None
    return not of_period(amount, before, sense)


def _one(amount: Amount, before: list[str], sense: Sense) -> bool:
    """Whether `one` counts: `one killed`, `at least one storm`; with anything else it is an article."""
    if amount.unit is None and _listed(amount, sense):
        return True
    if not sense.words.one_after.of(before):
        return sense.words.ones.at(sense.low, amount.end, sense.limit) is not None
    word = _NOUN.match(sense.low, amount.end, sense.limit)
    return amount.unit is not None or (word is not None and word[1] not in sense.words.reasons.stops)


def _listed(amount: Amount, sense: Sense) -> bool:
    """Whether `one` counts beside other numbers, or what became of that one is told: `two women and one man`."""
    word = _NOUN.match(sense.low, amount.end, sense.limit)
    if word is None or word[1] in sense.words.reasons.stops:
        return False
    told, joined = sense.words.ones_listed
    if told.match(sense.low, amount.end, sense.limit):
        return True
    return joined.search(sense.low, max(sense.first, amount.start - _LIST), amount.start) is not None


def _stands(amount: Amount, before: list[str], sense: Sense) -> bool:
    """Whether the words around a number without a noun say that it counts: `killing five`, `nine missing`."""
    if sense.words.stands_before.at(sense.low, amount.end, sense.limit):
        return True
    return sense.words.stands_after.of(before) is not None


def _counts(amount: Amount, sense: Sense) -> bool:
    """Whether a noun follows that is counted and not only pointed at: `hai xe`, not `hai xe này`."""
    noun = sense.amounts.nouns.after(sense.text, sense.low, amount.end, sense.limit)
    if noun is None or not (sense.amounts.nouns.head_last or sense.counter(amount)):
        return False
    return sense.words.demonstrative.at(sense.low, noun[1], sense.limit) is None


def _part(amount: Amount, sense: Sense) -> Figure | None:
    """`một phần ba`, `two-thirds`: so many parts of so many."""
    if amount.unit is not None:
        return None
    named = sense.words.parts.match(sense.low, amount.end, sense.limit)
    if named and amount.scale == 1 and gcd(int(amount.value), sense.words.part_sizes[named[1]]) == 1:
        return _share(amount.start, named.end(), int(amount.value), sense.words.part_sizes[named[1]])
    match = sense.words.part.at(sense.low, amount.end, sense.limit)
    if match is None or match[0] >= sense.limit:
        return None
    whole = sense.amounts.at_word(match[0] + 1, match[0], sense.limit)
    return _share(amount.start, whole.end, int(amount.value), int(whole.value)) if whole else None


def _share(start: int, end: int, above: int, below: int) -> Figure:
    return Figure(start, end, float(above), "ratio", "part", denominator=float(below))
