"""The axes of pictures: they hold their values, end at round labels, and labels never touch each other."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audit.views import Words
from audit.views._site.axis import Axis

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
@example([0.0, 5e-324])
@example([-1.7e308, 1.7e308])
@example([1e16, 1e16 + 2])
@example([0.0])
@settings(max_examples=200, derandomize=True, deadline=None)
def test_every_value_has_a_place_on_its_axis(values: list[float]) -> None:
    axis = Axis.over(values, 450, Words("en"))
    assert all(0 <= axis.at(value) <= 450 for value in values)
    assert 2 <= len(axis.labels(Words("en"))) <= 6


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("values", [[1.92e9, 1.29e9], [8047.5, 8048.5], [3.8, 8.3], [999_999, 1_000_001], [-4, 12]])
def test_labels_stand_apart(values: list[float], language: str) -> None:
    axis = Axis.over(values, 450, Words(language))
    told = [(axis.at(value), label) for value, label in axis.labels(Words(language))]
    gaps = [b[0] - a[0] - 7 * (len(a[1]) + len(b[1])) / 2 for a, b in pairwise(told)]
    assert all(gap >= 0 for gap in gaps)
    assert [label for _, label in told] == list(dict.fromkeys(label for _, label in told))


def test_labels_are_round_numbers() -> None:
    told = Axis.over([66.25e9, 70.65e9], 450, Words("vi")).labels(Words("vi"))
    assert [label for _, label in told] == ["66 tỷ", "68 tỷ", "70 tỷ", "72 tỷ"]
    assert math.isclose(told[0][0], 66e9)
