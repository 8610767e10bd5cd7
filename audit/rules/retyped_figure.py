"""Articles of one event print one figure with a slip of typing between them.

## What it does
Takes articles that tell of one event (they share a quantity, or several exact figures) and looks for a figure of one
that another prints with a slip: two digits in another order (`48,5` and `45,8 triệu`), another word of scale
(`84,6 triệu` and `84,6 tỷ`), another currency or measure (`$860 million` and `€860 million`), another unit that it is
counted by (`15.420 đồng/kg` and `đồng/tấn`), or, beside an equal value, the other direction (`tăng 180 đồng` and
`giảm 180 đồng`, both to 15.420). Neither article may give the value of the other one. The fewer digits the figures
have and the fewer sources bear one of them out, the more of the words around both must be the same. A hedge is held
against the exact value that several others give: `gần 83 tỷ` does not hold where it is 84,6. Two values of a sentence
that another article gives to each other's subjects (`4 người chết, 7 người bị thương` and `7 người chết, 4 người bị
thương`) are reported, too. Within one article, it reports a value of three digits in two currencies.

Figures that were found to be of one quantity are judged by `contradiction`, `scale-slip` and `unit-mismatch`, and are
left out here. So are percentages in another order, as two shares often have the same digits, and digits in another
order of two times.

## Why it matters
The rest of the story agrees, so the slip is read as a fact; it is the error that copying makes.

## Example
`Mức phí là 48,5 triệu bảng` in three articles, `thương vụ đắt nhất hè này, 45,8 triệu bảng` in a fourth one.

## How to fix
Compare both with what the publisher of the figure says.

## Options
None.

## References
None.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from audit.compare import relation
from audit.model import Hit, Rule
from audit.rules._columns import texts
from audit.rules._exchanged import exchanged
from audit.rules._hedged import hedged, hedges
from audit.rules._kin import Kin, Told, kin
from audit.rules._sentence import NEEDS, Figure
from audit.rules._units import MEASURES, currency, rivals
from audit.rules._words import alike, digits, likeness, shared

RULE = Rule(
    "retyped-figure", "facts", "warning", "consistency", "ExpectFiguresToBeCopiedRight",
    (*NEEDS, "source", "group_id", "per", "published", "period", "period_start", "period_end"), together=("event",),
)  # fmt: skip
_PARTS = ("percent", "percentage_point", "ratio")
# Powers of ten of a slip in a word of scale, and of one in a digit.
_WORDS, _DIGITS = (1e3, 1e6, 1e9), (10.0, 100.0)
_EXACT, _TWO = 3, 2
# Points of likeness (see `_words.shared`) that are asked, by what differs and the digits of the figures: where several
# sources bear one of them out, and where one does; what is not listed is never taken for a slip.
_ASKED: dict[tuple[str, int], tuple[int, int]] = {
    ("swapped", 3): (0, 3), ("scale", 3): (0, 0), ("scale", 2): (1, 3), ("scale", 1): (5, 6),
    ("digit", 3): (3, 3), ("digit", 2): (4, 5), ("unit", 3): (0, 1), ("unit", 2): (1, 4), ("unit", 1): (6, 6),
    ("per", 3): (0, 0),
}  # fmt: skip
# What is counted, rather than paid or measured, is often given in parts.
_COUNTED = 2
_SURE = 0.6
# So many figures of the same digits of one article are held against another.
_FEW = 20
_COLUMNS = ("group_id", "per", "published", "period", "period_start", "period_end")


@dataclass(frozen=True, slots=True)
class _Slip:
    """Two figures, what differs between them, and whether they stand in one article."""

    less: Figure
    more: Figure
    kind: str
    source: str
    points: int
    own: bool = False


# A level with its unit, a change with its unit, which way it goes, and the figure of the change.
_Step = tuple[tuple[tuple[float, str], tuple[float, str], str], Figure]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is asked of an article for each other one: its figures by their signs, at most so many alike, and so on."""

    told: Told
    signed: Sequence[tuple[str, Figure]]
    alike: Mapping[str, Sequence[Figure]]
    steps: Sequence[_Step]
    hedges: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class _Columns:
    """What else is known of the rows of figures."""

    groups: Sequence[str | None]
    per: Sequence[str | None]
    published: Sequence[str | None]
    periods: Sequence[str | None]
    starts: Sequence[str | None]
    ends: Sequence[str | None]

    def judges(self, slip: _Slip) -> bool:
        """Whether the two figures are of one time, and no other rule judges them."""
        one, other = slip.less, slip.more
        grouped = self.groups[one.row] is not None and self.groups[one.row] == self.groups[other.row]
        if slip.kind in ("swapped", "digit") and self._apart(one, other):
            return False
        if slip.kind == "unit" and one.status == other.status:
            return slip.points < likeness(digits(one))
        return not grouped or slip.kind in ("unit", "per")

    def _apart(self, one: Figure, other: Figure) -> bool:
        """Whether two figures hold at two times: prices of two days may well have the same digits."""
        (a, b), (c, d) = ((self.starts[figure.row], self.ends[figure.row]) for figure in (one, other))
        return bool(a and b and c and d and (b < c or d < a))

    def order(self, figure: Figure) -> tuple[str, int]:
        return self.published[figure.row] or "", figure.row


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each such value of an article, at that which fewer sources give."""
    columns = _Columns(*(texts(frame, name) for name in _COLUMNS))
    articles = kin(frame)
    said = {name: _said(articles.articles[name]) for name in articles.compared}
    told_of: set[int] = set()
    for told in articles.articles.values():
        slips: dict[tuple[float, str, str], list[_Slip]] = {}
        for slip in (*_within(told), *_between(told, articles, said, columns)):
            slips.setdefault((slip.less.claim.value, slip.less.unit, slip.less.kind), []).append(slip)
        for several in slips.values():
            told_of.update(slip.less.row for slip in several)
            yield _hit(several, columns.per)
    for less, more, source in exchanged(articles, [day or "" for day in columns.published]):
        if less.row not in told_of:
            yield _hit([_Slip(less, more, "exchanged", source, 0)], columns.per)


def _hit(several: Sequence[_Slip], per: Sequence[str | None]) -> Hit:
    """One hit for what an article prints wrongly once or more, at the first of the prints that are surest."""
    slip = min(several, key=lambda slip: (-slip.points, slip.less.row))
    others = sorted({one.less.row for one in several} - {slip.less.row})
    here, other = (_printed(figure, slip.kind, per) for figure in (slip.less, slip.more))
    named = {"opposite": str(slip.less.direction), "digit": "scale"}.get(slip.kind, slip.kind)
    variant = "own" if slip.own else named
    small, large = sorted((abs(slip.less.claim.value), abs(slip.more.claim.value)))
    factor = round(large / small, 4) if small else 0.0
    fields = {"here": here, "other": other, "other_source": slip.source, "factor": factor}
    related = ((slip.more.row, "other"), *((row, "same") for row in others))
    return Hit(slip.less.row, fields, related, variant=variant, confidence=_SURE)


def _printed(figure: Figure, kind: str, per: Sequence[str | None]) -> str:
    """A figure with what tells it from the other one, where that stands outside of the quote."""
    if kind == "per":
        return f"{figure.claim.quote}/{per[figure.row]}"
    return f"{figure.claim.quote} {figure.unit}" if kind == "unit" and not currency(figure.unit) else figure.claim.quote


def _within(told: Told) -> Iterator[_Slip]:
    """Values that an article prints in two currencies, the first of them being right."""
    seen: dict[float, Figure] = {}
    for figure in told.figures:
        if currency(figure.unit) and digits(figure) >= _EXACT and figure.claim.value_to is None:
            first = seen.setdefault(figure.claim.value, figure)
            if first.unit != figure.unit:
                yield _Slip(figure, first, "unit", told.source, 0, own=True)


def _said(told: Told) -> _Said:
    signed = [(_signs(figure), figure) for figure in told.figures]
    alike: dict[str, list[Figure]] = {}
    for signs, figure in signed:
        same = alike.setdefault(signs, [])
        if len(same) < _FEW:
            same.append(figure)
    return _Said(told, signed, alike, [step for sentence in told.sentences for step in _steps(sentence)], hedges(told))


def _between(told: Told, articles: Kin, said: Mapping[str, _Said], columns: _Columns) -> Iterator[_Slip]:
    for name in articles.near.get(told.article, ()):
        other = articles.articles[name]
        if other.source != told.source:
            own, theirs = said[told.article], said[name]
            found = (
                *_turned(own, theirs),
                *_slips(own, theirs, articles, columns.per),
                *_rounded(own, other, articles, columns),
            )
            yield from (slip for slip in found if columns.judges(slip) and _less(slip, told, other, articles, columns))


def _slips(own: _Said, theirs: _Said, articles: Kin, per: Sequence[str | None]) -> Iterator[_Slip]:
    """Figures of an article that are slips of those of another one, or the other way round."""
    told, other = own.told, theirs.told
    for signs, figure in own.signed:
        for rival in theirs.alike.get(signs, ()):
            kind = _differs(figure, rival, per)
            if kind and not (kind != "per" and _known(told, figure, other, rival)):
                borne = max(_borne(told, rival, articles), _borne(other, figure, articles))
                points = shared(figure, rival)
                if points >= _asked(kind, figure, rival, borne):
                    yield _Slip(figure, rival, kind, other.source, points)


def _rounded(own: _Said, other: Told, articles: Kin, columns: _Columns) -> Iterator[_Slip]:
    """Figures with a hedge that does not hold for the exact value that several other sources give."""
    told = own.told
    for figure, exact, points in hedged(own.hedges, told, other, columns.periods, columns.per):
        if len(articles.givers(told, (exact.claim.value, exact.unit))) >= _TWO:
            yield _Slip(figure, exact, "under" if figure.claim.comparator == "lt" else "over", other.source, points)


def _less(slip: _Slip, told: Told, other: Told, articles: Kin, columns: _Columns) -> bool:
    """Whether the first figure of a slip is the less likely one: fewer sources give it, else it was printed later."""
    if slip.kind in ("over", "under"):
        return True
    if slip.kind not in ("opposite", "per"):
        here, there = _borne(other, slip.less, articles), _borne(told, slip.more, articles)
        if here != there:
            return here < there
    return columns.order(slip.less) > columns.order(slip.more)


def _signs(figure: Figure) -> str:
    """The printed digits of a figure that count, in order of size: the same for all slips of one figure."""
    return "".join(sorted(_digits(figure)))


def _digits(figure: Figure) -> str:
    return str(round(abs(figure.claim.value / figure.claim.step))).strip("0")


def _differs(one: Figure, other: Figure, per: Sequence[str | None]) -> str | None:
    """What differs between two figures if one of them is a slip for the other."""
    a, b = one.claim, other.claim
    if a.value == b.value and one.unit == other.unit and per[one.row] == per[other.row]:
        return None  # as most are
    whole = a.value_to is None is b.value_to and a.denominator is None is b.denominator
    if (
        not whole
        or not a.value
        or one.kind != other.kind
        or one.unit in _PARTS
        or not alike(one.counted, other.counted)
    ):
        return None
    if a.value == b.value:
        if rivals(one.unit, other.unit, MEASURES):
            return "unit"
        each = one.unit == other.unit and rivals(per[one.row] or "", per[other.row] or "", MEASURES)
        return "per" if each else None
    if one.unit != other.unit or per[one.row] != per[other.row]:
        return None
    if _digits(one) == _digits(other):
        factor = max(a.value, b.value) / min(a.value, b.value)
        found = [name for name, powers in (("scale", _WORDS), ("digit", _DIGITS)) if _one_of(factor, powers)]
        return found[0] if found else None
    return "swapped" if a.step == b.step and relation(a, b).kind == "swapped_digits" else None


def _one_of(factor: float, powers: tuple[float, ...]) -> bool:
    return any(math.isclose(factor, power, rel_tol=1e-9) for power in powers)


def _known(told: Told, figure: Figure, other: Told, rival: Figure) -> bool:
    """Whether one of two articles gives both values: who prints both means two quantities."""
    return (rival.claim.value, rival.unit) in told.values or (figure.claim.value, figure.unit) in other.values


def _borne(unaware: Told, figure: Figure, articles: Kin) -> int:
    """How many sources give the value of a figure, seen from an article that does not."""
    return len(articles.givers(unaware, (figure.claim.value, figure.unit)))


def _asked(kind: str, figure: Figure, rival: Figure, borne: int) -> float:
    exact = min(digits(figure), digits(rival), _EXACT)
    several, one = _ASKED.get((kind, exact), (math.inf, math.inf))
    counted = figure.unit == "count"
    if counted and exact < _EXACT:
        return math.inf
    return (several if borne >= _TWO else one) + _COUNTED * counted


def _turned(own: _Said, theirs: _Said) -> Iterator[_Slip]:
    """Changes beside an equal value that go the other way in the other article."""
    steps = dict(theirs.steps)
    for (level, change, way), figure in own.steps if steps else ():
        rival = steps.get((level, change, "down" if way == "up" else "up"))
        if rival is not None and (level, change, way) not in steps:
            yield _Slip(figure, rival, "opposite", theirs.told.source, 0)


def _steps(figures: list[Figure]) -> Iterator[_Step]:
    """Each change of a sentence that tells its way, with the exact level right before it or right behind it."""
    for at, figure in enumerate(figures):
        if figure.kind == "change" and figure.direction in ("up", "down") and figure.claim.value:
            for level in figures[max(0, at - 1) : at] + figures[at + 1 : at + 2]:
                if level.kind == "quantity" and digits(level) >= _EXACT:
                    change = (figure.claim.value, figure.unit)
                    yield ((level.claim.value, level.unit), change, figure.direction), figure
