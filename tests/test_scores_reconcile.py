"""The truth in a table of claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import audit
from audit.errors import ConfigError, InputError
from audit.registry import members
from audit.scores._claims import COLUMNS
from audit.scores._claims import read as read_claims
from audit.scores._feeds import feeds
from audit.scores._values import read


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


def test_a_near_tie_has_no_value_where_the_values_are_far_apart():
    tried = [("a", f"p{i}", "x", 50 + i) for i in range(6)] + [("b", f"p{i}", "x", 50 + i) for i in range(5)]
    truths, _ = audit.reconcile(table(*tried, ("a", "o", "x", 10), ("b", "o", "x", 90)), "median")
    assert truths.set_index("object").loc["o", "value"] is None
    truths, _ = audit.reconcile(table(*tried, ("a", "o", "x", 88), ("b", "o", "x", 90)), "median")
    assert truths.set_index("object").loc["o", "value"] in (88, 90)


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


def test_what_is_no_number_among_numbers_claims_nothing():
    rows = [(f"s{i}", f"o{j}", "x", 10 * j + 3) for i in range(6) for j in range(8)]
    rows += [("t", "o1", "x", "closed"), ("t", "none", "x", "closed")]
    truths, _ = audit.reconcile(table(*rows))
    found = truths.set_index("object")["value"]
    assert list(found.index) == sorted(found.index)
    assert (found["o1"], found["none"]) == (13, None)
    assert truths.attrs["left_out"] == {"x": 2}


@pytest.mark.parametrize(
    "values",
    [
        ["12:35 PM", "2011-12-01 12:35", "12:35", "3:10 PM", "15:11"],
        ["C30", "Terminal C, Gate 30", "gate c 30", "B4", "B4"],
        ["Doe, Jane; Roe, Rick", "Rick Roe and Jane Doe", "J. Doe, R. Roe", "Poe, Ann", "Poe, Ann"],
        ["1,250", "1250", "1250.0", "999", "999"],
        ["75 °F", "75F", "75", "61", "61"],
        ["2024-05-01", "1/5/2024", "May 1, 2024", "2024-05-09", "2024-05-09"],
        ["Hà Nội", "HÀ NỘI", " hà nội. ", "Huế", "Huế"],
    ],
    ids=["times", "gates", "people", "thousands", "units", "days", "names"],
)
def test_ways_to_write_one_value_are_one(values):
    """The first three say the same in their own ways."""
    truths, _ = audit.reconcile(table(*((f"s{i}", "o", "x", value) for i, value in enumerate(values))), "vote")
    assert truths["value"].item() in values[:3]
    assert truths["support"].item() == 3


@pytest.mark.parametrize(
    "values", [["C++", "C++", "C", "C#", "D"], ["B4", "B4", "B5", "A4", "C4"], ["7", "7", "8", "9", "x"]]
)
def test_other_values_stay_apart(values):
    truths, _ = audit.reconcile(table(*((f"s{i}", "o", "x", value) for i, value in enumerate(values))), "vote")
    assert (truths["value"].item(), truths["support"].item()) == (values[0], 2)


def test_times_on_both_sides_of_midnight_are_near():
    late, day = ["23:55", "00:02", "00:04 AM"], ["14:00", "14:02"]
    rows = [(f"s{i}", f"o{j}", "x", value) for j in range(9) for i, value in enumerate(late + day)]
    truths, _ = audit.reconcile(table(*rows), "ensemble")
    assert set(truths["value"]) <= set(late)


@pytest.mark.parametrize(
    ("form", "kind"), [("{}", "number"), ("{} mm", "number"), ("USD {}", "number"), ("A{}", "code")]
)
def test_the_kind_of_many_values_is_that_of_few(form, kind):
    for many in (20, 6000):
        values = [form.format(number) for number in range(many)]
        assert read(values, np.ones(many, dtype=int)).kind == kind


def test_the_most_usual_way_to_write_a_value_is_returned():
    rows = [(f"s{i}", "o", "gate", form) for i, form in enumerate(["Gate C30", "C30", "C30", "B1"])]
    assert audit.reconcile(table(*rows), "vote")[0]["value"].item() == "C30"


def test_times_near_each_other_stand_together_against_one_that_many_copied():
    times = ["12:31", "12:34", "12:36", "12:33"]
    rows = [(f"s{i}", f"o{j}", "x", times[(i + j) % 4]) for i in range(4) for j in range(12)]
    rows += [(f"c{i}", f"o{j}", "x", "11:50" if j % 2 else times[(i + j) % 4]) for i in range(3) for j in range(12)]
    truths, _ = audit.reconcile(table(*rows))
    assert set(truths["value"]) <= set(times)
    assert ((truths["low"] <= truths["value"]) & (truths["value"] <= truths["high"])).all()


def test_years_are_not_nearly_equal():
    rows = [(f"s{i}", f"o{j}", "x", 1984) for i in range(3) for j in range(9)]
    rows += [(f"t{i}", f"o{j}", "x", 2010 + i % 3) for i in range(6) for j in range(9)]
    truths, _ = audit.reconcile(table(*rows), "ensemble")
    assert set(truths["value"]) == {1984}


def departures(rng: np.random.Generator) -> tuple[pd.DataFrame, dict[int, int]]:
    """Flight times: a dozen sources of their own, two groups that repeat a feed, which often shows the plan."""
    rows, truth = [], {}
    careful = rng.uniform(0.5, 0.95, 12)
    for item in range(250):
        plan = int(rng.integers(300, 1200))
        truth[item] = plan + int(rng.exponential(35))
        feeds = [truth[item] if rng.random() < right else plan for right in (0.5, 0.6)]
        rows += [(f"feed{i}", item, "departure", feeds[i > 4]) for i in range(8)]
        own = [truth[item] + int(rng.integers(-4, 5)) if rng.random() < right else plan for right in careful]
        rows += [(f"own{i}", item, "departure", value) for i, value in enumerate(own)]
    return table(*rows), truth


@pytest.mark.parametrize("origin", [0, 22_000_000], ids=["of the day", "since 1970"])
def test_what_is_chosen_holds_on_times_that_feeds_share(origin):
    claims, truth = departures(np.random.default_rng(3))
    claims["value"] += origin
    share = {}
    for model in ("auto", "vote", "investment"):
        truths, _ = audit.reconcile(claims, model)
        off = truths["value"].astype(float) - origin - truths["object"].map(truth)
        share[model] = (off.abs() <= 10).mean()
    assert share["auto"] >= max(share["vote"] + 0.03, share["investment"])


def test_intervals_of_numbers_hold_the_truth_as_often_as_they_promise():
    rng = np.random.default_rng(5)
    held = []
    for noise in (0.0, 2.0, 10.0):
        rows = []
        for item in range(120):
            truth = 500 + 7 * item
            for source in range(9):
                value = truth + noise * rng.normal() if rng.random() < 0.8 else truth * rng.uniform(0.5, 2)
                rows.append((f"s{source}", item, "x", round(value, 1)))
        truths, _ = audit.reconcile(table(*rows))
        truth = 500 + 7 * truths["object"].astype(int)
        held.append(((truths["low"] <= truth) & (truth <= truths["high"])).mean())
    assert min(held) >= 0.9


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        (pd.DataFrame({"source": ["a"], "object": ["o"], "value": [1]}), "attribute"),
        (table(), "no claims"),
        (pd.DataFrame([["a", "o", "x", 1, 2]], columns=[*COLUMNS, "value"]), "two columns 'value'"),
        ([("a", "o", "x", 1)], "a pandas DataFrame, not list"),
        (table(("a", "o", "x", None)), "no claims"),
        (table(("a", "o", "x", "  ")), "no claims"),
    ],
)
def test_a_table_that_claims_nothing_is_refused(claims, words):
    with pytest.raises(InputError, match=words):
        audit.reconcile(claims)


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([("a", "o", "x", 5)], [5]),
        ([("a", 1, "x", 5), ("a", "one", "x", 6), (2, 1, 3, 7)], [7, 5, 6]),
        ([("a", "o", "x", 1), ("b", "o", "x", "1"), ("c", "o", "x", 1.0), ("d", "o", "x", 2)], [1]),
        ([("a", "o", "x", True), ("b", "o", "x", False), ("c", "o", "x", True)], [True]),
        ([("a", f"o{i}", "x", 1) for i in range(3)] + [("b", f"o{i}", "x", 9) for i in range(3)], [None] * 3),
        ([(name, "o", "x", pd.Timestamp(f"2024-05-0{day}")) for name, day in zip("abc", "112", strict=True)],
         [pd.Timestamp("2024-05-01")]),
    ],
    ids=["one claim", "mixed names", "mixed numbers", "truth values", "only ties", "timestamps"],
)  # fmt: skip
def test_odd_tables_have_plain_answers(rows, values):
    truths, sources = audit.reconcile(table(*rows))
    assert list(truths["value"]) == values
    assert (sources["low"] <= sources["score"]).all()


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


def test_prints_of_feeds_are_no_measurements_however_far_they_lie_apart():
    rng = np.random.default_rng(6)
    rows, truth = [], {}
    for item in range(150):
        truth[item] = int(rng.gamma(4, 2)) + 1
        feeds = [truth[item], *(max(0, round(truth[item] + rng.normal(0, 3))) for _ in range(4))]
        rows += [(f"s{s}", item, "wind", feeds[s % 5 if rng.random() < 0.8 else 0]) for s in range(15)]
    truths, _ = audit.reconcile(table(*rows))
    assert (truths["value"] == truths["object"].map(truth)).mean() > 0.7


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


@pytest.mark.parametrize("form", ["C{}", "{}00"], ids=["gates", "numbers"])
def test_a_feed_that_most_sources_repeat_does_not_win_by_their_number(form):
    rng = np.random.default_rng(4)
    rows = []
    for item in range(200):
        right, wrong = form.format(item % 40 + 10), [form.format(number) for number in rng.integers(50, 90, 7)]
        feed = right if rng.random() < 0.55 else wrong[6]
        rows += [(f"feed{s}", item, "x", feed) for s in range(9)]
        rows += [(f"own{s}", item, "x", right if rng.random() < 0.7 else wrong[s]) for s in range(6)]
    claims = table(*rows)
    share = {}
    for model in ("auto", "vote", "accu"):
        truths, _ = audit.reconcile(claims, model)
        share[model] = (truths["value"] == [form.format(item % 40 + 10) for item in truths["object"]]).mean()
    assert share["vote"] < 0.7
    assert share["auto"] > max(0.95, share["accu"])


def test_sources_that_are_right_are_no_feed_and_those_that_err_alike_are():
    """Where there is one wrong value to give, careful sources agree nearly always; their errors are their own."""
    rng = np.random.default_rng(8)
    rows = []
    for item in range(200):
        rows += [(f"careful{s}", item, "x", "new" if rng.random() < 0.97 else "old") for s in range(4)]
        shown = "new" if rng.random() < 0.4 else "old"
        rows += [(f"feed{s}", item, "x", shown) for s in range(3)]
    (named,) = read_claims(table(*rows))
    shares = feeds(named.claims)
    of = dict(zip(named.sources, shares.tolist(), strict=True))
    assert len({of[f"careful{s}"] for s in range(4)}) == 4
    assert len({of[f"feed{s}"] for s in range(3)}) == 1


def test_numbers_that_are_copied_in_part_do_not_win_by_their_number():
    """Three sources copy three numbers of four from one that is wrong on half; no two show one feed throughout."""
    rng = np.random.default_rng(5)
    rows, truth = [], {}
    for item in range(300):
        truth[item] = int(rng.integers(1000, 9000))
        copied = truth[item] if rng.random() < 0.5 else int(rng.integers(1000, 9000))
        rows.append(("first", item, "x", copied))
        for at in range(8):
            own = truth[item] if rng.random() < (0.6 if at < 3 else 0.7) else int(rng.integers(1000, 9000))
            rows.append((f"s{at}", item, "x", copied if at < 3 and rng.random() < 0.75 else own))
    claims = table(*rows)
    assert len(set(feeds(read_claims(claims)[0].claims))) == 9
    share = {}
    for model in ("auto", "vote", "pooled-investment"):
        truths, _ = audit.reconcile(claims, model)
        share[model] = float((truths["value"] == truths["object"].map(truth)).mean())
    assert share["auto"] > max(share["vote"], share["pooled-investment"] + 0.2), share
