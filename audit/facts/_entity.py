"""Whose a figure is, and who says so: proper names and the groups that news speaks of."""

from __future__ import annotations

from audit.facts._marks import ADJUNCT, CONNECTIVE, FIGURE, LIGHT, PREDICATE, TIME, Marks
from audit.facts._subject import Span, Topic

_STOPS = (PREDICATE, CONNECTIVE, FIGURE, TIME)
_MOST_WORDS = 12
_REACH = 30


def entity(topic: Topic, marks: Marks) -> Span | None:
    """The organisation, person, product or group a figure is about: a name in its phrases, else the group they name."""
    for span in (topic.thing, topic.other):
        if span:
            named = _name(span, marks)
            if named:
                return named
    return None


def speaker(marks: Marks) -> Span | None:
    """Who is credited in a sentence: before a verb of saying, or after `theo`, `according to`."""
    for first, after, name in marks.cues:
        if name == "subjects.speech" and first > 0 and not marks.words.breaks[first]:
            start = _start(marks, first)
            named = _last_name((start, first), marks)
            if named:
                return named
        elif name == "subjects.credits":
            end = _end(marks, after)
            named = _name((after, end), marks)
            if named:
                return named
    return None


def _start(marks: Marks, first: int) -> int:
    start = first
    while (
        start > 0
        and first - start < _MOST_WORDS
        and not marks.words.breaks[start]
        and marks.roles[start - 1] not in _STOPS
    ):
        start -= 1
    return start


def _end(marks: Marks, after: int) -> int:
    end, count = after, len(marks.roles)
    while end < count and end - after < _MOST_WORDS and not marks.words.breaks[end] and marks.roles[end] not in _STOPS:
        end += 1
    return end


def _name(span: Span, marks: Marks) -> Span | None:
    """The first proper name in a span: a head of organisations with what follows, or a run of capitals."""
    for at in range(*span):
        if _capital(at, marks):
            return _grow(at, span, marks)
    return None


def _last_name(span: Span, marks: Marks) -> Span | None:
    for at in range(span[1] - 1, span[0] - 1, -1):
        if _capital(at, marks):
            first = at
            while first > span[0] and _capital(first - 1, marks):
                first -= 1
            return first, _grow(at, span, marks)[1]
    return None


def _grow(at: int, span: Span, marks: Marks) -> Span:
    end = at + 1
    while end < span[1] and (_capital(end, marks) or marks.words.starts[end] == marks.words.starts[end - 1]):
        end += 1
    return at, end


def _capital(at: int, marks: Marks) -> bool:
    """Whether a word is printed as part of a name; the first of a sentence only with another capital after it."""
    words = marks.words
    word = words.raw[at]
    if not word[0].isupper():
        return False
    if at and words.breaks[at] < 2:
        return True
    return len(word) > 1 and word.isupper() or (at + 1 < len(words.raw) and words.raw[at + 1][0].isupper())
