"""Look-ups that are made once for a sentence say what looking word by word, cue by cue, would."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest

from audit import catalog
from audit.articles import whole
from audit.blocks import split
from audit.facts._read import read
from audit.facts.cues.scene import REACH, Scene
from audit.facts.dates.forms import forms
from audit.facts.names import tokens as _tokens
from audit.facts.names.marks import Marks, marks
from audit.facts.names.tokens import CLAUSE, GAP, Terms, Words, words
from audit.model import Article

KNOWN = catalog.indicators(Path(__file__).parents[1] / "expectations" / "indicators.csv")
TEXTS = {
    "vi": (
        "Ông Trần Văn Nam, giám đốc Sở Công Thương, cho biết kim ngạch xuất khẩu (gồm cả dầu) ước đạt 5,2 tỷ USD trong "
        "9 tháng đầu năm 2023, tăng 8,3% so với cùng kỳ; riêng tháng 9 giảm 1,5% còn 560 triệu USD, trong khi mục tiêu "
        "cả năm là 7 tỷ USD."
    ),
    "en": (
        "Exports rose 8.3 percent to $1.2 billion in May from a year earlier (about $1.1 billion), the trade ministry "
        "said on Friday; it expects growth of at least 5 percent in 2024, down from 7 percent, while imports are "
        "expected to fall to 640 million dollars by December."
    ),
}
LANGUAGES = sorted(TEXTS)
ROLES = [frozenset(roles) for roles in ((), ("up", "down"), ("base", "year_ago"), ("plan", "forecast"), ("nothing",))]


def scene(language: str) -> Scene:
    article = whole(Article(text=TEXTS[language], published="2023-10-05", language=language))
    return Scene(read(article, split(article)).sentences[0])


def marked(language: str) -> Marks:
    article = whole(Article(text=TEXTS[language], published="2023-10-05", language=language))
    reading = read(article, split(article))
    return marks(reading.sentences[0], reading, KNOWN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("roles", ROLES, ids=lambda roles: "+".join(sorted(roles)) or "any")
def test_cues_are_found_by_role_place_and_reach(language: str, roles: frozenset[str]) -> None:
    here = scene(language)
    playing = [cue for cue in here.cues if not roles or cue.roles & roles]
    assert bool(playing) == (roles != {"nothing"})
    for offset, reach in itertools.product(range(here.start, here.end + 1), (-1, 0, 5, 40, REACH)):
        before = [cue for cue in playing if cue.end <= offset and cue.start >= offset - reach and cue.start < offset]
        assert here.before(offset, reach, roles) == before[::-1]
        assert here.after(offset, reach, roles) == [cue for cue in playing if offset <= cue.start <= offset + reach]


@pytest.mark.parametrize("language", LANGUAGES)
def test_clauses_end_where_breaks_are(language: str) -> None:
    made = marked(language)
    breaks = made.words.breaks
    assert sum(strength >= CLAUSE for strength in breaks) > 1
    for first, after in itertools.combinations(range(len(breaks)), 2):
        start, end = made.clause(first, after)
        assert start <= first < after <= end
        assert start in (0, first) or breaks[start] >= CLAUSE
        assert all(strength < CLAUSE for strength in (*breaks[start + 1 : first + 1], *breaks[after:end]))
        assert end == len(breaks) or breaks[end] >= CLAUSE


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_filed_in_order_with_the_longest_of_each_word(language: str) -> None:
    made = marked(language)
    assert made.held
    for name in made.held:
        firsts = made.of(name)
        assert list(firsts) == [at for at in range(len(made.roles)) if made.starts(at, name)]
        for first in firsts:
            assert made.starts(first, name) > first
            assert made.ended(made.starts(first, name), name)
    assert made.starts(0, "no.list") == 0
    assert not made.ended(1, "no.list")
    assert not made.of("no.list")


def gapped(parts: list[tuple[str, ...]], keys: list[str], breaks: list[int]) -> int:
    """Where the last part of a phrase ends whose first one ends at the first word, read one word at a time."""
    at = 1
    for part in parts:
        places = range(at, min(len(keys), at + _tokens.REACH))
        open_ones = itertools.takewhile(lambda place: breaks[place] != _tokens.STOP, places)
        place = next((place for place in open_ones if tuple(keys[place : place + len(part)]) == part), None)
        if place is None:
            return 0
        at = place + len(part)
    return at


def test_a_gap_bridges_words_up_to_a_stop() -> None:
    chance = random.Random(7)
    bridged = 0
    for _ in range(400):
        keys = ["open", *chance.choices(["a", "b", "c", "d"], k=chance.randrange(1, 30))]
        breaks = [_tokens.STOP, *chance.choices([0, 0, 0, 1, 2, _tokens.STOP], weights=[9] * 5 + [1], k=len(keys) - 1)]
        parts = [
            tuple(chance.choices(["a", "b", "c"], k=chance.randrange(1, 3))) for _ in range(chance.randrange(1, 3))
        ]
        terms = Terms()
        terms.add([("open",), *parts], "gapped")
        ends = [after for first, after, _ in terms.find(Words(keys, keys, [], [], breaks)) if first == 0]
        expected = gapped(parts, keys, breaks)
        assert ends == ([expected] if expected else [])
        bridged += bool(expected)
    assert bridged > 20
    assert GAP not in "".join(words("a … b", 0, {}).keys)


def test_an_abbreviation_is_its_words_wherever_it_stands() -> None:
    short = {"TNDN": ("thu", "nhập", "doanh", "nghiệp"), "TP": ("thành", "phố")}
    found = words("TP thu thuế TNDN (TNDN), tăng", 3, short)
    assert found.keys == ["thành", "phố", "thu", "thuế", "thu", "nhập", "doanh", "nghiệp", "tăng"]
    assert found.starts == [3, 3, 6, 10, 15, 15, 15, 15, 28]
    assert found.breaks == [_tokens.STOP, 0, 0, 0, 0, 0, 0, 0, _tokens.COMMA]
    assert found.shared(1)
    assert not found.shared(2)


def test_what_is_kept_of_words_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tokens, "_MOST_KEPT", 8)
    kept = _tokens._Kept(str.upper)
    assert [kept[str(number)] for number in range(100)] == [str(number) for number in range(100)]
    assert kept["a" * 1000] == "A" * 1000
    assert len(kept) <= 8
    assert all(len(word) < 1000 for word in kept)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_look_at_all_forms_of_a_date_says_what_each_says(language: str) -> None:
    shapes = forms(language).by_digit
    tails = {
        "vi": ["tháng 9 năm 2023", "tháng đầu năm", "năm trước", "quý đầu năm", "người"],
        "en": ["May 2023", "people"],
    }
    seen = set()
    for digits, gap, tail in itertools.product(("9", "31", "2023", "1.250"), (" ", "", "/"), tails[language]):
        text = f"{digits}{gap}{tail}".lower()
        alone = any(re.match(pattern.pattern, text) for _, pattern in shapes.forms)
        assert (shapes.any.match(text) is not None) == alone, text
        seen.add(alone)
    assert seen == {True, False}
