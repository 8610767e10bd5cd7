"""The truth in a table of claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import audit
from audit.errors import ConfigError, InputError
from audit.registry import members


def table(*rows: tuple[str, str, str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "object", "attribute", "value"])


FLIGHTS = table(
    *((source, "VN123", "departure", value) for source, value in zip("abcd", (615, 615, 615, 640), strict=True)),
    *((source, "VN123", "gate", value) for source, value in zip("abcd", ("B7", "B7", "C1", "B7"), strict=True)),
    *(
        (source, "VN123", "day", value)
        for source, value in zip("abc", ("2024-05-01", "2024-05-01", "2024-05-02"), strict=True)
    ),
)


def value_of(truths: pd.DataFrame, attribute: str) -> object:
    return truths.loc[truths["attribute"] == attribute, "value"].item()


def test_numbers_names_and_days_in_one_table():
    truths, sources = audit.reconcile(FLIGHTS)
    assert list(truths.columns) == ["object", "attribute", "value", "low", "high", "share", "runner_up", "support"]
    assert list(sources.columns) == ["source", "score", "low", "high", "n"]
    assert [value_of(truths, name) for name in ("departure", "gate", "day")] == [615, "B7", "2024-05-01"]
    gate = truths[truths["attribute"] == "gate"].iloc[0]
    assert (gate["share"], gate["runner_up"]) == (0.75, "C1")


@pytest.mark.parametrize("model", ["auto", *sorted(members("scores"))])
def test_order_of_rows_changes_nothing(model):
    first = audit.reconcile(FLIGHTS, model)
    again = audit.reconcile(FLIGHTS.sample(frac=1, random_state=3), model)
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_a_tie_has_no_value():
    truths, _ = audit.reconcile(table(("a", "o", "x", 10), ("b", "o", "x", 20)))
    assert truths["value"].item() is None
    truths, _ = audit.reconcile(table(("a", "o", "x", "red"), ("b", "o", "x", "blue")))
    assert truths["value"].item() is None


def test_a_repeated_claim_counts_once():
    once = table(("a", "o", "x", 10), ("b", "o", "x", 20), ("c", "o", "x", 20))
    often = pd.concat([once] + [once.iloc[:1]] * 9)
    pd.testing.assert_frame_equal(audit.reconcile(once)[0], audit.reconcile(often)[0])


def test_a_source_with_two_values_has_one_voice():
    truths, _ = audit.reconcile(
        table(("a", "o", "x", "red"), ("a", "o", "x", "blue"), ("b", "o", "x", "green"), ("c", "o", "x", "green"))
    )
    assert truths["value"].item() == "green"
    assert truths["share"].item() == pytest.approx(2 / 3)


def test_a_slip_of_a_power_of_ten_is_found_before_averaging():
    rng = np.random.default_rng(0)
    rows = [(f"s{s}", f"o{o}", "x", 100 + 10 * rng.normal()) for s in range(8) for o in range(40)]
    slipped = [(*row[:3], row[3] * 1000) if row[0] == "s0" and row[1] == "o0" else row for row in rows]
    plain, _ = audit.reconcile(table(*rows), "gtm")
    mended, _ = audit.reconcile(table(*slipped), "gtm")
    assert mended["value"].astype(float).max() < 130
    assert abs(float(mended["value"].iloc[0]) - float(plain["value"].iloc[0])) < 5


def test_one_source_alone_is_believed_and_not_scored():
    truths, sources = audit.reconcile(table(("a", "o", "x", 10), ("a", "p", "x", 20)))
    assert list(truths["value"]) == [10, 20]
    assert sources["n"].item() == 0
    assert sources["high"].item() - sources["low"].item() > 50


def test_numbers_mixed_with_a_note_keep_their_truth():
    rows = [(f"s{i}", "o", "x", "12.5") for i in range(20)] + [("t", "o", "x", "n/a")]
    truths, _ = audit.reconcile(table(*rows))
    assert truths["value"].item() == "12.5"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (pd.DataFrame({"source": ["a"], "object": ["o"], "value": [1]}), "attribute"),
        (table(), "no claims"),
        (table(("a", "o", "x", None)), "no claims"),
        (table(("a", "o", "x", "  ")), "no claims"),
    ],
)
def test_a_table_that_claims_nothing_is_refused(claims, words):
    with pytest.raises(InputError, match=words):
        audit.reconcile(claims)


def test_an_unknown_model_is_refused_with_the_known_ones():
    with pytest.raises(ConfigError, match="accu-copy"):
        audit.reconcile(FLIGHTS, "oracle")


def test_intervals_of_scattering_measurements_hold_the_truth():
    rng = np.random.default_rng(1)
    truth = rng.normal(0, 10, 400)
    rows = [(f"s{s}", o, "x", round(truth[o] + rng.normal(0, 8), 1)) for s in range(9) for o in range(400)]
    truths, _ = audit.reconcile(table(*rows))
    kept = truths.set_index("object").loc[range(400)]
    held = (kept["low"] <= truth) & (truth <= kept["high"])
    assert held.mean() >= 0.9
    assert (kept["value"].astype(float) - truth).abs().mean() < 2.8


def test_copiers_of_false_names_do_not_win():
    rng = np.random.default_rng(2)
    rows = []
    for item in range(300):
        wrong = f"w{rng.integers(1000)}"
        rows += [(f"good{s}", item, "x", "t" if rng.random() < 0.6 else f"e{rng.integers(1000)}") for s in range(7)]
        rows += [(f"copy{s}", item, "x", "t" if item % 2 else wrong) for s in range(4)]
    truths, _ = audit.reconcile(table(*rows))
    assert (truths["value"] == "t").mean() > 0.95
    assert (audit.reconcile(table(*rows), "vote")[0]["value"] == "t").mean() < 0.9
