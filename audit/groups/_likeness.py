"""How alike the words of two facts are."""

from __future__ import annotations

from audit.groups._figures import is_large
from audit.groups._traits import Traits
from audit.groups._words import counted_alike

# So many of the words that two figures share are named.
WORDS = 8


def likeness(a: Traits, b: Traits, strict: bool = False) -> float:
    """How alike the words of two facts are, about 0 to 1: near the figure, in the sentence, of names and the counted.

    Strictly, a word that only one of them has counts against them: "thu ngân sách" is not "thu cân đối ngân sách".
    """
    alike = _dice if strict else _overlap
    near, around = alike(a.near, b.near), _dice(a.around, b.around)
    if a.kind == "event_date":
        return near
    like = 0.6 * near + 0.4 * around
    if a.named and b.named:
        like += 0.2 * alike(a.named, b.named)
    if a.measure and a.measure == b.measure:
        like += 0.3
    if a.nouns & b.nouns:
        like += 0.1
    elif not counted_alike(a.nouns, b.nouns):
        like -= 0.1 if is_large(a) else 0.2
    return like


def evidence(a: Traits, b: Traits) -> list[str]:
    """The words that stand next to both figures, pairs of neighbours before single words that they hold."""
    shared = sorted(a.near & b.near, key=lambda gram: (-len(gram.split()), gram))
    paired = {word for gram in shared if " " in gram for word in gram.split()}
    return [gram for gram in shared if " " in gram or gram not in paired][:WORDS]


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words against the smaller set; a set of a word or two is not taken at its word."""
    return len(a & b) / max(3, min(len(a), len(b))) if a and b else 0.0


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
