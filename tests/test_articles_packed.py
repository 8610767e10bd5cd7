"""Word documents, web archives and what is compressed: their articles, and what is said of those that are damaged."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pandas as pd
import pytest
from articles_files import pdf, set_lines, warc
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.articles import read
from audit.config import Config
from audit.errors import InputError
from audit.model import Article

CONFIG = Config(root=Path(__file__).parent / "no such folder")
TEXT = "Xã vùng cao có điện lưới\nHơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này, sau hai năm."
BODY = "".join(f"<p>{line} Người dân của xã đã chờ điện trong {n} năm.</p>" for n, line in enumerate(TEXT.split("\n")))
PAGE = (
    f"<!doctype html><html><head><title>Tin</title></head><body><article><h1>Tin xã</h1>{BODY}</article></body></html>"
)
OK = "HTTP/1.1 200 OK\nContent-Type: {}"


def articles(folder: Path, name: str, data: bytes) -> list[Article]:
    (folder / name).write_bytes(data)
    return read(folder, CONFIG)


def document() -> Any:
    made = docx.Document()
    made.core_properties.author = "Tòa soạn"
    made.add_heading("Xã vùng cao có điện lưới", 1)
    return made


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_word_document_in_its_order(tmp_path: Path) -> None:
    made = document()
    made.add_paragraph("Hơn 300 hộ dân đã có điện.")
    table = made.add_table(2, 2)
    for cell, text in zip([c for row in table.rows for c in row.cells], ["Năm", "Tỷ lệ", "2019", "10,7%"], strict=True):
        cell.text = text
    made.add_paragraph("Dòng một\nDòng hai")
    made.core_properties.title = "Tin xã"
    made.core_properties.created = datetime(2021, 3, 5, 9, 12, tzinfo=UTC)
    (article,) = articles(tmp_path, "a.docx", saved(made))
    assert article.text.split("\n") == [
        "Xã vùng cao có điện lưới",
        "Hơn 300 hộ dân đã có điện.",
        "Năm | Tỷ lệ",
        "2019 | 10,7%",
        "Dòng một",
        "Dòng hai",
    ]
    assert (article.title, article.published) == ("Tin xã", "2021-03-05T09:12:00+00:00")
    assert article.published_from == "properties"


def test_a_word_document_as_it_was_last_changed(tmp_path: Path) -> None:
    made = document()
    run = made.add_paragraph("Có 30").add_run(" (bốn mươi)")
    word = {"w": run._r.nsmap["w"]}
    for name in ("ins", "del"):
        inner = made.add_paragraph().add_run(f" {name}")._r
        mark = run._r.makeelement(f"{{{word['w']}}}{name}", nsmap=word)
        mark.append(inner)
        run._r.getparent().append(mark)
    (article,) = articles(tmp_path, "a.docx", saved(made))
    assert article.text.split("\n")[1] == "Có 30 (bốn mươi) ins"


def test_fonts_of_old_encodings_in_a_word_document(tmp_path: Path) -> None:
    made = document()
    for font, text in ((".VnTimeH", "céng hßa"), (".VnTime", " ViÖt Nam"), ("VNI-Times", " Ñoäc laäp")):
        run = (made.paragraphs[-1] if font != ".VnTimeH" else made.add_paragraph()).add_run(text)
        run.font.name = font
    (article,) = articles(tmp_path, "a.docx", saved(made))
    assert article.text.split("\n")[1] == "CỘNG HÒA Việt Nam Độc lập"
    assert article.mended == "TCVN3 and VNI"


def test_the_day_that_an_empty_template_was_made_is_no_date(tmp_path: Path) -> None:
    assert articles(tmp_path, "a.docx", saved(document()))[0].published is None


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 250_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (saved(docx.Document()), "is a Word document without text"),
        (saved(document())[:5000], "is a Word document that is damaged or cut short"),
        (bomb(), "unpacks to more than 200 MB"),
    ],
    ids=["empty", "cut", "bomb"],
)
def test_a_word_document_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        articles(tmp_path, "a.docx", data)


RECORDS = [
    ("warcinfo", "", "", b"software: x\r\n"),
    ("request", "https://tinxa.vn/1.html", "GET /1.html HTTP/1.1", b""),
    ("response", "https://tinxa.vn/1.html", OK.format("text/html; charset=utf-8"), PAGE.encode()),
    ("response", "https://tinxa.vn/a.png", OK.format("image/png"), b"\x89PNG"),
    ("response", "https://tinxa.vn/2.html", "HTTP/1.1 404 Not Found\nContent-Type: text/html", PAGE.encode()),
    ("response", "https://tinxa.vn/", OK.format("text/html"), b"<html><body><a href=1> </a></body></html>"),
    ("response", "https://tinxa.vn/3.txt", OK.format("text/plain"), TEXT.encode("utf-16")),
    ("conversion", "https://khac.vn/4.html", "", TEXT.encode()),
]


@pytest.mark.parametrize("packed", [False, True])
def test_the_articles_of_a_web_archive(tmp_path: Path, packed: bool) -> None:
    found = articles(tmp_path, "a.warc.gz" if packed else "a.warc", warc(RECORDS, packed=packed))
    assert [(article.article_id, article.url, article.source) for article in found] == [
        ("a#1", "https://tinxa.vn/1.html", "tinxa.vn"),
        ("a#2", "https://tinxa.vn/3.txt", "tinxa.vn"),
        ("a#3", "https://khac.vn/4.html", "khac.vn"),
    ]
    assert [article.text for article in found[1:]] == [TEXT, TEXT]
    assert "Hơn 300 hộ dân" in found[0].text
    assert (found[0].published, found[0].published_from) == ("2021-03-06T01:02:03Z", "properties")


def test_the_server_says_how_a_page_is_encoded(tmp_path: Path) -> None:
    page = PAGE.replace("Xã vùng", "Caf\u00e9 Łódź").encode("utf-8").decode().encode("iso-8859-2", "replace")
    record = ("response", "https://tinxa.vn/1", OK.format("text/html; charset=iso-8859-2"), page)
    assert "Café Łódź" in articles(tmp_path, "a.warc", warc([record]))[0].text


def test_a_web_archive_that_is_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    for data in (warc(RECORDS)[:-60], warc(RECORDS, packed=True)[:-60]):
        *good, bad = articles(tmp_path, "a.warc", data)
        assert [article.problem for article in good] == [None, None]
        assert "damaged or cut short after 2 pages" in str(bad.problem)


def test_a_web_archive_without_an_article_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article: 2 records of other kinds"):
        articles(tmp_path, "a.warc", warc(RECORDS[:2]))


TABLE = pd.DataFrame({"text": [TEXT]})
PACKED = {
    "a.txt.gz": TEXT.encode(),
    "a.html.gz": PAGE.encode(),
    "a.jsonl.gz": TABLE.to_json(orient="records", lines=True).encode(),
    "a.csv.gz": TABLE.to_csv(index=False).encode(),
}


@pytest.mark.parametrize("name", PACKED)
def test_compressed_files_are_read_as_what_they_hold(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text('{"source": "tinxa.vn"}')
    (article,) = articles(tmp_path, name, gzip.compress(PACKED[name]))
    assert article.article_id in {"a", "a#1"}
    assert article.source == "tinxa.vn"
    assert "300 hộ dân" in article.text


def test_what_is_compressed_is_told_by_its_content(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, "a.txt", gzip.compress(PAGE.encode()))
    assert article.title == "Tin xã"


@pytest.mark.parametrize("cut", [12, 60, -4])
def test_a_gzip_file_that_is_cut_short_is_a_problem_of_its_own(tmp_path: Path, cut: int) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf8")
    bad, good = articles(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode())[:cut])
    assert bad.problem == "is a gzip file that is damaged or cut short; download or pack it again"
    assert good.problem is None


def test_a_gzip_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is larger than 20 MB"):
        articles(tmp_path, "a.txt.gz", gzip.compress(b"a " * 50_000_000, 1))


SOUND = {"a.parquet": TABLE.to_parquet(), "a.pdf": pdf([set_lines(TEXT.split("\n"))], {"Title": "Tin xã"})}
SOUND |= {"a.docx": saved(document()), "a.warc": warc(RECORDS), "a.warc.gz": warc(RECORDS, packed=True)} | {
    name: gzip.compress(data) for name, data in PACKED.items()
}


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_what_is_damaged_is_named_and_never_breaks_the_reading(name: str, draw: st.DataObject) -> None:
    data = bytearray(SOUND[name])
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=12)):
        data[place] = draw.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder, suppress(InputError):
        articles(Path(folder), name, bytes(data))
