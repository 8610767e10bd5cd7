"""Which indicator of `expectations/indicators.csv` a figure reports, if any: a wrong one costs more than none."""

from __future__ import annotations

from audit.facts._marks import FIGURE, LIGHT, SUBSTANCE, Alias, Marks
from audit.facts._reading import Figure
from audit.facts._subject import Span, Topic
from audit.facts._tokens import spelled
from audit.model import Indicator

_NEAR = 5  # words between a figure and the end of a name that spans it


def indicator(figure: Figure, topic: Topic, marks: Marks) -> Indicator | None:
    """The indicator whose name stands in the place of the figure's thing, with the figure's unit; the longest name wins."""
    if not marks.aliases:
        return None
    first, after = marks.words.at(figure.start, figure.end)
    noun = _noun(figure, after, marks) if figure.unit == "count" else []
    best: tuple[tuple[int, int, int], Indicator] | None = None
    for start, end, alias in marks.aliases_near(first, after):
        if not _fits(figure, alias, noun):
            continue
        place = _place(start, end, alias, (first, after), topic, marks)
        if place is None or _excluded(alias, marks, start, end, first, after):
            continue
        rank = (alias.length, place, -abs(start - first))
        if best is None or rank > best[0]:
            best = rank, alias.indicator
    return best[1] if best else None


def _fits(figure: Figure, alias: Alias, noun: list[str]) -> bool:
    """Whether a figure's unit and counted noun can be the indicator's; a multiple can be of anything but a count."""
    if figure.unit == "ratio" and figure.fold:
        return alias.indicator.unit != "count"
    if figure.unit != alias.indicator.unit:
        return False
    return not (alias.counted and noun) or any(_within(noun, phrase) for phrase in alias.counted)


def _noun(figure: Figure, after: int, marks: Marks) -> list[str]:
    """The folded words of what a figure counts: as the reader found them, else the words that follow."""
    if figure.counted:
        return list(spelled(figure.counted, {}))
    words = marks.words
    end = after
    while (
        end < len(words.keys)
        and end < after + _NEAR
        and not words.breaks[end]
        and marks.roles[end] in (SUBSTANCE, LIGHT)
    ):
        end += 1
    return words.keys[after:end]


def _place(start: int, end: int, alias: Alias, figure: Span, topic: Topic, marks: Marks) -> int | None:
    """How well a name stands to a figure: 2 around it or in its thing, 1 further in the same clause, else None."""
    first, after = figure
    if start < first and end > after:
        tail = end - alias.tail
        return 2 if tail - after <= _NEAR and FIGURE not in marks.roles[after:tail] else None
    for span in (topic.thing, topic.other):
        if span and start < span[1] and end > span[0]:
            return 2
    if start >= after and topic.follows:
        return 1 if end <= marks.clause(first, after)[1] else None
    return None


def _excluded(alias: Alias, marks: Marks, start: int, end: int, first: int, after: int) -> bool:
    """Whether a word that makes it another thing stands in the clause."""
    low, high = marks.clause(min(start, first), max(end, after))
    keys = marks.words.keys[low:high]
    return any(_within(keys, phrase) for phrase in alias.excludes)


def _within(keys: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(key == phrase[0] and tuple(keys[at : at + size]) == phrase for at, key in enumerate(keys))
