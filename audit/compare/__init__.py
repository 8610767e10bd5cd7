"""How two printed figures of one quantity relate: agree, hold together, or cannot both be true, and why.

A printed figure is an interval: its last digit plus or minus half a unit, shifted and widened by its hedge.
Whether two figures speak of the same quantity is not asked here. `_printed` reads a fact as such a figure, `_running`
says which counts later articles revise, `_relation` holds two figures against each other.
"""

from __future__ import annotations

from audit.compare._printed import (
    READ,
    Printed,
    claimed,
    known,
    one_day,
    printed,
    printed_each,
    reprinted,
    share,
    step_of,
)
from audit.compare._relation import CONFLICTS, KINDS, SLIPS, Relation, relation, retyped, supports
from audit.compare._running import dated, runs

__all__ = [
    "CONFLICTS",
    "KINDS",
    "READ",
    "SLIPS",
    "Printed",
    "Relation",
    "claimed",
    "dated",
    "known",
    "one_day",
    "printed",
    "printed_each",
    "relation",
    "reprinted",
    "retyped",
    "runs",
    "share",
    "step_of",
    "supports",
]
