"""A draft against the facts of its sources."""

from __future__ import annotations

import pandas as pd
import pytest

import audit

SOURCE = """Khánh thành cầu Rạch Miễu 2

Sáng 12/8, cầu Rạch Miễu 2 nối Tiền Giang và Bến Tre được khánh thành theo Quyết định số 1741/QĐ-BGTVT.
Dự án có tổng vốn đầu tư 6.810 tỷ đồng, trong đó chi phí giải phóng mặt bằng là 1.245 tỷ đồng.
Cầu chính dài 17,6 km, rộng 17,5 m, có khoảng 1.200 công nhân và kỹ sư thi công.
Giá vé qua trạm là 15.000-25.000 đồng mỗi lượt.
"""
FACTS = audit.extract(SOURCE, published="2025-08-12", source="bao-a")


def verdicts(draft: str, facts: pd.DataFrame = FACTS) -> dict[str, str]:
    checked = audit.check(draft, facts)
    assert all(draft[row.start : row.end] == row.quote for row in checked.itertuples())
    return dict(zip(checked["quote"], checked["verdict"], strict=True))


@pytest.mark.parametrize(
    ("draft", "quote"),
    [
        ("Dự án có tổng vốn đầu tư 6.810 tỷ đồng.", "6.810 tỷ đồng"),
        ("Dự án có tổng vốn đầu tư hơn 6.800 tỷ đồng.", "6.800 tỷ đồng"),
        ("Dự án tốn 6,81 nghìn tỷ đồng.", "6,81 nghìn tỷ đồng"),
        ("Cầu được khánh thành ngày 12-8.", "12-8"),
        ("Theo Quyết định số 1741/QĐ-BGTVT, cầu được xây.", "1741"),
    ],
)
def test_what_the_source_says_is_supported(draft, quote):
    found = verdicts(draft)
    assert {verdict for text, verdict in found.items() if text.startswith(quote)} == {"supported"}


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Dự án có tổng vốn đầu tư 8.610 tỷ đồng.", "contradicted"),
        ("Chi phí giải phóng mặt bằng là 6.810 tỷ đồng.", "contradicted"),
        ("Giá vé qua trạm là 15.000-35.000 đồng mỗi lượt.", "contradicted"),
        ("Mỗi ngày có 48.300 lượt xe chạy.", "unsupported"),
        ("Cầu được khánh thành sáng 13/8.", "unsupported"),
        ("Theo Quyết định số 1742/QĐ-BGTVT, cầu được xây.", "unsupported"),
    ],
)
def test_what_it_does_not_say_is_flagged(draft, verdict):
    assert verdict in verdicts(draft).values()


def test_a_verdict_names_the_facts_behind_it():
    row = audit.check("Dự án có tổng vốn đầu tư 8.610 tỷ đồng.", FACTS).iloc[0]
    fact = FACTS.set_index("fact_id").loc[row["fact_ids"][0]]
    assert fact["quote"] == "6.810 tỷ đồng"
    assert "bao-a" in row["note"]
    assert "6.810 tỷ đồng" in row["note"]


def test_notes_speak_the_language_asked_for():
    note = audit.check("Mỗi ngày có 48.300 lượt xe chạy.", FACTS, language="vi").iloc[0]["note"]
    assert note == "không nguồn nào nói như vậy"


def test_facts_without_their_text_judge_figures_alone():
    bare = pd.DataFrame(FACTS)
    bare.attrs = {}
    assert verdicts("Ngày 13/8, dự án có tổng vốn đầu tư 6.810 tỷ đồng.", bare) == {"6.810 tỷ đồng": "supported"}


def test_texts_may_be_given_beside_facts_of_a_run():
    bare = pd.DataFrame(FACTS)
    bare.attrs = {}
    (name,) = FACTS["article_id"].unique()
    checked = audit.check("Ngày 13/8, dự án có tổng vốn đầu tư 6.810 tỷ đồng.", bare, {name: SOURCE})
    assert list(checked["verdict"]) == ["unsupported", "supported"]


def test_a_draft_without_figures_has_no_rows():
    checked = audit.check("Cầu đã thông xe.", FACTS)
    assert len(checked) == 0
    assert list(checked.columns) == ["start", "end", "quote", "verdict", "fact_ids", "note"]


def test_no_facts_support_nothing():
    empty = audit.extract("Không có con số nào.")
    assert verdicts("Dự án tốn 6.810 tỷ đồng.", empty) == {"6.810 tỷ đồng": "unsupported"}
