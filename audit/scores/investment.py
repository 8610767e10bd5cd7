"""Investment: sources invest their trust in their claims and earn it back by what the claims come to be worth.

Pasternack, Roth, "Knowing what to believe (when you already know something)", COLING 2010. Belief in a claim grows
faster than the trust invested in it (exponent 1.2), and is shared among its investors in proportion to what they put
in.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from audit.scores._claims import Belief, Claims, Floats

# After more rounds the sources that earned most own every claim.
GROWTH, ROUNDS = 1.2, 5


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds, from one vote a claim."""
    return invest(claims, lambda invested: invested**GROWTH)


def invest(claims: Claims, grow: Callable[[Floats], Floats]) -> Belief:
    """The rounds of investing and earning back, where `grow` says what the trust invested in each claim comes to."""
    trust = claims.load.copy()
    belief = claims.per_candidate(claims.weight)
    for _ in range(ROUNDS):
        stake = claims.weight * (trust / claims.load)[claims.source]
        invested = claims.per_candidate(stake)
        belief = grow(invested)
        trust = _earned(claims, stake, invested, belief)
    return Belief(belief, trust)


def _earned(claims: Claims, stake: Floats, invested: Floats, belief: Floats) -> Floats:
    """What each source gets back: belief in its claims, shared by stake; scaled to a mean of 1."""
    gain = claims.per_source(belief[claims.candidate] * stake / np.maximum(invested[claims.candidate], 1e-300))
    return gain / gain.mean() if gain.mean() > 0 else np.ones_like(gain)
