"""Which of the names before `lần lượt` a figure of the row behind it belongs to.

`Vietcombank và BIDV lãi lần lượt 10 và 8 tỷ đồng`, `doanh thu và lợi nhuận lần lượt đạt 100 và 20 tỷ đồng`: the first
name is that of the first figure. As many names as figures make a row, the last two of them joined by a word.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.facts._reading import Date, Figure, Sentence
from audit.facts.names.lexicon import FIGURE, PREDICATE, TIME
from audit.facts.names.marks import Marks
from audit.facts.names.subject import Span, Topic
from audit.facts.names.tokens import CLAUSE

_ENDS = (PREDICATE, FIGURE, TIME)
# Figures that make a row, and words of the names before them.
_LEAST, _MOST, _WORDS = 2, 6, 30


class Row(NamedTuple):
    """The part of a row that is a figure's own, whether it is a proper name, all of the row, the verb behind it, and
    the first figure, which alone stands beside that.
    """

    part: Span
    proper: bool
    whole: Span
    verb: Span | None
    first: Figure


def row(mention: Figure | Date, sentence: Sentence, made: Marks) -> Row | None:
    """The name that a figure's place in its row means; None where a sentence has no such row."""
    told = next(iter(made.of("areas.respectively")), None)
    if told is None or not isinstance(mention, Figure):
        return None
    figures = _figures(mention, sentence, made.words.starts[told])
    if not _LEAST <= len(figures) <= _MOST or mention not in figures:
        return None
    end = told
    while end > 0 and made.roles[end - 1] == PREDICATE and not made.words.breaks[end]:
        end -= 1
    parts = _parts(end, len(figures), made)
    if len(parts) != len(figures):
        return None
    raw, breaks = made.words.raw, made.words.breaks
    proper = all(raw[first][0].isupper() for first, _ in parts if breaks[first] < CLAUSE)
    verb = (end, told) if end < told else None
    return Row(parts[figures.index(mention)], proper, (parts[0][0], parts[-1][1]), verb, figures[0])


def beside(about: Topic, found: Row | None) -> Topic:
    """The phrases around a figure, its own part of a row instead of the whole."""
    if found is None:
        return about
    overlaps = about.thing is not None and about.thing[0] < found.whole[1] and found.whole[0] < about.thing[1]
    if found.proper and about.thing is not None and not overlaps:
        return about
    return Topic(found.part, about.other, found.verb or about.verb)


def _figures(mention: Figure, sentence: Sentence, told: int) -> list[Figure]:
    """The figures of one unit that stand in a row right behind a word."""
    found: list[Figure] = []
    for one in sentence.figures:
        if one.start < told:
            continue
        if one.unit != mention.unit:
            break
        found.append(one)
    return found


def _parts(end: int, most: int, made: Marks) -> list[Span]:
    """The names before a word, from the last back to as many as there are figures."""
    joins, breaks, roles = made.of("subjects.joins"), made.words.breaks, made.roles
    parts: list[Span] = []
    after = at = end
    while at > max(0, end - _WORDS) and len(parts) < most:
        at -= 1
        joined = at in joins
        if joined or (roles[at] in _ENDS and not (made.words.raw[at][0].isupper() and breaks[at] < CLAUSE)):
            if at + 1 < after:
                parts.append((at + 1, after))
            elif not joined:
                return []
            after = at
            if not joined:
                break
        elif breaks[at]:
            parts.append((at, after))
            after = at
            if breaks[at] >= CLAUSE:
                break
    last = parts[0][0] if parts else 0
    return parts[::-1] if last and last - 1 in joins else []
