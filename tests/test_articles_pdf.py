"""PDF: its text in paragraphs and rows, what is no text of the article, and what cannot be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from articles_files import pdf, set_lines

from audit.articles import read
from audit.config import Config
from audit.errors import InputError
from audit.model import Article

PARAGRAPH = [
    "Hơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần",
    "này, sau hai năm chờ đợi. Công trình có tổng vốn 42 tỷ đồng, do",
    "ngân sách tỉnh đầu tư.",
]
WHOLE = " ".join(PARAGRAPH)


def one(folder: Path, data: bytes) -> Article:
    (folder / "a.pdf").write_bytes(data)
    return read(folder, Config(root=folder / "none"))[0]


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    lines = set_lines(["Xã vùng cao có điện lưới"], size=20, top=780) + set_lines([*PARAGRAPH, *PARAGRAPH])
    assert one(tmp_path, pdf([lines])).text.split("\n") == ["Xã vùng cao có điện lưới", WHOLE, WHOLE]


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    lines = set_lines([unicodedata.normalize("NFD", line) for line in PARAGRAPH])
    assert one(tmp_path, pdf([lines])).text == WHOLE


def test_a_word_parted_at_the_end_of_a_line_is_whole(tmp_path: Path) -> None:
    lines = [
        "The office said that the num-",
        "bers for the third quarter of",
        "a year that had seen Covid-",
        "19 are quite good.",
    ]
    text = one(tmp_path, pdf([set_lines(lines)])).text
    assert (
        text
        == "The office said that the numbers for the third quarter of a year that had seen Covid-19 are quite good."
    )


def test_a_paragraph_goes_on_on_the_next_page_without_head_and_foot(tmp_path: Path) -> None:
    def page(number: int, lines: list[str]) -> list[tuple[float, float, float, str]]:
        frame = [(50.0, 790.0, 9.0, "Báo cáo tháng 3"), (300.0, 20.0, 9.0, f"Trang {number}/3")]
        return frame + set_lines(lines)

    other = ["Xuất khẩu của tỉnh đạt 80 triệu USD trong quý, tăng so với quý", "trước."]
    pages = [
        page(1, PARAGRAPH[:2]),
        page(2, [*PARAGRAPH[2:], *other]),
        page(3, ["Một đoạn khác, dài hơn một dòng, đứng ở trang thứ ba và cũng", "hết."]),
    ]
    assert one(tmp_path, pdf(pages)).text.split("\n") == [
        WHOLE,
        " ".join(other),
        "Một đoạn khác, dài hơn một dòng, đứng ở trang thứ ba và cũng hết.",
    ]


def test_a_page_number_alone_is_no_text(tmp_path: Path) -> None:
    assert one(tmp_path, pdf([[*set_lines(PARAGRAPH), (300.0, 20.0, 9.0, "- 7 -")]])).text == WHOLE


def test_rows_of_a_table_stay_rows(tmp_path: Path) -> None:
    rows = [("Năm", "Tỷ lệ", "Số hộ"), ("2019", "10,7%", "1.200"), ("2020", "30%", "3.400")]
    cells = [(50.0 + 150 * x, 600.0 - 15 * y, 12.0, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    text = one(tmp_path, pdf([[*set_lines(PARAGRAPH), *cells]])).text
    assert text.split("\n") == [WHOLE, "Năm | Tỷ lệ | Số hộ", "2019 | 10,7% | 1.200", "2020 | 30% | 3.400"]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    column = ["Cột này của bài viết có nhiều chữ", "để xuống dòng vài lần cho đủ dài", "và còn dài nữa."]
    lines = set_lines(PARAGRAPH) + set_lines(column, top=600) + set_lines(column, top=600, left=310)
    assert one(tmp_path, pdf([lines])).text.split("\n") == [WHOLE, " ".join(column), " ".join(column)]


def test_a_short_line_ends_a_paragraph_and_an_item_begins_one(tmp_path: Path) -> None:
    items = ["- Nông nghiệp tăng 2,93%", "- Công nghiệp tăng 2,95%", "- Dịch vụ tăng 2,75%"]
    assert one(tmp_path, pdf([set_lines([*items, *PARAGRAPH])])).text.split("\n") == [*items, WHOLE]


def test_properties_are_known_last(tmp_path: Path) -> None:
    info = {"Title": "Xã vùng cao có điện lưới", "CreationDate": "D:20210305091200+07'00'"}
    article = one(tmp_path, pdf([set_lines(PARAGRAPH)], info))
    assert article.title == "Xã vùng cao có điện lưới"
    assert (article.published, article.published_from) == ("2021-03-05T09:12:00+07:00", "properties")
    dated = one(tmp_path, pdf([set_lines(["12/02/2020 - 15:03", *PARAGRAPH])], info))
    assert (dated.published, dated.published_from) == ("2020-02-12T15:03", "text")


@pytest.mark.parametrize(
    "info",
    [
        {"Title": "Microsoft Word - bao cao.doc", "CreationDate": "no date"},
        {"Title": "bia-1.indd", "Creator": "Mozilla/5.0", "CreationDate": "D:20210305"},
    ],
)
def test_what_says_nothing_of_the_article_is_passed_over(tmp_path: Path, info: dict[str, str]) -> None:
    article = one(tmp_path, pdf([set_lines(PARAGRAPH)], info))
    assert (article.title, article.published) == (None, None)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([set_lines(PARAGRAPH)], scan=True), "is a PDF without text"),
        (pdf([set_lines(PARAGRAPH)], locked=True), "is a PDF with a password"),
        (pdf([set_lines(PARAGRAPH)])[:700], "is a PDF that is damaged or cut short"),
        (b"%PDF-1.7\n" + b"\xff" * 500, "is a PDF that is damaged or cut short"),
    ],
    ids=["scan", "password", "cut", "noise"],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        one(tmp_path, data)
    assert error.value.mend


@pytest.mark.parametrize(
    ("name", "data", "module", "extra"),
    [
        ("a.pdf", b"%PDF-1.7", "pypdfium2", "pdf"),
        ("a.docx", b"PK\x03\x04 word/", "docx", "docx"),
        ("a.warc", b"WARC/1.0\r\n", "warcio.archiveiterator", "warc"),
    ],
)
def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as error:
        read(tmp_path, Config(root=tmp_path / "none"))
    assert error.value.mend == f"pip install 'audit[{extra}]'"


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
def test_a_page_that_a_browser_printed(tmp_path: Path) -> None:
    told = [WHOLE.replace("300", str(300 + number)).replace("Hơn", "Đã" * (number % 7)) for number in range(40)]
    text = "".join(f"<p>{line}</p>" for line in told)
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8><title>Tin xã</title><h1>Tin</h1>{text}", encoding="utf8")
    target = tmp_path / "in" / "a.pdf"
    target.parent.mkdir()
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--print-to-pdf={target}",
        (tmp_path / "a.html").as_uri(),
    )
    subprocess.run(["chromium", *options], capture_output=True, check=True, timeout=120)
    (article,) = read(target.parent, Config(root=tmp_path / "none"))
    assert article.text.split("\n") == ["Tin", *map(str.strip, told)]
    assert (article.title, article.published) == ("Tin xã", None)
