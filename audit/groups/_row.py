"""A group as a row of the table of groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2s
from typing import Any

from audit.groups._consensus import consensus, voters
from audit.groups._traits import Traits


def row(
    members: Sequence[Traits],
    sure: float,
    copies: Mapping[str, str],
    trust: Mapping[str, float] | None,
    own: Set[str],
) -> dict[str, Any]:
    """The row of a group of facts, in their order; of `copies` and `own` it needs what its own articles and facts need.

    See `group` for what these are.
    """
    voices = voters(members, copies, own)
    agreed = consensus(voices, trust)
    return {
        "group_id": blake2s(f"group\x1f{members[0].fact_id}".encode(), digest_size=8).hexdigest(),
        "measure": _usual(fact.indicator for fact in members) or _usual(fact.measure for fact in members),
        "area": _usual(fact.area for fact in members),
        "period": _usual(fact.period for fact in members),
        "status": members[0].status,
        "unit": members[0].unit or None,
        "fact_ids": [fact.fact_id for fact in members],
        "n_facts": len(members),
        "n_sources": len({fact.source for fact in members}),
        "n_independent": len(voices),
        "value": agreed.value,
        "low": agreed.low,
        "high": agreed.high,
        "share": agreed.share,
        "runner_up": agreed.runner_up,
        "confidence": sure,
    }


def place(members: Sequence[Traits]) -> tuple[int, tuple[str, str, int]]:
    """The place of a group among the groups of a run: those of many sources first, then those told early."""
    return -len({fact.source for fact in members}), members[0].order


def _usual(values: Iterable[str]) -> str | None:
    """The most frequent value that is not empty, the earliest of equals."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None
