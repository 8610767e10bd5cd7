"""When and where a figure holds, in words: periods, areas and the codes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.views import Words
from audit.views._when import when

HELD = [
    ("2013", "2013", "2013"),
    ("2013-Q3", "quý III/2013", "Q3 2013"),
    ("2013-H1", "6 tháng đầu năm 2013", "the first six months of 2013"),
    ("2013-10", "tháng 10/2013", "October 2013"),
    ("2013-07-02", "2/7/2013", "2 July 2013"),
    ("2013-01/2013-09", "9 tháng đầu năm 2013", "the first nine months of 2013"),
    ("2013-07/2013-12", "6 tháng cuối năm 2013", "the last six months of 2013"),
    ("2013-03/2013-05", "tháng 3 đến tháng 5/2013", "March to May 2013"),
    ("2013-01/2013-12", "2013", "2013"),
    ("2013-03-01/2013-03-15", "1–15/3/2013", "1 to 15 March 2013"),
    ("2013-02-01/2013-02-28", "tháng 2/2013", "February 2013"),
    ("2012-11/2013-04", "tháng 11/2012 đến tháng 4/2013", "November 2012 to April 2013"),
    ("2012/2013", "2012–2013", "2012–2013"),
    ("../2013-06-20", "đến 20/6/2013", "until 20 June 2013"),
    ("2013-09/..", "từ tháng 9/2013", "since September 2013"),
]
CHANGED = [
    ("2012/2013", "2013 so với 2012", "2013 against 2012"),
    ("2012-Q2/2013-Q2", "quý II/2013 so với cùng kỳ 2012", "Q2 2013 against the same period of 2012"),
    ("2013-Q1/2013-Q2", "quý II/2013 so với quý I/2013", "Q2 2013 against Q1 2013"),
    ("2012-01..2012-09/2013-01..2013-09", "9 tháng đầu năm 2013 so với cùng kỳ 2012",
     "the first nine months of 2013 against the same period of 2012"),
    ("2010..2012/2013..2015", "2013–2015 so với 2010–2012", "2013–2015 against 2010–2012"),
    ("2013", "2013", "2013"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "vietnamese", "english"), HELD)
def test_a_period_is_said_as_people_say_it(code: str, vietnamese: str, english: str) -> None:
    assert (when(code, Words("vi")), when(code, Words("en"))) == (vietnamese, english)


@pytest.mark.parametrize(("code", "vietnamese", "english"), CHANGED)
def test_a_change_is_said_from_when_to_when(code: str, vietnamese: str, english: str) -> None:
    assert (when(code, Words("vi"), change=True), when(code, Words("en"), change=True)) == (vietnamese, english)


@pytest.mark.parametrize("code", ["", "/", "..", "../..", "2013-13", "2013-Q5", "2013-1", "٢٠١٣", "<b>", "2013/x"])
@pytest.mark.parametrize("change", [True, False])
def test_what_is_no_period_stays_as_it_is(code: str, change: bool) -> None:
    assert when(code, Words("vi"), change=change) == code


@given(st.text("0123456789-/.QH", max_size=24), st.booleans())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_text_can_be_asked_about(code: str, change: bool) -> None:
    assert bool(when(code, Words("en"), change=change)) == bool(code)


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [("vi", "VN-30", "Gia Lai"), ("vi", "JP", "Nhật Bản"), ("en", "VN-30", "Gia Lai"), ("en", "JP", "Japan"),
     ("en", "XX-YY", "XX-YY"), ("vi", "", "")],
)  # fmt: skip
def test_places_are_called_by_their_names(language: str, code: str, name: str) -> None:
    assert Words(language).area(code) == name
