"""CRH: truths and source weights that minimise the weighted loss of the claims.

Li, Li, Gao, Zhao, Fan, Han, "Resolving conflicts in heterogeneous data by truth discovery and source reliability
estimation", SIGMOD 2014. Absolute loss over the item's spread and weighted median for numbers, 0-1 loss and weighted
vote otherwise; weights are the negative logarithm of a source's share of the loss, averaged over its claims.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims, Floats, mean, median, spread

ROUNDS = 20
# A source without loss is given this share of the mean loss: it must not get weight 0, nor all of it.
LEAST = 0.01


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds, from equal weights."""
    scale = spread(claims, mean(claims, claims.weight)) if claims.numeric else np.ones(claims.n_items)
    trust = np.ones(claims.n_sources)
    chosen = _truths(claims, trust)
    for _ in range(ROUNDS):
        trust = weights(_loss(claims, chosen, scale))
        chosen = _truths(claims, trust)
    support = claims.per_candidate(claims.weight * trust[claims.source])
    return Belief(support, trust, claims.number[chosen] if claims.numeric else None)


def weights(loss: Floats) -> Floats:
    """-log(loss / sum of losses)."""
    if not loss.any():
        return np.ones_like(loss)
    loss = np.maximum(loss, LEAST * loss.mean())
    weight: Floats = np.maximum(-np.log(loss / loss.sum()), 1e-6)
    return weight


def _truths(claims: Claims, trust: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    weight = claims.weight * trust[claims.source]
    return median(claims, weight) if claims.numeric else best(claims, claims.per_candidate(weight))


def best(claims: Claims, support: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The candidate of each item with most support, the first of equals."""
    order = np.lexsort((np.arange(len(support)), -np.round(support, 12), claims.of))
    return order[np.unique(claims.of[order], return_index=True)[1]].astype(np.intp)


def _loss(claims: Claims, chosen: np.ndarray[tuple[int], np.dtype[np.intp]], scale: Floats) -> Floats:
    truth = chosen[claims.item]
    if claims.numeric:
        off = np.abs(claims.number[claims.candidate] - claims.number[truth]) / scale[claims.item]
    else:
        off = (claims.candidate != truth).astype(float)
    return claims.per_source(claims.weight * off) / claims.load
