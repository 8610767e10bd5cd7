"""Which printed figures of one quantity stand against each other, between articles and within one.

Facts of one group are folded into prints: facts that say the same in the same words of arithmetic. Prints are
compared, not facts, and each only with the better supported ones: cost stays linear in the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audit.compare import Printed, Relation, printed_each
from audit.compare import relation as relation_of
from audit.rules._columns import NOISE, Numbers, cells, numbered, several, texts
from audit.rules._once import once

KEY = ("measure", "area", "period", "status", "unit")
# A value is held against this many of the values that more sources give, and looks for them, and in each of them for
# articles that do not know of it, among so many.
RIVALS, NEAREST = 3, 50
# The columns that make a claim, and those of them in which two claims differ if they differ at all.
READ = (
    "article_id", "source", "quote", "value", "value_to", "denominator", "low", "high", "comparator", "direction",
    "unit", "kind", "status", "counted", "subject", "measure", "sentence", "period", "period_from", "block",
    "published", "confidence", "group_confidence",
)  # fmt: skip
SAID = ("value", "value_to", "denominator", "direction", "unit")
# A level without a period in an article without a date may be that of another day.
_UNTIMED = 0.5
_OPPOSITE = {"up": "down", "down": "up"}


@dataclass(slots=True)
class Claim:
    """What one article prints of one quantity: the rows that print it, in reading order. Nobody changes one."""

    rows: tuple[int, ...]
    article: str
    source: str
    figure: Printed
    direction: str | None
    confidence: float
    titles: tuple[int, ...]
    period: str | None = None
    kind: str | None = None
    grouped: float = 1.0

    @property
    def said(self) -> tuple[Any, ...]:
        """What two claims that say the same have in common."""
        figure = self.figure
        return (self.direction, figure.value, figure.value_to, figure.denominator, figure.comparator)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims and their relation. `less` has no more support in its group than `more`."""

    less: Claim
    more: Claim
    relation: Relation
    others: int = 0

    @property
    def confidence(self) -> float:
        """Of the less sure claim, times that of the relation and of their being of one quantity.

        Halved where nothing says when one of them holds.
        """
        sure = min(self.less.confidence, self.more.confidence) * self.relation.confidence * self.less.grouped
        timed = all(claim.period or claim.figure.published for claim in (self.less, self.more))
        return sure if timed else sure * _UNTIMED

    @property
    def rows(self) -> tuple[int, ...]:
        """Every row but the primary one, that of `less` that comes first."""
        return (*self.less.rows[1:], *self.more.rows)


def groups(frame: pd.DataFrame, by: Sequence[str] = (), titled: bool = False) -> Sequence[list[Claim]]:
    """The claims of each quantity of which at least two different values are printed, in reading order.

    Facts are grouped by the columns `by`, else by `group_id`, or where the frame has none by measure, area, period,
    status and unit. Facts without a value, without a group, in spam or in site furniture take no part. `titled` asks
    for the claims of those articles alone of which the title gives one value of the quantity and the text another one.
    """
    return once(frame, ("groups", titled, *by), lambda: list(_groups(frame, by, titled)))


def _groups(frame: pd.DataFrame, by: Sequence[str], titled: bool) -> Iterator[list[Claim]]:
    usable = frame["value"].notna()
    if "block" in frame:
        usable &= ~frame["block"].isin(NOISE)
    keys = [key for key in by or (("group_id",) if "group_id" in frame else KEY) if key in frame]
    if "status" in frame:
        usable &= frame["status"] != "example"
    usable &= frame[keys[0]].notna()
    if titled:
        usable &= frame["article_id"].isin(frame["article_id"][frame["block"] == "title"])
    keys += ["kind"] if "kind" in frame and "group_id" not in keys else []
    rows = np.flatnonzero(usable.fillna(False).to_numpy(bool))
    part = frame[[*dict.fromkeys((*keys, *(name for name in READ if name in frame)))]].iloc[rows]
    numbers = numbered(part, keys)
    kept = _differ(part, keys)
    if titled:
        kept &= _titled(part, numbers)
    told = _cells(part[kept], rows[kept])
    members: dict[int, list[int]] = {}
    for at, number in enumerate(numbers[kept].tolist()):
        members.setdefault(number, []).append(at)
    yield from (_claims(members[number], told) for number in sorted(members))


def _differ(rows: pd.DataFrame, keys: Sequence[str]) -> NDArray[np.bool_]:
    """Which rows are of a group that has different values in it."""
    return several(numbered(rows, keys), numbered(rows, [*keys, *(name for name in SAID if name in rows)]))


def _titled(rows: pd.DataFrame, numbers: Numbers) -> NDArray[np.bool_]:
    """Which rows are of an article of which title and text give different values of one group."""
    own, keys = rows.assign(_number=numbers, _title=rows["block"] == "title"), ["_number", "article_id"]
    both = several(numbered(own, keys), numbered(own, [*keys, "_title"]))
    return both & _differ(own, keys)


def between(frame: pd.DataFrame, kinds: Sequence[str], places: int) -> Iterator[Conflict]:
    """Conflicts of these kinds between two articles: one a pair of articles and pair of values.

    A value stands against at most `RIVALS` better supported ones, and in each against the first `places` articles
    that give it; `others` says how many more do. An article that itself gives the other's value is not
    held against it: who prints both values knows of both, and means two quantities.
    """
    for camps, said in once(frame, "sides", lambda: [_sides(claims) for claims in groups(frame)]):
        for position, less in enumerate(camps):
            against = 0
            for more in camps[: min(position, NEAREST)]:
                found = list(_opposed(less, more, said, kinds, places))
                yield from found
                against += bool(found)
                if against == RIVALS:
                    break


def within(frame: pd.DataFrame) -> Iterator[tuple[Claim, Claim, Relation]]:
    """Each pair of different values that one article prints of one quantity, in reading order."""
    yield from once(frame, "within", lambda: list(_within(frame)))


def _within(frame: pd.DataFrame) -> Iterator[tuple[Claim, Claim, Relation]]:
    for claims in groups(frame):
        by_article: dict[str, list[Claim]] = {}
        for claim in claims:
            by_article.setdefault(claim.article, []).append(claim)
        for own in by_article.values():
            for position, later in enumerate(own):
                for earlier in own[max(0, position - 8) : position]:
                    yield earlier, later, relate(earlier, later)


def relate(a: Claim, b: Claim) -> Relation:
    """The relation of two claims.

    Figures that move in opposite directions contradict each other. Running counts differ because one was taken later:
    without dates of publication nobody can say which, and they are held for an update. A change and a level agree,
    unless their digits are so alike that one is told as the other.
    """
    if a.direction and _OPPOSITE.get(a.direction) == b.direction and a.figure.value and b.figure.value:
        told = {"first": a.figure.quote, "second": b.figure.quote, "opposite": True}
        return Relation("contradiction", 0.9, lambda: told)
    found = relation_of(a.figure, b.figure)
    if a.kind != b.kind and found.kind not in ("swapped_digits", "scale_slip"):
        return Relation("agree")
    dated = a.figure.published and b.figure.published
    if found.kind in ("contradiction", "swapped_digits") and a.figure.running and b.figure.running and not dated:
        return Relation("update", 0.5)
    return found


@dataclass(frozen=True, slots=True)
class _Cells:
    """What is read of rows that print claims, column by column."""

    rows: Sequence[int]
    articles: Sequence[str]
    sources: Sequence[str | None]
    figures: Sequence[Printed | None]
    directions: Sequence[str | None]
    titles: Sequence[bool]
    periods: Sequence[str | None]
    kinds: Sequence[str | None]
    sure: Sequence[float]
    grouped: Sequence[float]


def _cells(part: pd.DataFrame, rows: Numbers) -> _Cells:
    read = {str(name): part[name].tolist() for name in part}
    sources, named = texts(part, "source"), texts(part, "article_id")
    return _Cells(
        rows=rows.tolist(), sources=sources,
        articles=[name or source or str(row) for name, source, row in zip(named, sources, rows.tolist(), strict=True)],
        figures=[*printed_each(read, texts(part, "published"))],
        directions=texts(part, "direction"), titles=[block == "title" for block in texts(part, "block")],
        periods=texts(part, "period"), kinds=texts(part, "kind"),
        sure=[*map(float, cells(part, "confidence", 1.0))], grouped=[*map(float, cells(part, "group_confidence", 1.0))],
    )  # fmt: skip


def _claims(members: Sequence[int], told: _Cells) -> list[Claim]:
    alike: dict[tuple[Any, ...], tuple[Printed, list[int]]] = {}
    for at in members:
        figure = told.figures[at]
        if figure is not None:
            said = (told.directions[at], figure.value, figure.value_to, figure.denominator, figure.comparator)
            alike.setdefault((told.articles[at], told.kinds[at], *said), (figure, []))[1].append(at)
    return [_claim(figure, rows, told) for figure, rows in alike.values()]


def _claim(figure: Printed, alike: Sequence[int], told: _Cells) -> Claim:
    """What rows of one article that say the same print: the first of them says how."""
    first = alike[0]
    return Claim(
        rows=tuple(told.rows[at] for at in alike),
        article=told.articles[first],
        source=told.sources[first] or told.articles[first],
        figure=figure,
        direction=told.directions[first],
        confidence=told.sure[first],
        titles=tuple(told.rows[at] for at in alike if told.titles[at]),
        period=told.periods[first],
        kind=told.kinds[first],
        grouped=told.grouped[first],
    )


def _sides(claims: Sequence[Claim]) -> tuple[list[list[Claim]], dict[str, set[tuple[Any, ...]]]]:
    """The camps of a quantity, and what each article says of it."""
    said: dict[str, set[tuple[Any, ...]]] = {}
    for claim in claims:
        said.setdefault(claim.article, set()).add(claim.said)
    return _camps(claims), said


def _camps(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that say the same, those that most sources bear out first; then what most say; then the one made first."""
    camps: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        camps.setdefault((*claim.said, claim.kind, claim.figure.step, claim.figure.running), []).append(claim)
    ranked = sorted(camps.values(), key=lambda camp: (-len(_sources(camp)), *_first(camp)))
    borne = {id(camp): len(_sources(camp)) for camp in ranked}
    for camp in ranked[:NEAREST]:
        alike = [other for other in ranked[:NEAREST] if other is camp or _bears_out(other[0], camp[0])]
        borne[id(camp)] = len({source for other in alike for source in _sources(other)})
    return sorted(ranked, key=lambda camp: -borne[id(camp)])


def _sources(camp: Sequence[Claim]) -> set[str]:
    return {claim.source for claim in camp}


def _bears_out(other: Claim, claim: Claim) -> bool:
    """Whether a claim can hold together with another one, so that its sources speak for that one as well."""
    return other.kind == claim.kind and relate(other, claim).kind in ("agree", "consistent")


def _first(camp: Sequence[Claim]) -> tuple[str, str, float]:
    """What orders two camps of one size, whatever the order of the rows: date, article, value."""
    return min((claim.figure.published or "9", claim.article, claim.figure.value) for claim in camp)


def _opposed(
    less: Sequence[Claim],
    more: Sequence[Claim],
    said: Mapping[str, set[tuple[Any, ...]]],
    kinds: Sequence[str],
    places: int,
) -> Iterator[Conflict]:
    """The conflicts of two camps. Their first claims speak for all, but for counts that later articles revise."""
    running = less[0].figure.running and more[0].figure.running
    found = relate(less[0], more[0])
    if not running and found.kind not in kinds:
        return
    others = max(0, len({other.source for other in more}) - places)
    for own in less:
        rivals = []
        for other in more[:NEAREST]:
            knows = other.said in said[own.article] or own.said in said[other.article]
            relation = relate(own, other) if running else found
            if not knows and relation.kind in kinds:
                rivals.append((other, relation))
            if len(rivals) == places:
                break
        yield from (Conflict(own, other, relation, others) for other, relation in rivals)
