"""Leave-one-out agreement: each figure of a source against what independent others print of the same quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import Any

import pandas as pd

from audit import compare
from audit.catalog import References
from audit.model import Reference
from audit.scores._beta import WEIGHT

# What the relation to another source's figure says of a source's own: a cut digit is half an error, and who
# reports earlier than the other does not disagree.
WORTH = {
    "agree": 1.0, "consistent": 1.0, "update": 1.0, "misrounded": 0.5,
    "scale_slip": 0.0, "swapped_digits": 0.0, "contradiction": 0.0,
}  # fmt: skip
# A sentence of so many characters is not written twice by chance: who prints it has copied it.
COPIED = 60
# A figure is held against so many others; more of them say nothing more.
HEARD = 200
# What a reference value weighs: it is known, where others only agree, so that it counts as a whole claim.
KNOWN = 1 / WEIGHT
# The columns of facts that are read here, and where their reference values are looked up.
READ = {*compare.READ, "fact_id", "article_id", "source", "direction", "indicator", "area", "period"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far others agree with a source on one quantity, 0 to 1, and what they weigh together.

    That is at most 1, and `KNOWN` where a reference value says what is right. `fact_id` is the figure of the source,
    `others` are those it was held against, each with its worth (see `WORTH`); `known` is the reference value.
    """

    agreed: float
    weight: float
    fact_id: str = ""
    others: tuple[tuple[str, float], ...] = ()
    known: Reference | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One mention of a quantity: its figure (None for a date), its date, its sentence."""

    fact_id: str
    figure: compare.Printed | None
    day: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Met:
    """What the figure of one source says of that of another: the pair that agrees most."""

    worth: float
    own: str
    other: str


def outcomes(
    tables: Mapping[str, pd.DataFrame],
    copies: Mapping[str, str] | None = None,
    trust: Mapping[str, float] | None = None,
    references: References | None = None,
    own: Set[str] = frozenset(),
) -> dict[str, list[Outcome]]:
    """For each source one outcome a comparable quantity, 0 (all others disagree) to 1 (all agree), in group order.

    Where there is a reference value of the quantity, it is the only other that counts. Of a quantity that everybody
    prints, a figure is held against the first `HEARD` others.

    `copies` maps the id of an article that repeats another to the other's id: it speaks with the other's voice, which
    others hear once, and which says nothing of itself; but for the facts in `own` (ids), which it states in its own
    words. `trust` says how much the agreement of a source counts, else 1.
    """
    rows_of = _reader(tables["facts"])
    articles = tables["articles"]
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    sources = zip(articles["article_id"], articles["source"], strict=True)
    sources_of = {article: source_of(source, article) for article, source in sources}
    repeated = {copy: sources_of[one] for copy, one in (copies or {}).items() if one in sources_of}
    found: dict[str, list[Outcome]] = defaultdict(list)
    for members, n_sources in zip(tables["groups"]["fact_ids"], tables["groups"]["n_sources"], strict=True):
        if n_sources < 2 and not references:
            continue
        rows = rows_of(members)
        anchored = _anchored(rows, references or References())
        for source, against_known in anchored.items():
            found[source].append(against_known)
        if n_sources < 2:
            continue
        said = _said(rows, published, repeated, own)
        heard = _heard(said)
        for source, voices in said.items():
            name = source if source in voices else next(iter(voices))
            asked = islice(((one, other) for one, other in heard.items() if one not in (source, name)), HEARD)
            others = {one: _met(voices[name], other) for one, other in asked}
            if source not in anchored and (outcome := _weighed(others, trust or {})):
                found[source].append(outcome)
    return dict(found)


def _reader(facts: pd.DataFrame) -> Callable[[Sequence[str]], list[Mapping[Any, Any]]]:
    """A function that gives what is read of facts by their ids. Records of all of them would not fit into memory."""
    at = {name: position for position, name in enumerate(facts["fact_id"])}
    read = {str(name): cells for name, cells in facts.items() if name in READ}
    columns = {name: cells.to_numpy() if cells.dtype == object else cells.tolist() for name, cells in read.items()}
    return lambda names: [{name: cells[at[fact]] for name, cells in columns.items()} for fact in names]


def _anchored(rows: list[Mapping[Any, Any]], references: References) -> dict[str, Outcome]:
    """Each source of a quantity against the reference values of it; its worst figure counts; none where none is."""
    found: dict[str, Outcome] = {}
    for row in rows if references else ():
        right, figure = references.of(row), compare.printed(row)
        if right and figure:
            sign = -1.0 if row["direction"] == "down" else 1.0
            worth = WORTH[compare.relation(figure, compare.known(sign * right.value, right.step)).kind]
            source = source_of(row["source"], row["article_id"])
            if source not in found or worth < found[source].agreed:
                found[source] = Outcome(worth, KNOWN, row["fact_id"], known=right)
    return found


def _weighed(others: Mapping[str, Met | None], trust: Mapping[str, float]) -> Outcome | None:
    """The agreement of others, each counted as far as it is trusted; None where nothing that counts was comparable."""
    known = [(met, trust.get(name, 1.0)) for name, met in others.items() if met is not None]
    total = sum(weight for _, weight in known)
    if total <= 0:
        return None
    agreed = sum(met.worth * weight for met, weight in known) / total
    return Outcome(agreed, min(1.0, total), known[0][0].own, tuple((met.other, met.worth) for met, _ in known))


@dataclass(slots=True)
class Voice:
    """What a source says of one quantity: each figure once, the first time that it is printed; all its sentences."""

    said: dict[object, Said] = field(default_factory=dict)
    sentences: set[str] = field(default_factory=set)

    def add(self, one: Said) -> None:
        self.said.setdefault(one.figure or one.day, one)
        self.sentences.add(one.sentence)

    def repeats(self, other: Voice) -> bool:
        """Whether one of two voices copied the other."""
        few, many = sorted((self.sentences, other.sentences), key=len)
        return any(len(sentence) >= COPIED and sentence in many for sentence in few)


def source_of(source: object, article_id: str) -> str:
    """The source of a fact or an article; an article without one is a source of its own."""
    return source if isinstance(source, str) and source else article_id


def _said(
    rows: list[Mapping[Any, Any]], published: Mapping[str, Any], repeated: Mapping[str, str], own: Set[str]
) -> dict[str, dict[str, Voice]]:
    """What each source says of one quantity, by the voice it says it with."""
    said: dict[str, dict[str, Voice]] = defaultdict(lambda: defaultdict(Voice))
    for row in rows:
        day, figure = published.get(row["article_id"]), compare.printed(row)
        if figure and figure.running and isinstance(day, str):  # of others it says nothing when they were printed
            figure = replace(figure, published=day)
        source = source_of(row["source"], row["article_id"])
        voice = source if row["fact_id"] in own else repeated.get(row["article_id"], source)
        said[source][voice].add(Said(row["fact_id"], figure, row["period"] or "", row["sentence"] or ""))
    return said


def _heard(said: Mapping[str, Mapping[str, Voice]]) -> dict[str, Voice]:
    """Each voice once: what its own source says, else the first that repeats it."""
    heard: dict[str, Voice] = {}
    for source, voices in said.items():
        for name, voice in voices.items():
            if name == source or name not in heard:
                heard[name] = voice
    return heard


def _met(own: Voice, other: Voice) -> Met | None:
    """The agreement of two sources on one quantity; None where one copied the other or nothing can be compared."""
    if own.repeats(other):
        return None
    return max(_pairs(own, other), default=None, key=lambda met: met.worth)


def _pairs(own: Voice, other: Voice) -> Iterator[Met]:
    for one in own.said.values():
        for theirs in other.said.values():
            if one.figure and theirs.figure:
                yield Met(_worth(one.figure, theirs.figure), one.fact_id, theirs.fact_id)
            elif one.day and theirs.day and not (one.figure or theirs.figure):
                same = one.day.startswith(theirs.day) or theirs.day.startswith(one.day)
                yield Met(float(same), one.fact_id, theirs.fact_id)


@lru_cache(maxsize=100_000)
def _worth(one: compare.Printed, other: compare.Printed) -> float:
    """What it says that two figures are printed: in a large run most print what others print."""
    return WORTH[compare.relation(one, other).kind]
