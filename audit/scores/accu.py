"""ACCU: the probability of each value from the accuracy of its sources, by Bayes, and the other way round.

Dong, Berti-Equille, Srivastava, "Integrating conflicting data: the role of source dependence", VLDB 2009, without
dependence. A source of accuracy A votes with ln(n A / (1 - A)), where n false values are equally likely.
"""

from __future__ import annotations

import numpy as np

from audit.scores._claims import Belief, Claims, Floats

FALSE_VALUES, START, ROUNDS = 10.0, 0.8, 20
# Accuracy is learned from the claims and from two more, one right, one wrong.
RIGHT, WRONG = 1.0, 1.0


def solve(claims: Claims) -> Belief:
    """Belief after a fixed number of rounds, from equal accuracy; support is the probability of each value."""
    accuracy = np.full(claims.n_sources, START)
    probability = np.zeros(len(claims.of))
    for _ in range(ROUNDS):
        probability = probabilities(claims, claims.weight * votes(accuracy)[claims.source])
        accuracy = learned(claims, probability)
    return Belief(probability, accuracy)


def votes(accuracy: Floats) -> Floats:
    """ln(n A / (1 - A)), the weight of a source's vote."""
    weight: Floats = np.log(FALSE_VALUES * accuracy / (1 - accuracy))
    return weight


def probabilities(claims: Claims, weight: Floats) -> Floats:
    """The probability of each candidate from the summed votes of its claims."""
    score = claims.per_candidate(weight)
    top = np.full(claims.n_items, -np.inf)
    np.maximum.at(top, claims.of, score)
    odds = np.exp(score - top[claims.of])
    probability: Floats = odds / claims.among(odds)
    return probability


def learned(claims: Claims, probability: Floats) -> Floats:
    """The expected share of right claims of each source, smoothed."""
    right = claims.per_source(claims.weight * probability[claims.candidate])
    accuracy = (RIGHT + right) / (RIGHT + WRONG + claims.per_source(claims.weight))
    return np.clip(accuracy, 0.01, 0.99)
