"""Articles of one event give one value for different periods.

## What it does
Takes articles that tell of one event (they share a quantity, or several exact figures) and compares the periods that
they print with an equal value: `72,5 triệu đồng/m2 trong quý II` in one, `trong quý III` in another. Reports a month, a
quarter, a half, a year or a span of years of which the other article gives another one that does not hold it. The words
around both figures must be alike, the more so the fewer digits they have. Periods must be printed in the sentence of
the figure; where they differ in a year that is not printed, the articles must be of one year. Who gives the value for
both periods is not held against either. Figures of one sentence that are told of the same two periods are one finding.
Days are left out: a price or a count may well be the same on two days.

Days of which the two words before them say what happened (`gặp nạn chiều 14/3`, `the ferry sank on 14 March`) are held
against each other, too: two days that are at most ten apart and told with the same words. Where these are words for
any event (`diễn ra ngày`, `bị bắt ngày`), more of the words before must be the same. Sentences that name other people
or places tell of two events; an article that names both days knows of both, and two articles that tell of their own day
tell of two.

## Why it matters
A right figure in the wrong quarter is a wrong figure, and changes that are worked out from it are wrong as well.

## Example
`năm 2013, vụ lật phà cướp đi 16 người` in one article, `vụ lật phà năm 2011 làm 16 người chết` in another.

## How to fix
Look up for which period the publisher gives the value.

## Options
None.

## References
None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from audit.model import Hit, Rule
from audit.rules._columns import texts
from audit.rules._kin import Kin, Told, kin
from audit.rules._occasions import moved
from audit.rules._sentence import NEEDS, Figure
from audit.rules._words import alike, digits, likeness, pairs, shared

RULE = Rule(
    "period-mismatch", "facts", "warning", "consistency", "ExpectOnePeriod",
    (*NEEDS, "source", "group_id", "published", "period", "period_start", "period_end", "period_from"),
    together=("event",),
)  # fmt: skip
# Pairs of neighbouring words that two sentences have in common where few words next to the figures are the same.
_PAIRS = 3
# Of so many digits two equal values are hardly of two things in articles of one event.
_EXACT = 3
_YEAR, _MONTH = 4, 7
_SURE = 0.55
# So many prints of one value in one article are held against another.
_FEW = 20


@dataclass(frozen=True, slots=True)
class _Columns:
    """What else is known of the rows of figures."""

    periods: Sequence[str | None]
    starts: Sequence[str | None]
    ends: Sequence[str | None]
    origins: Sequence[str | None]
    published: Sequence[str | None]
    sentences: Sequence[str | None]

    def printed(self, figure: Figure) -> str | None:
        """The period that the sentence of a figure prints; None for a day, and where it is read from elsewhere."""
        period = self.periods[figure.row]
        dated = self.origins[figure.row] == "sentence" and self.starts[figure.row] and self.ends[figure.row]
        return period if period and dated and _kind(period) else None

    def apart(self, one: Figure, other: Figure) -> bool:
        """Whether neither of two periods holds the other one, and their years are sure."""
        (a, b), (c, d) = ((self.starts[figure.row] or "", self.ends[figure.row] or "") for figure in (one, other))
        if (a <= c and d <= b) or (c <= a and b <= d):
            return False
        if a[:_YEAR] == c[:_YEAR]:
            return True
        days = [(self.published[figure.row] or "")[:_YEAR] for figure in (one, other)]
        told = [self.sentences[figure.row] or "" for figure in (one, other)]
        return (a[:_YEAR] in told[0] and c[:_YEAR] in told[1]) or (days[0] != "" and days[0] == days[1])


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each sentence with such figures, at the first whose period fewer sources give."""
    names = ("period", "period_start", "period_end", "period_from", "published", "sentence")
    columns = _Columns(*(texts(frame, name) for name in names))
    articles = kin(frame)
    given = {name: _given(told, columns) for name, told in articles.articles.items()}
    for told in articles.articles.values():
        found: dict[tuple[object, ...], list[tuple[Figure, Figure, Told]]] = {}
        seen: set[int] = set()
        for name in articles.near.get(told.article, ()):
            other = articles.articles[name]
            if other.source != told.source:
                for figure, rival in _shifted(given[told.article], given[name], columns):
                    if figure.row not in seen and _less(figure, rival, told, articles, given, columns):
                        seen.add(figure.row)
                        periods = columns.periods[figure.row], columns.periods[rival.row]
                        found.setdefault((columns.sentences[figure.row], *periods), []).append((figure, rival, other))
        yield from (_hit(several, columns) for several in found.values())
    yield from _days(frame, articles)


def _days(frame: pd.DataFrame, articles: Kin) -> Iterator[Hit]:
    """One hit for each day that another article gives otherwise, at the day."""
    found: set[tuple[int, tuple[int, int]]] = set()
    for occasion, rival in moved(frame, articles):
        if (occasion.row, occasion.span) not in found:
            found.add((occasion.row, occasion.span))
            fields = {
                "here": occasion.printed, "there": rival.printed, "told": " ".join(occasion.lead),
                "other_source": articles.articles[rival.article].source,
            }  # fmt: skip
            related = ((rival.row, "there"),)
            yield Hit(occasion.row, fields, related, variant="day", confidence=_SURE, span=occasion.span)


def _hit(several: Sequence[tuple[Figure, Figure, Told]], columns: _Columns) -> Hit:
    """One hit for the figures of a sentence that all have the same two periods: one slip moves them all."""
    figure, rival, other = several[0]
    fields = {
        "quote": figure.claim.quote, "here": columns.periods[figure.row], "there": columns.periods[rival.row],
        "other_source": other.source,
    }  # fmt: skip
    related = [(rival.row, "other"), *((one.row, "same") for one, _, _ in several[1:])]
    return Hit(figure.row, fields, tuple(related), confidence=_SURE)


_Key = tuple[float, float | None, float | None, str, str, str | None]
_Given = Mapping[_Key, Sequence[Figure]]


def _given(told: Told, columns: _Columns) -> _Given:
    """The figures of an article by their value, those of which the period is printed."""
    found: dict[_Key, list[Figure]] = {}
    for figure in told.figures:
        claim = figure.claim
        if figure.status != "example" and claim.value and columns.printed(figure):
            key = (claim.value, claim.value_to, claim.denominator, figure.unit, figure.kind, figure.direction)
            same = found.setdefault(key, [])
            if len(same) < _FEW:
                same.append(figure)
    return found


def _shifted(own: _Given, others: _Given, columns: _Columns) -> Iterator[tuple[Figure, Figure]]:
    """Figures of an article with those of another one that give their value for another period."""
    for key, figures in own.items():
        for rival in others.get(key, ()):
            known = {columns.periods[figure.row] for figure in figures}
            theirs = {columns.periods[figure.row] for figure in others[key]}
            for figure in figures:
                here, there = columns.periods[figure.row] or "", columns.periods[rival.row] or ""
                same = _kind(here) == _kind(there) and here not in theirs and there not in known
                if same and columns.apart(figure, rival) and _one(figure, rival, columns):
                    yield figure, rival


def _one(figure: Figure, rival: Figure, columns: _Columns) -> bool:
    """Whether two figures of one value speak of one quantity, by the words around them."""
    if not alike(figure.counted, rival.counted) or figure.status != rival.status:
        return False
    exact = digits(figure)
    if shared(figure, rival) >= likeness(exact) - (exact >= _EXACT):
        return True
    sentences = [columns.sentences[row] or "" for row in (figure.row, rival.row)]
    return exact > 1 and len(pairs(sentences[0]) & pairs(sentences[1])) >= _PAIRS


def _less(
    figure: Figure, rival: Figure, told: Told, articles: Kin, given: Mapping[str, _Given], columns: _Columns
) -> bool:
    """Whether fewer sources give the period of the first figure, or as many and its article is the later one."""
    here, there = (_sources(one, told, articles, given, columns) for one in (figure, rival))
    if here != there:
        return here < there
    orders = [(columns.published[one.row] or "", one.row) for one in (figure, rival)]
    return orders[0] > orders[1]


def _sources(figure: Figure, told: Told, articles: Kin, given: Mapping[str, _Given], columns: _Columns) -> int:
    """How many sources of the event give the value of a figure for its period."""
    names = (told.article, *articles.near.get(told.article, ()))
    values = (figure.claim.value, figure.unit)
    return len(
        {
            articles.articles[name].source
            for name in names
            for key, figures in given[name].items()
            if (key[0], key[3]) == values
            and any(columns.periods[one.row] == columns.periods[figure.row] for one in figures)
        }
    )


def _kind(period: str) -> str | None:
    """Of what kind a period is: year, month, quarter, half, or a span of years; None for days and other spans."""
    first, _, last = period.partition("/")
    if last:
        return "span" if len(first) == len(last) == _YEAR else None
    if "Q" in period or "H" in period:
        return "quarter" if "Q" in period else "half"
    return {_YEAR: "year", _MONTH: "month"}.get(len(period))
