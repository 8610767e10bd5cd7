"""From a table of claims to truths and sources: the model for each attribute, values, intervals, shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from audit.errors import ConfigError
from audit.registry import members
from audit.scores._beta import share
from audit.scores._claims import Belief, Claims, Floats, Named, mean, median, read, spread

DEFAULT = "auto"
# Voices that hold so much of an item span its interval.
LEVEL = 0.95
# Two supports closer than this are equal.
EQUAL = 1e-9
# Numbers further apart than this factor are no two prints of nearly one value.
FAR = 1.35
# With fewer claims of the median source its weight cannot be learned.
FEW = 5
# Where claims on one item lie so far apart, against all claims, they are measurements and not prints of one figure.
# To say so takes so many items, each claimed so often.
SCATTER, ITEMS, OFTEN = 0.4, 20, 4
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
    return pd.concat(truths, ignore_index=True), _sources(outcomes)


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

    Ratings and measurements scatter: their noise is averaged (gtm). Sources of few claims cannot be weighed: the
    median by tried sources, or a vote. Else sources are weighed: names and labels, whose false values are telling, by
    accuracy and copying (accu-copy); numbers, where honest sources share upstream feeds, by what their claims earn
    (investment).
    """
    if scatters(claims):
        return "gtm"
    if float(np.median(claims.load)) < FEW:
        return "median"
    return "investment" if claims.numeric else "accu-copy"


def scatters(claims: Claims) -> bool:
    """Whether claims on one item typically lie as far apart as noise puts them, against the spread of all claims."""
    if not claims.numeric or claims.n_items < ITEMS or len(claims.source) < OFTEN * claims.n_items:
        return False
    numbers = claims.number[claims.candidate]
    centre = mean(claims, claims.weight)
    within = float(np.median(np.abs(numbers - centre[claims.item])))
    overall = float(np.mean(np.abs(numbers - np.median(numbers))))
    return within > SCATTER * overall


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
    weight = np.where(slip, 1e-6, claims.weight)
    return Claims(
        claims.source, claims.item, claims.candidate, weight, claims.of, claims.number, claims.n_sources, claims.n_items
    )


def _truths(named: Named, belief: Belief) -> pd.DataFrame:
    claims = named.claims
    start = np.searchsorted(claims.of, np.arange(claims.n_items))
    votes = claims.per_candidate(claims.weight)
    order = np.lexsort((np.arange(len(claims.of)), -np.round(belief.support, 12), claims.of))
    first = order[start]
    size = np.bincount(claims.of, minlength=claims.n_items)
    second = np.where(size > 1, order[np.minimum(start + 1, len(order) - 1)], -1)
    scattered = belief.estimate is not None and scatters(claims)
    picked = first if belief.estimate is None or scattered else _nearest(claims, belief.estimate)
    rival = np.where(picked == first, second, first)
    tied = _tied(claims, belief.support, picked, rival) & ~np.bool_(scattered)
    values = list(belief.estimate) if scattered and belief.estimate is not None else [named.cells[i] for i in picked]
    low, high = _interval(claims, votes)
    total = claims.per_item(claims.weight)
    share_of = votes[picked] / total
    return pd.DataFrame(
        {
            "object": named.objects,
            "attribute": named.attribute,
            "value": pd.Series([None if tie else value for tie, value in zip(tied, values, strict=True)], dtype=object),
            "low": low,
            "high": high,
            "share": np.round(share_of, 6),
            "runner_up": pd.Series([None if i < 0 else named.cells[i] for i in rival], dtype=object),
            "support": np.round(votes[picked], 6),
        }
    )


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


def _interval(claims: Claims, votes: Floats) -> tuple[Floats, Floats]:
    """The span of the best voiced candidates that hold 95% of the voices of an item; NaN for categories."""
    if not claims.numeric:
        nothing = np.full(claims.n_items, np.nan)
        return nothing, nothing
    order = np.lexsort((np.arange(len(votes)), -votes, claims.of))
    running = np.cumsum(votes[order])
    start = np.searchsorted(claims.of, np.arange(claims.n_items))
    base = (running[start] - votes[order][start])[claims.of]
    before = running - votes[order] - base
    kept = order[before < LEVEL * claims.among(votes)[order] - 1e-12]
    low, high = np.full(claims.n_items, np.inf), np.full(claims.n_items, -np.inf)
    np.minimum.at(low, claims.of[kept], claims.number[kept])
    np.maximum.at(high, claims.of[kept], claims.number[kept])
    return low, high


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
    met = others > EQUAL
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
