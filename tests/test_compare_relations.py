"""How two printed figures relate: cases as data, and what holds for all of them."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.compare import CONFLICTS, KINDS, Printed, printed, relation, retyped, step_of, supports

CASES = tomllib.loads((Path(__file__).parent / "cases/compare/relations.toml").read_text(encoding="utf8"))["case"]

RETYPED = tomllib.loads((Path(__file__).parent / "cases/compare/retyped.toml").read_text(encoding="utf8"))["case"]


def figure(fields: dict[str, object]) -> Printed:
    published = fields.get("published")
    made = printed({"unit": "count", **fields}, str(published) if published else None)
    assert made is not None
    return made


@pytest.mark.parametrize("case", RETYPED, ids=[case["why"] for case in RETYPED])
def test_retyped_is_as_the_case_says_both_ways_round(case):
    a, b = figure(case["a"]), figure(case["b"])
    assert retyped(a, b) == retyped(b, a) == case["retyped"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_relation_is_as_the_case_says_both_ways_round(case):
    a, b = figure(case["a"]), figure(case["b"])
    found = relation(a, b)
    assert found.kind == case["kind"]
    assert relation(b, a).kind == case["kind"]
    assert {key: found.fields[key] for key in case.get("fields", {})} == case.get("fields", {})


@pytest.mark.parametrize(
    ("sentence", "growing"),
    [
        ("Vụ cháy làm 9 người bị thương.", True),
        ("Hiện còn 9 người bị thương đang điều trị.", False),
        ("The fire left 9 people injured.", True),
        ("9 injured people are still in hospital.", False),
        ("Lũ làm 9 người chết, 2 người mất tích.", True),
    ],
)
def test_those_hurt_are_ever_more_and_those_in_hospital_are_not(sentence, growing):
    assert figure({"quote": "9", "value": 9, "sentence": sentence}).growing == growing


def test_every_kind_has_a_case():
    assert {case["kind"] for case in CASES} == set(KINDS)


@pytest.mark.parametrize(
    ("quote", "value", "step"),
    [
        ("10,76%", 10.76, 0.01),
        ("6.300 tỷ", 6.3e12, 1e9),
        ("6.300", 6300, 1),
        ("$5 billion", 5e9, 1e9),
        ("$32.6 billion", 32.6e9, 1e8),
        ("hai", 2, 1),
        ("một nửa", 0.5, 0.1),
        ("1 triệu 300 nghìn", 1.3e6, 1),
        ("0,83%", 0.83, 0.01),
    ],
)
def test_step_is_read_from_the_printed_digits(quote, value, step):
    assert math.isclose(step_of(quote, value), step)


def test_a_date_is_no_figure():
    assert printed({"quote": "7/3/2019", "value": float("nan")}) is None


def test_bounds_never_support_a_point():
    assert not supports(figure({"quote": "700", "value": 700, "comparator": "ge"}), 700)
    assert not supports(figure({"quote": "700", "value": 700, "comparator": "le"}), 700)
    assert supports(figure({"quote": "700", "value": 700, "comparator": "gt"}), 720)
    assert not supports(figure({"quote": "700", "value": 700, "comparator": "gt"}), 690)


FIGURES = st.builds(
    lambda digits, decimals, comparator: figure(
        {"quote": f"{digits / 10**decimals:.{decimals}f}", "value": digits / 10**decimals, "comparator": comparator}
    ),
    st.integers(-99999, 99999),
    st.integers(0, 3),
    st.sampled_from(["eq", "approx", "gt", "ge", "lt", "le"]),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(FIGURES, FIGURES)
def test_relation_is_symmetric_and_sure(a, b):
    one, other = relation(a, b), relation(b, a)
    assert one.kind == other.kind
    assert one.kind in KINDS
    assert 0 < one.confidence <= 1


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 6), st.integers(0, 2))
def test_what_a_value_rounds_to_is_never_a_conflict(digits, dropped, decimals):
    value = digits / 10**decimals
    step = 10.0 ** (dropped - decimals)
    rounded = math.floor(value / step + 0.5) * step
    fine = figure({"quote": f"{value:.{decimals}f}", "value": value})
    coarse = Printed(rounded, rounded - step / 2, rounded + step / 2, step, quote="r")
    assert relation(fine, coarse).kind not in (*CONFLICTS, "misrounded")
