"""What an article as a whole says of when: it reaches the figures of which nothing nearer says so, and no others."""

from __future__ import annotations

import pytest

import audit

REPORT = """Thép Sông Lam lãi 540 tỷ đồng quý II

Công ty cổ phần Thép Sông Lam công bố báo cáo tài chính: quý II/2025 doanh thu đạt 9.400 tỷ đồng.

Sản lượng bán hàng là 628.000 tấn. Chi phí tài chính tăng 18%.

Năm 2024, công ty đã lãi 1.900 tỷ đồng.

Công ty đặt mục tiêu xuất khẩu 300.000 tấn. Nhà máy có thời gian xây dựng 26 tháng.
"""
EVENT = """Cháy xưởng đệm, 5 người bị thương

Rạng sáng 12/9, một đám cháy bùng lên tại xưởng sản xuất đệm ở huyện Thanh Oai.

Lực lượng chức năng đã đưa 18 công nhân ra ngoài. Diện tích cháy là 810 m2.
"""
SILENT = """Giá thuê nhà xưởng

Giá thuê tại khu công nghiệp là 120 USD mỗi m2. Tỷ lệ lấp đầy đạt 91%.
"""


JOBS = """Mills add 9,000 jobs

Mills added 9,000 jobs in May. In the 12 months through May, wages rose 3%.

The jobless rate was 6% in April. Mills shed 2,000 positions in the month.

Sales rose 5% in the 12 months to May.
"""


SEASON = """Harbour top the Premier League's list of revenue

Harbour earned £90m from the Premier League last season. Harbour's sales in 2022-23 were £70m.

Mill Road came second with £80m (90m euros). Wages went up to £50m from £40m.
"""


def found(text: str, published: str | None) -> dict[str, tuple[str | None, str | None]]:
    facts = audit.extract(text, published=published)
    return {row["quote"]: (row["period"], row["period_from"]) for row in facts.to_dict("records")}


class TestReport:
    facts = found(REPORT, "2025-07-28")

    def test_the_period_of_the_lead_reaches_later_paragraphs(self) -> None:
        assert self.facts["628.000"] == ("2025-Q2", "article")

    def test_growth_counts_from_the_year_before(self) -> None:
        assert self.facts["18%"] == ("2024-Q2/2025-Q2", "article")

    def test_what_a_sentence_says_itself_holds(self) -> None:
        assert self.facts["1.900 tỷ đồng"] == ("2024", "sentence")
        assert self.facts["9.400 tỷ đồng"] == ("2025-Q2", "sentence")

    @pytest.mark.parametrize("quote", ["300.000", "26"])
    def test_plans_and_lengths_of_time_have_none(self, quote: str) -> None:
        assert self.facts[quote][0] is None


class TestSeason:
    facts = found(SEASON, "2025-01-22")

    def test_last_season_ended_in_june(self) -> None:
        assert self.facts["£90m"] == ("2023-07/2024-06", "sentence")
        assert self.facts["£70m"] == ("2022-07/2023-06", "sentence")

    def test_it_reaches_the_rest_of_the_report(self) -> None:
        assert self.facts["£80m"][0] == self.facts["90m euros"][0] == self.facts["£50m"][0] == "2023-07/2024-06"

    def test_what_was_left_is_of_the_season_before(self) -> None:
        assert self.facts["£40m"][0] == "2022-07/2023-06"

    def test_other_articles_have_no_seasons(self) -> None:
        plain = SEASON.replace("Premier League", "town")
        assert found(plain, "2025-01-22")["£90m"][0] is None
        assert found(plain, "2025-01-22")["£70m"][0] == "2022/2023"


class TestMonth:
    facts = found(JOBS, "2024-06-10")

    def test_what_moves_over_a_year_counts_from_its_last_month(self) -> None:
        assert self.facts["3%"][0] == "2023-05/2024-05"
        assert self.facts["5%"][0] == "2022-06..2023-05/2023-06..2024-05"

    def test_the_month_is_that_of_the_report(self) -> None:
        assert self.facts["2,000"][0] == "2024-04/2024-05"


def test_the_day_of_an_event_reaches_what_is_told_of_it() -> None:
    facts = found(EVENT, "2024-09-12")
    assert facts["18"] == ("2024-09-12", "article")
    assert facts["810"] == ("2024-09-12", "article")


def test_an_event_long_ago_is_not_what_an_article_tells_of() -> None:
    assert found(EVENT, "2024-11-30")["18"] == (None, None)


def test_an_article_that_names_no_time_gives_none() -> None:
    assert set(found(SILENT, "2025-03-01").values()) == {(None, None)}


def test_an_article_without_a_date_gives_none() -> None:
    assert found(EVENT, None)["18"][0] is None


DAYS = """Hội hoa xuân đón hơn 9.000 khách

Ban tổ chức hội hoa xuân cho biết ngày 14/1 hội đón 9.240 khách, tăng 610 khách so với hôm qua (8.630 khách).

Trong ngày 13/1, đội an ninh tìm lại 12 trẻ lạc. Tổng số vé miễn phí đã phát là 5.300 vé.

Giá thuê quầy cao gấp 3 lần giá đề xuất. Mỗi quầy có giá khởi điểm 4 triệu đồng.

Trước đó, một hội chợ bán được 700 cây đào.
"""


class TestDays:
    facts = found(DAYS, "2024-01-14")

    def test_a_paragraph_stays_on_the_day_that_it_names(self) -> None:
        assert self.facts["12"][0] == "2024-01-13"
        assert self.facts["5.300"] == ("2024-01-13", "paragraph")

    def test_what_is_compared_with_is_not_the_day_told_of(self) -> None:
        assert self.facts["8.630"][0] == "2024-01-13"
        assert self.facts["610"][0] == "2024-01-13/2024-01-14"

    def test_a_fold_of_a_price_and_terms_of_sale_hold_on_the_day(self) -> None:
        assert self.facts["3 lần"] == ("2024-01-14", "article")
        assert self.facts["4 triệu đồng"] == ("2024-01-14", "article")

    def test_what_was_before_is_not_put_on_the_day(self) -> None:
        assert self.facts["700"][0] != "2024-01-14"


def test_an_article_that_speaks_of_this_morning_tells_of_its_day() -> None:
    text = "Tắc cầu phao sông Lô\n\nSáng nay, đơn vị vận hành đóng cầu.\n\nKhoảng 240 xe phải quay đầu.\n"
    assert found(text, "2024-01-14")["240"][0] == "2024-01-14"


def test_a_treasury_counts_its_quarters_from_april() -> None:
    mill = (
        "Mill earns Rs 540 crore\n\nThe mill earned Rs 540 crore in Q2 FY26, and Rs 1,000 crore in the first half of "
        "the fiscal year. It sold 1.2 lakh cars in the first quarter and 9 lakh in 2024-25. In Q1 2025 80 shops ran.\n"
    )
    facts = found(mill, "2025-11-10")
    assert [facts[quote][0] for quote in ("Rs 540 crore", "Rs 1,000 crore")] == ["2025-Q3", "2025-04/2025-09"]
    assert [facts[quote][0] for quote in ("1.2 lakh", "9 lakh", "80")] == ["2025-Q2", "2024-04/2025-03", "2025-Q1"]


COURT = """Thủ quỹ chiếm đoạt tiền lĩnh 9 năm tù

Ngày 14/8, TAND tỉnh Lào Cai tuyên phạt bị cáo Vũ Thị Lan 9 năm tù về tội Tham ô tài sản.

Theo cáo trạng, từ năm 2017 đến năm 2019, Lan lập khống 46 chứng từ, rút 5,4 tỷ đồng.

Thiệt hại của hợp tác xã là 4,1 tỷ đồng. Tòa buộc bị cáo bồi thường 3,9 tỷ đồng.
"""


class TestCourt:
    facts = found(COURT, "2024-08-14")

    def test_sums_hold_in_the_years_of_the_deeds(self) -> None:
        assert self.facts["5,4 tỷ đồng"][0] == "2017/2019"
        assert self.facts["4,1 tỷ đồng"] == ("2017/2019", "article")

    def test_what_the_court_decides_holds_on_its_day(self) -> None:
        assert self.facts["3,9 tỷ đồng"][0] == "2024-08-14"
        assert self.facts["9"][0] == "2024-08-14"


HOLIDAY = """Bốn ngày nghỉ, 21 vụ đuối nước

Trong 4 ngày nghỉ lễ (từ 30/4 đến 3/5), toàn tỉnh xảy ra 21 vụ đuối nước. So với cùng kỳ năm 2023, giảm 6 vụ.

Lực lượng cứu hộ đưa 58 người vào bờ.
"""


def test_days_that_brackets_spell_out_are_the_time_of_an_account() -> None:
    facts = found(HOLIDAY, "2024-05-03")
    assert facts["21"][0] == "2024-04-30/2024-05-03"
    assert facts["58"][0] == "2024-04-30/2024-05-03"
    assert facts["6"][0] == "2023-04-30..2023-05-03/2024-04-30..2024-05-03"


MEETING = """Mía đường Sông Con họp cổ đông

Công ty họp đại hội cổ đông thường niên 2024. Cổ đông thông qua kế hoạch thu 610 tỷ đồng, tăng 9% so với năm trước.

Công ty sẽ chi 12 tỷ đồng mua máy.
"""


def test_a_yearly_meeting_decides_on_plans_of_its_year() -> None:
    facts = found(MEETING, "2024-04-20")
    assert facts["610 tỷ đồng"][0] == "2024"
    assert facts["9%"][0] == "2023/2024"
    assert facts["12 tỷ đồng"][0] is None


BANK = """Ngân hàng Sông Lô lãi 410 tỷ đồng quý đầu năm

Quý I/2024, ngân hàng lãi 410 tỷ đồng.

Đến cuối tháng 3, tổng tài sản tăng 3,5% so với cuối năm 2023. Dư nợ tăng 4,1% lên 21.000 tỷ đồng; tiền gửi tăng 2,8%.
"""


def test_growth_of_balances_goes_on_counting_from_one_day() -> None:
    facts = found(BANK, "2024-04-25")
    assert facts["4,1%"][0] == facts["3,5%"][0] == facts["2,8%"][0] == "2023-12/2024-03"
    assert facts["21.000 tỷ đồng"][0] == "2024-03-31"


RAID = """Phá đường dây thuốc lá lậu, bắt 11 người

Ngày 5/8, công an huyện cho biết đã bắt 11 người, thu 84 thùng thuốc lá.

Từ tháng 3/2023 đến tháng 7/2024, nhóm này chở 35 chuyến.
"""


def test_what_was_done_over_a_stretch_is_not_what_an_account_reports_on() -> None:
    facts = found(RAID, "2024-08-06")
    assert facts["84"][0] == "2024-08-05"
    assert facts["35"][0] == "2023-03/2024-07"


INQUIRY = """Khởi tố thủ kho bán muối dự trữ

Công an huyện ngày 18/7 khởi tố bị can đối với một thủ kho.

Giai đoạn 2014-2018, người này bán 57 tấn muối, thu 1,6 tỷ đồng.

Nhà nước thiệt hại khoảng 2,1 tỷ đồng. Công an thu giữ 340 triệu đồng.
"""


def test_what_is_seized_is_of_the_day_and_what_was_lost_of_the_years() -> None:
    facts = found(INQUIRY, "2024-07-18")
    assert facts["2,1 tỷ đồng"] == ("2014/2018", "article")
    assert facts["340 triệu đồng"][0] == "2024-07-18"
