"""Intervals of a share that was seen a few times."""

from __future__ import annotations

import math
from collections.abc import Sequence

from scipy.special import betaincinv

# Jeffreys' prior: before anything is seen every share is possible, and all or nothing a little likelier.
PRIOR = (0.5, 0.5)
# Claims of one article stand or fall together: each counts as a quarter of an independent one.
WEIGHT = 0.25
LEVEL = 0.90


def share(outcomes: Sequence[float], weights: Sequence[float] | None = None) -> tuple[float, float, float]:
    """Mean and 90% interval of the share of agreement, from outcomes between 0 (disagrees) and 1 (agrees).

    `weights` say how much of an outcome counts, 1 each where they are not given; what is known counts as a whole claim.

    The posterior of Jeffreys' prior, each outcome counted as a quarter; so discounted, leave-one-out intervals hold the
    long-run share about nine times in ten, where intervals from undiscounted counts hold it two times in three.
    """
    counts = [1.0] * len(outcomes) if weights is None else weights
    # Exact sums: what agrees in whatever order it comes, on one machine or on many.
    agreed = WEIGHT * math.fsum(outcome * weight for outcome, weight in zip(outcomes, counts, strict=True))
    a, b = PRIOR[0] + agreed, PRIOR[1] + WEIGHT * math.fsum(counts) - agreed
    tail = (1 - LEVEL) / 2
    return a / (a + b), float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail))
