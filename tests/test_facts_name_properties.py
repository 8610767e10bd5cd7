"""What must hold of every name: of every row of the catalogue and the gazetteer, and of any text at all."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest
from facts_name import INDICATORS, read
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import languages
from audit.facts.names.lexicon import gazetteer
from audit.facts.names.tokens import GAP, Terms, Words, fold, spelled, words
from audit.model import Indicator

VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
FIGURES = {
    "vi": {"percent": "12,3%", "VND": "12 tỷ đồng", "USD": "12 tỷ USD", "t": "12 triệu tấn"},
    "en": {"percent": "12.3%", "VND": "12 billion dong", "USD": "$12 billion", "t": "12 million tonnes"},
}


def language(text: str) -> str:
    return "vi" if VIETNAMESE.search(text) else "en"


def plain_names() -> list[tuple[str, str]]:
    """Names without gaps or figures of indicators that are not counts."""
    return [
        (known.indicator, name)
        for known in INDICATORS
        for name in known.aliases
        if GAP not in name and "-" not in name and not any(char.isdigit() for char in name) and known.unit != "count"
    ]


def test_every_name_of_an_indicator_finds_it() -> None:
    units = {known.indicator: known.unit for known in INDICATORS}
    missed = []
    for indicator, name in plain_names():
        code = language(name)
        figure = FIGURES[code].get(units[indicator])
        if figure:
            text = f"{name[0].upper()}{name[1:]} {'đạt' if code == 'vi' else 'reached'} {figure}."
            found = [fact.indicator for fact in read(text, code)]
            missed += [] if indicator in found else [(indicator, text, found)]
    assert not missed


def test_no_two_indicators_of_one_unit_share_a_name() -> None:
    seen: dict[tuple[object, ...], str] = {}
    for known in INDICATORS:
        for name in known.aliases:
            key = (known.unit, known.counted, spelled(name, {}))
            assert seen.setdefault(key, known.indicator) == known.indicator, name


def test_shares_stay_between_0_and_100_and_only_counts_accumulate() -> None:
    for known in INDICATORS:
        if known.indicator.endswith("_rate") and known.unit == "percent":
            assert known.max is not None, known.indicator
        assert known.trend is None or known.unit == "count", known.indicator
        assert known.description, known.indicator


def test_every_province_has_one_code_and_old_names_say_where_they_went() -> None:
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["code"] for row in rows]
    provinces = [row for row in rows if re.fullmatch(r"VN-\w\w", row["code"])]
    assert len(codes) == len(set(codes))
    assert len(provinces) == 63
    assert sum(not row["merged_into"] for row in provinces) == 34
    assert all(row["merged_into"] in codes for row in rows if row["merged_into"])
    assert all(re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code) for code in codes)


def test_every_name_of_a_place_is_one_places() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for place, names in gazetteer():
        for name in names:
            assert seen.setdefault(spelled(name, {}), place.code) == place.code, name


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Thuỷ", "thủy"), ("tỉ", "tỷ"), ("LÝ", "lí"), ("khoẻ", "khỏe")],
)
def test_spellings_of_one_syllable_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("bán", "bàn"), ("thúy", "thùy"), ("tai", "tay")])
def test_other_syllables_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


WORDS = [
    "GDP",
    "tăng",
    "5%",
    "Hà",
    "Nội",
    "theo",
    "của",
    "(ABC)",
    "“",
    "”",
    ",",
    ";",
    "12",
    "người",
    "chết",
    "the",
    "Bank",
    "said",
    "to",
]
COMPANIES = st.sampled_from(["Vinamilk", "Hòa Phát", "FPT", "Viettel", "Masan", "Hoàng Anh", "Thế Giới Di Động"])
THINGS = st.sampled_from(["doanh thu", "lợi nhuận sau thuế", "nợ vay", "vốn điều lệ", "chi phí bán hàng"])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(COMPANIES, COMPANIES, THINGS)
def test_two_companies_never_share_a_measure(one: str, other: str, thing: str) -> None:
    keys = [read(f"Năm qua, {thing} của {name} đạt 900 tỷ đồng.", "vi")[0].measure for name in (one, other)]
    assert all(keys)
    assert (keys[0] == keys[1]) is (one == other)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_give_spans_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for code in ("vi", "en"):
        for fact in read(text, code):
            if fact.subject is not None:
                assert fact.subject_start is not None
                assert text.strip()[fact.subject_start : fact.subject_end] == fact.subject
            assert 0 <= fact.confidence <= 1


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_words_stand_where_they_were_found(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    found: Words = words(text, 7, {})
    assert [text[start - 7 : end - 7] for start, end in zip(found.starts, found.ends, strict=True)] == found.raw
    assert len(found.keys) == len(found.breaks) == len(found.raw)


def test_abbreviations_stand_for_their_words() -> None:
    short = {"CKS": ("chữ", "ký", "số")}
    assert words("cấp CKS mới", 0, short).keys == ["cấp", "chữ", "ký", "số", "mới"]
    assert words("chữ ký số (CKS) mới", 0, short).keys == ["chữ", "ký", "số", "mới"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abc"), min_size=1, max_size=3))
def test_a_phrase_is_found_wherever_it_stands(text: list[str], phrase: list[str]) -> None:
    terms = Terms()
    terms.add([tuple(phrase)], "x")
    found = [first for first, _, _ in terms.find(words(" ".join(text), 0, {}))]
    assert found == [at for at in range(len(text)) if text[at : at + len(phrase)] == phrase]


def test_an_indicator_of_the_users_own_is_found_with_its_gap_and_its_excludes() -> None:
    own = Indicator("bike_lanes", "Bike lanes", "km", aliases=("làn … xe đạp",), excludes=("dự kiến",))
    text = "Thành phố có làn dành riêng cho xe đạp dài 12 km. Thành phố dự kiến làn cho xe đạp dài 30 km."
    assert [fact.indicator for fact in read(text, "vi", (own,))] == ["bike_lanes", None]
