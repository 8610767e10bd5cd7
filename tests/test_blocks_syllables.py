"""Which words are written Vietnamese syllables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.blocks._syllables import CAPITALS, MARKED, is_syllable, without_marks

WRITTEN = (
    "đêm à ăn ấy bằng chuyện của cứu đường được em gì giá giếng ghế hòa hoà huỷ hủy hươu khuya khuỷu không lưỡi mèo "
    "nghe nghiêng người nước oan ông phở quả quý quốc quyển rượu sách thuở thuyền tiếng trường uống xoong xuống yêu ý"
)
NOT_WRITTEN = (
    "mỗì ngườí cùộc tỏàn ỵêú bac tiep kà kương ngê gê cề qa strên đươc hợt̃ tr nh ngươời vietnam xâydựng ố́ zalo nướcc"
)


@pytest.mark.parametrize("word", WRITTEN.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NOT_WRITTEN.split())
def test_what_is_none(word: str) -> None:
    assert not is_syllable(word)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.sampled_from(WRITTEN.split()), st.sampled_from(WRITTEN.split()))
def test_two_syllables_with_marks_are_rarely_one(left: str, right: str) -> None:
    assert not (is_syllable(left + right) and len(left + right) > 7)


@given(st.sampled_from(WRITTEN.split()))
def test_without_marks_only_plain_letters_are_left(word: str) -> None:
    assert without_marks(word).isascii()
    assert len(without_marks(word)) == len(word)


def test_capitals_are_the_letters_of_vietnamese() -> None:
    assert {letter.upper() for letter in MARKED} < set(CAPITALS)
    assert not set(CAPITALS) & MARKED
