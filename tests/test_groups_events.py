"""Same event first: what tells two events apart that share their words, and what joins two reports of one."""

from __future__ import annotations

import pytest
from groups_facts import newsroom

from audit.groups import explain, group
from audit.groups._events import Events, stories
from audit.groups._facts import traits
from audit.groups._meetings import meet


def article(name: str, text: str, published: str | None = "2024-03-12", source: str | None = None) -> dict[str, object]:
    return {"article_id": name, "source": source or name, "published": published, "text": text}


ROBBERY = article("robbery-a", """Cướp tiệm vàng Kim Phát ở An Sương
Hai đối tượng bịt mặt xông vào tiệm vàng Kim Phát, cướp đi [45|value=45 counted=chỉ_vàng] chỉ vàng rồi bỏ trốn.
Công an đang truy bắt nhóm cướp, thiệt hại ước tính [310 triệu đồng|value=3.1e8 unit=VND].""")  # fmt: skip
ROBBERY_ELSEWHERE = article("robbery-b", """Cướp tiệm vàng Ngọc Hải ở Tân Châu
Hai đối tượng bịt mặt xông vào tiệm vàng Ngọc Hải, cướp đi [52|value=52 counted=chỉ_vàng] chỉ vàng rồi bỏ trốn.
Công an đang truy bắt nhóm cướp, thiệt hại ước tính [350 triệu đồng|value=3.5e8 unit=VND].""")  # fmt: skip
ROBBERY_AGAIN = article("robbery-c", """Truy bắt nhóm cướp tiệm vàng Kim Phát
Nhóm cướp đã lấy của tiệm vàng Kim Phát ở An Sương [54|value=54 counted=chỉ_vàng] chỉ vàng rồi bỏ trốn.
Thiệt hại ước tính [310 triệu đồng|value=3.1e8 unit=VND].""")  # fmt: skip
PROFIT = article(
    "profit-a",
    """Thép Hòa Minh lãi quý I
Công ty cổ phần Thép Hòa Minh báo lãi sau thuế [128 tỷ đồng|value=1.28e11 unit=VND period=2024-Q1] trong quý I.""",
)
PROFIT_OF_OTHERS = article(
    "profit-b",
    """Nhựa Đại Phú lãi quý I
Công ty cổ phần Nhựa Đại Phú báo lãi sau thuế [131 tỷ đồng|value=1.31e11 unit=VND period=2024-Q1] trong quý I.""",
)


def strength_of(*articles: dict[str, object]) -> float:
    facts, table, texts = newsroom(*articles)
    told = stories(table, texts, traits(facts, table, texts))
    events = Events(told, meet(told)[0])
    return events.strength(str(articles[0]["article_id"]), str(articles[1]["article_id"]))


@pytest.mark.parametrize(
    ("one", "other"), [(ROBBERY, ROBBERY_ELSEWHERE), (PROFIT, PROFIT_OF_OTHERS)], ids=["robberies", "companies"]
)
def test_two_events_of_one_kind_share_no_quantity(one, other):
    assert (group(*newsroom(one, other))["n_sources"] == 1).all()


def test_two_reports_of_one_event_are_stronger_than_two_events_of_one_kind():
    assert strength_of(ROBBERY, ROBBERY_AGAIN) > strength_of(ROBBERY, ROBBERY_ELSEWHERE)


def test_reports_weeks_apart_tell_of_different_events():
    later = {**ROBBERY_AGAIN, "published": "2024-05-30"}
    assert strength_of(ROBBERY, later) == 0


COUNTED = """[1.284|value=1284 counted=tấm] tấm tôn, [356|value=356 counted=bao] bao xi măng và
[117|value=117 counted=cuộn] cuộn dây"""
STORE = article(
    "store-a", f"Mất trộm kho Tân Lập ở Bến Cam\nKho vật tư Tân Lập của ông Lý Đình Cát mất {COUNTED} trong đêm."
)
STORE_IN_BRIEF = article(
    "store-c", "Mất trộm kho Tân Lập ở Bến Cam\nKho vật tư Tân Lập của ông Lý Đình Cát mất nhiều thứ trong đêm."
)
TRIAL = article("store-d", f"Xử vụ trộm ven sông\nTòa cho rằng ông Lý Đình Cát mất {COUNTED} ở Bến Cam.", "2024-04-20")


def test_a_late_report_that_repeats_particular_figures_tells_of_the_event():
    assert strength_of(STORE, TRIAL) > 0.15
    assert strength_of(STORE, {**TRIAL, "published": "2024-06-20"}) == 0


def test_a_late_report_meets_one_without_its_figures_by_a_third_that_has_them():
    assert strength_of(STORE_IN_BRIEF, TRIAL) < 0.15
    assert strength_of(STORE_IN_BRIEF, TRIAL, STORE) > strength_of(STORE_IN_BRIEF, TRIAL)


FERRY = article("ferry-a", """Marrow ferry runs aground off Tern Island
Passengers slept aboard the stranded vessel after engines failed in heavy weather, a spokesman for Marrow said.
Crews pumped water from the engine room and divers looked at the damaged hull.""")  # fmt: skip
FERRY_RETOLD = article("ferry-b", """Passengers leave stranded vessel as Marrow blames engines
Divers found the hull damaged, and crews were still pumping water from the engine room of the vessel when its
passengers left. Heavy weather kept Marrow from towing it.""")  # fmt: skip
FERRY_OF_OTHERS = article("ferry-c", """Passengers leave stranded vessel as Oakley blames engines
Divers found the hull damaged, and crews were still pumping water from the engine room of the vessel when its
passengers left. Heavy weather kept Oakley from towing it.""")  # fmt: skip


def test_english_reports_of_those_who_lead_both_are_known_by_their_words():
    assert strength_of(FERRY, FERRY_RETOLD) > 0.3
    assert strength_of(FERRY, FERRY_OF_OTHERS) < 0.15


@pytest.mark.parametrize("when", ["Jan 14", "Oct 3", "Quý IV"])
def test_a_month_or_a_quarter_names_no_event(when):
    one = article("a", f"Fire at Norton Mill\nNorton Mill burnt on {when}, a spokesman said.")
    other = article("b", f"Bridge at Ashby Weir\nAshby Weir opens on {when}, a councillor said.")
    assert strength_of(one, other) < 0.15


PRICES = article("price-a", "Giá vé tăng từ chiều nay\nVé hạng nhất [31.302 đồng|value=31302 unit=VND], hạng hai "
                 "[28.785 đồng|value=28785 unit=VND], hạng ba [20.735 đồng|value=20735 unit=VND].")  # fmt: skip
PRICES_IN_TENS = article("price-b", "Chiều nay vé tăng giá\nHạng nhất còn [31.300 đồng|value=31300 unit=VND], hạng hai "
                         "[28.780 đồng|value=28780 unit=VND], hạng ba [20.730 đồng|value=20730 unit=VND].")  # fmt: skip


def test_figures_that_are_equal_once_rounded_tie_two_reports():
    others = (
        str(PRICES_IN_TENS["text"]).replace("=31300", "=41300").replace("=28780", "=18780").replace("=2073", "=1073")
    )
    assert strength_of(PRICES, PRICES_IN_TENS) > strength_of(PRICES, {**PRICES_IN_TENS, "text": others}) + 0.1


HOME = article("ground-a", """Hồ Thanh Sơn về Bến Cam
Câu lạc bộ Bến Cam mua tiền đạo Hồ Thanh Sơn của Đông Thạnh với giá [12 tỷ đồng|value=1.2e10 unit=VND]. Sân Tân Lập
sửa hết [145 tỷ đồng|value=1.45e11 unit=VND].""", "2024-07-21")  # fmt: skip
SEQUEL = article("ground-b", """Bến Cam mở lại sân Tân Lập
Tối qua Hồ Thanh Sơn ra mắt Bến Cam trước Đông Thạnh. Sân Tân Lập sửa hết [145 tỷ đồng|value=1.45e11 unit=VND].""",
"2024-08-24")  # fmt: skip


def test_a_late_sequel_that_names_the_same_and_repeats_a_figure_may_tell_of_the_event():
    assert 0.15 < strength_of(HOME, SEQUEL) < 0.5
    text = str(SEQUEL["text"]).replace("145 tỷ đồng|value=1.45e11", "60 tỷ đồng|value=6e10")
    assert strength_of(HOME, {**SEQUEL, "text": text}) < 0.15
    assert strength_of(HOME, {**SEQUEL, "published": "2024-10-24"}) == 0


def test_reports_of_one_event_may_conflict():
    groups = group(*newsroom(ROBBERY, ROBBERY_AGAIN))
    shared = groups[groups["n_sources"] == 2].set_index("unit")
    assert shared.loc["VND", "value"] == 3.1e8
    assert shared.loc["count", "n_facts"] == 2
    assert shared.loc["count", "value"] != shared.loc["count", "value"]


def bus(name: str, day: str, count: int, what: str = "bị thương") -> dict[str, object]:
    return article(
        name,
        f"""Lật xe khách trên đèo Lò Xo
Vụ lật xe khách của nhà xe Thành Bưởi trên đèo Lò Xo làm [{count}|value={count} counted=người] người {what}.""",
        day,
    )


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        (bus("a", "2024-03-12", 11), bus("b", "2024-03-13", 19), 2),
        (bus("a", "2024-03-12", 19, "chết"), bus("b", "2024-03-13", 11, "chết"), 1),
        (bus("a", "2024-03-12", 19), bus("b", "2024-03-13", 11), 2),
        (bus("a", "2024-03-12", 11), bus("b", "2024-03-12", 19), 1),
        (bus("a", "2024-03-12", 19), bus("b", "2024-03-13", 19), 1),
        (bus("a", "2024-03-12", 6, "mất tích"), bus("b", "2024-03-13", 2, "mất tích"), 2),
    ],
    ids=[
        "more a day later", "fewer dead a day later", "fewer injured a day later", "two counts of one day",
        "the same a day later", "fewer missing",
    ],
)  # fmt: skip
def test_a_count_holds_on_its_day_and_the_dead_cannot_become_fewer(one, other, groups):
    assert len(group(*newsroom(one, other))) == groups


def test_a_count_of_others_is_not():
    text = """Lật xe khách trên đèo Lò Xo
Vụ lật xe khách của nhà xe Thành Bưởi trên đèo Lò Xo làm [11|value=11 counted=người] người bị thương."""
    other = """Lật xe khách trên đèo Lò Xo
Vụ lật xe khách của nhà xe Thành Bưởi trên đèo Lò Xo khiến [19|value=19 counted=chuyến_xe] chuyến xe bị hoãn."""
    assert len(group(*newsroom(article("a", text), article("b", other)))) == 2


def test_a_slip_of_a_thousand_is_the_same_quantity():
    slip = {
        **ROBBERY_AGAIN,
        "text": str(ROBBERY_AGAIN["text"]).replace("[310 triệu đồng|value=3.1e8", "[310 tỷ đồng|value=3.1e11"),
    }
    facts, table, texts = newsroom(ROBBERY, slip)
    (row,) = explain(facts.loc[facts["unit"] == "VND", "fact_id"], facts, table, texts)
    assert row["joined"]


def test_a_crowd_of_reports_of_one_event_is_one_group():
    crowd = [{**ROBBERY, "article_id": f"r{i:03}", "source": f"s{i:03}"} for i in range(60)]
    groups = group(*newsroom(*crowd))
    assert list(groups["n_sources"]) == [60, 60]
    assert list(groups["n_independent"]) == [1, 1]
