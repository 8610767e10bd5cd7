"""A figure that one article gets wrong still meets the others: its partner is found by what is measured."""

from __future__ import annotations

import pytest
from groups_facts import newsroom

from audit.groups import explain, group

# What two papers say of one event, a sentence a line; figures as (quote, value, fields).
RICE = (
    "Xuất khẩu gạo tháng Tám của tỉnh Long Bình",
    "Theo Hiệp hội Lương thực Long Bình, sản lượng gạo xuất khẩu đạt {} tấn trong tháng.",
    "Doanh nghiệp Tân Phú Hưng chiếm {} tổng lượng gạo xuất khẩu của tỉnh.",
    "Giá trị xuất khẩu gạo thu về {}, theo Hiệp hội Lương thực Long Bình.",
    "Diện tích lúa hè thu bị hạn mặn là {} ha.",
)
RICE_TOO = (
    "Long Bình xuất khẩu gạo: số liệu tháng Tám",
    "Hiệp hội Lương thực Long Bình cho biết sản lượng gạo xuất khẩu trong tháng đạt {} tấn.",
    "Riêng doanh nghiệp Tân Phú Hưng chiếm {} lượng gạo xuất khẩu cả tỉnh.",
    "Theo hiệp hội, giá trị xuất khẩu gạo thu về là {}.",
    "Tỉnh có {} ha lúa hè thu bị hạn mặn.",
)
HOSPITAL = (
    "Riverton General opens new wing",
    "The new wing at Riverton General Hospital has {} beds for heart patients.",
    "Construction of the wing cost {}, the Riverton Health Trust said.",
    "The Riverton Health Trust expects waiting times to drop by {} next year.",
    "Nurses at Riverton General treated {} patients last winter.",
)
HOSPITAL_TOO = (
    "New wing opens at Riverton General Hospital",
    "Heart patients get {} beds in the new wing at Riverton General Hospital.",
    "According to the Riverton Health Trust, construction cost {}.",
    "Waiting times should drop by {} next year, the Riverton Health Trust expects.",
    "Last winter, nurses at Riverton General treated {} patients.",
)
VI = (("48.350", "unit=t"), ("27,4%", "unit=percent"), ("612 tỷ đồng", "unit=VND"), ("3.940", "unit=ha"))
EN = (
    ("184", "counted=beds"), ("$56.2 million", "unit=USD"), ("17.5%", "unit=percent status=forecast"),
    ("2,960", "counted=patients"),
)  # fmt: skip
VALUES = {
    "48.350": 48350, "27,4%": 27.4, "612 tỷ đồng": 612e9, "3.940": 3940,
    "184": 184, "$56.2 million": 56.2e6, "17.5%": 17.5, "2,960": 2960,
}  # fmt: skip
WRONG = {
    "a little more": {"48.350": ("50.870", 50870), "27,4%": ("28,8%", 28.8), "612 tỷ đồng": ("642 tỷ đồng", 642e9),
        "3.940": ("4.130", 4130), "184": ("193", 193), "$56.2 million": ("$59.1 million", 59.1e6),
        "17.5%": ("18.4%", 18.4), "2,960": ("3,110", 3110)},
    "half more": {"48.350": ("72.520", 72520), "27,4%": ("41,1%", 41.1), "612 tỷ đồng": ("918 tỷ đồng", 918e9),
        "3.940": ("5.910", 5910), "184": ("276", 276), "$56.2 million": ("$84.3 million", 84.3e6),
        "17.5%": ("26.2%", 26.2), "2,960": ("4,440", 4440)},
    "swapped digits": {"48.350": ("43.850", 43850), "27,4%": ("24,7%", 24.7), "612 tỷ đồng": ("621 tỷ đồng", 621e9),
        "3.940": ("3.490", 3490), "184": ("148", 148), "$56.2 million": ("$52.6 million", 52.6e6),
        "17.5%": ("15.7%", 15.7), "2,960": ("2,690", 2690)},
    "ten times": {"48.350": ("483.500", 483500), "27,4%": ("274%", 274), "612 tỷ đồng": ("6.120 tỷ đồng", 6120e9),
        "3.940": ("39.400", 39400), "184": ("1,840", 1840), "$56.2 million": ("$562 million", 562e6),
        "17.5%": ("175%", 175), "2,960": ("29,600", 29600)},
}  # fmt: skip
CASES = [
    pytest.param(told, wrong, at, id=f"{name}, {how}, figure {at + 1}")
    for name, told in (("vi", (RICE, RICE_TOO, VI)), ("en", (HOSPITAL, HOSPITAL_TOO, EN)))
    for how, wrong in WRONG.items()
    for at in range(4)
]


def paper(name, lines, figures):
    marks = [f"[{quote}|value={value} {fields}]" for quote, value, fields in figures]
    text = "\n".join([lines[0], *(line.format(mark) for line, mark in zip(lines[1:], marks, strict=True))])
    return {"article_id": name, "source": name, "published": "2023-09-04", "text": text}


def two_papers(told, wrong=None, at=None):
    one, other, figures = told
    right = [(quote, VALUES[quote], fields) for quote, fields in figures]
    altered = [(*wrong[quote], fields) if i == at else (quote, value, fields)
               for i, (quote, value, fields) in enumerate(right)]  # fmt: skip
    return newsroom(paper("a", one, altered), paper("b", other, right))


@pytest.mark.parametrize(("told", "wrong", "at"), CASES)
def test_a_wrong_figure_meets_its_partner_and_nothing_else(told, wrong, at):
    facts, articles, texts = two_papers(told, wrong, at)
    groups = group(facts, articles, texts)
    of_a, of_b = (list(facts.loc[facts["article_id"] == name, "fact_id"]) for name in "ab")
    assert {frozenset(ids) for ids in groups["fact_ids"]} == {frozenset(pair) for pair in zip(of_a, of_b, strict=True)}


@pytest.mark.parametrize("told", [(RICE, RICE_TOO, VI), (HOSPITAL, HOSPITAL_TOO, EN)], ids=["vi", "en"])
@pytest.mark.parametrize("left", range(4))
def test_a_figure_without_a_partner_takes_no_other(told, left):
    one, other, figures = told
    right = [(quote, VALUES[quote], fields) for quote, fields in figures]
    cut = [part for i, part in enumerate(other) if i != left + 1]
    kept = [figure for i, figure in enumerate(right) if i != left]
    close = [(quote, value * 1.1, fields) for quote, value, fields in right]
    facts, articles, texts = newsroom(paper("a", one, close), paper("b", cut, kept))
    groups = group(facts, articles, texts)
    alone = list(facts.loc[facts["article_id"] == "a", "fact_id"])[left]
    assert [alone] in [list(ids) for ids in groups["fact_ids"]]


def test_the_reasons_say_how_well_two_figures_fit():
    facts, articles, texts = two_papers((RICE, RICE_TOO, VI), WRONG["half more"], 0)
    tonnes = list(facts.loc[facts["unit"] == "t", "fact_id"])
    (row,) = explain(tonnes, facts, articles, texts)
    assert row["joined"]
    assert any(reason.startswith("fit: +") for reason in row["why"])


def test_goals_of_two_speakers_are_two_goals():
    def goal(name, speaker):
        text = (
            f"Bàn về trồng rừng ở Lâm Hà\nÔng {speaker} đề nghị nâng độ che phủ rừng ở Lâm Hà lên [60%|value=60 "
            f"unit=percent status=target indicator=forest speaker={speaker.replace(' ', '_')}] vào năm tới."
        )
        return {"article_id": name, "source": name, "published": "2023-09-04", "text": text}

    assert len(group(*newsroom(goal("a", "Vũ Khải"), goal("b", "Đoàn Lương")))) == 2
    assert len(group(*newsroom(goal("a", "Vũ Khải"), goal("b", "Vũ Khải")))) == 1
