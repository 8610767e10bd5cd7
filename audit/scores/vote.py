"""Vote with tolerance: every source has one voice; a coarse print speaks for the finer ones that round to it.

The baseline of every comparison. A coarse value supports finer ones in proportion to their own votes and not as
if it had named them (Li, Dong, Lyons, Meng, Srivastava, "Truth finding on the deep web", VLDB 2013).
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims


def solve(claims: Claims) -> Belief:
    """Belief by counting voices."""
    votes = claims.per_candidate(claims.weight)
    support = votes.copy()
    if claims.numeric:
        for coarse, finer in _roundings(claims):
            share = votes[finer] / votes[finer].sum()
            support[finer] += votes[coarse] * share
            support[coarse] -= votes[coarse]
    return Belief(support, np.ones(claims.n_sources))


def _roundings(claims: Claims) -> list[tuple[int, np.ndarray[tuple[int], np.dtype[np.intp]]]]:
    """Each candidate that is a rounding of others of its item, with those others."""
    step = steps(claims)
    finest = np.full(claims.n_items, np.inf)
    np.minimum.at(finest, claims.of, step)
    found = []
    for coarse in np.flatnonzero(step > finest[claims.of] * (1 + 1e-9)):
        first, last = np.searchsorted(claims.of, [claims.of[coarse], claims.of[coarse] + 1])
        others = np.arange(first, last)
        off = np.abs(claims.number[others] - claims.number[coarse])
        finer = others[(step[others] < step[coarse]) & (off <= step[coarse] / 2 * (1 + 1e-9))]
        if len(finer):
            found.append((int(coarse), finer))
    return found


def steps(claims: Claims) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """What one in the last digit of each candidate is worth: the smallest power of ten from 1e-6 that divides it.

    Zeros at the end of a whole number are taken as printed, so that 1.000 is no rounding of 1.004.
    """
    step = np.full(len(claims.number), 1e-6)
    for power in range(-5, 1):
        scaled = claims.number / 10.0**power
        step[np.isclose(scaled, np.round(scaled), rtol=1e-9, atol=1e-6)] = 10.0**power
    return step
