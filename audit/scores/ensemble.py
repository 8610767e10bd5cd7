"""Ensemble: what several models believe, averaged, over values that are nearly one and feeds that are one voice.

No model of truth discovery wins everywhere, and their mean is seldom far from the best of them (Berti-Équille, "Data
veracity estimation with ensembling truth discovery methods", IEEE Big Data 2015). Numbers: both kinds of investment,
on buckets around the most claimed number of an item (Li, Dong, Lyons, Meng, Srivastava, "Truth finding on the deep
web", VLDB 2013), and accuracy with copying on the same, where feeds are left apart: it finds those who copy in part.
Names: pooled investment, and accuracy with copying, as false names are telling, and without.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from audit.scores import accu, accu_copy, investment, pooled_investment
from audit.scores._claims import Belief, Claims, Floats, Whole
from audit.scores._feeds import fold

# Numbers that are nearly one differ by no more than this part of what differing ones typically differ by: where a
# number counts from far away, as minutes since 1970 do, a share of it says nothing.
PART = 0.25
# What is left of the support of a number that is not the most claimed one of its bucket.
BESIDE = 1e-6


def solve(claims: Claims) -> Belief:
    """Belief by the mean of the models' shares of an item, from the models' own starts."""
    if not claims.numeric:
        claims = fold(claims)
        return _mean(claims, [model.solve(claims) for model in (accu, accu_copy, pooled_investment)])
    bucket, apart = buckets(claims)
    pooled = fold(apart)
    belief = _mean(pooled, [investment.solve(pooled), pooled_investment.solve(pooled), accu_copy.solve(apart)])
    own = claims.per_candidate(claims.weight * belief.trust[claims.source])
    most = np.zeros(len(belief.support))
    np.maximum.at(most, bucket, own)
    first = own >= most[bucket] * (1 - 1e-12)
    return Belief(
        belief.support[bucket] * np.where(first, 1.0, BESIDE * own / np.maximum(most[bucket], 1e-300)), belief.trust
    )


def buckets(claims: Claims) -> tuple[Whole, Claims]:
    """The bucket of each candidate, and the claims as claims on buckets.

    A bucket is twice as wide as two numbers may differ that are nearly one; the most claimed number is in the middle
    of its own.
    """
    votes = claims.per_candidate(claims.weight)
    order = np.lexsort((np.arange(len(votes)), -votes, claims.of))
    middle = claims.number[order[np.searchsorted(claims.of, np.arange(claims.n_items))]]
    off = claims.number - middle[claims.of]
    apart = np.repeat(np.abs(off), np.round(votes).astype(int))
    most = PART * float(np.median(apart[apart > 0])) if apart.any() else 0.0
    width = 2 * np.maximum(claims.near, np.minimum(claims.share * np.abs(middle), most))[claims.of]
    step = np.where(width > 0, np.round(off / np.where(width > 0, width, 1.0)), off)
    bucket = pd.DataFrame({"of": claims.of, "step": step}).groupby(["of", "step"]).ngroup().to_numpy().astype(np.intp)
    start = np.flatnonzero(np.diff(bucket, prepend=-1))
    number = claims.number[start]
    return bucket, replace(claims, candidate=bucket[claims.candidate], of=claims.of[start], number=number)


def _mean(claims: Claims, beliefs: list[Belief]) -> Belief:
    """The mean of the shares that models give the candidates of an item, and of the trust they put in sources."""
    shares = [belief.support / np.maximum(claims.among(belief.support), 1e-300) for belief in beliefs]
    trusts = [belief.trust / max(float(belief.trust.max()), 1e-300) for belief in beliefs]
    return Belief(_average(shares), _average(trusts))


def _average(arrays: list[Floats]) -> Floats:
    return np.asarray(sum(arrays) / len(arrays), dtype=float)
