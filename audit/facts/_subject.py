"""The words that name a figure's thing: the noun phrase before its verb, or the one that follows the figure.

News puts the thing before the verb and the figure after it (`tỷ lệ hộ nghèo giảm còn 4,5%`, `exports rose 8%`), or the
figure before the thing (`86,5% văn bản điện tử`, `63/63 tỉnh`, `a $5 billion hit`). Words of relation (verbs of
measure, prepositions, connectives, commas) part a sentence into groups; the thing is the nearest group of substance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.facts._marks import ADJUNCT, CONNECTIVE, FIGURE, LIGHT, PREDICATE, SUBSTANCE, TIME, Marks
from audit.facts._reading import Date, Figure
from audit.facts._tokens import CLAUSE

Span = tuple[int, int]

_EDGE = (LIGHT, TIME, ADJUNCT)
_PARTING = (PREDICATE, CONNECTIVE, FIGURE)
_MOST_GROUPS = 8
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of words between words of relation. `aside` where a preposition opens it; `near` in the figure's comma."""

    first: int
    after: int
    aside: bool
    near: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """The phrases around a figure, as spans of words.

    `thing` names what is measured, `other` is the phrase on the figure's other side (what a share is a share of, who
    does what is counted), `verb` is the relation right before the figure where the thing follows it.
    """

    thing: Span | None = None
    other: Span | None = None
    verb: Span | None = None
    follows: bool = False


def topic(mention: Figure | Date, marks: Marks) -> Topic:
    """The phrases around a mention in its sentence."""
    first, after = marks.words.at(mention.start, mention.end)
    before = list(_before(marks, first))
    named = next((group for group in before if not group.aside), None)
    right = _following(marks, after)
    counted = isinstance(mention, Figure) and mention.unit == "count"
    opens = named is None or not named.near
    if right and (counted or opens):
        other = (named.first, named.after) if named else None
        return Topic(right, other, _verb(marks, first), follows=True)
    chosen = named or (before[0] if before else None)
    if chosen is None:
        return Topic(right, follows=bool(right))
    return Topic((chosen.first, chosen.after), right)


def _before(marks: Marks, first: int) -> Iterator[Group]:
    """The groups of substance before a figure, nearest first, up to the end of its clause."""
    roles, breaks = marks.roles, marks.words.breaks
    end, near, found = first, True, 0
    at = first - 1
    bracketed = first < len(breaks) and breaks[first] > 0
    while at >= -1 and found < _MOST_GROUPS and first - at < 4 * _MOST_WORDS:
        over = at < 0 or breaks[at + 1] == CLAUSE
        if over or roles[at] in _PARTING or breaks[at + 1]:
            group = _trim(marks, at + 1, end)
            if group:
                found += 1
                yield Group(*group, aside=_aside(marks, at + 1, end), near=near)
            if over:
                return
            end = at if roles[at] in _PARTING else at + 1
            if breaks[at + 1] and not (bracketed and at + 1 == first):
                near = False
            if roles[at] == CONNECTIVE and found:
                return
            if roles[at] == CONNECTIVE:
                near = False
        at -= 1


def _following(marks: Marks, after: int) -> Span | None:
    """The group of substance that a figure opens."""
    roles, breaks, count = marks.roles, marks.words.breaks, len(marks.roles)
    end = after
    while end < count and end - after < _MOST_WORDS and not breaks[end] and roles[end] not in _PARTING:
        if roles[end] == ADJUNCT and all(role in _EDGE for role in roles[after:end]):
            return None
        end += 1
    return _trim(marks, after, end)


def _trim(marks: Marks, first: int, after: int) -> Span | None:
    roles = marks.roles
    while first < after and roles[first] in _EDGE:
        first += 1
    while after > first and roles[after - 1] in _EDGE:
        after -= 1
    return (first, after) if SUBSTANCE in roles[first:after] else None


def _aside(marks: Marks, first: int, after: int) -> bool:
    """Whether a preposition opens a stretch: it says when, where or by whom, not what."""
    for at in range(first, after):
        if marks.roles[at] == ADJUNCT:
            return True
        if marks.roles[at] not in (LIGHT, TIME):
            return False
    return False


def _verb(marks: Marks, first: int) -> Span | None:
    """The verb right before a figure, hedges aside."""
    end = first
    while end > 0 and marks.roles[end - 1] in (LIGHT, ADJUNCT) and not marks.words.breaks[end]:
        end -= 1
    at = end
    while at > 0 and marks.roles[at - 1] == PREDICATE and not marks.words.breaks[at]:
        at -= 1
    return (at, end) if at < end else None
