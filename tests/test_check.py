"""A draft against the facts of its sources."""

from __future__ import annotations

import unicodedata

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


PRICES = audit.extract("Giá gạo xuất khẩu tăng hơn 10% trong tháng 5. Xưởng tuyển 350 thợ may.", published="2025-06-02")


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Giá gạo xuất khẩu tháng 5 tăng 12%.", "supported"),
        ("Lạm phát của nước này lên 12%.", "unsupported"),
        ("Cơn bão làm tốc mái 350 căn nhà.", "unclear"),
        ("Xưởng tuyển thêm 350 thợ may.", "supported"),
    ],
)
def test_an_equal_figure_of_something_else_supports_nothing(draft, verdict):
    assert set(verdicts(draft, PRICES).values()) == {verdict}


OTHERS = [
    "Nhà máy nước Hòa Khánh cấp 48.300 m3 mỗi ngày cho 91 phường. Đường ống dài 27 km, xong ngày 19/11.",
    "Lớp tập huấn cho 27 giáo viên mầm non mở ngày 19/11, học 91 tiết theo Quyết định số 512/QĐ-SGDĐT.",
    SOURCE,
]
FOLDER = [audit.extract(text, source=f"bao-{at}") for at, text in enumerate(OTHERS)]


@pytest.mark.parametrize(
    ("draft", "quote", "verdict"),
    [
        ("Cầu Rạch Miễu 2 dài 27 km, nối Tiền Giang và Bến Tre.", "27", "unsupported"),
        ("Cầu Rạch Miễu 2 nối Tiền Giang và Bến Tre được khánh thành sáng 19/11.", "19/11", "unsupported"),
        ("Cầu Rạch Miễu 2 được xây theo Quyết định số 512/QĐ-BGTVT.", "512/QĐ-BGTVT", "unsupported"),
        ("Cầu Rạch Miễu 2 dài 17,6 km, nối Tiền Giang và Bến Tre.", "17,6", "supported"),
        ("Cầu Rạch Miễu 2 nối Tiền Giang và Bến Tre được khánh thành sáng 12/8.", "12/8", "supported"),
    ],
)
def test_a_number_of_an_article_of_something_else_supports_nothing(draft, quote, verdict):
    texts = {name: text for facts in FOLDER for name, text in facts.attrs["texts"].items()}
    checked = audit.check(draft, pd.concat(FOLDER), texts).set_index("quote")
    assert checked.loc[quote, "verdict"] == verdict


REPORT = """Chiều 16/3, bà Lê Thu Hà, Giám đốc Sở Du lịch Huế, thông báo kết quả.
Quý I năm 2021 tỉnh đón 512.300 lượt khách, tăng 10,76%.
Tỉnh đặt mục tiêu đón 2.750.000 lượt khách trong năm nay. Điều 14 của quy chế không cho phép thu phí quá 85.000 đồng.
Đội tuyển nữ thua 4 trận tại Thành phố Hồ Chí Minh, cầu thủ trẻ nhất 17 tuổi.
"""
REPORTED = audit.extract(REPORT, published="2021-03-16", source="bao-b")


@pytest.mark.parametrize(
    ("draft", "quote", "note"),
    [
        ("Bà Lê Thu Hà cho biết quý I tỉnh đón 512.300 lượt khách.", "512.300", ""),
        ("Bà Lê Thu Huệ cho biết quý I tỉnh đón 512.300 lượt khách.", "512.300", "Huệ"),
        ("Theo ông Trần Quốc Bảo, tỉnh đón 512.300 lượt khách.", "512.300", "Trần"),
        ("Đội tuyển nữ thua 4 trận tại TPHCM.", "4", ""),
        ("Tối 16/3, bà Lê Thu Hà cho biết như vậy.", "16/3", "chiều"),
        ("Quý III tỉnh đón 512.300 lượt khách.", "512.300", "quý"),
        ("Điều 17 của quy chế nói về phí.", "17", "điều"),
        ("Điều 14 của quy chế cho phép thu phí quá 85.000 đồng.", "14", "không"),
        ("Đội tuyển nam thua 4 trận tại Thành phố Hồ Chí Minh, cầu thủ trẻ nhất 17 tuổi.", "4", "nữ"),
        ("Năm 2019, lượng khách tăng 10,76%.", "10,76%", "2021"),
        ("Tỉnh đã đón 2.750.000 lượt khách trong năm nay.", "2.750.000", "target"),
        ("Quý I năm 2021 tỉnh đón 512.300 lượt khách, tăng 10,7%.", "10,7%", "10,8%"),
    ],
)
def test_a_right_figure_beside_something_else_is_unclear(draft, quote, note):
    rows = audit.check(draft, REPORTED)
    row = rows[rows["quote"].str.startswith(quote)].iloc[0]
    assert row["verdict"] == ("unclear" if note else "supported"), row["note"]
    assert note.lower() in row["note"].lower()


def test_another_number_in_the_place_of_one_is_contradicted():
    drafted = "Điều 14 của quy chế không cho phép thu phí quá 17 đồng."
    assert verdicts(drafted, REPORTED)["17 đồng"] == "contradicted"


@pytest.mark.parametrize(
    "draft",
    ["DOANH THU DU LỊCH TĂNG VỌT: 512.300 LƯỢT KHÁCH", "Tỉnh Đón 512.300 Lượt Khách Trong Niềm Vui Lớn Lao"],
    ids=["upper case", "title case"],
)
def test_the_capitals_of_a_headline_make_no_names(draft):
    assert set(verdicts(draft, REPORTED).values()) == {"supported"}


def test_names_have_several_spellings():
    facts = audit.extract("Theo bà Lý Mỹ Hòa, Sở Y tế Đắk Lắk, tỉnh tiêm 512.300 mũi.", source="bao-c")
    assert set(verdicts("Bà Lí Mĩ Hoà cho biết Dak Lak tiêm 512.300 mũi.", facts).values()) == {"supported"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_letters_does_not_matter(form):
    draft = unicodedata.normalize(form, "Theo bà Lê Thu Hà, Sở Du lịch Huế đón 512.300 lượt khách tại TPHCM.")
    assert set(verdicts(draft, REPORTED).values()) == {"supported"}


def test_long_lines_take_linear_time():
    draft = "Sở Du Lịch " * 4000 + "512.300 " * 4000
    assert len(audit.check(draft, REPORTED)) >= 1


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Tăng trưởng GDP năm 2023 đạt 5,07%.", "supported"),
        ("Tăng trưởng GDP năm 2023 đạt 5,1%.", "supported"),
        ("Tăng trưởng GDP năm 2023 đạt 5,0%.", "unclear"),
        ("Tăng trưởng GDP năm 2023 đạt 5,5%.", "contradicted"),
        ("Tăng trưởng GDP năm 2022 đạt 5,5%.", "unsupported"),
    ],
)
def test_what_is_known_to_be_right_is_evidence_before_all_sources(tmp_path, monkeypatch, draft, verdict):
    (tmp_path / "audit.toml").write_text("", encoding="utf8")
    (tmp_path / "expectations").mkdir()
    rows = "indicator,area,period,status,value,unit,publisher,url\ngdp_growth,VN,2023,,5.07,percent,GSO,\n"
    (tmp_path / "expectations" / "reference.csv").write_text(rows, encoding="utf8")
    monkeypatch.chdir(tmp_path)
    checked = audit.check(draft, audit.extract("Không có con số nào."))
    row = checked[checked["quote"].str.endswith("%")].iloc[0]
    assert row["verdict"] == verdict
    assert ("GSO gives 5.07" in row["note"]) == (verdict != "unsupported")


def test_a_verdict_names_the_facts_behind_it():
    row = audit.check("Dự án có tổng vốn đầu tư 8.610 tỷ đồng.", FACTS).iloc[0]
    fact = FACTS.set_index("fact_id").loc[row["fact_ids"][0]]
    assert fact["quote"] == "6.810 tỷ đồng"
    assert "bao-a" in row["note"]
    assert "6.810 tỷ đồng" in row["note"]


def test_notes_speak_the_language_asked_for():
    note = audit.check("Mỗi ngày có 48.300 lượt xe chạy.", FACTS, language="vi").iloc[0]["note"]
    assert note == "không nguồn nào về việc này nói như vậy"


YEARS = audit.extract(
    "Quý I/2024, cả nước nhập khẩu 412.000 tấn phân bón, trị giá 138 triệu USD.", published="2024-04-06", source="bao-c"
)


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Năm 2022, cả nước nhập khẩu 3,4 triệu tấn phân bón.", {"unsupported"}),
        ("Quý I/2024, cả nước nhập khẩu 472.000 tấn phân bón.", {"contradicted", "supported"}),
        ("Quý I/2022, cả nước nhập khẩu 412.000 tấn phân bón.", {"unclear", "unsupported"}),
    ],
    ids=["another year's figure", "another figure", "another year"],
)
def test_what_is_said_of_another_year_is_not_contradicted(draft, verdict):
    assert set(verdicts(draft, YEARS).values()) == verdict


def test_evidence_against_a_figure_is_not_what_supports_another():
    facts = audit.extract(
        "Giá gạo 5% tấm ở Cần Thơ là 14.200 đồng một kg, giá gạo 5% tấm ở An Giang là 13.900 đồng một kg.",
        source="bao-d",
    )
    draft = "Giá gạo 5% tấm ở Cần Thơ là 14.200 đồng một kg, giá gạo 5% tấm ở An Giang là 13.300 đồng một kg."
    checked = audit.check(draft, facts).set_index("quote")
    (against,) = checked.loc["13.300 đồng", "fact_ids"]
    assert facts.set_index("fact_id").loc[against, "quote"] == "13.900 đồng"


def test_where_the_sources_differ_nobody_contradicts_the_draft():
    one = audit.extract("Tỷ lệ thất nghiệp của thành phố là 3,8% trong quý I/2024.", published="2024-04-06", source="a")
    two = audit.extract(
        "Trong quý I/2024, thất nghiệp của thành phố ở mức 8,3%, thấp hơn 0,2 điểm so với quý trước.",
        published="2024-04-07",
        source="b",
    )
    both = pd.concat([one, two])
    draft = "Trong quý I/2024, thất nghiệp của thành phố ở mức 3,8%."
    texts = one.attrs["texts"] | two.attrs["texts"]
    checked = audit.check(draft, both, texts).set_index("quote")
    assert checked.loc["3,8%", "verdict"] == "unclear"
    assert checked.loc["3,8%", "note"] == "the sources differ: b prints 8,3%, a prints 3,8%"


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
