"""The figures of a draft that are facts, held against facts of the same unit by value and by the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from audit import compare
from audit.check._print import followed
from audit.check._sources import Sources
from audit.groups import Traits, likeness, traits_of
from audit.model import Fact

# A fact with another figure contradicts where its words are this much alike, and by so much more than those of any fact
# that has the figure; where the figure is only somewhere in the text, its words must be nearly the same.
ALIKE, MORE, SAME_WORDS = 0.55, 0.3, 0.9
# Where another article has the figure, in words so much alike, the sources differ and do not contradict the draft.
ALSO = 0.35
# Below this no words tell that a fact with the same figure speaks of the same thing. One that only leaves room for the
# figure, or stands in an article of something else, must speak of it as surely as another article that has it.
SOMETHING = 0.2
IN_DISPUTE = frozenset(("contradiction", "scale_slip", "swapped_digits"))
# A target is held against a result only where nothing else is nearly as much alike.
PLANNED = 0.25
# What another figure of the draft agrees with is held against one only where nothing else is as much alike.
SPOKEN_FOR = 0.25
# A figure of so many digits and separators is seldom the same by chance.
PARTICULAR = 3
_BOUNDS = ("ge", "le")
# What says which reference value a figure is held against.
_CELL = ("indicator", "unit", "status", "area", "period", "kind")
# Counts up to here are often the writer's own: two of the three named, a day, a mountain.
SMALL = 10


@dataclass(frozen=True)
class Judged:
    """A figure of a draft with its verdict, the key and fields of its note, and the facts behind it, closest first."""

    start: int
    end: int
    verdict: str
    key: str
    facts: Sequence[Traits] = ()
    fields: dict[str, str] = field(default_factory=dict)


def figures(drafted: Sequence[Fact], text: str, sources: Sources) -> Iterator[Judged]:
    """The quantities and changes of the draft, judged; small counts that nothing in the sources is like left out."""
    every = [(own, fact) for fact, own in zip(drafted, traits_of(drafted, text), strict=True) if own.figure]
    agreed = [{other.fact_id for other in sources.by_unit.get(own.unit, ()) if _agree(own, other)} for own, _ in every]
    held = frozenset().union(*agreed)
    for (own, fact), same in zip(every, agreed, strict=True):
        judged = _known(own, fact, sources) or _judge(own, fact, text, sources, same, held)
        if judged is not None:
            yield judged


def _known(own: Traits, fact: Fact, sources: Sources) -> Judged | None:
    """The verdict of the reference table on one figure; None where it has no value of the same thing."""
    right = sources.references.of({name: getattr(fact, name) for name in _CELL}, anywhere=True)
    if right is None or own.figure is None:
        return None
    known = compare.known(-right.value if fact.direction == "down" else right.value, right.step)
    kind = compare.relation(own.figure, known).kind
    if kind == "update":
        return None
    verdict = {"agree": "supported", "consistent": "supported", "misrounded": "unclear"}.get(kind, "contradicted")
    same = [other for other in sources.facts if other.indicator == fact.indicator and _agree(own, other)]
    fields = {"source": right.publisher, "said": f"{right.value:.12g}"}
    return Judged(fact.start, fact.end, verdict, "reference", same if verdict == "supported" else (), fields)


def _judge(own: Traits, fact: Fact, text: str, sources: Sources, alike: Set[str], held: Set[str]) -> Judged | None:
    """The verdict on one figure; None for a small count that nothing in the sources is like.

    `alike` are the facts (ids) that say the same, `held` those that say the same as any figure of the draft.
    """
    agreeing, against = list[tuple[float, Traits]](), list[tuple[float, Traits]]()
    for other in sources.by_unit.get(own.unit, ()):
        like = likeness(own, other)
        if other.fact_id not in alike:
            against += [] if _distant(own, other) else [(like, other)]
        elif like >= ALSO or (_equal(own, other) and sources.tells(other.article)):
            agreeing.append((like, other))
    opposed = max(against, default=None, key=lambda item: _against(own, item[0], item[1], held))
    best = max(agreeing, default=None, key=_like)
    printed = best is None and _printed(fact, text, sources)
    same = max((one for one in agreeing if _equal(own, one[1])), default=None, key=_like)
    if opposed and same and _differ(opposed, same, agreeing):
        return Judged(fact.start, fact.end, *_differing(opposed[1], same[1]))
    if opposed and opposed[0] > (SAME_WORDS if printed else ALIKE) and opposed[0] - (best[0] if best else 0.0) > MORE:
        return Judged(fact.start, fact.end, *_opposed(own, opposed[1]))
    if best and best[0] >= SOMETHING:
        others = [other for _, other in sorted(agreeing, key=lambda item: -item[0])]
        return Judged(fact.start, fact.end, *_supported(own, others))
    if printed:
        return Judged(fact.start, fact.end, "supported", "printed")
    if fact.unit == "count" and fact.value is not None and abs(fact.value) <= SMALL:
        return None
    verdict, facts = ("unclear", [best[1]]) if best else ("unsupported", [])
    return Judged(fact.start, fact.end, verdict, "elsewhere" if best else verdict, facts)


def _against(own: Traits, like: float, other: Traits, held: Set[str]) -> tuple[float, float]:
    """How much a fact speaks against a figure: by its words, then by how near the two are."""
    planned, spoken_for = PLANNED * (other.status != own.status), SPOKEN_FOR * (other.fact_id in held)
    off = abs(own.figure.value - other.figure.value) if own.figure and other.figure else 0.0
    return round(like - planned - spoken_for, 6), -off


def _opposed(own: Traits, other: Traits) -> tuple[str, str, list[Traits], dict[str, str]]:
    """Verdict, note, facts and fields of a figure where the sources have another one of what reads the same."""
    if own.figure and other.figure:
        found = compare.relation(own.figure, other.figure)
        if found.kind == "misrounded":
            return "unclear", "misrounded", [other], {"rounded": str(found.fields["rounded"])}
    return "contradicted", "contradicted", [other], {}


def _differ(
    opposed: tuple[float, Traits], having: tuple[float, Traits], agreeing: Sequence[tuple[float, Traits]]
) -> bool:
    """Whether an article says otherwise what another one, in words as near or nearly, says with the draft."""
    (against, other), (like, same) = opposed, having
    if like < ALSO or against < max(ALIKE, like) or not (other.figure and same.figure):
        return False
    apart = other.article not in {one.article for _, one in agreeing}
    return apart and compare.relation(other.figure, same.figure).kind in IN_DISPUTE


def _differing(other: Traits, same: Traits) -> tuple[str, str, list[Traits], dict[str, str]]:
    """Verdict, note, facts and fields of a figure that one article has and another one contradicts."""
    return "unclear", "differ", [other, same], {"other": same.source, "same": same.figure.quote if same.figure else ""}


def _supported(own: Traits, others: list[Traits]) -> tuple[str, str, list[Traits], dict[str, str]]:
    """Verdict, note, facts and fields of a figure that the sources have; unclear where of another time or as a goal."""
    first = others[0]
    if own.period and all(_distant(own, other) for other in others):
        return "unclear", "period", others, {"period": first.period}
    if _reached(own) and all(other.status == "target" for other in others):
        return "unclear", "planned", others, {}
    return "supported", "supported" if _equal(own, first) else "rounded", others, {}


def _reached(own: Traits) -> bool:
    """Whether a figure is told as a result. What something costs is one sum, planned or spent."""
    money = len(own.unit) == len("VND") and own.unit.isupper()
    return own.status == "actual" and len(own.quote) >= PARTICULAR and not money


def _distant(own: Traits, other: Traits) -> bool:
    """Whether two periods have no day in common; open ones may. Of changes the years are compared that they end in."""
    if not (own.period and other.period):
        return False
    if own.kind == other.kind == "change":
        ends = {fact.period.rpartition("/")[2][:4] for fact in (own, other)}
        return len(ends) == 2 and all(end.isdigit() for end in ends)
    if "/" in own.period or "/" in other.period or not (own.first and own.last and other.first and other.last):
        return False
    return own.last < other.first or other.last < own.first


def _like(item: tuple[float, Traits]) -> float:
    return item[0]


def _agree(fact: Traits, other: Traits) -> bool:
    """Whether a fact of the sources says what the draft says; of two ranges both ends count."""
    if fact.figure is None or other.figure is None:
        return False
    if fact.figure.value_to is not None and other.figure.value_to is not None:
        return (fact.figure.value, fact.figure.value_to) == (other.figure.value, other.figure.value_to)
    if fact.direction and other.direction and fact.direction != other.direction and likeness(fact, other) > ALIKE:
        return False
    own, said = fact.figure, other.figure
    if own.comparator == said.comparator in _BOUNDS:
        own, said = _limit(own), _limit(said)
    return compare.relation(own, said).kind in ("agree", "consistent")


def _limit(bound: compare.Printed) -> compare.Printed:
    """The limit that a bound names, as a figure: a fee of at most 20 says nothing for one of at most 90."""
    return replace(bound, comparator="eq", low=bound.value - bound.step / 2, high=bound.value + bound.step / 2)


def _equal(own: Traits, other: Traits) -> bool:
    return bool(own.figure and other.figure and own.figure.value == other.figure.value)


def _printed(fact: Fact, text: str, sources: Sources) -> bool:
    """Whether the numbers stand in the text of the sources before the same words, whatever they were read as there."""
    own = list(followed(text, fact.start, fact.end))
    return bool(own) and all(pair in sources.followed if pair[1] else pair[0] in sources.numbers for pair in own)
