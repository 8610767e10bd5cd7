"""Why the figures of a group are one quantity, as `audit explain GROUP` shows it."""

from __future__ import annotations

from functools import partial

import pytest

import audit
from audit import views
from audit.config import Config
from audit.evidence import links
from audit.model import Audit

TEXT = """Xuất khẩu gạo của Long Bình

Theo Hiệp hội Lương thực Long Bình, sản lượng gạo xuất khẩu trong tháng 8 đạt {} tấn.{}"""
STOCK = " Kho của hiệp hội Long Bình còn tồn 41.200 tấn."


@pytest.fixture(scope="module")
def found() -> Audit:
    told = (("a", "48.350", ""), ("b", "43.850", STOCK), ("c", "48.350", ""))
    articles = [
        audit.Article(text=TEXT.format(figure, more), path=f"news/{name}.txt", source=name, published="2023-09-04")
        for name, figure, more in told
    ]
    return audit.run(articles, rules=False)


def shown(found: Audit, name: str, code: str, width: int = 100) -> str:
    config, look = Config(language=code), views.Look(width=width)
    return look.printed(views.grouping(name, found, config, look, partial(links, found, config=config)))


def exported(found: Audit) -> str:
    return str(found.groups.loc[found.groups["n_facts"] == 3, "group_id"].item())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ("3 figures of 3 sources", "two digits swapped", "same event: ", "words next to both: ", "kept apart")),
        ("vi", ("3 số liệu của 3 nguồn", "đảo hai chữ số", "cùng một sự kiện: 0,", "từ chung quanh số: ", "để riêng")),
    ],
)
def test_each_figure_has_the_link_that_joined_it(found: Audit, code: str, said: tuple[str, ...]) -> None:
    page = shown(found, exported(found), code)
    assert all(part in page for part in said)
    assert page.count({"en": "48,350 t", "vi": "48.350 t"}[code]) == 2


def test_the_figure_most_alike_is_told_with_what_kept_it_apart(found: Audit) -> None:
    page = shown(found, exported(found), "en")
    apart = page[page.index("kept apart") :]
    assert "41.200" in apart
    assert "apart from 43.850 at news/b.txt:3, because:" in apart
    assert "one article gives both figures, side by side" in apart


def test_a_figure_alone_has_no_link(found: Audit) -> None:
    alone = found.groups.loc[found.groups["n_facts"] == 1, "group_id"].iloc[0]
    page = shown(found, str(alone), "en")
    assert "joined to" not in page
    assert "% sure" not in page


def test_the_start_of_an_id_is_enough_and_lines_fit(found: Audit) -> None:
    page = shown(found, exported(found)[:8], "vi", width=50)
    assert page
    assert all(len(line) <= 50 for line in page.splitlines())


def test_an_unknown_group_shows_nothing(found: Audit) -> None:
    assert not shown(found, "ffffffffffffffff", "en").strip()
