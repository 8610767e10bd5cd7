"""How far others agree with each source, worked out for some groups at a time: here, or elsewhere meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

import numpy as np
import pandas as pd

from audit.catalog import References
from audit.scores._agreement import READ, outcomes

# Groups with so many facts are a piece.
PIECE = 20_000

# For each source how far others agree with each of its figures that can be compared (0 to 1), and what that weighs.
Agreed = Mapping[str, list[tuple[float, float]]]
# Calls a function with every item, be it later or elsewhere; gives the results in the order of the items.
Ahead = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
_OF_ARTICLES = ["article_id", "source", "published"]


def begin(
    tables: Mapping[str, pd.DataFrame],
    copies: Mapping[str, str] | None = None,
    trust: Mapping[str, float] | None = None,
    references: References | None = None,
    own: Set[str] = frozenset(),
    ahead: Ahead = map,
) -> Iterator[Agreed]:
    """What `outcomes` says of the tables, piece by piece; `ahead` may work on them before they are asked for."""
    more = (trust, references)
    pieces = ((*piece, *more) for piece in _pieces(tables, copies or {}, own, bool(references)))
    return (ahead if len(tables["facts"]) > PIECE else map)(_agreed, pieces)


def gathered(pieces: Iterable[Agreed]) -> Agreed:
    """The pieces as one, in the order of the groups."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for piece in pieces:
        for source, agreed in piece.items():
            found[source] += agreed
    return found


def _agreed(piece: tuple[Any, ...]) -> Agreed:
    tables, copies, own, trust, references = piece
    found = outcomes(tables, copies, trust, references, own)
    return {source: [(one.agreed, one.weight) for one in every] for source, every in found.items()}


def _pieces(
    tables: Mapping[str, pd.DataFrame], copies: Mapping[str, str], own: Set[str], alone: bool
) -> Iterator[tuple[dict[str, pd.DataFrame], dict[str, str], Set[str]]]:
    """The tables of some groups at a time, with the copies among their articles and their facts in own words.

    Groups of one source are left out, unless they are asked for `alone`.
    """
    facts = tables["facts"][[name for name in tables["facts"] if name in READ]]
    articles = tables["articles"][_OF_ARTICLES]
    groups = tables["groups"][["fact_ids", "n_sources"]]
    groups = groups if alone else groups[groups["n_sources"] >= 2]
    at = pd.Series(np.arange(len(facts)), index=facts["fact_id"].to_numpy())
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"].to_numpy())
    nth = np.cumsum(groups["fact_ids"].map(len).to_numpy(np.int64)) // PIECE
    for _, some in groups.groupby(nth, sort=True):
        names = [name for members in some["fact_ids"] for name in members]
        said = facts.iloc[at.loc[names].to_numpy()].reset_index(drop=True)
        speaking = said["article_id"].unique()
        repeated = {name: copies[name] for name in speaking if name in copies}
        known = place.loc[[name for name in {*speaking, *repeated.values()} if name in place.index]]
        told = articles.iloc[np.sort(known.to_numpy())].reset_index(drop=True)
        yield {"facts": said, "articles": told, "groups": some}, repeated, own & frozenset(names)
