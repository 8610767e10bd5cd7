"""The normal view reads easily and always finds the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.text import Lines, view

ODD = "\u200b\u00ad\u00a0\u202f\u2028\r\n\ufeff\u0301ế１"


def test_a_plain_text_is_its_own_view() -> None:
    seen = view("GDP tăng 6,93%\nso với cùng kỳ")
    assert not seen.cuts
    assert seen.back(9, 14) == (9, 14)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("86\u200b,5%", "86,5%"),
        ("1\u00a0234", "1 234"),
        ("mức\u2028sau", "mức\nsau"),
        ("tri\u00adệu", "triệu"),
        ("１２３", "123"),
        ("2,5&nbsp;triệu", "2,5 triệu"),
        (unicodedata.normalize("NFD", "tỷ lệ"), "tỷ lệ"),
    ],
)
def test_the_normal_form(text: str, normal: str) -> None:
    assert view(text).normal == normal


def test_the_way_back_covers_decomposed_letters_and_drops_invisible_tails() -> None:
    text = unicodedata.normalize("NFD", "tỷ") + "\u200b lệ"
    seen = view(text)
    start, end = seen.back(0, 2)
    assert unicodedata.normalize("NFC", text[start:end]) == "tỷ"


def test_the_way_back_over_a_blank_written_as_an_entity() -> None:
    seen = view("tăng 2,5&nbsp;triệu")
    assert [seen.back(*span) for span in ((5, 8), (5, 14), (9, 14))] == [(5, 8), (5, 19), (14, 19)]
    assert seen.forth(14) == 9


@settings(derandomize=True, max_examples=300)
@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters(max_codepoint=0x2FFF)), max_size=40), st.data())
def test_a_span_of_the_view_comes_from_the_text(text: str, data: st.DataObject) -> None:
    seen = view(text)
    start = data.draw(st.integers(0, len(seen.normal)))
    end = data.draw(st.integers(start, len(seen.normal)))
    first, last = seen.back(start, end)
    assert 0 <= first <= last <= len(text)
    if not seen.cuts:
        assert (first, last) == (start, end)
    assert view(text[first:last]).normal == seen.normal[start:end] or any(unicodedata.combining(c) for c in text)


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet="a\r\n", max_size=20))
def test_lines_are_counted_as_editors_do(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text)):
        number = lines.number(offset)
        assert number == text[:offset].count("\n") + 1
        start, end = lines.span(number)
        assert text[start:end].rstrip("\r") == text.split("\n")[number - 1].rstrip("\r")
