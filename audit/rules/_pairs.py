"""Which printed figures of one quantity stand against each other, between articles and within one.

Facts of one group are folded into prints: facts that say the same in the same words of arithmetic. Prints are
compared, not facts, and each only with the better supported ones: cost stays linear in the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from audit.compare import Printed, Relation, printed, relation
from audit.rules._columns import records, sure

KEY = ("measure", "area", "period", "status", "unit")
# A value is held against this many of the values that more sources give, and looks for them among so many.
RIVALS, NEAREST = 3, 50
_NOISE = ("spam", "boilerplate")
_OPPOSITE = {"up": "down", "down": "up"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article prints of one quantity: the rows that print it, in reading order."""

    rows: tuple[int, ...]
    article: str
    source: str
    figure: Printed
    direction: str | None
    confidence: float
    titles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims and their relation. `less` has no more support in its group than `more`."""

    less: Claim
    more: Claim
    relation: Relation
    others: int = 0

    @property
    def confidence(self) -> float:
        return min(self.less.confidence, self.more.confidence) * self.relation.confidence

    @property
    def rows(self) -> tuple[int, ...]:
        """Every row but the primary one, that of `less` that comes first."""
        return (*self.less.rows[1:], *self.more.rows)


def groups(frame: pd.DataFrame) -> Iterator[list[Claim]]:
    """The claims of each quantity that has at least two facts, in reading order.

    Facts are grouped by `group_id`, or where the frame has none by measure, area, period, status and unit.
    Facts without a value, without a group, in spam or in site furniture take no part.
    """
    usable = frame["value"].notna()
    if "block" in frame:
        usable &= ~frame["block"].isin(_NOISE)
    keys = ["group_id"] if "group_id" in frame else [key for key in KEY if key in frame]
    if "status" in frame:
        usable &= frame["status"] != "example"
    usable &= frame[keys[0]].notna()
    keys += ["kind"] if "kind" in frame else []
    rows = frame.assign(_row=range(len(frame)))[usable]
    rows = rows[rows.duplicated(keys, keep=False)]
    for _, members in rows.groupby(keys, sort=False, dropna=False):
        if len(members.drop_duplicates([c for c in ("value", "value_to", "direction", "unit") if c in members])) > 1:
            yield _claims(records(members))


def between(frame: pd.DataFrame, kinds: Sequence[str], places: int) -> Iterator[Conflict]:
    """Conflicts of these kinds between two articles: one a pair of articles and pair of values.

    A value stands against at most `RIVALS` better supported ones, and in each against the first `places` articles
    that give it; `others` says how many more do. An article that itself gives the other's value is not
    held against it: who prints both values knows of both, and means two quantities.
    """
    for claims in groups(frame):
        camps = _camps(claims)
        own: dict[str, list[Claim]] = {}
        for claim in claims:
            own.setdefault(claim.article, []).append(claim)
        for position, less in enumerate(camps):
            against = 0
            for more in camps[: min(position, NEAREST)]:
                found = list(_opposed(less, more, own, kinds, places))
                yield from found
                against += bool(found)
                if against == RIVALS:
                    break


def within(frame: pd.DataFrame) -> Iterator[tuple[Claim, Claim, Relation]]:
    """Each pair of different values that one article prints of one quantity, in reading order."""
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
    without dates of publication nobody can say which, and they are held for an update.
    """
    if a.direction and _OPPOSITE.get(a.direction) == b.direction and a.figure.value and b.figure.value:
        return Relation("contradiction", 0.9, {"first": a.figure.quote, "second": b.figure.quote, "opposite": True})
    found = relation(a.figure, b.figure)
    dated = a.figure.published and b.figure.published
    if found.kind in ("contradiction", "swapped_digits") and a.figure.running and b.figure.running and not dated:
        return Relation("update", 0.5)
    return found


def _claims(members: Sequence[Mapping[str, Any]]) -> list[Claim]:
    found: dict[tuple[Any, ...], Claim] = {}
    for row in members:
        figure = printed(row, _text(row, "published"))
        if figure is None:
            continue
        direction = _text(row, "direction")
        article = _text(row, "article_id") or _text(row, "source") or str(row["_row"])
        key = (article, direction, figure.value, figure.value_to, figure.denominator, figure.comparator)
        titles = (row["_row"],) if row.get("block") == "title" else ()
        if key in found:
            old = found[key]
            found[key] = replace(old, rows=(*old.rows, row["_row"]), titles=old.titles + titles)
        else:
            source = _text(row, "source") or article
            found[key] = Claim((row["_row"],), article, source, figure, direction, sure(row), titles)
    return list(found.values())


def _camps(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one value, those that most sources give first; then the value given first."""
    camps: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        figure = claim.figure
        key = (figure.value, figure.value_to, figure.denominator, figure.comparator, figure.step, claim.direction)
        camps.setdefault(key, []).append(claim)
    ordered = sorted(camps.items(), key=lambda item: (-len({claim.source for claim in item[1]}), *_first(item[1])))
    return [camp for _, camp in ordered]


def _first(camp: Sequence[Claim]) -> tuple[str, str, float]:
    """What orders two camps of one size, whatever the order of the rows: date, article, value."""
    return min((claim.figure.published or "9", claim.article, claim.figure.value) for claim in camp)


def _opposed(
    less: Sequence[Claim],
    more: Sequence[Claim],
    by_article: Mapping[str, Sequence[Claim]],
    kinds: Sequence[str],
    places: int,
) -> Iterator[Conflict]:
    """The conflicts of two camps. Their first claims speak for all, but for counts that later articles revise."""
    running = less[0].figure.running and more[0].figure.running
    if not running and relate(less[0], more[0]).kind not in kinds:
        return
    for own in less:
        rivals = []
        for other in more:
            found = relate(own, other)
            known = _knows(by_article[own.article], other) or _knows(by_article[other.article], own)
            if found.kind in kinds and other.article != own.article and not known:
                rivals.append((other, found))
        others = max(0, len({other.source for other, _ in rivals}) - places)
        yield from (Conflict(own, other, found, others) for other, found in rivals[:places])


def _knows(claims: Sequence[Claim], other: Claim) -> bool:
    """Whether an article, by its claims in this group, also prints what another one says, digits and hedge."""
    return any(relate(claim, other).kind == "agree" for claim in claims)


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value else None
