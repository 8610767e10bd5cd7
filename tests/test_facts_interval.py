"""The interval a printed figure claims: what one print may be held against another for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.facts._reading import Figure
from audit.facts.numbers.interval import claimed, granularity


def printed(value: float, step: float, comparator: str = "eq", *, to: float | None = None, near: bool = True):
    return claimed(Figure(0, 1, value, "count", "test", value_to=to, step=step), comparator, near)


@pytest.mark.parametrize(
    ("value", "step", "comparator", "low", "high"),
    [
        (10.7, 0.1, "eq", 10.65, 10.75),
        (1000, 1, "eq", 999.5, 1000.5),
        (24e6, 1e6, "gt", 24e6, 25e6),
        (10, 1, "gt", 10, 12.5),
        (4.5, 0.1, "gt", 4.5, 4.6),
        (2000, 1, "lt", 1800, 2000),
        (77e12, 1e12, "approx", 76e12, 78e12),
        (500_000, 1000, "approx", 450_000, 550_000),
        (90, 1, "ge", 90, None),
        (65, 1, "le", 0, 65),
    ],
)
def test_claimed(value: float, step: float, comparator: str, low: float, high: float | None) -> None:
    assert printed(value, step, comparator) == (pytest.approx(low), high if high is None else pytest.approx(high))


def test_under_claims_everything_below_and_nearly_only_a_little() -> None:
    assert printed(18, 1, "lt", near=False) == (0, 18)
    assert printed(18, 1, "lt") == (pytest.approx(17), 18)


def test_range_reaches_from_end_to_end() -> None:
    assert printed(10, 1, to=12) == (9.5, 12.5)
    assert printed(10, 1, "approx", to=12) == (9, pytest.approx(13))


@pytest.mark.parametrize(
    ("vague", "exact", "meet"),
    [
        (((10, 1, "gt")), (10.76, 0.01, "eq"), True),
        (((2000, 1, "lt")), (1986, 1, "eq"), True),
        (((90e9, 1e9, "gt")), (47e9, 1e9, "eq"), False),
        (((700e9, 1e9, "gt")), (712e9, 1e9, "eq"), True),
        (((50, 1, "ge")), (5000, 1, "eq"), True),
        (((65, 1, "le")), (66, 1, "eq"), False),
    ],
)
def test_a_hedge_agrees_with_what_it_rounds_and_no_more(vague: tuple, exact: tuple, meet: bool) -> None:
    (low, high), (least, most) = printed(*vague), printed(*exact)
    assert (least <= (high if high is not None else least) and low <= most) is meet


@settings(max_examples=200, derandomize=True)
@given(st.integers(1, 10**7), st.integers(-3, 9), st.sampled_from(["eq", "gt", "ge", "lt", "le", "approx"]))
def test_the_printed_value_lies_in_its_own_interval(digits: int, power: int, comparator: str) -> None:
    step = 10.0**power
    value = digits * step
    low, high = printed(value, step, comparator)
    assert low is not None
    assert low <= value
    assert high is None or value <= high
    assert granularity(value, step) <= value * (1 + 1e-9)


@settings(max_examples=100, derandomize=True)
@given(st.integers(1, 10**6), st.integers(-3, 9))
def test_a_hedge_never_claims_less_than_the_bare_figure(digits: int, power: int) -> None:
    step = 10.0**power
    low, high = printed(digits * step, step)
    vague_low, vague_high = printed(digits * step, step, "approx")
    assert vague_low <= low + step * 1e-9
    assert vague_high >= high - step * 1e-9
