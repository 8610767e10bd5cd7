"""CATD: a source of few claims is weighed by the upper end of its error's confidence interval.

Li, Li, Gao, Su, Zhao, Demirbas, Fan, Han, "A confidence-aware approach for truth discovery on long-tail data", VLDB
2014. The weight of a source is the chi-square quantile at alpha/2 with as many degrees of freedom as it has claims,
over the sum of its squared errors. (Public code that uses the distribution function here rewards sources of no claims.)
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv

from audit.scores._claims import Belief, Claims, Floats, mean, median, spread
from audit.scores.crh import best

ALPHA, ROUNDS = 0.05, 20
# The least squared error a claim is charged with, so that agreement by chance is not certainty.
LEAST = 1e-3


def solve(claims: Claims, alpha: float = ALPHA) -> Belief:
    """Belief with the weighted mean of each item as its estimate, by weighted vote for categories."""
    trust = np.ones(claims.n_sources)
    truth = claims.number[median(claims, claims.weight)] if claims.numeric else np.zeros(0)
    chosen = best(claims, claims.per_candidate(claims.weight))
    scale = spread(claims, truth) if claims.numeric else np.ones(claims.n_items)
    for _ in range(ROUNDS):
        trust = weights(_errors(claims, truth, chosen, scale), claims.per_source(claims.weight), alpha)
        weight = claims.weight * trust[claims.source]
        if claims.numeric:
            truth = mean(claims, weight)
        else:
            chosen = best(claims, claims.per_candidate(weight))
    support = claims.per_candidate(claims.weight * trust[claims.source])
    return Belief(support, trust, truth if claims.numeric else None)


def weights(errors: Floats, n: Floats, alpha: float) -> Floats:
    """chi2.ppf(alpha / 2, n) / errors, largest 1."""
    quantile = 2 * gammaincinv(np.maximum(n, 1e-9) / 2, alpha / 2)
    raw = quantile / np.maximum(errors, LEAST * np.maximum(n, 1))
    return np.maximum(raw / raw.max(), 1e-12) if raw.max() > 0 else np.ones_like(raw)


def _errors(claims: Claims, truth: Floats, chosen: np.ndarray[tuple[int], np.dtype[np.intp]], scale: Floats) -> Floats:
    if claims.numeric:
        off = (claims.number[claims.candidate] - truth[claims.item]) / scale[claims.item]
    else:
        off = (claims.candidate != chosen[claims.item]).astype(float)
    return claims.per_source(claims.weight * off**2)
