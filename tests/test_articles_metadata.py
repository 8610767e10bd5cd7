"""What is known of an article, where that is known from, and what is said when it cannot be used."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.articles import read, whole
from audit.articles._origin import credited, credited_at_end, dated, marked, publisher
from audit.config import Config
from audit.dates import dateline, iso
from audit.errors import ConfigError, InputError
from audit.model import Article

DATES = tomllib.loads((Path(__file__).parent / "cases/articles/dates.toml").read_text(encoding="utf8"))["case"]
TEXT = "Xã vùng cao có điện lưới\n\nHơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này.\n"


def one(folder: Path, text: str = TEXT, *, about: Any = None, sources: str | None = None) -> Article:
    """The only article of a folder, with a sidecar and a sources file where they are given."""
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(text, encoding="utf8")
    if about is not None:
        sidecar = about if isinstance(about, str) else json.dumps(about)
        (folder / "in" / "a.json").write_text(sidecar, encoding="utf8")
    if sources is not None:
        (folder / "expectations").mkdir()
        header = "glob,source,name,url,kind,published\n"
        (folder / "expectations" / "sources.csv").write_text(header + sources, encoding="utf8")
    return read(folder / "in", Config(root=folder))[0]


@pytest.mark.parametrize("case", DATES, ids=[case["printed"] for case in DATES])
def test_dates_in_any_usual_form(case: dict[str, str]) -> None:
    assert (iso(case["printed"]) or "") == case["iso"]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.times(), st.sampled_from(["", "T%H:%M", "T%H:%M:%S"]))
def test_iso_dates_stay_as_they_are(day: date, time: Any, form: str) -> None:
    written = day.isoformat() + time.strftime(form)
    assert iso(written) == written


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert iso(iso(text) or "2020-01-01")
    assert dateline(text) is None or dateline(text) == iso(text)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("12/02/2020 - 15:03", "2020-02-12T15:03"),
        ("Cập nhật lúc 10:30, 05/03/2021", "2021-03-05T10:30"),
        ("Published February 6, 2018", "2018-02-06"),
        ("Hà Nội, ngày 05 tháng 3 năm 2021", "2021-03-05"),
        ("Thứ Sáu, 05/03/2021 | 9 giờ 30 phút sáng", "2021-03-05T09:30"),
        ("Hội nghị tổng kết, 05/03/2021", None),
        ("Ngày 05/03/2021, hơn 300 hộ dân có điện", None),
        ("Cty Sông Xanh 12/2020", None),
        ("1234567890123456", None),
    ],
)
def test_a_date_line_holds_nothing_else(line: str, published: str | None) -> None:
    assert dateline(line) == published


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.tuoitre.vn/a?b=c", "tuoitre.vn"),
        ("http://m.longan.gov.vn/x", "longan.gov.vn"),
        ("https://news.bbc.co.uk:443/1", "bbc.co.uk"),
        ("kinhte.vnexpress.net", "vnexpress.net"),
        ("http://192.168.0.1/a", "192.168.0.1"),
        ("https://[::1", ""),
        ("https://tin.hanoi.gov.vn/1", "hanoi.gov.vn"),
        ("http://minh.blogspot.com/2020/", "minh.blogspot.com"),
        ("http://localhost/1", "localhost"),
    ],
)
def test_the_publisher_of_an_address(address: str, domain: str) -> None:
    assert publisher(address) == domain


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(Nguồn: TTXVN)", "TTXVN"),
        ("Theo Báo Tin Tức", "Báo Tin Tức"),
        ("Source: Reuters", "Reuters"),
        ("Theo kế hoạch đã duyệt", None),
        ("Theo Sở Tài chính, thu ngân sách tăng 4%.", None),
    ],
)
def test_a_credit_line_names_the_outlet(line: str, name: str | None) -> None:
    assert credited(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Công trình sẽ xong trong năm nay. (Theo TTXVN)", "TTXVN"),
        ("Công trình sẽ xong trong năm nay (Nguồn: Báo Tin Tức).", "Báo Tin Tức"),
        ("Công trình sẽ xong trong năm nay (theo kế hoạch).", None),
        ("(Theo TTXVN)", None),
    ],
)
def test_a_last_paragraph_is_credited_in_brackets(line: str, name: str | None) -> None:
    assert credited_at_end(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(Dân trí) - Sáng nay, hơn 300 hộ dân có điện.", "Dân trí"),
        ("HÀ NỘI, 12/2 (TTXVN) - Hơn 300 hộ dân có điện.", "TTXVN"),
        ("LONDON (Reuters) - The currency fell.", "Reuters"),
        ("Hơn 300 hộ dân của xã (huyện Mù Cang Chải) - đã có điện.", None),
        ("(theo kế hoạch) - 300 hộ", None),
    ],
)
def test_a_mark_before_the_first_words_names_the_outlet(line: str, name: str | None) -> None:
    assert marked(line) == name


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://tinxa.vn/xa-co-dien-20200212150312345.htm", "2020-02-12T15:03:12"),
        ("https://tinxa.vn/xa-co-dien-20200212150312.htm", "2020-02-12T15:03:12"),
        ("https://tinxa.vn/2020/02/12/xa-co-dien.html", "2020-02-12"),
        ("https://tinxa.vn/2020-2-12/xa-co-dien/", "2020-02-12"),
        ("https://tinxa.vn/xa-co-dien-20201399150312.htm", None),
        ("https://tinxa.vn/xa-co-dien-4053211.html", None),
        ("https://tinxa.vn/2020/02/xa-co-dien", None),
        ("https://[tinxa.vn/2020/02/12/", None),
    ],
)
def test_an_address_tells_the_day(address: str, day: str | None) -> None:
    assert dated(address) == day


def test_every_field_says_where_it_is_known_from(tmp_path: Path) -> None:
    about = {"url": "https://tinxa.vn/2020/02/12/dien.html", "title": "Xã vùng cao có điện lưới"}
    article = one(tmp_path, "(Dân trí) - " + TEXT, about=about)
    assert (article.title_from, article.url_from, article.language_from) == ("sidecar", "sidecar", "text")
    assert (article.published, article.published_from) == ("2020-02-12", "url")
    assert (article.source, article.source_from) == ("tinxa.vn", "url")


def test_a_mark_names_the_source_where_nothing_else_does(tmp_path: Path) -> None:
    article = one(tmp_path, "(Dân trí) - " + TEXT)
    assert (article.source, article.source_from) == ("Dân trí", "text")


def test_a_sidecar_is_read_with_its_provenance(tmp_path: Path) -> None:
    about = {
        "source": "www.tinxa.vn",
        "url": "http://tinxa.vn/1",
        "published": "22/10/2013 09:57",
        "title": " Xã  có điện ",
    }
    article = one(tmp_path, about=about)
    assert (article.source, article.source_from) == ("tinxa.vn", "sidecar")
    assert (article.published, article.published_from) == ("2013-10-22T09:57", "sidecar")
    assert (article.title, article.url) == ("Xã có điện", "http://tinxa.vn/1")


def test_the_sidecar_wins_over_sources_csv_and_that_over_the_text(tmp_path: Path) -> None:
    text = f"12/02/2020 - 15:03\n{TEXT}(Nguồn: TTXVN)\n"
    article = one(tmp_path, text, about={"source": "tinxa.vn"}, sources="*a.txt,khac.vn,,,,2019-01-01\n")
    assert (article.source, article.source_from) == ("tinxa.vn", "sidecar")
    assert (article.published, article.published_from) == ("2019-01-01", "sources.csv")


def test_sources_csv_matches_the_url(tmp_path: Path) -> None:
    article = one(tmp_path, about={"url": "https://x.vn/tin/1"}, sources="https://x.vn/*,Báo X,,,,\n")
    assert (article.source, article.source_from) == ("Báo X", "sources.csv")


def test_the_text_tells_its_date_and_its_source(tmp_path: Path) -> None:
    article = one(tmp_path, f"12/02/2020 - 15:03\n{TEXT}(Nguồn: TTXVN)\n")
    assert (article.published, article.published_from) == ("2020-02-12T15:03", "text")
    assert (article.source, article.source_from) == ("TTXVN", "text")


def test_a_date_in_a_sentence_is_not_the_date_of_publication(tmp_path: Path) -> None:
    assert one(tmp_path, TEXT + "Nghị quyết được ban hành ngày 25/12/2018.\n").published is None


def test_without_better_knowledge_the_address_names_the_source(tmp_path: Path) -> None:
    article = one(tmp_path, about={"url": "https://kinhte.tinxa.com.vn/1"})
    assert (article.source, article.source_from) == ("tinxa.com.vn", "url")


def test_without_any_knowledge_the_file_is_its_own_source(tmp_path: Path) -> None:
    article = one(tmp_path)
    assert (article.source, article.source_from, article.published_from) == ("a", "file name", None)


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ('{"source": ', "a.json:1:12 is not valid JSON"),
        ('["a"]', "is not a JSON object"),
        ('{"published": 20200212}', "'published' that is not a string"),
        ('{"published": "hôm qua"}', "'hôm qua', which is no date"),
    ],
)
def test_a_sidecar_that_cannot_be_used_names_file_place_and_mend(tmp_path: Path, about: str, says: str) -> None:
    with pytest.raises(InputError) as error:
        one(tmp_path, about=about)
    assert says in str(error.value)
    assert str(error.value.file).endswith("in/a.txt")
    assert error.value.mend


def test_a_date_in_sources_csv_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no date"):
        one(tmp_path, sources="*a.txt,x,,,,mai\n")


def test_language_by_letters_and_function_words() -> None:
    assert whole(Article(text=TEXT)).language == "vi"
    assert whole(Article(text="The currency fell 4.2 percent on Tuesday, its third loss in a row.")).language == "en"
    assert whole(Article(text="12 34")).language == "vi"
    assert whole(Article(text=TEXT, language="en")).language == "en"


def test_an_article_in_memory_is_made_whole() -> None:
    article = whole(Article(text=TEXT, published="12/02/2020", source="X"))
    assert (article.published, article.published_from, article.source_from) == ("2020-02-12", "given", "given")
    assert article.article_id
    assert whole(article) == article


def test_a_published_that_is_no_date_is_an_error() -> None:
    with pytest.raises(InputError, match="no date"):
        whole(Article(text=TEXT, published="mai"))
