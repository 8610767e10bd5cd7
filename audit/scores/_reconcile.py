"""From a table of claims to truths and sources: the model for each attribute, values, intervals, shares."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from audit.errors import ConfigError
from audit.registry import members
from audit.scores._beta import share
from audit.scores._claims import Belief, Claims, Floats, Named, Whole, mean, median, read, spread

DEFAULT = "auto"
# Columns of truths that hold what sources print, or nothing.
CELLS = ("value", "runner_up")
# Voices that hold so much of an item span its interval.
LEVEL = 0.95
# Two supports that differ by a smaller share than this are as good as equal.
EQUAL = 0.05
# Numbers further apart than this factor are no two prints of nearly one value.
FAR = 1.35
# With fewer claims of the median source its weight cannot be learned.
FEW = 5
# Where claims on one item lie so far apart, against all claims, they are measurements and not prints of one figure.
# To say so takes so many items, each claimed so often.
SCATTER, ITEMS, OFTEN = 0.4, 20, 4
# Prints of feeds lie apart too, but two of them are equal by so much oftener than chance would have it.
REPEATED = 0.1
# A claim this near a power of ten of the others, where they agree, has lost or gained digits.
SLIP, CALM = 0.02, 0.2


def reconcile(claims: pd.DataFrame, model: str = DEFAULT) -> tuple[pd.DataFrame, pd.DataFrame]:
    """See `audit.reconcile`."""
    solve = _solver(model)
    named = read(claims)
    truths, outcomes = [], []
    for one in named:
        truths.append(_truths(one, solve(without_slips(one.claims))))
        outcomes.append(_outcomes(one))
    found = pd.concat(truths, ignore_index=True)
    found.attrs["left_out"] = {one.attribute: one.left_out for one in named if one.left_out}
    return found, _sources(outcomes)


def _solver(model: str) -> Callable[[Claims], Belief]:
    if model == DEFAULT:
        return lambda claims: _solver(choose(claims))(claims)
    known = members("scores")
    if model not in known:
        raise ConfigError(f"no model {model!r}", mend=f"one of {DEFAULT}, {', '.join(known)}")
    solver: Callable[[Claims], Belief] = known[model].solve
    return solver


def choose(claims: Claims) -> str:
    """The model for an attribute, by its claims alone.

    Ratings and measurements scatter: their noise is averaged (gtm). Numbers of sources that make few claims, which
    cannot be weighed: the median by tried sources. Else sources are weighed, those of one feed together (ensemble).
    """
    if scatters(claims):
        return "gtm"
    return "median" if claims.numeric and float(np.median(claims.load)) < FEW else "ensemble"


def scatters(claims: Claims) -> bool:
    """Whether claims on one item typically lie as far apart as noise puts them, against the spread of all claims."""
    if not claims.numeric or claims.n_items < ITEMS or len(claims.source) < OFTEN * claims.n_items:
        return False
    numbers = claims.number[claims.candidate]
    centre = mean(claims, claims.weight)
    within = float(np.median(np.abs(numbers - centre[claims.item])))
    overall = float(np.mean(np.abs(numbers - np.median(numbers))))
    return within > SCATTER * overall and repeated(claims) < REPEATED


def repeated(claims: Claims) -> float:
    """How much oftener than by chance two claims on one item are equal, 0 to 1; the most frequent number left out.

    Who measures or rates for himself seldom says what another says; who prints what a feed says does.
    """
    _, at = np.unique(claims.number, return_inverse=True)
    votes = np.bincount(claims.candidate, minlength=len(claims.of)).astype(float)
    whole = np.bincount(at, votes)
    votes[at == int(whole.argmax())] = 0.0
    whole[int(whole.argmax())] = 0.0
    per_item = np.bincount(claims.of, votes, claims.n_items)
    pairs = float((per_item * (per_item - 1)).clip(0).sum())
    if not pairs:
        return 0.0
    equal = float((votes * (votes - 1)).clip(0).sum()) / pairs
    chance = float(((whole / whole.sum()) ** 2).sum())
    return (equal - chance) / max(1 - chance, 1e-9)


def without_slips(claims: Claims) -> Claims:
    """The claims, with next to no weight for numbers that are a power of ten off where the others agree."""
    if not claims.numeric:
        return claims
    middle = claims.number[median(claims, claims.weight)][claims.item]
    numbers = claims.number[claims.candidate]
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.nan_to_num(np.log10(np.abs(numbers / middle)), posinf=0.0, neginf=0.0)
        near = np.abs(numbers - middle) / np.abs(middle) <= CALM
    calm = claims.per_item(claims.weight * near)[claims.item] > claims.per_item(claims.weight)[claims.item] / 2
    slip = (np.abs(np.round(power)) >= 1) & (np.abs(power - np.round(power)) < SLIP) & calm
    return replace(claims, weight=np.where(slip, 1e-6, claims.weight))


def _truths(named: Named, belief: Belief) -> pd.DataFrame:
    claims = named.claims
    start = np.searchsorted(claims.of, np.arange(claims.n_items))
    votes = claims.per_candidate(claims.weight)
    order = np.lexsort((np.arange(len(claims.of)), -np.round(belief.support, 12), claims.of))
    first = order[start]
    size = np.bincount(claims.of, minlength=claims.n_items)
    second = np.where(size > 1, order[np.minimum(start + 1, len(order) - 1)], -1)
    scattered = belief.estimate is not None and named.kind == "number" and scatters(claims)
    picked = first if belief.estimate is None or scattered else _nearest(claims, belief.estimate)
    rival = np.where(picked == first, second, first)
    tied = _tied(claims, belief.support, picked, rival) & ~np.bool_(scattered)
    values = list(belief.estimate) if scattered and belief.estimate is not None else [named.cells[i] for i in picked]
    low, high = _ends(named, votes)
    truths = {
        "value": [None if tie else value for tie, value in zip(tied, values, strict=True)],
        "low": low,
        "high": high,
        "share": np.round(votes[picked] / claims.per_item(claims.weight), 6),
        "runner_up": [None if i < 0 else named.cells[i] for i in rival],
        "support": np.round(votes[picked], 6),
    }
    return _rows(named, truths)


def _rows(named: Named, truths: Mapping[str, Any]) -> pd.DataFrame:
    """A row an item, in order of the items; null for those of which nothing could be read."""
    rows = pd.DataFrame(
        {name: pd.Series(list(cells), dtype=object if name in CELLS else None) for name, cells in truths.items()}
    )
    rows.insert(0, "object", pd.Series(named.objects, dtype=object))
    if named.unread:
        nothing = pd.DataFrame({"object": pd.Series(named.unread, dtype=object), "share": 0.0, "support": 0.0})
        rows = pd.concat([rows, nothing], ignore_index=True).sort_values("object", ignore_index=True)
        rows[list(CELLS)] = rows[list(CELLS)].astype(object).where(rows[list(CELLS)].notna(), None)
    rows.insert(1, "attribute", named.attribute)
    return rows


def _tied(claims: Claims, support: Floats, picked: Any, rival: Any) -> Any:
    """Items whose two best values have equal support: nothing tells which is right.

    Numbers that differ by less than a third say much the same; of them the lower one stands, which claims less.
    """
    other = np.where(rival >= 0, support[rival], -1.0)
    equal = np.abs(support[picked] - other) <= EQUAL * np.maximum(support[picked], 1e-300)
    if claims.numeric:
        one, two = claims.number[picked], claims.number[np.maximum(rival, 0)]
        small, large = np.minimum(np.abs(one), np.abs(two)), np.maximum(np.abs(one), np.abs(two))
        equal &= (large > FAR * small) | (one * two < 0)
    return equal


def _nearest(claims: Claims, estimate: Floats) -> Any:
    """The candidate of each item nearest to an estimate: what is returned was printed by somebody."""
    off = np.abs(claims.number - estimate[claims.of])
    order = np.lexsort((np.arange(len(off)), off, claims.of))
    return order[np.searchsorted(claims.of, np.arange(claims.n_items))]


def _ends(named: Named, votes: Floats) -> tuple[list[Any], list[Any]]:
    """The ends of the interval of each item: numbers, or days and times as they were given; NaN for names."""
    claims = named.claims
    if not claims.numeric:
        return [math.nan] * claims.n_items, [math.nan] * claims.n_items
    low, high = _interval(claims, votes)
    if named.kind == "number":
        return list(claims.number[low]), list(claims.number[high])
    return [named.cells[i] for i in low], [named.cells[i] for i in high]


def _interval(claims: Claims, votes: Floats) -> tuple[Whole, Whole]:
    """The lowest and the highest of the best voiced candidates that hold 95% of the voices of an item."""
    order = np.lexsort((np.arange(len(votes)), -votes, claims.of))
    running = np.cumsum(votes[order])
    start = np.searchsorted(claims.of, np.arange(claims.n_items))
    base = (running[start] - votes[order][start])[claims.of]
    before = running - votes[order] - base
    kept = order[before < LEVEL * claims.among(votes)[order] - 1e-12]
    low, high = np.full(claims.n_items, len(votes)), np.full(claims.n_items, -1)
    np.minimum.at(low, claims.of[kept], kept)
    np.maximum.at(high, claims.of[kept], kept)
    return low.astype(np.intp), high.astype(np.intp)


def _outcomes(named: Named) -> pd.DataFrame:
    """For each claim that others can be held against, how far they agree, 0 to 1."""
    claims = named.claims
    others = claims.per_item(claims.weight)[claims.item] - claims.weight
    if scatters(claims):
        numbers = claims.number[claims.candidate]
        centre = (claims.per_item(claims.weight * numbers)[claims.item] - claims.weight * numbers) / np.maximum(
            others, 1e-9
        )
        off = np.abs(numbers - centre) / spread(claims, mean(claims, claims.weight))[claims.item]
        agreed = np.exp(-off)
    else:
        same = claims.per_candidate(claims.weight)[claims.candidate] - claims.weight
        agreed = same / np.maximum(others, 1e-9)
    met = others > 1e-9
    names = np.asarray(named.sources, dtype=object)[claims.source]
    return pd.DataFrame({"source": names, "agreed": np.where(met, agreed, 0.0), "met": met})


def _sources(outcomes: list[pd.DataFrame]) -> pd.DataFrame:
    """Each source's share of agreement with others in hundredths, with its 90% interval, and the claims behind it."""
    rows = []
    grouped = pd.concat(outcomes, ignore_index=True).groupby("source", sort=True)
    for source, agreed, n in zip(*_totals(grouped), strict=True):
        middle, low, high = share([agreed / n] * int(n) if n else [])
        rows.append(
            {
                "source": source,
                "score": round(100 * middle, 1),
                "low": round(100 * low, 1),
                "high": round(100 * high, 1),
                "n": int(n),
            }
        )
    return pd.DataFrame(rows, columns=["source", "score", "low", "high", "n"])


def _totals(grouped: Any) -> tuple[list[Any], list[float], list[float]]:
    sums = grouped[["agreed", "met"]].sum()
    return list(sums.index), list(sums["agreed"].astype(float)), list(sums["met"].astype(float))
