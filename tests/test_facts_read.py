"""Figures and dates as they are read from sentences: the cases of `tests/cases/facts/read_*.toml`."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from audit.facts import extract
from audit.facts._read import read
from audit.facts._reading import Date, Figure, Reading
from audit.facts.dates.finder import dates_in
from audit.model import Article, Block

CASES = Path(__file__).parent / "cases" / "facts"


def reading(text: str, language: str = "vi", published: str | None = "2023-03-20", *spam: tuple[int, int]) -> Reading:
    """The reading of a text that is one body block, with spam at the given places."""
    blocks = [Block("a", 0, len(text), 1, "body"), *(Block("a", start, end, 1, "spam") for start, end in spam)]
    return read(Article(text, language=language, published=published), blocks)


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("read_*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf8"))
        for case in table["case"]:
            values = (case, table["language"], table["published"])
            found.append(pytest.param(*values, id=f"{path.stem}: {case['name']}"))
    return found


def shown(figure: Figure, quote: str) -> list[Any]:
    """A figure as the cases write it: quote, value, unit, and what else is not the usual."""
    more = {
        "to": figure.value_to,
        "of": figure.denominator,
        "counted": figure.counted,
        "per": figure.per,
        "step": figure.step if figure.step != 1 else None,
        "fold": figure.fold or None,
        "sign": figure.sign if figure.sign < 0 else None,
    }
    kept = {name: value for name, value in more.items() if value is not None}
    return [quote, figure.value, figure.unit, *([kept] if kept else [])]


def dated(date: Date, quote: str) -> list[str]:
    return [quote, date.period or "", *(["event"] if date.event else [])]


@pytest.mark.parametrize(("case", "language", "published"), cases())
def test_a_sentence_is_read_as_its_case_says(case: dict[str, Any], language: str, published: str) -> None:
    text = case["text"]
    found = reading(text, language, published)
    figures = [shown(item, text[item.start : item.end]) for one in found.sentences for item in one.figures]
    dates = [dated(item, text[item.start : item.end]) for one in found.sentences for item in one.dates]
    rejected = [[text[item.start : item.end], item.reason] for one in found.sentences for item in one.rejected]
    assert figures == case.get("figures", [])
    assert dates == case.get("dates", [])
    assert rejected == case.get("rejected", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ông nói xong. Bà về.", ["Ông nói xong.", "Bà về."]),
        ("TS. Trần A ở TP.HCM, Q.1, đến 9.30. Rồi về.", ["TS. Trần A ở TP.HCM, Q.1, đến 9.30.", "Rồi về."]),
        ("“Đúng vậy.” Ông gật đầu! Thật không? Vâng…", ["“Đúng vậy.”", "Ông gật đầu!", "Thật không?", "Vâng…"]),
        ("Giá đạt 1.234,5 đồng. Tăng 5%.", ["Giá đạt 1.234,5 đồng.", "Tăng 5%."]),
        ("Đoạn một\n\nĐoạn hai", ["Đoạn một", "Đoạn hai"]),
        ("Dòng bị ngắt\ngiữa câu. Hết.", ["Dòng bị ngắt\ngiữa câu.", "Hết."]),
        ("Đã xong tốt đẹp.Theo báo cáo mới.", ["Đã xong tốt đẹp.", "Theo báo cáo mới."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [one.text for one in reading(text).sentences] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith of the U.S. Senate left. He came at 5 p.m. Friday.", ["Mr. Smith of the U.S. Senate left.", None]),
        ('"It is good." He left.', ['"It is good."', "He left."]),
    ],
)
def test_english_sentences_know_abbreviations(text: str, expected: list[str | None]) -> None:
    found = [one.text for one in reading(text, "en").sentences]
    assert len(found) == len(expected)
    assert all(want in (None, got) for got, want in zip(found, expected, strict=True))


def test_spam_inside_a_sentence_is_passed_over() -> None:
    text = "Ban hành ngày 25/12/2018,bxh la liga 5 triệu đồng vui có 30 nhiệm vụ."
    start, end = text.index("bxh"), text.index(" có 30")
    (sentence,) = reading(text, "vi", None, (start, end)).sentences
    assert "liga" not in sentence.text
    assert [figure.value for figure in sentence.figures] == [30]
    assert len(sentence.text) == sentence.end - sentence.start


def test_a_fact_shows_its_sentence_as_printed_and_without_spam() -> None:
    text = unicodedata.normalize("NFD", "Ban hành ngày 25/12/2018,bxh la liga có 30 nhiệm vụ.")
    start, end = text.index("bxh"), text.index(" c", text.index("liga"))
    blocks = [Block("a", 0, len(text), 1, "body"), Block("a", start, end, 1, "spam")]
    facts = extract(Article(text, language="vi"), blocks, ())
    assert [fact.sentence for fact in facts] == [text[:start] + text[end:]] * 2
    assert all(text[fact.start : fact.end] == fact.quote and fact.quote in fact.sentence for fact in facts)


def test_only_title_body_and_caption_are_read() -> None:
    text = "Có 5 tấn.\nCó 6 tấn."
    blocks = [Block("a", 0, 9, 1, "boilerplate"), Block("a", 10, 19, 2, "caption")]
    found = read(Article(text, language="vi"), blocks)
    assert [figure.value for one in found.sentences for figure in one.figures] == [6]


def test_a_date_without_a_known_year_stays_open() -> None:
    (sentence,) = reading("Ngày 31/3 khai mạc.", "vi", None).sentences
    assert [date.period for date in sentence.dates] == [None]


def test_the_year_an_undated_article_tells_of_fills_its_dates() -> None:
    found = reading("Năm 2015 đạt 5%. Trong năm 2016, từ ngày 1/7 sẽ áp dụng, mục tiêu đến năm 2020.", "vi", None)
    assert [date.period for one in found.sentences for date in one.dates if date.event] == ["2016-07-01"]


def test_years_far_apart_settle_nothing() -> None:
    found = reading("Năm 1992 ra đời. Năm 2016 đổi mới. Ngày 1/7 áp dụng.", "vi", None)
    assert [date.period for one in found.sentences for date in one.dates if date.event] == ["1992", None]


def test_dates_of_any_text_can_be_asked_for() -> None:
    found = dates_in("Từ ngày 1/1 đến ngày 31/3/2019, quý IV/2017", "vi", None)
    assert [date.period for date in found] == ["2019-01-01/2019-03-31", "2017-Q4"]
