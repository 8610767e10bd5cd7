"""Arithmetic on printed periods."""

from __future__ import annotations

import pytest

from audit.facts.dates import iso as _iso


@pytest.mark.parametrize(
    ("period", "years", "units", "earlier"),
    [
        ("2013", 1, 0, "2012"),
        ("2013", 0, 2, "2011"),
        ("2013-10", 1, 0, "2012-10"),
        ("2013-01", 0, 1, "2012-12"),
        ("2013-Q1", 0, 1, "2012-Q4"),
        ("2013-H2", 0, 1, "2013-H1"),
        ("2012-02-29", 1, 0, "2011-02-28"),
        ("2013-03-01", 0, 1, "2013-02-28"),
        ("2013-01/2013-09", 1, 0, "2012-01/2012-09"),
        ("2013-01/2013-09", 0, 1, None),
        ("2022-12/2023-02", 0, 1, "2022-09/2022-11"),
        ("2023-01/2023-03", 0, 1, "2022-Q4"),
        ("2023-04/2023-09", 0, 1, "2022-10/2023-03"),
        ("2023-07/2023-08", 0, 1, "2023-05/2023-06"),
        ("2023-08/2023-07", 0, 1, None),
        ("0001-01/0001-02", 0, 1, None),
        ("2013-09-01/..", 1, 0, None),
        ("0000-Q1", 0, 1, None),
        ("soon", 1, 0, None),
        (None, 1, 0, None),
    ],
)
def test_earlier(period: str | None, years: int, units: int, earlier: str | None) -> None:
    assert _iso.earlier(period, years=years, units=units) == earlier


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-Q3", "2013-07-01", "2013-09-30"),
        ("2013-H1", "2013-01-01", "2013-06-30"),
        ("2013-10-22", "2013-10-22", "2013-10-22"),
        ("2013-01/2013-09", "2013-01-01", "2013-09-30"),
        ("2012-01..2012-09/2013-01..2013-09", "2012-01-01", "2013-09-30"),
        ("../2013-06", None, "2013-06-30"),
        ("2013-09-01/..", "2013-09-01", None),
        ("2013-13", None, None),
        (None, None, None),
    ],
)
def test_edges(period: str | None, first: str | None, last: str | None) -> None:
    assert (_iso.first(period), _iso.last(period)) == (first, last)


def test_sides_of_a_change_that_span_months_are_dotted() -> None:
    assert _iso.change("2012-01/2012-09", "2013-01/2013-09") == "2012-01..2012-09/2013-01..2013-09"
    assert _iso.change("2012", "2013") == "2012/2013"
    assert _iso.change(None, "2013") is None
