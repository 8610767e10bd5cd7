"""PooledInvestment: Investment where the claims of an item share one pool, so that none can run away.

Pasternack, Roth, "Knowing what to believe (when you already know something)", COLING 2010. The belief of a claim is
what was invested in it, scaled by its share of the grown investments (exponent 1.4) of the item.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims
from audit.scores.investment import earned

# After more rounds the sources that earned most own every claim.
GROWTH, ROUNDS = 1.4, 5


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds, from one vote a claim."""
    trust = claims.load.copy()
    belief = claims.per_candidate(claims.weight)
    for _ in range(ROUNDS):
        stake = claims.weight * (trust / claims.load)[claims.source]
        invested = claims.per_candidate(stake)
        grown = invested**GROWTH
        belief = invested * grown / np.maximum(claims.among(grown), 1e-300)
        trust = earned(claims, stake, invested, belief)
    return Belief(belief, trust)
