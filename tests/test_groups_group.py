"""Which facts speak of one quantity, and what a group agrees on."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest
from groups_facts import newsroom

from audit import table
from audit.groups import explain, group, traits
from audit.groups._cluster import Judge, cluster
from audit.groups._events import Events, stories
from audit.groups._pairs import Verdict

FIRE = {
    "article_id": "fire-a", "source": "bao-a", "published": "2024-05-03", "title": "Cháy xưởng gỗ Minh Long",
    "text": "Cháy xưởng gỗ Minh Long, [3|value=3 counted=người] người bị thương\n"
    "Vụ cháy xưởng gỗ Minh Long ở phường Tân Hòa làm [3|value=3 counted=người] người bị thương.\n"
    "Thiệt hại ban đầu khoảng [4,2 tỷ đồng|value=4.2e9 unit=VND comparator=approx].",
}  # fmt: skip
FIRE_TOO = {
    "article_id": "fire-b", "source": "bao-b", "published": "2024-05-03", "title": "Xưởng gỗ Minh Long bốc cháy",
    "text": "Xưởng gỗ Minh Long bốc cháy ở phường Tân Hòa\n"
    "Theo cảnh sát, vụ cháy xưởng gỗ Minh Long làm [3|value=3 counted=người] người bị thương.\n"
    "Chủ xưởng Lê Văn Thành ước thiệt hại [4,2 tỷ đồng|value=4.2e9 unit=VND].",
}  # fmt: skip
OTHER_FIRE = {
    "article_id": "fire-c", "source": "bao-c", "published": "2024-05-03", "title": "Cháy nhà trọ ở Bình Chuẩn",
    "text": "Cháy nhà trọ ở Bình Chuẩn\nVụ cháy nhà trọ Hồng Phúc làm [3|value=3 counted=người] người bị thương.\n"
    "Thiệt hại khoảng [1,7 tỷ đồng|value=1.7e9 unit=VND].",
}  # fmt: skip
RATE = "Tỷ lệ dịch vụ công trực tuyến mức độ 4"


def rate(name: str, quote: str, fields: str) -> dict[str, object]:
    return {
        "article_id": name, "source": name, "published": "2020-02-12",
        "text": f"Bài về cải cách của {name}\n{RATE} đạt [{quote}|unit=percent indicator=level4 {fields}].",
    }  # fmt: skip


def groups_of(*articles, copies=None) -> pd.DataFrame:
    return group(*newsroom(*articles), copies)


def members(groups: pd.DataFrame) -> set[frozenset[str]]:
    return {frozenset(ids) for ids in groups["fact_ids"]}


def test_every_fact_is_in_exactly_one_group():
    facts, articles, texts = newsroom(FIRE, FIRE_TOO, OTHER_FIRE)
    ids = [name for ids in group(facts, articles, texts)["fact_ids"] for name in ids]
    assert sorted(ids) == sorted(facts["fact_id"])


def test_two_reports_of_one_event_share_their_quantities():
    groups = groups_of(FIRE, FIRE_TOO)
    together = groups[groups["n_sources"] == 2]
    assert sorted(together["value"]) == [3, 4.2e9]
    assert list(together["share"]) == [1.0, 1.0]


def test_two_events_share_words_and_no_quantity():
    groups = groups_of(FIRE, OTHER_FIRE)
    assert (groups["n_sources"] == 1).all()


def test_an_unrelated_article_changes_no_other_group():
    before, after = groups_of(FIRE, FIRE_TOO), groups_of(FIRE, FIRE_TOO, OTHER_FIRE)
    kept = after[after["group_id"].isin(before["group_id"])]
    pd.testing.assert_frame_equal(
        before.sort_values("group_id", ignore_index=True), kept.sort_values("group_id", ignore_index=True)
    )
    assert len(after) == len(before) + 2


def test_order_of_the_rows_changes_nothing():
    facts, articles, texts = newsroom(FIRE, FIRE_TOO, OTHER_FIRE)
    straight = group(facts, articles, texts)
    for seed in range(5):
        shuffled = list(range(len(facts)))
        random.Random(seed).shuffle(shuffled)
        again = group(facts.iloc[shuffled].reset_index(drop=True), articles.iloc[::-1].reset_index(drop=True), texts)
        pd.testing.assert_frame_equal(straight, again)


def test_an_indicator_joins_articles_of_different_events():
    groups = groups_of(rate("a", "10,76%", "value=10.76 period=2019"), rate("b", "10,7%", "value=10.7 period=2019"))
    assert len(groups) == 1
    assert groups.loc[0, "measure"] == "level4"
    assert groups.loc[0, "value"] == 10.76


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("value=30 period=2020 status=target", "value=30 period=2020"),
        ("value=10.7 period=2019", "value=10.7 period=2018"),
        ("value=10.7 period=2019 area=VN-HN", "value=10.7 period=2019 area=VN-SG"),
        ("value=10.7 period=2019 kind=change direction=up", "value=10.7 period=2019"),
        ("value=10.7 period=2019 kind=change direction=up", "value=10.7 period=2019 kind=change direction=down"),
    ],
    ids=["status", "period", "area", "kind", "direction"],
)
def test_another_cell_is_another_quantity(one, other):
    quote = "30%" if "value=30" in one else "10,7%"
    assert len(groups_of(rate("a", quote, one), rate("b", quote, other))) == 2


def test_an_unknown_period_joins_where_the_value_agrees():
    assert len(groups_of(rate("a", "10,76%", "value=10.76 period=2019"), rate("b", "10,76%", "value=10.76"))) == 1


def test_dates_of_one_decree_are_one_group_and_others_are_not():
    def dated(name: str, day: str, period: str, decree: str) -> dict[str, object]:
        mark = f"[{day}|kind=event_date unit= period={period}]"
        text = f"Tin của {name}\nNghị quyết số {decree} ngày {mark} của Chính phủ."
        return {"article_id": name, "source": name, "text": text}

    groups = groups_of(
        dated("a", "05/4/2021", "2021-04-05", "42/NQ-CP"),
        dated("b", "5/4/2021", "2021-04-05", "42/NQ-CP"),
        dated("c", "9/11/2021", "2021-11-09", "43/NQ-CP"),
    )
    assert sorted(groups["n_facts"]) == [1, 2]
    assert groups["value"].isna().all()
    assert groups.loc[groups["n_facts"] == 2, "period"].item() == "2021-04-05"


def test_a_different_figure_of_one_indicator_stays_in_the_group_and_loses():
    groups = groups_of(
        rate("a", "10,76%", "value=10.76 period=2019"),
        rate("b", "10,76%", "value=10.76 period=2019"),
        rate("c", "11,9%", "value=11.9 period=2019"),
    )
    row = groups.iloc[0]
    assert (row["n_sources"], row["value"], row["runner_up"]) == (3, 10.76, 11.9)
    assert row["share"] == pytest.approx(2 / 3)


def test_a_tie_has_no_value():
    row = groups_of(rate("a", "10,8%", "value=10.8 period=2019"), rate("b", "11,9%", "value=11.9 period=2019")).iloc[0]
    assert row["n_facts"] == 2
    assert math.isnan(row["value"])
    assert row["share"] == 0.5


def test_a_bound_supports_no_value():
    row = groups_of(
        rate("a", "10%", "value=10 comparator=ge period=2019"), rate("b", "10%", "value=10 comparator=ge period=2019")
    ).iloc[0]
    assert math.isnan(row["value"])
    assert (row["low"], row["n_facts"]) == (10, 2)


def test_a_copy_changes_no_consensus():
    three = (
        rate("a", "10,76%", "value=10.76 period=2019"),
        rate("b", "10,76%", "value=10.76 period=2019"),
        rate("c", "11,9%", "value=11.9 period=2019"),
    )
    copies = [dict(three[2], article_id=f"copy{i}", source=f"copy{i}") for i in range(3)]
    alone = groups_of(*three).iloc[0]
    crowd = groups_of(*three, *copies, copies={f"copy{i}": "c" for i in range(3)}).iloc[0]
    assert crowd["n_sources"] == 6
    assert crowd["n_independent"] == alone["n_independent"] == 3
    assert (crowd["value"], crowd["share"]) == (alone["value"], alone["share"])


def test_a_source_that_repeats_two_articles_is_heard_once():
    value = ("10,76%", "value=10.76 period=2019")
    one, two, other = rate("a", *value), dict(rate("b", *value), source="a"), rate("c", *value)
    found = groups_of(one, two, other, copies={"a": "absent", "b": "elsewhere"}).iloc[0]
    assert (found["n_sources"], found["n_independent"]) == (2, 2)
    found = groups_of(one, two, other, copies={"b": "elsewhere", "c": "elsewhere"}).iloc[0]
    assert (found["n_sources"], found["n_independent"]) == (2, 2)


def test_one_article_keeps_figures_apart_that_stand_side_by_side():
    text = "Thuế\nHỗ trợ [20%|value=20 unit=percent] cho hộ khá, hỗ trợ [30%|value=30 unit=percent] cho hộ nghèo."
    assert len(groups_of({"article_id": "a", "source": "a", "text": text})) == 2


def test_reasons_can_be_read():
    other = {**FIRE_TOO, "text": str(FIRE_TOO["text"]).replace("[4,2 tỷ đồng|value=4.2e9", "[0,7 tỷ đồng|value=7e8")}
    facts, articles, texts = newsroom(FIRE, other)
    money = list(facts.loc[facts["unit"] == "VND", "fact_id"])
    (row,) = explain(money, facts, articles, texts)
    assert not row["joined"]
    assert row["why"] == ("the figures are too far apart for one quantity",)


def test_no_facts_make_no_groups():
    groups = group(table.frame([], table.FACTS), table.frame([], table.ARTICLES), {})
    assert list(groups.columns) == [column.name for column in table.GROUPS]
    assert len(groups) == 0


def told(name: str, title: str, body: str) -> dict[str, object]:
    """A report of exports, with the value of its title and that of its text."""
    head = f"Xuất khẩu hạt điều Bình Phước đạt gần [{title} unit=USD comparator=lt block=title] trong quý I"
    return {
        "article_id": name, "source": name, "published": "2024-04-08",
        "text": f"{head if title else 'Hạt điều Bình Phước được mùa'}\n"
        f"Hiệp hội Điều Bình Phước cho biết kim ngạch xuất khẩu hạt điều quý I đạt [{body} unit=USD], tăng mạnh ở Đức.",
    }  # fmt: skip


def test_a_slip_in_the_text_is_held_against_others_though_its_own_title_is_right():
    wrong = told("a", "2 tỷ USD|value=2e9", "1,29 tỷ USD|value=1.29e9")
    others = [told(name, "", "1,92 tỷ USD|value=1.92e9") for name in ("b", "c")]
    groups = groups_of(wrong, *others)
    assert [len(ids) for ids in groups["fact_ids"]] == [4]


def growth(name: str, value: str, status: str, period: str) -> dict[str, object]:
    end = {"2024-06": "2024-06-30", "2024": "2024-12-31"}[period]
    fields = (
        f"value={value} unit=percent status={status} period={period} period_start={period[:4]}-{period[5:] or '01'}-01"
    )
    print_ = value.replace(".", ",")
    return {
        "article_id": name, "source": name, "published": "2024-06-29",
        "text": f"Sản xuất ở Cà Mau\nTheo Cục Thống kê Cà Mau, sản xuất tăng [{print_}%|{fields} period_end={end}].",
    }  # fmt: skip


@pytest.mark.parametrize(("period", "sizes"), [("2024-06", [2]), ("2024", [1, 1])])
def test_an_estimate_of_a_period_that_is_all_but_over_is_a_result(period: str, sizes: list[int]):
    groups = groups_of(growth("a", "6.93", "forecast", period), growth("b", "6.39", "actual", period))
    assert [len(ids) for ids in groups["fact_ids"]] == sizes


def turned(name: str, words: str, fields: str) -> dict[str, object]:
    return {
        "article_id": name, "source": name, "published": "2024-06-29",
        "text": f"Lạm phát ở Cà Mau\nCục Thống kê Cà Mau: lạm phát cơ bản {words} [2,75%|unit=percent {fields}].",
    }  # fmt: skip


def test_one_change_told_as_a_rise_and_as_a_fall_is_one_quantity():
    up, down = "value=2.75 kind=change direction=up", "value=2.75 kind=change direction=down"
    groups = groups_of(turned("a", "tăng", up), turned("b", "giảm", down))
    assert [len(ids) for ids in groups["fact_ids"]] == [2]


def test_round_changes_up_and_down_are_two_quantities():
    up, down = "value=2 kind=change direction=up", "value=2 kind=change direction=down"
    groups = groups_of(turned("a", "tăng", up), turned("b", "giảm", down))
    assert [len(ids) for ids in groups["fact_ids"]] == [1, 1]


def known(verdicts: dict[tuple[int, int], Verdict]) -> Judge:
    """A judge whose verdicts are given: of places 0 and 1 in one article, and 2 in another."""
    first, other = rate("a", "72,5%", "value=72.5"), rate("b", "75,2%", "value=75.2")
    first["text"] = f"{first['text']}\n{RATE} năm trước đạt [70%|unit=percent value=70]."
    facts, articles, texts = newsroom(first, other)
    every = sorted(traits(facts, articles, texts), key=lambda fact: fact.order)
    assert [(fact.article, fact.heads, fact.figure.value) for fact in every] == [
        ("a", False, 72.5), ("a", False, 70.0), ("b", False, 75.2),
    ]  # fmt: skip
    judge = Judge(every, Events(stories(articles, texts, every), {}))
    judge._verdicts.update(verdicts)
    return judge


@pytest.mark.parametrize(
    ("conflict", "together"), [(0.9, [[0, 2], [1]]), (0.4, [[0], [1, 2]])], ids=["surer", "hardly surer"]
)
def test_a_sure_pair_joins_before_one_that_merely_holds_together(conflict, together):
    verdicts = {
        (0, 1): Verdict(-0.3, ()),
        (0, 2): Verdict(conflict, (), conflict=True, typed=True),
        (1, 2): Verdict(0.2, ()),
    }
    edges = [(verdict.conflict, -verdict.score, *pair) for pair, verdict in verdicts.items() if verdict.score >= 0]
    assert sorted(members for members, _ in cluster(edges, known(verdicts))) == together
