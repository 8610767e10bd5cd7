"""Which printed figures of one quantity stand against each other, between articles and within one.

Facts of one group are folded into prints: facts that say the same in the same words of arithmetic. Prints are
compared, not facts, and each only with the better supported ones: cost stays linear in the facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from audit.compare import Printed, Relation, printed
from audit.compare import relation as relation_of
from audit.rules._columns import NOISE, grouped, grouped_surely, sure, text_of
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


def groups(frame: pd.DataFrame, by: Sequence[str] = ()) -> Sequence[list[Claim]]:
    """The claims of each quantity that has at least two facts, in reading order.

    Facts are grouped by the columns `by`, else by `group_id`, or where the frame has none by measure, area, period,
    status and unit. Facts without a value, without a group, in spam or in site furniture take no part.
    """
    return once(frame, ("groups", *by), lambda: list(_groups(frame, by)))


def _groups(frame: pd.DataFrame, by: Sequence[str]) -> Iterator[list[Claim]]:
    usable = frame["value"].notna()
    if "block" in frame:
        usable &= ~frame["block"].isin(NOISE)
    keys = [key for key in by or (("group_id",) if "group_id" in frame else KEY) if key in frame]
    if "status" in frame:
        usable &= frame["status"] != "example"
    usable &= frame[keys[0]].notna()
    keys += ["kind"] if "kind" in frame and "group_id" not in keys else []
    rows = frame[[*dict.fromkeys((*keys, *(name for name in READ if name in frame)))]]
    rows = rows.assign(_row=range(len(frame)))[usable]
    said = rows.drop_duplicates([*keys, *(name for name in SAID if name in frame)])
    several = said[said.duplicated(keys, keep=False)][keys].drop_duplicates()
    for members in grouped(rows.merge(several, on=keys), keys, 2):
        yield _claims(members)


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


def _claims(members: Sequence[Mapping[str, Any]]) -> list[Claim]:
    found: dict[tuple[Any, ...], Claim] = {}
    for row in members:
        figure = printed(row, text_of(row, "published"))
        if figure is None:
            continue
        article = text_of(row, "article_id") or text_of(row, "source") or str(row["_row"])
        claim = Claim(
            rows=(row["_row"],),
            article=article,
            source=text_of(row, "source") or article,
            figure=figure,
            direction=text_of(row, "direction"),
            confidence=sure(row),
            titles=(row["_row"],) if row.get("block") == "title" else (),
            period=text_of(row, "period"),
            kind=text_of(row, "kind"),
            grouped=grouped_surely(row),
        )
        key = (article, claim.kind, *claim.said)
        old = found.get(key)
        found[key] = replace(old, rows=old.rows + claim.rows, titles=old.titles + claim.titles) if old else claim
    return list(found.values())


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
