"""Leave-one-out agreement: each figure of a source against what independent others print of the same quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from audit import compare

# What the relation to another source's figure says of a source's own: a cut digit is half an error, and who
# reports earlier than the other does not disagree.
WORTH = {
    "agree": 1.0, "consistent": 1.0, "update": 1.0, "misrounded": 0.5,
    "scale_slip": 0.0, "swapped_digits": 0.0, "contradiction": 0.0,
}  # fmt: skip
# A sentence of so many characters is not written twice by chance: who prints it has copied it.
COPIED = 60


def outcomes(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[float]]:
    """For each source one outcome a comparable quantity, 0 (all others disagree) to 1 (all agree), in group order."""
    facts: dict[str, Mapping[Any, Any]] = {row["fact_id"]: row for row in tables["facts"].to_dict("records")}
    published = dict(zip(tables["articles"]["article_id"], tables["articles"]["published"], strict=True))
    found: dict[str, list[float]] = defaultdict(list)
    for members in tables["groups"].loc[tables["groups"]["n_sources"] > 1, "fact_ids"]:
        voices = _voices([facts[name] for name in members], published)
        for source, own in voices.items():
            against = [_outcome(own, other) for name, other in voices.items() if name != source]
            known = [value for value in against if value is not None]
            if known:
                found[source].append(sum(known) / len(known))
    return dict(found)


Voice = list[tuple[compare.Printed | None, str, str]]


def source_of(source: object, article_id: str) -> str:
    """The source of a fact or an article; an article without one is a source of its own."""
    return source if isinstance(source, str) and source else article_id


def _voices(rows: list[Mapping[Any, Any]], published: Mapping[str, Any]) -> dict[str, Voice]:
    """What each source says of one quantity: figure (None for a date), date, sentence."""
    voices: dict[str, Voice] = defaultdict(list)
    for row in rows:
        day = published.get(row["article_id"])
        figure = compare.printed(row, day if isinstance(day, str) else None)
        voices[source_of(row["source"], row["article_id"])].append((figure, row["period"] or "", row["sentence"] or ""))
    return voices


def _outcome(own: Voice, other: Voice) -> float | None:
    """The agreement of two sources on one quantity; None where one copied the other or nothing can be compared."""
    if {said for *_, said in own if len(said) >= COPIED} & {said for *_, said in other}:
        return None
    return max(_pairs(own, other), default=None)


def _pairs(own: Voice, other: Voice) -> Iterator[float]:
    for figure, day, _ in own:
        for theirs, their_day, _ in other:
            if figure and theirs:
                yield WORTH[compare.relation(figure, theirs).kind]
            elif day and their_day and not (figure or theirs):
                yield float(day.startswith(their_day) or their_day.startswith(day))
