"""Sources that repeat one feed: together they have one voice for what they say alike.

Where sources differ at all, independent ones seldom take the same side throughout; those that nearly always do show the
same upstream feed, or copy each other. Which of them copies need not be known (Li, Dong, Lyons, Meng, Srivastava,
"Truth finding on the deep web", VLDB 2013, on groups of sources that share their data).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from audit.scores._claims import Claims, Floats, Whole

# Sources of a feed agree on so much of what is disputed and both speak of, and speak of so many such items.
ALIKE, SHARED = 0.9, 20
# Pairs of sources are compared where there are no more than so many sources.
MANY = 1500


def fold(claims: Claims) -> Claims:
    """The claims, where sources of one feed share one voice for each value that they give an item."""
    if claims.n_sources > MANY:
        return claims
    feed = feeds(claims)
    voices = pd.DataFrame({"feed": feed[claims.source], "candidate": claims.candidate})
    count = voices.groupby(["feed", "candidate"])["candidate"].transform("size").to_numpy(float)
    return replace(claims, weight=claims.weight / count)


def feeds(claims: Claims) -> Whole:
    """The feed of each source, named by one of its sources; most are alone in theirs. The surest pairs join first."""
    alike = likeness(claims)
    feed = np.arange(claims.n_sources)
    members = {source: [source] for source in range(claims.n_sources)}
    one, other = np.nonzero(np.triu(alike >= ALIKE, 1))
    for at in np.lexsort((other, one, -alike[one, other])):
        first, second = int(feed[one[at]]), int(feed[other[at]])
        if first != second and alike[np.ix_(members[first], members[second])].mean() >= ALIKE:
            feed[members[second]] = first
            members[first] += members.pop(second)
    return feed.astype(np.intp)


def likeness(claims: Claims) -> Floats:
    """The share of disputed items on which each pair of sources agrees; 0 where they share too few."""
    size = np.bincount(claims.of, minlength=claims.n_items)
    disputed = size[claims.item] > 1
    source, item, candidate = claims.source[disputed], claims.item[disputed], claims.candidate[disputed]
    ones = np.ones(len(source))
    said = csr_array((ones, (source, candidate)), shape=(claims.n_sources, len(claims.of)))
    about = csr_array((ones, (source, item)), shape=(claims.n_sources, claims.n_items))
    same, both = (said @ said.T).toarray(), (about @ about.T).toarray()
    return np.asarray(np.where(both >= SHARED, same / np.maximum(both, 1.0), 0.0), dtype=float)
