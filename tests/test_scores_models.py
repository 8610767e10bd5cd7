"""Each model of truth discovery against an example computed by hand from its paper."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from audit.registry import members
from audit.scores import (
    _feeds,
    accu,
    accu_copy,
    catd,
    crh,
    ensemble,
    gtm,
    investment,
    median,
    pooled_investment,
    truthfinder,
    vote,
)
from audit.scores._claims import Claims, read


def claims(*rows: tuple[str, str, object]) -> Claims:
    """Source, object, value; one attribute."""
    table = pd.DataFrame(rows, columns=["source", "object", "value"]).assign(attribute="a")
    (named,) = read(table)
    return named.claims


TWO_TO_ONE = (("s1", "o", "x"), ("s2", "o", "x"), ("s3", "o", "y"))
INVESTED = (*TWO_TO_ONE, ("s1", "p", "z"))


def test_all_models_of_the_literature_are_there():
    assert set(members("scores")) == {
        "accu", "accu-copy", "catd", "crh", "ensemble", "gtm", "investment", "median", "pooled-investment",
        "truthfinder", "vote",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(members("scores")))
def test_every_model_sides_with_three_against_one(name):
    rows = [(f"s{i}", f"o{j}", "x") for i in range(3) for j in range(4)] + [("t", f"o{j}", "y") for j in range(4)]
    for values in ({"x": "x", "y": "y"}, {"x": 10, "y": 14}):
        made = claims(*((source, item, values[value]) for source, item, value in rows))
        belief = members("scores")[name].solve(made)
        best = np.flatnonzero(belief.support == belief.support.max())
        assert set(np.bincount(made.candidate)[best]) == {3}
        assert belief.trust[:3].min() > belief.trust[3] or name in ("gtm", "median", "vote")


def test_vote_lets_a_coarse_print_speak_for_what_rounds_to_it():
    belief = vote.solve(claims(("s1", "o", 10.76), ("s2", "o", 10.8), ("s3", "o", 10.7)))
    assert list(belief.support) == [1, 2, 0]  # 10.7, 10.76, 10.8


def test_vote_splits_a_coarse_voice_by_the_finer_ones_own_votes():
    belief = vote.solve(claims(("s1", "o", 3.12), ("s2", "o", 3.12), ("s3", "o", 3.14), ("s4", "o", 3.1)))
    assert list(belief.support) == pytest.approx([0, 2 + 2 / 3, 1 + 1 / 3])


def test_crh_weighs_by_the_logarithm_of_the_share_of_loss():
    assert list(crh.weights(np.array([1.0, 3.0]))) == pytest.approx([math.log(4), math.log(4 / 3)])


def test_crh_gives_a_source_without_loss_the_largest_weight():
    weight = crh.weights(np.array([0.0, 1.0, 1.0]))
    assert weight[0] > weight[1] > 0
    assert np.isfinite(weight).all()


def test_gtm_shrinks_the_mean_by_its_prior(monkeypatch):
    monkeypatch.setattr(gtm, "ROUNDS", 1)
    # Centre 0, spread sqrt(2), so z = 0 and sqrt(2); precision 1.1 a claim, prior precision 0.1.
    belief = gtm.solve(claims(("s1", "o", 0), ("s2", "o", 2)))
    assert belief.estimate is not None
    assert belief.estimate[0] == pytest.approx(1.1 * math.sqrt(2) / 2.3 * math.sqrt(2))


def test_gtm_adds_its_prior_once_a_source(monkeypatch):
    monkeypatch.setattr(gtm, "ROUNDS", 1)
    belief = gtm.solve(claims(("s1", "o", 5), ("s1", "p", 7)))
    # z = 0 in both, posterior variance of each truth 1 / (0.1 + 1.1).
    assert 1 / belief.trust[0] == pytest.approx((20 + 2 / 1.2) / (22 + 2))


def test_catd_weighs_by_the_chi_square_quantile():
    weight = catd.weights(np.array([1.0, 1.0]), np.array([1.0, 5.0]), 0.05)
    assert weight[0] / weight[1] == pytest.approx(0.00098207 / 0.83121, rel=1e-4)
    assert list(catd.weights(np.array([2.0, 4.0]), np.array([3.0, 3.0]), 0.05)) == pytest.approx([1, 0.5])


def test_truthfinder_adds_trust_on_a_logarithmic_scale(monkeypatch):
    monkeypatch.setattr(truthfinder, "ROUNDS", 1)
    belief = truthfinder.solve(claims(*TWO_TO_ONE))
    # tau = -ln(1 - 0.9); two sources: 2 tau; confidence is the logistic of 0.3 of it.
    two, one = (1 / (1 + math.exp(-0.3 * n * math.log(10))) for n in (2, 1))
    assert list(belief.trust) == pytest.approx([two, two, one])


def test_investment_returns_belief_by_stake(monkeypatch):
    monkeypatch.setattr(investment, "ROUNDS", 1)
    belief = investment.solve(claims(*INVESTED))
    # Every claim starts as one vote: x holds 2, y and z 1; what x earns is shared by s1 and s2.
    assert list(belief.support) == pytest.approx([2**1.2, 1.0, 1.0])
    earned = np.array([2**1.2 / 2 + 1, 2**1.2 / 2, 1.0])
    assert list(belief.trust) == pytest.approx(list(earned / earned.mean()))


def test_pooled_investment_shares_the_pool_of_an_item(monkeypatch):
    monkeypatch.setattr(investment, "ROUNDS", 1)
    belief = pooled_investment.solve(claims(*INVESTED))
    pool = 2**1.4 + 1
    assert list(belief.support) == pytest.approx([2 * 2**1.4 / pool, 1 / pool, 1])


def test_accu_follows_bayes(monkeypatch):
    monkeypatch.setattr(accu, "ROUNDS", 1)
    belief = accu.solve(claims(*TWO_TO_ONE))
    # A vote weighs n A / (1 - A) = 40: 40^2 against 40.
    right = 1600 / 1640
    assert list(belief.support) == pytest.approx([right, 1 - right])
    assert list(belief.trust) == pytest.approx([(1 + right) / 3, (1 + right) / 3, (1 + 1 - right) / 3])


def test_shared_false_values_tell_of_copying_and_shared_true_ones_do_not():
    rows = [(s, f"o{i}", "t") for s in "abc" for i in range(40)]
    rows += [(s, f"p{i}", f"wrong{i}") for s in "de" for i in range(10)] + [
        (s, f"p{i}", "t") for s in "abc" for i in range(10)
    ]
    made = claims(*rows)
    belief = accu_copy.solve(made)
    dependent = accu_copy.copying(made, belief.support, belief.trust)
    assert dependent[3, 4] > 0.95
    assert dependent[0, 3] < 0.1


def test_median_prefers_the_tried_source_of_two():
    rows = [("tried", f"o{i}", i) for i in range(30)] + [("new", "o20", 9)]
    made = claims(*rows)
    belief = median.solve(made)
    assert belief.estimate is not None
    assert made.n_items == 30
    assert sorted(belief.estimate) == list(range(30))


def disputes(n: int) -> list[tuple[str, str, object]]:
    """`a` and `b` show one feed, `c` and `d` each their own; `b` went its own way once."""
    rows = []
    for i in range(n):
        feed, own = f"f{i}", f"c{i % 3}"
        rows += [
            ("a", f"o{i}", feed),
            ("b", f"o{i}", "x" if i == 0 else feed),
            ("c", f"o{i}", own),
            ("d", f"o{i}", f"d{i}"),
        ]
    return rows


def test_sources_that_take_one_side_throughout_show_one_feed():
    made = claims(*disputes(20))
    alike = _feeds.likeness(made)
    assert alike[0, 1] == pytest.approx(19 / 20)
    assert alike[0, 2] == 0
    assert list(_feeds.feeds(made)) == [0, 0, 2, 3]


def test_sources_of_one_feed_have_one_voice_for_what_they_say_alike():
    folded = _feeds.fold(claims(*disputes(20)))
    first = folded.item == 0
    assert list(folded.weight[first & (folded.source < 2)]) == [1, 1]
    assert set(folded.weight[~first & (folded.source < 2)]) == {0.5}
    assert set(folded.weight[folded.source >= 2]) == {1}


def test_too_few_disputes_make_no_feed():
    assert list(_feeds.feeds(claims(*disputes(19)))) == [0, 1, 2, 3]


def test_ensemble_counts_numbers_that_are_nearly_one_together():
    rows = [(f"s{i}", f"o{j}", 100 + i % 3) for i in range(3) for j in range(4)]
    rows += [(f"t{i}", f"o{j}", 150) for i in range(2) for j in range(4)]
    made = claims(*rows)
    bucket, pooled = ensemble.buckets(replace(made, near=2.0))
    assert list(np.bincount(bucket[made.of == 0])) == [3, 1]
    assert list(pooled.per_candidate(pooled.weight)[:2]) == [3, 2]
    best = ensemble.solve(replace(made, near=2.0)).support.argmax()
    assert made.number[best] < 103
