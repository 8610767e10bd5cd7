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
# and of what one of them says against the rest, so much is said by both; fewer such items tell nothing.
ERRING, TELLING = 0.6, 5
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
    """How far two sources show one feed, 0 to 1: the lower one of two shares; 0 where they share too few items.

    One is of the disputed items, on which they agree. The other is of those where one of them departs from what most
    say: sources that are right agree with each other, but who errs alone errs in his own way, and a feed errs as one.
    """
    size = np.bincount(claims.of, minlength=claims.n_items)
    disputed = size[claims.item] > 1
    source, item, candidate = claims.source[disputed], claims.item[disputed], claims.candidate[disputed]
    ones, apart = np.ones(len(source)), 1.0 - usual(claims)[candidate]
    said, own = (
        csr_array((counts, (source, candidate)), shape=(claims.n_sources, len(claims.of))) for counts in (ones, apart)
    )
    about, away = (
        csr_array((counts, (source, item)), shape=(claims.n_sources, claims.n_items)) for counts in (ones, apart)
    )
    same, both = (said @ said.T).toarray(), (about @ about.T).toarray()
    departed = (away @ about.T).toarray()
    departed += departed.T - (away @ away.T).toarray()
    err_alike = np.where(departed >= TELLING, (own @ own.T).toarray() / np.maximum(departed, 1.0) / ERRING, 1.0)
    return np.asarray(np.where(both >= SHARED, np.minimum(same / np.maximum(both, 1.0), err_alike), 0.0), dtype=float)


def usual(claims: Claims) -> Floats:
    """1 for the candidates that no other of their item has more voices than, else 0."""
    votes = claims.per_candidate(claims.weight)
    most = np.zeros(claims.n_items)
    np.maximum.at(most, claims.of, votes)
    return (votes >= most[claims.of] * (1 - 1e-12)).astype(float)
