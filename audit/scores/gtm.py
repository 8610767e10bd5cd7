"""GTM: numbers are truths plus noise, and each source has a noise of its own.

Zhao, Han, "A probabilistic model for estimating real-valued truth from conflicting sources", QDB 2012. Claims are
standardised by item (median, spread), truths have a normal prior, the variance of a source an inverse gamma prior,
which is added once a source; expectation maximisation from equal variances. For categories it falls back to a vote.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims, Floats, median, spread
from audit.scores.vote import solve as vote

ALPHA, BETA, PRIOR, ROUNDS = 10.0, 10.0, 10.0, 20
# Claims further out than so many spreads pull no harder than at this distance.
FAR = 10.0


def solve(claims: Claims, alpha: float = ALPHA, beta: float = BETA, prior: float = PRIOR) -> Belief:
    """Belief with the posterior mean of each item as its estimate. `prior` is the variance of a standardised truth."""
    if not claims.numeric:
        return vote(claims)
    centre = claims.number[median(claims, claims.weight)]
    scale = spread(claims, centre)
    z = np.clip((claims.number[claims.candidate] - centre[claims.item]) / scale[claims.item], -FAR, FAR)
    variance = np.full(claims.n_sources, beta / (alpha + 1))
    truth = np.zeros(claims.n_items)
    for _ in range(ROUNDS):
        truth, left = _truths(claims, z, variance, prior)
        error = (z - truth[claims.item]) ** 2 + left[claims.item]
        variance = (2 * beta + claims.per_source(claims.weight * error)) / (
            2 * (alpha + 1) + claims.per_source(claims.weight)
        )
    support = claims.per_candidate(claims.weight / variance[claims.source])
    return Belief(support, 1 / variance, centre + truth * scale)


def _truths(claims: Claims, z: Floats, variance: Floats, prior: float) -> tuple[Floats, Floats]:
    """Posterior mean and variance of each standardised truth."""
    precision = claims.weight / variance[claims.source]
    total = 1 / prior + claims.per_item(precision)
    return claims.per_item(precision * z) / total, 1 / total
