"""Work grows with the length of a text and no faster, whatever it holds: counted in calls, so that no clock decides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from audit import catalog
from audit.articles import whole
from audit.blocks import split
from audit.facts import extract
from audit.facts.scan.sentences import sentences
from audit.model import Article, Fact

KNOWN = catalog.indicators(Path(__file__).parents[1] / "expectations" / "indicators.csv")
LONGEST = 2000
SHORT, TIMES = 1_500, 3
# Three times the text may take this many times the calls; work that grows with the square would take nine.
MOST = 4.0


def facts(text: str) -> list[Fact]:
    article = whole(Article(text=text, published="2023-03-20"))
    return extract(article, split(article), KNOWN)


@contextmanager
def counted() -> Iterator[list[int]]:
    """The calls of Python and C functions made inside, as the one item of a list."""
    calls = [0]

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        calls[0] += event.endswith("call")

    before: Callable[..., object] | None = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


UNITS = [
    "7",
    "1.",
    "triệu ",
    "([",
    "năm ",
    "từ 1 đến ",
    "%",
    ". ",
    "1/",
    " ",
    "a\u0301\u0323",
    "x",
    '"',
    "5%",
    "tăng từ 5% lên 6%, ",
    "Hà Nội, ",
    "so với cùng kỳ ",
    "theo Bộ Tài chính, ",
    "(ABC) ",
    "từ 1.000 đến (2 triệu, 3/4/2019; 5%) ",
    "Năm 2019 tăng 5%.\n\n",
]


@pytest.mark.counts_calls
@pytest.mark.parametrize("unit", UNITS)
def test_three_times_the_text_takes_three_times_the_calls(unit: str) -> None:
    facts(unit)  # what is made once for a language
    done = []
    for length in (SHORT, SHORT * TIMES):
        with counted() as calls:
            facts((unit * (length // len(unit) + 1))[:length])
        done.append(calls[0])
    assert done[1] < MOST * done[0] + SHORT


@pytest.mark.parametrize("unit", ["tăng 5%, ", "tăng 5% ", "5% và ", "(5%)", "mỏ sắt 5%;"])
def test_a_line_without_full_stops_keeps_every_figure_in_a_sentence_of_bounded_length(unit: str) -> None:
    text = unit * 1_000
    found = facts(text)
    assert [fact.value for fact in found] == [5.0] * 1_000
    for fact in found:
        assert text[fact.start : fact.end] == fact.quote == "5%"
        assert fact.quote in fact.sentence
        assert len(fact.sentence) <= LONGEST


@pytest.mark.parametrize("text", ["7" * 9_000, "1." * 5_000, "tỷ" * 5_000, "a1/" * 1_000, "x" * 9_000])
def test_no_word_or_number_is_cut(text: str) -> None:
    assert list(sentences(text, 0, len(text), frozenset())) in ([(0, len(text))], [(0, len(text) - 1)])


def test_the_pieces_of_a_long_sentence_hold_all_its_words() -> None:
    text = "  mỏ sắt ở Thạch Khê - 25 triệu tấn; " * 500
    pieces = [text[start:end] for start, end in sentences(text, 0, len(text), frozenset())]
    assert " ".join(pieces).split() == text.split()
    assert all(LONGEST // 4 < len(piece) <= LONGEST for piece in pieces[:-1])
