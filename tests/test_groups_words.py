"""The words two figures are held against each other by: abbreviations, words for the counted, parts of a whole."""

from __future__ import annotations

import pytest
from groups_facts import newsroom

from audit.groups import group
from audit.groups._words import counted_alike, part_of, plain, words

MILL = "Nhà máy giấy An Thạnh ở Gò Me\nNhà máy giấy An Thạnh ở Gò Me báo cáo tình hình sáng nay.\n{}"


def paper(name: str, told: str, day: str = "2024-03-12") -> dict[str, object]:
    text = MILL.format(told)
    return {"article_id": name, "source": name, "published": day, "title": text.split("\n")[0], "text": text}


def together(*told: str) -> bool:
    facts, articles, texts = newsroom(*(paper(name, text) for name, text in zip("ab", told, strict=True)))
    facts["entity"] = [name.replace("_", " ") if name else None for name in facts["entity"]]
    return bool((group(facts, articles, texts)["n_sources"] == 2).any())


def test_an_abbreviation_is_its_words():
    assert words("thu NSNN, BHYT") == words("thu ngân sách nhà nước, bảo hiểm y tế")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("người", "công nhân", True),
        ("trường hợp", "ca bệnh", True),
        ("khẩu", "người", True),
        ("hộ dân", "khách hàng", True),
        ("jobs", "positions", True),
        ("people", "workers", True),
        ("công nhân", "học sinh", False),
        ("căn nhà", "tàu cá", False),
        ("jobs", "houses", False),
        ("", "tàu cá", True),
    ],
)
def test_a_general_word_stands_for_particular_ones_and_not_these_for_each_other(one, other, alike):
    assert counted_alike(plain(one), plain(other)) == alike
    assert counted_alike(plain(other), plain(one)) == alike


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ngành da giày", {"da giày"}),
        ("nhóm DN tư nhân", {"tư nhân"}),
        ("doanh nghiệp tư nhân", {"tư nhân"}),
        ("khối doanh nghiệp", set()),
        ("Thép Hòa Minh", set()),
        ("", set()),
    ],
)
def test_a_part_is_what_stands_behind_its_head(name, part):
    assert part_of(name) == part


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Có [486|value=486 counted=người] người xin vào làm.", "[486|value=486 counted=khách] khách xin việc.", True),
        (
            "Ngành da giày chiếm [23,4%|value=23.4 unit=percent entity=ngành_da_giày] lượng giấy bán ra.",
            "Ngành dược phẩm chiếm [23,4%|value=23.4 unit=percent entity=ngành_dược_phẩm] lượng giấy bán ra.",
            False,
        ),
        (
            "Ngành da giày chiếm [23,4%|value=23.4 unit=percent entity=ngành_da_giày] lượng giấy bán ra.",
            "Da giày chiếm [23,4%|value=23.4 unit=percent] lượng giấy bán ra.",
            True,
        ),
        (
            "Thiệt hại là [87,3 tỷ đồng|value=8.73e10 unit=VND].",
            "Nhà nước mất [87,3 triệu đồng|value=8.73e7 unit=VND].",
            True,
        ),
        (
            "Sau [5|value=5 unit=h] giờ kiểm đếm, thiệt hại là [80 tỷ đồng|value=8e10 unit=VND].",
            "Tiền phạt là [80 triệu đồng|value=8e7 unit=VND].",
            False,
        ),
        (
            "Đã bán hơn [3.000|value=3000 counted=tấn comparator=gt period=2024-03-11] tấn giấy.",
            "Đã bán [3.401|value=3401 counted=tấn period=2024-03-12] tấn giấy.",
            False,
        ),
        (
            "Đã bán hơn [3.000|value=3000 counted=tấn comparator=gt period=2024-03-11] tấn giấy.",
            "Đã bán [3.401|value=3401 counted=tấn period=2024-03-11] tấn giấy.",
            True,
        ),
        (
            "Xưởng mới làm [49,3%|value=49.3 unit=percent] lượng giấy.",
            "Gần [một nửa|value=0.5 unit=ratio comparator=lt] lượng giấy do xưởng mới làm.",
            True,
        ),
        (
            "Ông Lam định bán [91%|value=91 unit=percent status=target speaker=Lam] lượng giấy.",
            "Bà Mai định bán ít nhất [90%|value=90 unit=percent comparator=ge status=target speaker=Mai] lượng giấy.",
            False,
        ),
        (
            "Ông Lam định bán [91%|value=91 unit=percent status=target speaker=Lam] lượng giấy.",
            "Ông Lam định bán ít nhất [90%|value=90 unit=percent comparator=ge status=target speaker=Lam] lượng giấy.",
            True,
        ),
    ],
    ids=[
        "two words for the counted", "two sectors", "a sector named and not named", "three digits, another scale",
        "a round figure, another scale", "over so many a day before", "over so many on one day", "nearly a half",
        "the goals of two speakers", "two goals of one speaker",
    ],
)  # fmt: skip
def test_words_of_two_reports_of_one_event(one, other, same):
    assert together(one, other) == same
