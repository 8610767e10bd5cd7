"""Grouping in steps, each a function of plain rows to plain rows, for runs that spread them over many machines.

Every step needs only the rows it names, whatever else there is in a run; put one after the other they give the groups
that `group` gives. A row is an article as it is told (`Told`), a pair, an edge, or a group.

| step | needs | gives |
|---|---|---|
| `told` | the row, the text and the facts of some articles | a `Told` for each |
| `keys_of` | one story | the keys it may be found by |
| `rarest` | the keys of a story, how many stories hold each | those it is found by, in runs of more than `SMALL` |
| `sharing` | `when` of the stories that hold one key, in that order | pairs of them that may tell of one event |
| `strength` | two stories | how surely they tell of one event; at least `TOLD` makes them met |
| `neighbours` | the strengths of one article with those it met | its `near` |
| `bridged` | the `near` of one article | pairs that may be met too: if `Events.strength` of both is at least `TOLD` |
| `within` | the facts of one unit in one article | pairs of them to judge |
| `across` | the facts of one unit in two articles that met, that of the lower id first | pairs of them to judge |
| `named` | the facts of one of the names that `names_of` gives a fact, in order | pairs of them to judge |
| `edges` | pairs, and `judge_of` what is told of their articles | the edges among them |
| `parts` | all edges | the parts: edges that hang together |
| `cluster` | one part, and `judge_of` what is told of its articles | its groups; a fact in no part is a group alone |
| `row` | the facts of one group, in order | its row; the rows are in the order of `place` |

Facts are in order by `Traits.order`, those that are equal there as they stand in their article. All facts of a pair to
judge, so those of a part too, are of one unit: `of_unit` leaves the others out, of what is told of an article.
"""

from __future__ import annotations

from audit.groups._blocking import across, named, names_of, unit_of, within
from audit.groups._cells import TOLD
from audit.groups._cluster import Judge, cluster, edges, parts
from audit.groups._events import Events, strength
from audit.groups._meetings import SMALL, bridged, keys_of, neighbours, paired, rarest, sharing, when
from audit.groups._row import place, row
from audit.groups._told import Told, judge_of, told

__all__ = [
    "SMALL",
    "TOLD",
    "Events",
    "Judge",
    "Told",
    "across",
    "bridged",
    "cluster",
    "edges",
    "judge_of",
    "keys_of",
    "named",
    "names_of",
    "neighbours",
    "paired",
    "parts",
    "place",
    "rarest",
    "row",
    "sharing",
    "strength",
    "told",
    "unit_of",
    "when",
    "within",
]
