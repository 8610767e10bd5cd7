"""What puts two figures in two cells, and what may have been read differently in two reports of one event."""

from __future__ import annotations

import pytest
from groups_facts import newsroom

from audit.groups import group
from audit.groups._facts import traits
from audit.groups._figures import case_of
from audit.groups._names import names, parts

OPENING = (
    "Cháy kho hàng Tân Lập ở Bến Cam\nVụ cháy kho hàng Tân Lập ở Bến Cam xảy ra rạng sáng, theo công an Bến Cam. {}"
)


def paper(name: str, told: str, day: str | None = "2024-03-12", opening: str = OPENING) -> dict[str, object]:
    text = opening.format(told)
    return {"article_id": name, "source": name, "published": day, "title": text.split("\n")[0], "text": text}


def together(one: dict[str, object], other: dict[str, object]) -> bool:
    return bool((group(*newsroom(one, other))["n_sources"] == 2).any())


GOODS = "Kho hàng Tân Lập chứa [{quote}|value={value} unit={unit} {fields}] hàng hóa."


def goods(name: str, quote: str, value: float, fields: str = "", unit: str = "t", day: str | None = "2024-03-12"):
    return paper(name, GOODS.format(quote=quote, value=value, unit=unit, fields=fields).replace(" ]", "]"), day)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (goods("a", "4.820", 4820, "area=VN-57"), goods("b", "4.820", 4820, "area=VN"), True),
        (goods("a", "4.820", 4820, "area=VN-57"), goods("b", "4.280", 4280, "area=VN"), True),
        (goods("a", "4.820", 4820, "area=VN-57"), goods("b", "4.820", 4820, "area=VN-58"), True),
        (goods("a", "20", 20, "area=VN-57"), goods("b", "20", 20, "area=VN-58"), False),
        (goods("a", "4.820", 4820, "kind=change direction=up"), goods("b", "4.820", 4820), True),
        (goods("a", "4.820", 4820, "kind=change direction=up"), goods("b", "6.110", 6110), False),
        (goods("a", "4.820", 4820, "kind=change direction=up"),
         goods("b", "6.110", 6110, "kind=change direction=down"), False),
        (goods("a", "4.820", 4820, "kind=change direction=up"),
         goods("b", "4.820", 4820, "kind=change direction=down"), True),
        (goods("a", "4.820", 4820), goods("b", "5.930", 5930), True),
        (goods("a", "4.820", 4820), goods("b", "5.930", 5930, day="2024-03-13"), False),
        (goods("a", "4.820", 4820), goods("b", "4.280", 4280, day="2024-03-13"), True),
        (goods("a", "4.820", 4820), goods("b", "4.820", 4820, day="2024-03-14"), True),
        (goods("a", "310 triệu", 3.1e8, unit="VND"),
         goods("b", "350 triệu", 3.5e8, unit="VND", day="2024-03-13"), True),
        (goods("a", "4.820", 4820, "period=2022"), goods("b", "5.930", 5930, "period=2023"), False),
        (goods("a", "4.820", 4820, unit="t"), goods("b", "4.820", 4820, unit="kg"), False),
    ],
    ids=[
        "a place and its country", "swapped digits, a place and its country", "a precise figure of two places",
        "a round figure of two places", "a change and a level", "a change and another level", "up and down",
        "one figure, up and down",
        "two values of one day", "two values of two days", "swapped digits a day later", "one value of two days",
        "two sums of money of two days", "two values of two years", "two units",
    ],
)  # fmt: skip
def test_two_reports_of_one_event(one, other, same):
    assert together(one, other) == same


PRICE = (
    "Giá xăng ở cửa hàng Tân Lập\nGiá xăng E5 tại cửa hàng Tân Lập là [{0}|value={1} unit=VND indicator=petrol {2}]."
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("21.300", 21300, "", "2024-03-12"), ("22.100", 22100, "", "2024-03-12"), True),
        (("21.300", 21300, "", "2024-03-12"), ("22.100", 22100, "", "2024-03-14"), False),
        (("21.300", 21300, "", None), ("22.100", 22100, "", "2024-03-14"), False),
        (("21.300", 21300, "period=2024-03-11", "2024-03-12"), ("22.100", 22100, "period=2024-03-11", None), True),
    ],
    ids=["one day", "two days", "no day", "a day that both name"],
)
def test_a_price_holds_on_its_day(one, other, same):
    papers = [
        paper(name, "", day, PRICE.format(quote, value, fields).replace(" ]", "]"))
        for name, (quote, value, fields, day) in zip("ab", (one, other), strict=True)
    ]
    assert together(*papers) == same


DECREE = (
    "Bàn về cước vận tải ở {0}\nTheo Nghị định {1}, ban hành ngày [{2}|kind=event_date unit= period={3}], cước vận tải "
    "phải niêm yết."
)
CAM, GO = ("Bến Cam", "42/2021/NĐ-CP"), ("Gò Me", "42/2021/NĐ-CP")
FIFTH, FIFTEENTH = ("5/4/2021", "2021-04-05"), ("15/4/2021", "2021-04-15")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((*CAM, *FIFTH), (*GO, *FIFTEENTH), True),
        ((*CAM, *FIFTH), ("Gò Me", "47/2021/NĐ-CP", *FIFTEENTH), False),
        ((*CAM, *FIFTH), (*GO, *FIFTH), True),
    ],
    ids=["one decree, two days", "two decrees", "one decree, one day"],
)
def test_a_numbered_document_has_one_date(one, other, same):
    papers = [paper(name, "", None, DECREE.format(*told)) for name, told in zip("ab", (one, other), strict=True)]
    assert together(*papers) == same


BRIDGE = (
    "Cầu Vàm Cống mới ở Bến Cam\nCầu Vàm Cống mới {0} ngày [{1}|kind=event_date unit= period={2} measure={3}_:_date]."
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("khởi công", "30/4/2025", "2025-04-30"), ("khởi công", "19/5/2025", "2025-05-19"), True),
        (("khởi công", "30/4/2025", "2025-04-30"), ("hoàn thành", "19/5/2027", "2027-05-19"), False),
        (("khởi công", "12/3/2024", "2024-03-12"), ("khởi công", "13/3/2024", "2024-03-13"), False),
    ],
    ids=["one deed", "two deeds", "each on the day of its article"],
)
def test_dates_are_of_one_event_if_one_thing_happens(one, other, same):
    days = ("2024-03-12", "2024-03-13")
    papers = []
    for name, day, (deed, quote, period) in zip("ab", days, (one, other), strict=True):
        told = paper(name, "", day, BRIDGE.format(deed, quote, period, f"cầu_vàm_cống_{deed.replace(' ', '_')}"))
        told["text"] = str(told["text"]).replace("_:_date", "")
        papers.append(told)
    assert together(*papers) == same


FORM = (
    "Công ty {0} báo lãi\nCông ty cổ phần {0} đạt lợi nhuận sau thuế [{1} tỷ đồng|value={2} unit=VND period=2024-Q1] "
    "trong quý đầu năm. Giám đốc {3} cho biết công ty sẽ trả cổ tức bằng tiền mặt cho cổ đông trong tháng tới, và mở "
    "thêm một nhà máy tại khu công nghiệp {4}."
)


def test_two_companies_that_fill_in_one_form_share_no_quantity():
    one = paper("a", "", "2024-04-20", FORM.format("Hòa Minh", "128,4", 128.4e9, "Lê Văn Tuấn", "Sóng Thần"))
    other = paper("b", "", "2024-04-20", FORM.format("Đại Phú", "131,7", 131.7e9, "Trần Thị Mai", "Sóng Thần"))
    again = paper("c", "", "2024-04-20", FORM.format("Hòa Minh", "131,7", 131.7e9, "Lê Văn Tuấn", "Sóng Thần"))
    assert not together(one, other)
    assert together(one, again)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ông Nguyễn Văn Lam đến Thủ Thiêm.", ["nguyễn văn lam", "thủ thiêm"]),
        ("Theo Bộ Công an, vụ việc ở Bến Cam.", ["bến cam"]),
        ("Khi đó mưa to. Sau đó Bến Cam ngập.", ["bến cam"]),
        ("The Goldman Sachs Group said so.", ["goldman sachs group"]),
        ("Riverton General Opens New Wing After Delay", []),
        ("FPT và V1000 công bố.", ["fpt", "v1000"]),
        ("The ferry Aurora sank off Holm.", ["aurora", "holm"]),
        ("Cháy ở Tân Lập, Phòng chờ kết quả của Viện.", ["tân lập"]),
    ],
)
def test_names_are_runs_of_capitalised_words(text, found):
    assert list(names(text)) == found


def test_a_name_is_met_by_its_end_and_its_long_words():
    assert "hòa minh" in parts("thép hòa minh")
    assert "goldman" in parts("goldman sachs group")
    assert "thép" not in parts("thép hòa minh")


BURNT = "Kho hàng Tân Lập cháy lan [{0}|value={1} unit=m2 {2}] nhà kho."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("400", 400, "area=VN-57"), ("400", 400, "area=VN"), True),
        (("400", 400, "comparator=approx"), ("4.100", 4100, "comparator=lt"), True),
        (("400", 400, "comparator=eq"), ("4.100", 4100, "comparator=eq"), False),
        (("400", 400, "comparator=approx"), ("2.900", 2900, "comparator=lt"), False),
    ],
    ids=["a round area, a place and its country", "a slip of hedged figures", "no slip", "no power of ten"],
)
def test_a_burnt_area_is_told_in_other_words(one, other, same):
    papers = [paper(name, BURNT.format(*told)) for name, told in zip("ab", (one, other), strict=True)]
    assert together(*papers) == same


DEAD = "Vụ cháy kho hàng Tân Lập làm [{0}|value={0} counted=người indicator=deaths {1}] người chết."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("3", "area=VN-57", "2024-03-12"), ("3", "area=VN", "2024-03-12"), True),
        (("3", "area=VN-57", "2024-03-12"), ("3", "area=VN", "2024-03-13"), False),
        (("3", "area=VN", "2024-03-12"), ("3", "area=VN", "2024-03-13"), False),
        (("3", "area=VN", "2024-03-12T08:05"), ("5", "area=VN", "2024-03-12T17:40"), False),
        (("5", "area=VN", "2024-03-12T08:05"), ("3", "area=VN", "2024-03-12T17:40"), True),
        (("3", "area=VN", "2024-03-12"), ("5", "area=VN", "2024-03-12"), True),
        (("3", "period_from=article period=2024-03-12", "2024-03-12"),
         ("9", "period_from=sentence period=2024-01/2024-03-12", "2024-03-12"), False),
    ],
    ids=[
        "one place named by one of two", "two places, two days", "one count of two days", "grown within the day",
        "fallen within the day", "no hours", "a day and the year so far",
    ],
)  # fmt: skip
def test_a_count_of_the_dead_holds_at_its_hour(one, other, same):
    papers = [
        paper(name, DEAD.format(value, fields), day)
        for name, (value, fields, day) in zip("ab", (one, other), strict=True)
    ]
    assert together(*papers) == same


INTEREST = "Lãi vay của kho hàng Tân Lập là [{0} tỷ đồng|value={1} unit=VND {2}]."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("period=2023-Q4 period_from=article", "period=2023-H2 period_from=article", False),
        ("period=2023-Q4 period_from=article", "period=2023-H2 period_from=sentence", False),
        ("period=2023-Q4 period_from=article", "period=2023-Q4 period_from=sentence", True),
        ("period=2023-Q4 period_from=article", "period=2024-03-12 period_from=sentence", True),
    ],
    ids=["two periods of two articles", "one said in the sentence", "one period", "one says now"],
)
def test_figures_that_cannot_both_hold_keep_the_periods_of_their_articles(one, other, same):
    papers = [paper("a", INTEREST.format("186", 186e9, one)), paper("b", INTEREST.format("354", 354e9, other))]
    assert together(*papers) == same


def test_a_price_offered_is_the_price_paid():
    told = "Chủ mới mua kho hàng Tân Lập với giá [{0} tỷ đồng|value={1} unit=VND status={2}]."
    paid, offered = told.format("4,6", 4.6e9, "actual"), told.format("4,6", 4.6e9, "rule")
    assert together(paper("a", paid), paper("b", offered))
    assert not together(paper("a", paid), paper("b", told.format("6,3", 6.3e9, "rule")))


def locals_of(name: str, last: str, *placed: tuple[str, str, str]) -> dict[str, object]:
    """A report of the fire with counts of what it names, each at a place, and a last sentence."""
    told = " ".join(
        f"Có [{quote}|value={quote} counted={counted} area={area}] {counted} ở kho." for quote, counted, area in placed
    )
    return paper(name, f"{told} {last}")


FIRE = "Bình Dương mất một kho lớn."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-57")], [FIRE, ("4", "xe", "VN"), ("7", "máy", "VN")], True),
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-57")], [FIRE, ("6", "xe", "VN"), ("7", "máy", "VN")], True),
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-57")], ["", ("4", "xe", "VN"), ("7", "máy", "VN")], False),
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-58")], [FIRE, ("4", "xe", "VN"), ("7", "máy", "VN")], False),
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-57")], [FIRE, ("4", "xe", "VN"), ("7", "máy", "VN-58")], False),
        ([FIRE, ("4", "xe", "VN-57"), ("9", "bồn", "VN-57")], [FIRE, ("4", "xe", "VN-58")], False),
    ],
    ids=[
        "each tells of one place", "two values", "the place is not named", "one tells of two places",
        "the other one tells of two", "two places",
    ],
)  # fmt: skip
def test_a_report_that_names_a_province_in_passing_tells_of_it(one, other, same):
    assert together(locals_of("a", *one), locals_of("b", *other)) == same


def told(text: str, *figures: tuple[str, str], day: str = "2024-03-12", name: str = "a") -> dict[str, object]:
    marked = text.format(*(f"[{quote}|{fields}]" for quote, fields in figures))
    return paper(name, marked, day)


FOUND = "Thợ lặn tìm thấy {} thi thể ở kho hàng Tân Lập."
SHARE = "Liên minh Bến Cam được {} số phiếu bầu hội đồng."
COST = "Dầu hỏa tại cửa hàng Tân Lập giá {} một lít."
CUT = "Giá vé kho hàng Tân Lập giảm {} từ chiều nay."
MARK = "Điểm thi của kho hàng Tân Lập là {} theo công bố."
DEBT = "Nợ vay của kho hàng Tân Lập là {} theo báo cáo."
LOST = "Vụ cháy làm kho hàng Tân Lập mất {} hàng hóa."
ALONE = "Công an huy động {} xe chữa cháy đến kho hàng Tân Lập."
SENT = ALONE.replace("xe chữa cháy", "xe chữa cháy, trong đó có {} xe của huyện bên,")
FIVE = ("5", "value=5 counted=thi_thể")
TWO = ("2", "value=2 counted=thi_thể")
WON, ASKED = ("38,6%", "value=38.6 unit=percent"), ("39,8%", "value=39.8 unit=percent")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (told(FOUND, FIVE), told(FOUND, ("3", "value=3 counted=thi_thể"), name="b"), True),
        (told(FOUND, FIVE), told(FOUND.replace("{}", "thêm {}"), ("3", "value=3 counted=thi_thể"), name="b"), False),
        (told(SHARE, WON), told(SHARE, ASKED, name="b"), True),
        (told(SHARE, WON), told(f"Theo thăm dò ý kiến, {SHARE}", ASKED, name="b"), False),
        (told(f"{SHARE} Có cuộc thăm dò.", WON), told(f"Theo thăm dò ý kiến, {SHARE}", ASKED, name="b"), True),
        (told(SHARE, WON), told(f"\nNhiệm kỳ trước, {SHARE}", ASKED, name="b"), False),
        (told(COST, ("19.290 đồng", "value=19290 unit=VND per=L")),
         told(COST, ("18.990 đồng", "value=18990 unit=VND per=L"), name="b"), True),
        (told(COST, ("19.290 đồng", "value=19290 unit=VND per=L")),
         told(COST, ("18.990 đồng", "value=18990 unit=VND per=L"), name="b", day="2024-03-19"), False),
        (told(CUT, ("140 đồng", "value=140 unit=VND kind=change direction=down")),
         told(CUT, ("340 đồng", "value=340 unit=VND kind=change direction=down"), name="b", day="2024-03-19"), False),
        (told(MARK, ("0,55", "value=0.55")), told(MARK, ("hơn 500", "value=500 comparator=gt"), name="b"), False),
        (told(DEBT, ("312 tỷ đồng", "value=3.12e11 unit=VND period=2024-02 period_start=2024-02-01 "
                     "period_end=2024-02-29")),
         told(DEBT, ("3.120 tỷ đồng", "value=3.12e12 unit=VND period=2024-02-29 period_start=2024-02-29 "
                     "period_end=2024-02-29"), name="b"), True),
        (told(LOST, ("19 tỷ đồng", "value=1.9e10 unit=VND")),
         told(LOST, ("19 triệu đồng", "value=1.9e7 unit=VND kind=change direction=down"), name="b"), True),
        (told(SENT, ("14", "value=14 counted=xe"), ("2", "value=2 counted=xe")),
         told(ALONE, ("12", "value=12 counted=xe"), name="b"), False),
        (told(SENT, ("14", "value=14 counted=xe"), ("1", "value=1 counted=xe")),
         told(ALONE, ("12", "value=12 counted=xe"), name="b"), True),
        (told(DEBT, ("145 tỷ đồng", "value=1.45e11 unit=VND status=forecast")),
         told(DEBT, ("154 tỷ đồng", "value=1.54e11 unit=VND"), name="b"), True),
        (told(DEBT, ("145 tỷ đồng", "value=1.45e11 unit=VND status=forecast")),
         told(DEBT, ("163 tỷ đồng", "value=1.63e11 unit=VND"), name="b"), False),
        (told(LOST, ("186 tỷ đồng", "value=1.86e11 unit=VND")),
         told(LOST, ("168 tỷ đồng", "value=1.68e11 unit=VND comparator=lt"), name="b"), True),
    ],
    ids=[
        "two counts", "one count is added", "two shares", "one share is of a poll", "both are of polls",
        "one is of an earlier time", "a price of one day", "a price a week later", "a cut a week later",
        "a mark and a number", "the end of a month",
        "a slip between a change and a level", "one without a part that the other tells of", "another part",
        "swapped digits of a plan and a result", "a plan and a result", "swapped digits of a hedged figure",
    ],
)  # fmt: skip
def test_what_two_reports_say_of_a_figure_tells_quantities_apart(one, other, same):
    assert together(one, other) == same


HIT = "Vụ cháy kho hàng Tân Lập làm {} {}."


def count_of(value: int, what: str, name: str, day: str = "2024-03-12") -> dict[str, object]:
    marked = HIT.format(f"[{value}|value={value} counted=người]", what)
    return paper(name, marked, day)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (count_of(16, "người bị thương", "a"), count_of(16, "người bị thương nặng", "b"), True),
        (count_of(16, "người bị thương", "a"), count_of(16, "người mất tích", "b"), False),
        (count_of(16, "người tử vong", "a"), count_of(27, "người phải nhập viện", "b"), False),
        (count_of(180, "người tham gia chữa cháy", "a", "2024-03-12T06:00"),
         count_of(260, "người tham gia chữa cháy", "b", "2024-03-12T20:00"), False),
        (count_of(180, "người tham gia chữa cháy", "a"), count_of(260, "người tham gia chữa cháy", "b"), True),
        (count_of(19, "người xem", "a"), paper("b", HIT.format(
            "khoảng [180|value=180 counted=người comparator=approx]", "người xem")), False),
        (told("Các bên đã nộp {} cho kho hàng Tân Lập.", ("46 tỷ đồng", "value=4.6e10 unit=VND")),
         told("Tính đến nay, các bên đã nộp {} cho kho hàng Tân Lập.", ("49 tỷ đồng", "value=4.9e10 unit=VND"),
              name="b", day="2024-03-14"), False),
    ],
    ids=[
        "one fate", "two fates", "two fates of two counts", "more helpers in the evening", "helpers of one hour",
        "about ten times as many", "a sum so far",
    ],
)  # fmt: skip
def test_counts_are_of_those_of_whom_one_thing_became(one, other, same):
    assert together(one, other) == same


def test_two_digits_under_two_words_of_a_scale_are_one_sum():
    fee, cars = "Có {} xe ở bến. Kho hàng Tân Lập bán với giá {}.", ("3", "value=3 counted=xe")
    billion, million = ("12 tỷ đồng", "value=1.2e10 unit=VND"), ("12 triệu đồng", "value=1.2e7 unit=VND")
    assert together_of("VND", told(fee, cars, billion), told(f"Chủ mới: {fee}", cars, million, name="b"))
    meal = "Có {} xe ở bến.\nMỗi người trực đêm được trả {} tiền ăn."
    assert not together_of("VND", told(fee, cars, billion), told(meal, cars, million, name="b"))


def together_of(unit: str, one: dict[str, object], other: dict[str, object]) -> bool:
    groups = group(*newsroom(one, other))
    return bool((groups.loc[groups["unit"] == unit, "n_sources"] == 2).any())


def test_a_slip_beside_the_round_figure_of_its_own_article_is_held_against_others():
    price = "Giá vàng ở kho hàng Tân Lập là {} một lượng."
    right = ("21.060 đồng", "value=21060 unit=VND")
    slipped = ("20.160 đồng", "value=20160 unit=VND")
    over = ("21.000 đồng", "value=21000 unit=VND comparator=gt")
    two = told(f"Giá vàng ở kho hàng Tân Lập vượt {{}}. {price}", over, slipped, name="b")
    groups = group(*newsroom(told(price, right), two))
    held = [set(ids) for ids in groups["fact_ids"] if len(ids) > 1]
    assert any(len({name.split("-")[0] for name in ids}) == 2 and len(ids) >= 2 for ids in held)


@pytest.mark.parametrize(("last", "same"), [("2024-10-15", True), ("2024-10-29", False)])
def test_changes_since_one_day_are_told_up_to_nearly_one_day(last: str, same: bool) -> None:
    text = "Tỉnh Tân Lập ghi nhận {} ca sốt phát ban từ đầu năm, giảm {} so với cùng kỳ năm trước."
    cases = ("4.985", "value=4985 counted=ca")
    ends = "period=2023-01..2023-10-{0}/2024-01..2024-10-{0} period_start=2023-01-01 period_end=2024-10-{0}"
    fell = "unit=percent kind=change direction=down"
    one = told(text, cases, ("74%", f"value=74 {fell} {ends.format('11')}")) | {"published": "2024-10-14"}
    other = told(text, cases, ("64%", f"value=64 {fell} {ends.format(last[-2:])}"), name="b") | {"published": last}
    assert together_of("percent", one, other) == same


def test_a_sentence_that_prints_a_value_twice_tells_of_two_quantities():
    one = paper("a", "Tòa phạt Lý Đình Cát [12|value=12 unit=a] năm tù, Mạc Văn Tân cũng [12|value=12 unit=a] năm tù.")
    other = paper("b", "Tòa tuyên phạt Lý Đình Cát [12|value=12 unit=a] năm tù. Mạc Văn Tân nhận án.")
    groups = group(*newsroom(one, other))
    assert sorted(groups["n_facts"]) == [1, 2]
    assert sorted(groups["n_sources"]) == [1, 2]


def told_on(
    name: str, day: str, told: str = "[31|value=31 counted=người period={day} period_from={by}]", by: str = "sentence"
) -> dict[str, object]:
    figure = told.format(day=day, by=by)
    return paper(name, f"Đến ngày {day[8:]} vụ cháy kho làm {figure} người bị thương ở Bến Cam.", day)


@pytest.mark.parametrize(("by", "same"), [("sentence", False), ("paragraph", True)])
def test_counts_of_two_days_that_their_sentences_name_are_two(by, same):
    assert together(told_on("a", "2024-03-12", by=by), told_on("b", "2024-03-13", by=by)) is same


def test_counts_of_three_digits_that_are_equal_are_one_on_any_day():
    told = "[1.318|value=1318 counted=người period={day} period_from={by}]"
    assert together(told_on("a", "2024-03-12", told), told_on("b", "2024-03-13", told))


@pytest.mark.parametrize(
    ("quote", "value", "case"), [("5 tỷ đồng", 5e9, "few"), ("5,3 tỷ đồng", 5.3e9, "same"), ("5.000", 5000, "equal")]
)
def test_a_sum_of_one_digit_is_shared_by_chance(quote, value, case):
    unit = "VND" if "đồng" in quote else "count"
    told = f"Mất [{quote}|value={value} unit={unit}] trong kho."
    facts, articles, texts = newsroom(paper("a", told), paper("b", told))
    assert case_of(*traits(facts, articles, texts)) == (case, False)


@pytest.mark.parametrize(("quote", "value", "same"), [("hơn 18 tỷ đồng", 1.8e10, True), ("13 tỷ đồng", 1.3e10, False)])
def test_a_price_is_told_as_an_offer_and_in_round_figures(quote, value, same):
    offered = "\nKho Tân Lập được rao bán với giá [18,2 tỷ đồng|value=1.82e10 unit=VND status=rule]."
    sold = f"\nKho Tân Lập được bán với giá [{quote}|value={value} unit=VND{' comparator=gt' * same}]."
    assert together(paper("a", offered), paper("b", sold)) is same
