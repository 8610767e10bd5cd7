"""Median by tried sources: the weighted median, where a source that makes many claims weighs a little more.

For many sources of few claims each, whose accuracy cannot be learned: voices stay nearly equal, and experience decides
between values that stand alone. Long-tail sources deserve less trust the fewer claims they make (Li et al., "A
confidence-aware approach for truth discovery on long-tail data", VLDB 2014), here by n / (n + 5) as a prior of five
claims without merit would have it.
"""

from __future__ import annotations

from audit.scores._claims import Belief, Claims, median

PRIOR = 5.0
# What full trust adds to a voice.
GAIN = 0.3


def solve(claims: Claims) -> Belief:
    """Belief around the weighted median; by weighted vote where values are no numbers."""
    trust = claims.load / (claims.load + PRIOR)
    weight = claims.weight * (1 + GAIN * trust[claims.source])
    support = claims.per_candidate(weight)
    return Belief(support, trust, claims.number[median(claims, weight)] if claims.numeric else None)
