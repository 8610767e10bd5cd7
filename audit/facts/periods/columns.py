"""Tables that a page prints a cell a line: each figure of a row holds at the date over its column.

`Metric / Q2 2018 / Q2 2017 / Change / Revenue / $3.91 billion / $2.79 billion / 40%`: two dates on lines of their own
head the columns, a line without a figure begins a row, and a column of changes counts from one date to the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.facts._reading import Date, Reading, Sentence
from audit.facts.cues.change import Kind
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

_SURE = 0.7
# A cell is no longer than this, and a table has two dates at the least.
_CELL, _LEAST = 48, 2
_SIGNS = " ()+-−–*"


def columns(said: Sequence[Said], reading: Reading) -> None:
    """Gives the figures of such tables the times of their columns."""
    cells = {one.scene.start: one for one in said if _alone(one)}
    heads: list[Date | None] = []
    column = 0
    for sentence in reading.sentences if cells else ():
        one = cells.get(sentence.start)
        date = _dated(sentence)
        if one is not None and sum(head is not None for head in heads) >= _LEAST:
            if column < len(heads):
                _put(one, heads[column], heads)
            column += 1
        elif date is not None:
            heads, column = ([date] if column else [*heads, date]), 0
        elif heads and column == 0 and _of_changes(sentence):
            heads.append(None)
        elif len(sentence.text) > _CELL or sentence.text.rstrip().endswith("."):
            heads, column = [], 0
        elif column:
            column = 0


def _alone(one: Said) -> bool:
    """Whether a figure is all that its line has."""
    scene, figure = one.scene, one.figure
    if len(scene.sentence.figures) > 1:
        return False
    around = scene.text(scene.start, figure.start) + scene.text(figure.end, scene.end)
    return not around.strip(_SIGNS)


def _dated(sentence: Sentence) -> Date | None:
    """The date that is all a line has."""
    date = sentence.dates[0] if len(sentence.dates) == 1 and len(sentence.text) <= _CELL else None
    if date is None or not date.period or sentence.figures:
        return None
    around = sentence.text[: date.start - sentence.start] + sentence.text[date.end - sentence.start :]
    return None if around.strip(_SIGNS) else date


def _of_changes(sentence: Sentence) -> bool:
    """Whether a line heads a column of changes."""
    said = WORD.findall(sentence.text.lower()) if len(sentence.text) <= _CELL else []
    return not words(sentence.language, "change_columns").isdisjoint(said)


def _put(one: Said, head: Date | None, heads: Sequence[Date | None]) -> None:
    if head is not None:
        one.at, one.carried = Bound(head.period, _SURE, head.shape, date=head), None
        return
    ends = sorted((date for date in heads if date is not None), key=lambda date: date.last or "")
    if one.figure.unit == "percent" and len(ends) == _LEAST:
        change = _iso.change(ends[0].period, ends[1].period)
        one.kind = Kind("change", "down" if one.figure.sign < 0 else "up", _SURE)
        one.at, one.carried = Bound(change, _SURE, ends[1].shape, date=ends[1]), None
