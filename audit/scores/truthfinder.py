"""TruthFinder: a fact is as sure as its sources are trusty, a source as trusty as its facts are sure.

Yin, Han, Yu, "Truth discovery with multiple conflicting information providers on the web", KDD 2007, equations 3 to 8.
Facts imply each other by likeness: numbers of one item by their distance over its spread, other values not at all.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims, Floats, median, spread

# Damping of scores, weight of implication between facts, likeness that implies nothing, trust at the start.
GAMMA, RHO, BASE, START, ROUNDS = 0.3, 0.5, 0.5, 0.9, 20
# With more candidates an item's implications are left out: they would cost the square of their number.
MANY = 200


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds; support is the adjusted confidence score, before the logistic squeeze."""
    trust = np.full(claims.n_sources, START)
    pairs = _implications(claims) if claims.numeric else None
    score = np.zeros(len(claims.of))
    for _ in range(ROUNDS):
        tau = -np.log(np.maximum(1 - trust, 1e-9))
        score = claims.per_candidate(claims.weight * tau[claims.source])
        if pairs is not None:
            one, other, weight = pairs
            score = score + RHO * np.bincount(one, weight * score[other], len(score))
        confidence = 1 / (1 + np.exp(-GAMMA * score))
        trust = claims.per_source(claims.weight * confidence[claims.candidate]) / claims.load
    return Belief(np.exp(np.clip(GAMMA * score, -50, 50)), trust)


def _implications(
    claims: Claims,
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], np.ndarray[tuple[int], np.dtype[np.intp]], Floats]:
    """Pairs of candidates of one item with what the second implies for the first: likeness less the base."""
    size = np.bincount(claims.of, minlength=claims.n_items)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    use = np.flatnonzero((size > 1) & (size <= MANY))
    counts = size[use]
    one = np.concatenate(
        [np.repeat(np.arange(n), n) + s for n, s in zip(counts, start[use], strict=True)] or [np.zeros(0, int)]
    )
    other = np.concatenate(
        [np.tile(np.arange(n), n) + s for n, s in zip(counts, start[use], strict=True)] or [np.zeros(0, int)]
    )
    differ = one != other
    one, other = one[differ].astype(np.intp), other[differ].astype(np.intp)
    scale = spread(claims, claims.number[median(claims, claims.weight)])[claims.of[one]]
    likeness = np.exp(-np.abs(claims.number[one] - claims.number[other]) / scale)
    return one, other, likeness - BASE
