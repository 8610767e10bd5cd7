"""AccuCopy: ACCU where a source that shares false values with another is taken to copy, and copies count less.

Dong, Berti-Equille, Srivastava, "Integrating conflicting data: the role of source dependence", VLDB 2009, equations 6
to 16. Shared false values speak for copying, shared true ones hardly. It pays with hundreds of shared items, and
hurts where independent sources share an upstream feed.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from audit.scores._claims import Belief, Claims, Floats, Whole
from audit.scores.accu import FALSE_VALUES, START, learned, probabilities, votes

# How likely two sources are dependent beforehand, and how much of its values a copier copies.
DEPENDENT, COPIED, ROUNDS = 0.2, 0.8, 6
# Pairs of sources are compared where there are no more than so many sources.
MANY = 1500
# A claim is held against so many better sources of its value.
REACH = 40


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds, from equal accuracy and no copying."""
    accuracy = np.full(claims.n_sources, START)
    independent = np.ones(len(claims.source))
    probability = np.zeros(len(claims.of))
    for turn in range(ROUNDS):
        probability = probabilities(claims, claims.weight * independent * votes(accuracy)[claims.source])
        accuracy = learned(claims, probability)
        if turn >= 1 and claims.n_sources <= MANY:
            independent = _independent(claims, _pairs(claims, accuracy), copying(claims, probability, accuracy))
    return Belief(probability, accuracy)


def copying(claims: Claims, probability: Floats, accuracy: Floats) -> Floats:
    """The probability that each pair of sources is dependent, by Bayes, from what they share and where they differ."""
    n, size = claims.n_sources, (claims.n_sources, len(claims.of))
    ones = np.ones(len(claims.source))
    said = csr_array((ones, (claims.source, claims.candidate)), shape=size)
    true = csr_array((probability[claims.candidate], (claims.source, claims.candidate)), shape=size)
    about = csr_array((ones, (claims.source, claims.item)), shape=(n, claims.n_items))
    same = (said @ said.T).toarray()
    same_true = (true @ said.T).toarray()
    different = np.maximum((about @ about.T).toarray() - same, 0.0)
    a, b = accuracy[:, None], accuracy[None, :]
    both_true, both_false = a * b, (1 - a) * (1 - b) / FALSE_VALUES
    apart = np.maximum(1 - both_true - both_false, 1e-9)
    mean = (a + b) / 2
    gain = (
        same_true * np.log((COPIED * mean + (1 - COPIED) * both_true) / both_true)
        + (same - same_true) * np.log((COPIED * (1 - mean) + (1 - COPIED) * both_false) / both_false)
        + different * np.log(np.full_like(apart, 1 - COPIED))
    )
    odds = np.log(DEPENDENT / (1 - DEPENDENT)) + gain
    dependent: Floats = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    np.fill_diagonal(dependent, 0.0)
    return dependent


def _independent(claims: Claims, pairs: tuple[Whole, Whole], dependent: Floats) -> Floats:
    """The probability that each claim is its source's own: it copied none of those before it on the same value."""
    later, earlier = pairs
    copied = COPIED * dependent[claims.source[later], claims.source[earlier]]
    own: Floats = np.exp(np.bincount(later, np.log1p(-copied), len(claims.source)))
    return own


def _pairs(claims: Claims, accuracy: Floats) -> tuple[Whole, Whole]:
    """Each claim with those on the same value by more accurate sources, at most `REACH` of them."""
    order = np.lexsort((claims.source, -accuracy[claims.source], claims.candidate))
    starts = np.flatnonzero(np.diff(claims.candidate[order], prepend=-1))
    place = np.arange(len(order)) - np.repeat(starts, np.diff([*starts, len(order)]))
    count = np.minimum(place, REACH)
    later = np.repeat(np.arange(len(order)), count)
    nth = np.arange(len(later)) - np.repeat(np.cumsum(count) - count, count)
    return order[later].astype(np.intp), order[later - place[later] + nth].astype(np.intp)
