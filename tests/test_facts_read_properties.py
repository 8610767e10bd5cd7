"""What holds of every text: a printed value is read back, offsets stay right, hostile text invents nothing."""

from __future__ import annotations

import tomllib
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import languages
from audit.facts._read import read
from audit.facts._reading import Date, Figure, Reading, Rejected
from audit.model import Article, Block

CHECKED = settings(max_examples=150, derandomize=True, deadline=None)
LEADS = ("Doanh thu đạt", "Tổng vốn là", "Con số này tăng lên", "Chi phí giảm còn", "Trị giá hơn", "Mức chi khoảng")


def reading(text: str, language: str = "vi", published: str | None = "2023-03-20") -> Reading:
    return read(Article(text, language=language, published=published), [Block("a", 0, len(text), 1, "body")])


def figures(text: str, language: str = "vi") -> list[Figure]:
    return [figure for sentence in reading(text, language).sentences for figure in sentence.figures]


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@CHECKED
@given(st.sampled_from(LEADS), st.integers(0, 10**9), st.integers(0, 99), st.booleans())
def test_vietnamese_decimals_are_read_back(lead: str, whole: int, cents: int, english: bool) -> None:
    group, decimal = (",", ".") if english else (".", ",")
    text = f"{lead} {grouped(whole, group)}{decimal}{cents:02} triệu đồng trong kỳ."
    (figure,) = figures(text)
    assert figure.value == (whole * 100 + cents) * 10_000
    assert (figure.unit, figure.step) == ("VND", 10_000)


@CHECKED
@given(
    st.integers(2, 999),
    st.sampled_from(
        [("nghìn", 10**3), ("ngàn", 10**3), ("triệu", 10**6), ("tỷ", 10**9), ("tỉ", 10**9), ("nghìn tỷ", 10**12)]
    ),
    st.sampled_from(
        [("đồng", "VND"), ("USD", "USD"), ("euro", "EUR"), ("yên", "JPY"), ("bảng Anh", "GBP"), ("đô la", "USD")]
    ),
)
def test_scales_and_currencies_are_read_back(number: int, scale: tuple[str, int], money: tuple[str, str]) -> None:
    text = f"Dự án trị giá {number} {scale[0]} {money[0]} đã xong."
    (figure,) = figures(text)
    assert (figure.value, figure.unit) == (number * scale[1], money[1])
    assert text[figure.start : figure.end] == f"{number} {scale[0]} {money[0]}"


ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spelled_tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ONES[ones]
    word = "mười" if tens == 1 else f"{ONES[tens]} mươi"
    tail = {0: "", 1: "một" if tens == 1 else "mốt", 4: "bốn" if tens == 1 else "tư", 5: "lăm"}.get(ones, ONES[ones])
    return f"{word} {tail}".strip()


def spelled_hundreds(number: int, full: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0 and not full:
        return spelled_tens(rest)
    if rest == 0:
        return f"{ONES[hundreds]} trăm"
    return f"{ONES[hundreds]} trăm {'linh ' if rest < 10 else ''}{spelled_tens(rest)}"


def spelled(number: int) -> str:
    parts = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        count, number = divmod(number, scale)
        if count:
            parts.append(f"{spelled_hundreds(count, full=bool(parts))} {name}".strip())
    return " ".join(parts)


@CHECKED
@given(st.one_of(st.integers(2, 1200), st.integers(1, 10**12 - 1)))
def test_spelled_vietnamese_numbers_are_read_back(number: int) -> None:
    text = f"Có {spelled(number)} đồng trong quỹ."
    (figure,) = figures(text)
    assert (figure.value, figure.unit) == (number, "VND"), text


EN_ONES = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def english_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens = EN_ONES[rest] if rest < 20 else "-".join(filter(None, (EN_TENS[rest // 10], EN_ONES[rest % 10])))
    return " and ".join(filter(None, (f"{EN_ONES[hundreds]} hundred" if hundreds else "", tens)))


@CHECKED
@given(st.integers(2, 10**12 - 1))
def test_spelled_english_numbers_are_read_back(number: int) -> None:
    left, parts = number, []
    for scale, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (1, "")):
        count, left = divmod(left, scale)
        if count:
            parts.append(f"{english_hundreds(count)} {name}".strip())
    text = f"It cost {' '.join(parts)} dollars in all."
    (figure,) = figures(text, "en")
    assert (figure.value, figure.unit) == (number, "USD"), text


@CHECKED
@given(st.integers(1, 98), st.integers(1, 99), st.sampled_from(["-", " - ", "–", " đến ", " tới "]))
def test_ranges_are_read_back(low: int, more: int, join: str) -> None:
    (figure,) = figures(f"Giá bán tăng khoảng {low}{join}{low + more}% trong kỳ.")
    assert (figure.value, figure.value_to, figure.unit) == (low, low + more, "percent")


@CHECKED
@given(
    st.dates(),
    st.sampled_from(
        ["{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{d} tháng {m} năm {y}", "{y}-{m:02}-{d:02}"]
    ),
)
def test_dates_are_read_back(day: object, form: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    if not 1900 <= year <= 2100:
        return
    text = f"Hội nghị diễn ra ngày {form.format(d=number, m=month, y=year)} tại Hà Nội."
    (date,) = (date for sentence in reading(text).sentences for date in sentence.dates)
    assert (date.period, date.event) == (str(day), True)


TEXT = (
    "Ngày 12/02/2020, tỷ lệ tăng từ 72% năm 2018 lên 86,5% năm 2019. Có hơn 6.300 tỷ đồng và 62/63 tỉnh, thành phố, "
    "Nghị quyết số 17/NQ-CP. Khoảng ba triệu rưỡi người, giảm 10-12%, lãi 1.234,5 triệu USD trong quý IV/2019."
)


def printed(text: str) -> list[str]:
    found = reading(text)
    items: list[Figure | Date | Rejected] = []
    for sentence in found.sentences:
        items += [*sentence.figures, *sentence.dates, *sentence.rejected]
    quotes = [
        text[slice(*found.view.back(item.start, item.end))] for item in sorted(items, key=lambda item: item.start)
    ]
    return [unicodedata.normalize("NFC", quote.translate(INVISIBLE)) for quote in quotes]


INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | {ord("\u00a0"): " ", ord("\u2009"): " "}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009"])
def test_offsets_stay_right_under_normal_forms_and_spaces(form: str, space: str) -> None:
    text = unicodedata.normalize(form, TEXT).replace(" ", space)
    assert printed(text) == printed(TEXT)


@CHECKED
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from("\u00ad\u200b\u2060\ufeff")), max_size=12))
def test_invisible_characters_change_nothing(places: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, mark in sorted(places, reverse=True):
        text = text[:place] + mark + text[place:]
    assert printed(text) == printed(TEXT)


@pytest.mark.parametrize("end", ["\r\n\r\n", "\u2028\u2028", "\n\n", "\r\r", "\x0c\n"])
def test_two_articles_in_one_keep_the_figures_of_both(end: str) -> None:
    other = "Doanh thu giảm 5%, còn 1.250 tỷ đồng."
    assert printed(TEXT + end + other) == printed(TEXT) + printed(other)


ALPHABET = st.sampled_from(
    [
        *"0123456789.,/-–:%() \n",
        "tỷ ",
        "triệu ",
        "năm ",
        "ngày ",
        "từ ",
        "đến ",
        "lần ",
        "$",
        "đồng ",
        "một ",
        "mươi ",
        "trăm ",
        "tháng ",
        "quý ",
        "V",
        "a",
    ]
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join), st.sampled_from(["vi", "en"]))
def test_every_run_of_digits_is_accounted_for_once(text: str, language: str) -> None:
    found = reading(text, language)
    taken: set[int] = set()
    spans = []
    for sentence in found.sentences:
        items: list[Figure | Date | Rejected] = [*sentence.figures, *sentence.dates, *sentence.rejected]
        for item in items:
            assert sentence.start <= item.start < item.end <= sentence.end
            spans.append((item.start, item.end))
            taken.update(range(item.start, item.end))
    spans.sort()
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), spans
    missing = [place for place, letter in enumerate(text) if letter.isdigit() and place not in taken]
    assert not missing, (text, missing)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "phần trăm",
        "9" * 400 + " tỷ",
        "1.2.3.4",
        "12,34,5",
        "31/13/2020",
        "$",
        "/",
        "triệu tỷ",
        "1/0",
        "0/0 người",
        "ngày",
        "năm",
        "-",
        "từ đến",
    ],
)
def test_what_cannot_be_read_invents_no_value(text: str) -> None:
    assert not figures(text)


@pytest.mark.parametrize(
    "unit", ["7", "1.", ",", "triệu ", "(", "1 ", "năm ", "1/", "1-", "một trăm ", "ngày 1/", ".", '"', "a1", "$1"]
)
def test_long_hostile_lines_are_read(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    assert all(item.value < 1e22 for item in figures(text))


def _units() -> list[object]:
    """Every word for a unit of Vietnamese text, and its code; money as it stands behind a number with a scale."""
    said = languages.load("vi")["units"]
    tables = [(name, said[name]) for name in ("measure", "duration", "currency")]
    return [
        pytest.param(name, word, code, id=f"{code}-{word}")
        for name, table in tables
        for code, words in table.items()
        for word in words
        if word[0].isalnum()
    ]


@pytest.mark.parametrize(("table", "word", "code"), _units())
def test_every_unit_is_read_back_behind_its_number(table: str, word: str, code: str) -> None:
    number = "24,5 triệu" if table == "currency" else "24"
    (figure,) = figures(f"Nhà kho cần thêm {number} {word}, chủ kho nói.")
    unit, _, per = code.partition("/")
    assert (figure.unit, figure.per) == (unit, per or None)
    assert figure.value == (24_500_000 if table == "currency" else 24)


@CHECKED
@given(st.integers(2, 98), st.integers(0, 9), st.sampled_from(["%", " %", " phần trăm", " điểm phần trăm"]))
def test_shares_are_read_back(whole: int, tenth: int, sign: str) -> None:
    (figure,) = figures(f"Tỷ lệ này là {whole},{tenth}{sign} trong xã.")
    assert (figure.value, figure.step) == (whole + tenth / 10, pytest.approx(0.1))
    assert figure.unit == ("percentage_point" if "điểm" in sign else "percent")


@CHECKED
@given(st.integers(2, 900), st.integers(1, 900), st.sampled_from(["/", " trên tổng số "]))
def test_parts_of_a_whole_are_read_back(part: int, rest: int, join: str) -> None:
    (figure,) = figures(f"Đã xong {part}{join}{part + rest} trường học.")
    assert (figure.value, figure.denominator) == (part, part + rest)


WHOLE = tomllib.loads((Path(__file__).parent / "cases" / "facts" / "whole_vi.toml").read_text(encoding="utf8"))
TEXTS = st.sampled_from([case["text"] for case in WHOLE["case"]])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["\n\n", "\r\n\r\n", "\u2028\n\n"]))
def test_any_two_articles_in_one_keep_the_figures_of_both(one: str, other: str, blank: str) -> None:
    def told(text: str) -> list[tuple[object, ...]]:
        return [(item.value, item.value_to, item.denominator, item.unit, item.counted) for item in figures(text)]

    assert told(one + blank + other) == told(one) + told(other)
