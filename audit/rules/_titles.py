"""Figures of a title that nothing in the text bears out, and the figure of the text that they were meant to be.

A title says little of what it measures, so the text is searched by the words around its figures and by their digits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import pandas as pd

from audit.compare import CONFLICTS, Printed, Relation, relation, retyped
from audit.rules._columns import grouped, text_of, texts
from audit.rules._sentence import Figure, sentences
from audit.rules._sums import of
from audit.rules._words import alike, shared

_NEEDS = ("article_id", "block", "sentence", "start", "end", "kind", "unit", "value", "quote")
# Points of likeness (see `_words.shared`) that are asked of a figure by how it differs from that of the title.
_ASKED = {"swapped_digits": 2, "retyped": 1, "scale_slip": 2, "contradiction": 5}
# How many more, where the counted have two names.
_OTHERS = 2
# How sure it is then that the title means that figure.
_SURE = {"swapped_digits": 0.8, "retyped": 0.7, "scale_slip": 0.7, "contradiction": 0.6}
# Figures of one quantity that are no slip of each other differ by no more than this factor.
_FAR = 2.5
# What a title works out of figures of the text is looked for among so many of them; terms, of prison or of office, are
# not added.
_READ = 40
# A share or a change is worked out of figures that stand near each other: any two of many make some percentage.
_BESIDE = 6
_SAID = ("article_id", "value", "value_to", "denominator", "unit", "kind", "direction")
_TERMS = ("a", "mo", "d", "h", "min", "s")

Unborne = tuple[Figure, Figure, Relation, float]


def unborne(frame: pd.DataFrame) -> Iterator[Unborne]:
    """Each such figure of a title, the figure of the text, how they relate, and how sure that is."""
    if not all(name in frame for name in _NEEDS):
        return
    articles, blocks, periods = (texts(frame, name) for name in ("article_id", "block", "period"))
    titles: dict[str | None, list[Figure]] = {}
    bodies: dict[str | None, list[Figure]] = {}
    for figures in sentences(frame, 1, set(frame["article_id"][frame["block"] == "title"])):
        for figure in figures:
            kept = titles if blocks[figure.row] == "title" else bodies
            kept.setdefault(articles[figure.row], []).append(figure)
    for article, own in titles.items():
        told = bodies.get(article, [])
        for figure in own:
            if not _borne(figure, told) and (found := _meant(figure, told, periods)):
                yield found


def repeated(frame: pd.DataFrame) -> Iterator[int]:
    """The positions of the figures of titles that the text prints, too, of things that may be the same."""
    said = [name for name in _SAID if name in frame]
    rows = frame.reindex(columns=[*said, "counted", "block"]).assign(_row=range(len(frame)))[frame["value"].notna()]
    for own in grouped(rows, said, rows["block"] == "title"):
        nouns = {text_of(row, "counted") for row in own if row["block"] != "title"}
        for row in own:
            if row["block"] == "title" and any(alike(text_of(row, "counted"), noun) for noun in nouns):
                yield row["_row"]


def _meant(title: Figure, told: Sequence[Figure], periods: Sequence[str | None]) -> Unborne | None:
    """The figure of the text that a title was meant to give, the likest one; none where two values are as like it.

    What is no slip may be right for another time.
    """
    found = []
    for text in told:
        kind = _differs(title, text)
        points = shared(title, text) - (0 if alike(title.counted, text.counted) else _OTHERS)
        points += _OTHERS if _whole_of(title, text, told) else 0
        if kind == "contradiction" and not one_time(periods[title.row], periods[text.row]):
            continue
        if kind and points >= _ASKED[kind]:
            found.append((kind == "contradiction", -points, text.row, kind, text))
    if not found:
        return None
    plain, points, _, kind, text = min(found)
    rivals = {other.claim.value for _, often, _, _, other in found if often == points}
    if plain and len(rivals) > 1:
        return None
    return title, text, relation(title.claim, text.claim), _SURE[kind]


def one_time(title: str | None, text: str | None) -> bool:
    """Whether the period of a figure of the text may be that of the title's."""
    return title is None or text is None or title == text


def _whole_of(title: Figure, text: Figure, told: Sequence[Figure]) -> bool:
    """Whether a figure is a part of what the title counts: `76 of its 214 stores` below a title that counts stores."""
    behind = told[told.index(text) + 1 :][:1]
    return title.counted is not None and any(
        of(text, whole) and whole.counted is not None and alike(title.counted, whole.counted) for whole in behind
    )


def _differs(title: Figure, text: Figure) -> str | None:
    """How two figures that may be of one quantity differ; None where they are of two."""
    opposite = title.direction and text.direction and title.direction != text.direction
    if title.unit != text.unit or title.kind != text.kind or opposite:
        return None
    kind = relation(title.claim, text.claim).kind
    if kind not in CONFLICTS:
        return None
    if kind == "contradiction" and retyped(title.claim, text.claim):
        return "retyped"
    return None if kind == "contradiction" and apart(title.claim, text.claim) else kind


def apart(title: Printed, text: Printed) -> bool:
    """Whether two figures lie too far apart to be of one quantity, unless something else says that they are."""
    small, large = sorted((abs(title.value), abs(text.value)))
    return large > _FAR * small


def _borne(title: Figure, told: Sequence[Figure]) -> bool:
    """Whether the text gives the figure of a title, in any unit, or figures that it may be worked out of."""
    if any(_bears(title, figure) for figure in told):
        return True
    read = told[:_READ]
    counted = [figure.claim.value for figure in read if figure.unit == title.unit]
    if _holds_point(title, sum(counted)):
        return True
    for (at, one), (behind, other) in combinations(enumerate(read), 2):
        a, b = one.claim.value, other.claim.value
        added = one.unit == other.unit == title.unit and title.unit not in _TERMS
        made = [a + b, abs(a - b)] if added else []
        beside = behind - at <= _BESIDE and one.unit == other.unit != "percent"
        if beside and a and b and title.unit in ("percent", "ratio"):
            part = 100 if title.unit == "percent" else 1
            made += [part * abs(a / b - 1), part * abs(b / a - 1), part * a / b, part * b / a]
        if any(_holds_point(title, value) for value in made):
            return True
    return False


def _bears(title: Figure, text: Figure) -> bool:
    """Whether a figure of the text may be that of the title; one with a hedge bears out none that is finer than it."""
    finer = title.claim.step < text.claim.step * (1 - 1e-9) and text.claim.comparator != "eq"
    if finer and title.unit == text.unit and title.claim.comparator == "eq":
        return title.claim.value == text.claim.value
    return _holds(title, text.claim.low, text.claim.high) or _agrees(title, text)


def _agrees(title: Figure, text: Figure) -> bool:
    return title.unit == text.unit and relation(title.claim, text.claim).kind not in CONFLICTS


def _holds(title: Figure, low: float, high: float) -> bool:
    return title.claim.low < high and low < title.claim.high and low > -math.inf and high < math.inf


def _holds_point(title: Figure, value: float) -> bool:
    return title.claim.low <= value <= title.claim.high
