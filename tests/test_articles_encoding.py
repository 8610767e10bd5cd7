"""Text in the encodings that Vietnamese articles were saved in before UTF-8, and what is said of it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from audit.articles import html, read
from audit.articles._encoding import decode
from audit.articles._legacy import tcvn3, vni
from audit.articles._page import UnreadableError
from audit.config import Config

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc"
TEXT = "Tỉnh đã có 120 trường học được sửa.\nNgười dân và các xã ở vùng cao không phải đi xa từ năm nay."


def as_tcvn3(text: str) -> bytes:
    table = {tcvn3(bytes([byte])): bytes([byte]) for byte in range(0x20, 0xFF)}
    return b"".join(table.get(character, character.encode("ascii", "replace")) for character in text)


def as_1258(text: str) -> bytes:
    """Windows-1258 has the letters and, as characters of their own, the tones."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for character in text:
        parts = unicodedata.normalize("NFD", character)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        letters.append(base + "".join(part for part in parts if part in tones))
    return "".join(letters).encode("cp1258")


VNI = (
    "Tænh ñaõ coù 120 tröôøng hoïc ñöôïc söûa.\nNgöôøi daân vaø caùc xaõ ôû vuøng cao khoâng phaûi ñi xa töø naêm nay."
).encode("cp1252")


def test_the_tables_are_those_in_use() -> None:
    assert tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc".encode("latin-1")) == MOTTO
    assert vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc".encode("cp1252")) == MOTTO


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (as_1258(TEXT), "Windows-1258"),
        (as_tcvn3(TEXT), "TCVN3"),
        (VNI, "VNI"),
        (as_tcvn3(TEXT).decode("cp1252").encode(), "TCVN3"),
        (VNI.decode("cp1252").encode(), "VNI"),
        (TEXT.encode().decode("cp1252", "ignore").encode(), "mojibake"),
        (TEXT.encode().decode("latin-1").encode(), "mojibake"),
    ],
)
def test_an_encoding_is_recognised_and_named(data: bytes, encoding: str | None) -> None:
    text, mended = decode(data)
    assert mended == encoding
    if encoding != "mojibake":
        assert text == TEXT


def test_misread_utf8_is_mended_where_nothing_was_lost() -> None:
    assert decode(TEXT.encode().decode("latin-1").encode()) == (TEXT, "mojibake")


@pytest.mark.parametrize(
    "text",
    [
        "Le pépin de la société, créée près de Paris, a été réglé. À la fin, la fête a été gâtée.",
        "A comissão não publicou a decisão; a população pediu informações.",
        "Ärger über Österreichs Ölpreise: Größe, Maß und Übermaß.",
        "Ban nhạc Ñandú và ca sĩ Beyoncé đã hát ở Đà Nẵng; vé có giá từ 300.000 đồng và các chỗ được bán hết.",
        "“Smart quotes” — and a café, naïve, £3.5m, €2m, 40°C, ½.",
    ],
)
def test_sound_utf8_is_left_alone(text: str) -> None:
    assert decode(text.encode()) == (text, None)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 8, "Le café a été réglé".encode("cp1252")]
)
def test_what_gives_no_vietnamese_is_not_guessed_at(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_an_article_says_what_it_was_converted_from(tmp_path: Path, name: str) -> None:
    line = TEXT.replace("\n", " ")
    content = {"a.txt": line, "a.csv": f'text\n"{line}"\n', "a.jsonl": f'{{"text": "{line}"}}\n'}[name]
    (tmp_path / name).write_bytes(as_tcvn3(content))
    article = read(tmp_path, Config(root=tmp_path / "none"))[0]
    assert (article.text, article.mended) == (line, "TCVN3")


def as_font(text: bytes) -> str:
    """Bytes of an old encoding as a page or a table holds them that took them for Western."""
    return text.decode("cp1252")


PARAGRAPH = TEXT.replace("\n", " ")
OTHER = "Toàn xã có 12 bản, trong đó 9 bản đã có điện, ba bản còn lại sẽ được cấp điện trước tháng 6 năm nay."


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>Tin</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("data", "mended"),
    [
        (as_1258(page(f"<p>{PARAGRAPH}<p>{OTHER}", '<meta charset="windows-1258">')), "Windows-1258"),
        (
            as_1258(
                page(
                    f"<p>{PARAGRAPH}<p>{OTHER}", '<meta http-equiv="Content-Type" content="text/html; charset=cp1258">'
                )
            ),
            "Windows-1258",
        ),
        (as_1258(page(f"<p>{PARAGRAPH}<p>{OTHER}")), "Windows-1258"),
        (as_tcvn3(page(f"<p>{PARAGRAPH}<p>{OTHER}")), "TCVN3"),
        (as_font(as_tcvn3(page(f"<p>{PARAGRAPH}<p>{OTHER}", "<meta charset=utf-8>"))).encode(), "TCVN3"),
        (page(f"<p>{PARAGRAPH}<p>{OTHER}").encode("utf-16"), None),
        (page(f"<p>{PARAGRAPH}<p>{OTHER}", '<meta charset="iso-8859-1">').encode(), None),
    ],
    ids=["meta", "http-equiv", "undeclared 1258", "undeclared tcvn3", "misread tcvn3", "utf-16", "wrong meta"],
)
def test_the_encoding_of_a_page(data: bytes, mended: str | None) -> None:
    found = html.article_of(data)
    assert found.text.split("\n")[-2:] == [PARAGRAPH, OTHER]
    assert found.mended == mended


def test_fonts_of_old_encodings_in_a_page() -> None:
    small, capital = as_font(as_tcvn3(PARAGRAPH)), as_font(as_tcvn3("cộng hòa xã hội chủ nghĩa việt nam và các tỉnh"))
    other = VNI.decode("cp1252").replace("\n", " ")
    body = (
        f'<p><font face=".VnTime">{small}</font></p><p style="font-family: .VnTimeH, serif"><b>{capital}</b></p>'
        f'<div style="font-family:VNI-Times"><p>{other}</p></div><p>{OTHER}</p>'
    )
    found = html.article_of(page(body, "<meta charset=utf-8>"))
    assert found.text.split("\n")[-4:] == [
        PARAGRAPH,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM VÀ CÁC TỈNH",
        PARAGRAPH,
        OTHER,
    ]
    assert found.mended == "TCVN3 and VNI"


def test_a_font_that_is_named_inside_another_one_holds_for_its_own_text() -> None:
    inner = '<span style="font-family:Arial">Độc lập</span>'
    body = f'<p style="font-family:.VnTime">{as_font(as_tcvn3(PARAGRAPH))} {inner}</p>'
    assert html.article_of(page(body + f"<p>{OTHER}</p>")).text.split("\n")[-2] == f"{PARAGRAPH} Độc lập"


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_texts_of_tables_that_were_misread(tmp_path: Path, suffix: str) -> None:
    texts = [as_font(as_tcvn3(TEXT)), VNI.decode("cp1252"), TEXT]
    table = pd.DataFrame({"text": texts})
    if suffix == "jsonl":
        table.to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    else:
        table.to_parquet(tmp_path / "a.parquet")
    found = read(tmp_path, Config(root=tmp_path / "none"))
    assert [(article.text, article.mended) for article in found] == [(TEXT, "TCVN3"), (TEXT, "VNI"), (TEXT, None)]


def test_capitals_of_tcvn3_are_capitals_throughout() -> None:
    assert tcvn3("CéNG HßA X· HéI, Tù do, TP.HCM".encode("latin-1")) == "CỘNG HÒA Xã HỘI, Tự do, TP.HCM"
