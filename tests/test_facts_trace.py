"""Every field of a fact says which words it came from and by which rule; every number that is no fact says why."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from facts_name import INDICATORS
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import facts, languages, table
from audit.articles import whole
from audit.blocks import split
from audit.model import Article, Block, Dropped, Fact, Trace

PACKAGE = Path(facts.__file__).parent
CASES = sorted((Path(__file__).parent / "cases" / "facts").glob("trace_*.toml"))
EXPLAINED = (
    "value", "unit", "per", "kind", "comparator", "low", "status", "period", "area", "indicator", "subject", "measure",
    "entity", "speaker", "confidence",
)  # fmt: skip
OF_DATES = ("kind", "status", "period", "area", "subject", "measure", "entity", "speaker")


def article(text: str, language: str = "vi", published: str | None = "2023-03-20") -> tuple[Article, list[Block]]:
    known = whole(Article(text, source="s", published=published or None, language=language, path="a.txt"))
    return known, [Block(known.article_id, 0, len(text), 1, "body")]


def traced(text: str, language: str = "vi", published: str | None = "2023-03-20") -> list[tuple[Fact, list[Trace]]]:
    known, blocks = article(text, language, published)
    steps = facts.trace(known, blocks, INDICATORS)
    found = facts.extract(known, blocks, INDICATORS)
    assert list(steps) == [fact.fact_id for fact in found]
    return [(fact, list(steps[fact.fact_id])) for fact in found]


def load() -> list[Any]:
    tables = [tomllib.loads(path.read_text(encoding="utf8")) for path in CASES]
    return [
        pytest.param(table, case, id=f"{table['language']}-{case['name']}")
        for table in tables
        for case in table["case"]
    ]


@pytest.mark.parametrize(("table", "case"), load())
def test_case(table: dict[str, Any], case: dict[str, Any]) -> None:
    found = traced(case["text"], table["language"], case.get("published", table["published"]))
    (steps,) = (steps for fact, steps in found if fact.quote == case["quote"])
    said = [f"{step.field} | {step.words or '-'} | {step.rule}" for step in steps]
    asked = {line.split(" | ")[0] for line in case["trace"]}
    assert [line for line in said if line.split(" | ")[0] in asked] == case["trace"]


PIECES = [
    "5 tỷ đồng", "8%", "gấp đôi", "hai triệu người", "62/63 tỉnh", "10-12%", "4,8 lên 5,3%", "2 lần", "7 triệu/tháng",
    "1/3", "năm 2022", "đến nay", "9 tháng", "ngày 20/10", "so với cùng kỳ", "từ", "hơn", "khoảng", "tăng", "giảm",
    "mục tiêu", "sẽ", "ước đạt", "tỷ lệ hộ nghèo", "dân số", "xuất khẩu của Samsung", "Hà Nội", "cả nước",
    "theo Bộ Y tế", "ông Nam cho biết", ",", ";", "(", ")", "và", '"', ". ", "\n",
]  # fmt: skip


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join), st.sampled_from(["2023-03-20", None]))
def test_any_text_has_every_field_explained_by_words_that_stand_there(text: str, published: str | None) -> None:
    for fact, steps in traced(text, published=published):
        assert {step.field for step in steps} >= set(OF_DATES if fact.kind == "event_date" else EXPLAINED)
        for step in steps:
            assert step.value == getattr(fact, step.field)
            assert (step.words is None) == (step.start is None) == (step.end is None)
            assert step.words is None or (step.words == text[step.start : step.end] and step.words.strip())
            assert step.rule != "unsaid" or step.value is None
            for code in languages.codes():
                assert step.rule == "unsaid" or languages.load(code)["trace"][step.rule]


def test_spans_stay_right_where_the_text_is_not_normal() -> None:
    text = "Na\u0306m 2022, tỉnh đã\u00a0giải ngân hơn\u200b 6.300\u00a0tỷ đồng."
    ((_, steps),) = traced(text)
    words = {step.rule: step.words for step in steps if step.words}
    assert words["value-number"] == "6.300"
    assert (words["hedge"], words["status-before"], words["period-sentence"]) == ("hơn", "đã", "2022")
    assert all(step.words == text[step.start : step.end] for step in steps if step.words)


@pytest.mark.parametrize("code", languages.codes())
def test_languages_name_the_same_rules_fields_and_reasons(code: str) -> None:
    own, first = languages.load(code), languages.load("en")
    assert set(own["trace"]) == set(first["trace"])
    for names in ("fields", "values", "reasons"):
        assert set(own["report"][names]) == set(first["report"][names])


def test_every_named_rule_is_one_that_the_stage_can_give() -> None:
    source = "".join(path.read_text(encoding="utf8") for path in PACKAGE.rglob("*.py"))
    given = set(re.findall(r'"([a-z-]+)"', source))
    given |= {f"value-{rule}" for rule in given} | {f"{field}-named" for field in table_names()}
    assert sorted(set(languages.load("en")["trace"]) - given) == []


def table_names() -> list[str]:
    return [column.name for column in table.FACTS]


def left_out(text: str, language: str = "vi") -> list[tuple[str, str]]:
    return [(number.quote, number.reason) for number in facts.dropped(*article(text, language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 17/NQ-CP đạt 5%.", [("17/NQ-CP", "legal_reference")]),
        ("Năm 2022, doanh thu đạt 5 tỷ đồng.", [("2022", "period")]),
        ("Gọi số 0912 345 678 trước 15h30.", [("0912 345 678", "phone"), ("15h30", "time_of_day")]),
        ("Địa chỉ máy là 1.2.3.4 tại đây.", [("1.2.3.4", "identifier")]),
        ("Con số 12,34,5 không đọc được.", [("12,34,5", "other")]),
        ("Họp ngày 31/13/2020 tại đây.", [("31/13/2020", "other")]),
        ("Mã là " + "9" * 40 + " đó.", [("9" * 40, "identifier")]),
    ],
)
def test_what_is_dropped_says_why(text: str, expected: list[tuple[str, str]]) -> None:
    assert left_out(text) == expected


def test_numbers_outside_the_text_are_dropped_for_where_they_stand() -> None:
    text = "Tin 5 sao\nDoanh thu đạt 5 tỷ đồng. Gọi 999 nhận 888 ngay. Lãi 3 tỷ đồng.\nPhóng viên 7\n"
    known, _ = article(text)
    spam, byline = text.index("Gọi"), text.index("Phóng")
    name = known.article_id
    blocks = [
        Block(name, 0, 9, 1, "boilerplate"),
        Block(name, 10, byline - 1, 2, "body"),
        Block(name, spam, text.index("Lãi"), 2, "spam", "links: a list"),
        Block(name, byline, len(text) - 1, 3, "byline"),
    ]
    found = facts.dropped(known, blocks)
    assert [(one.quote, one.reason) for one in found] == [
        ("5", "boilerplate"), ("999", "spam"), ("888", "spam"), ("7", "byline"),
    ]  # fmt: skip
    assert [one.line for one in found] == [1, 2, 2, 3]
    assert found[3].sentence == "Phóng viên 7"


ALPHABET = st.sampled_from(
    [*"0123456789.,/-:%() \n", "tỷ ", "năm ", "ngày ", "từ ", "lần ", "$", "một ", "tháng ", "V", "Kèo"]
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(ALPHABET, max_size=60).map("".join), st.sampled_from(["vi", "en"]))
def test_every_digit_of_an_article_is_in_one_fact_or_in_what_is_dropped(text: str, language: str) -> None:
    known = whole(Article(text, language=language, published="2023-03-20"))
    blocks = split(known)
    kept: list[Fact | Dropped] = [*facts.extract(known, blocks, INDICATORS), *facts.dropped(known, blocks)]
    taken: set[int] = set()
    for one in kept:
        assert text[one.start : one.end] == one.quote
        assert taken.isdisjoint(range(one.start, one.end))
        taken.update(range(one.start, one.end))
    assert [at for at, letter in enumerate(text) if letter.isdigit() and at not in taken] == []


def test_facts_and_what_is_dropped_have_the_columns_of_their_tables_and_a_reason_with_a_name() -> None:
    assert [field.name for field in dataclasses.fields(Dropped)] == [column.name for column in table.DROPPED]
    assert [field.name for field in dataclasses.fields(Fact)] == [column.name for column in table.FACTS]
    reasons = languages.load("en")["report"]["reasons"]
    for code in languages.codes():
        for place in ("before", "before_bare", "after"):
            assert set(languages.load(code)["reject"][place]) <= {*reasons, "figure"}


def test_a_long_line_of_dropped_numbers_is_not_copied_with_each() -> None:
    text = "lúc 15h30 " * 3000
    found = facts.dropped(*article(text))
    assert len(found) == 3000
    assert max(len(one.sentence) for one in found) < 300
