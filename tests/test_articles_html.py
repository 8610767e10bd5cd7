"""Web pages: their article, their lead, and what they say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.articles import html, read
from audit.config import Config
from audit.errors import InputError
from audit.model import Article

LEAD = "Hơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này, sau hai năm chờ đợi."
BODY = [
    "Công trình có tổng vốn 42 tỷ đồng, do ngân sách tỉnh đầu tư trong hai năm, theo ủy ban nhân dân huyện.",
    "Toàn xã có 12 bản, trong đó 9 bản đã có điện, ba bản còn lại sẽ được cấp điện trước tháng 6 năm nay.",
]
META = """<meta property="og:title" content="Xã vùng cao có điện lưới">
<meta property="og:description" content="{lead}">
<meta property="article:published_time" content="2021-03-05T09:12:00+07:00">
<link rel="canonical" href="https://m.tinxa.com.vn/xa-vung-cao.html">"""


def page(head: str = "", *, lead: str = "", lang: str = ' lang="vi"') -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return f"""<!doctype html><html{lang}><head><title>Tin xã</title>{head}</head><body>
<nav><a href="/">Trang chủ</a><a href="/t">Thời sự</a></nav>
<article><h1>Xã vùng cao có điện lưới</h1>{lead}<div>{body}</div></article>
<aside><h3>Tin liên quan</h3><ul><li><a href="/1">Giá cà phê tăng 12%</a></li></ul></aside>
<footer>© 2021 Tin Xã, giấy phép 12/GP</footer></body></html>"""


def one(folder: Path, content: str, name: str = "a.html") -> Article:
    (folder / name).write_text(content, encoding="utf8")
    return read(folder, Config(root=folder / "none"))[0]


def test_the_article_without_the_page_around_it(tmp_path: Path) -> None:
    article = one(tmp_path, page(META.format(lead=LEAD), lead=f'<h2 class="sapo">{LEAD}</h2>'))
    assert article.text.split("\n") == ["Xã vùng cao có điện lưới", LEAD, *BODY]


def test_the_metadata_of_the_page(tmp_path: Path) -> None:
    article = one(tmp_path, page(META.format(lead=LEAD)))
    assert (article.title, article.language) == ("Xã vùng cao có điện lưới", "vi")
    assert (article.published, article.published_from) == ("2021-03-05T09:12:00+07:00", "page")
    assert (article.source, article.source_from) == ("tinxa.com.vn", "url")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Tên khác", "datePublished": "2020-02-12"}',
        '{"@graph": [{"@type": "WebSite"}, {"headline": "Tên khác", "datePublished": "2020-02-12"}]}',
    ],
)
def test_linked_data_wins_over_meta_elements(tmp_path: Path, script: str) -> None:
    head = META.format(lead=LEAD) + f'<script type="application/ld+json">{script}</script>'
    article = one(tmp_path, page(head))
    assert (article.title, article.published) == ("Tên khác", "2020-02-12")
    assert article.text.startswith("Tên khác\n")


def test_broken_linked_data_is_passed_over(tmp_path: Path) -> None:
    article = one(tmp_path, page('<script type="application/ld+json">{"headline": </script>'))
    assert article.title == "Xã vùng cao có điện lưới"
    assert article.published is None


def test_a_lead_that_was_dropped_is_put_back() -> None:
    content = page(META.format(lead=LEAD[:60]), lead=f'<div class="sapo">{LEAD}</div>')
    found = html.article_of(content.encode())
    assert found.text.count(LEAD) == 1


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    assert one(tmp_path, page(META.format(lead=LEAD)), "a.txt").title == "Xã vùng cao có điện lưới"


@pytest.mark.parametrize(
    "content",
    [
        "<!doctype html><html><body></body></html>",
        f"<!doctype html><html><body>{'<div>' * 10_000}<p>Một câu.</p>{'</div>' * 10_000}</body></html>",
        "<!doctype html>" + "<" * 50_000,
        "<!doctype html><html>\x00\x01</html>",
    ],
    ids=["empty", "nested", "brackets", "bytes"],
)
def test_a_page_without_an_article_is_a_clear_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="page"):
        one(tmp_path, content)
