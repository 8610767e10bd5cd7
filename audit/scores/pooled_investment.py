"""PooledInvestment: Investment where the claims of an item share one pool, so that none can run away.

Pasternack, Roth, "Knowing what to believe (when you already know something)", COLING 2010. The belief of a claim is
what was invested in it, scaled by its share of the grown investments (exponent 1.4) of the item.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims, Floats
from audit.scores.investment import invest

GROWTH = 1.4


def solve(claims: Claims) -> Belief:
    """Belief after the rounds of `investment.invest`, from one vote a claim."""

    def pooled(invested: Floats) -> Floats:
        grown = invested**GROWTH
        worth: Floats = invested * grown / np.maximum(claims.among(grown), 1e-300)
        return worth

    return invest(claims, pooled)
