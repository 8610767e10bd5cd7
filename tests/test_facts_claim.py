"""What is claimed with a figure, from sentences in which figures and dates are already marked.

`{5 tỷ đồng|VND}` marks a figure with its unit, `{80 jobs}` with what it counts, `<năm 2013|2013>` a date with its
period; `event` as a third part makes it an event's date. A case lists one claim a figure: kind (with the direction of a
change), comparator, status, period.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.facts._claim import claims
from audit.facts._reading import Claim, Date, Figure, Reading, Sentence
from audit.model import COMPARATORS, STATUSES, Article
from audit.text import view

CASES = sorted((Path(__file__).parent / "cases" / "facts").glob("claim_*.toml"))
_MARK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]*))?(?:\|([^{}|]*))?\}|<([^<>|]+)\|([^<>|]*)(?:\|([^<>|]*))?>")
_SHAPES = (
    (r"\d{4}-\d\d-\d\d", "day"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-Q\d", "quarter"),
    (r"\d{4}-H\d", "half"),
    (r"\d{4}", "year"),
    (r"\d{4}/\d{4}", "years"),
    (r"\d{4}-01/\d{4}-\d\d", "months"),
)


def load() -> list[Any]:
    cases = []
    for path in CASES:
        table = tomllib.loads(path.read_text(encoding="utf8"))
        for number, case in enumerate(table["case"]):
            cases.append(pytest.param(table, case, id=f"{path.stem}-{number}-{case['text'][:30]}"))
    return cases


def shape(period: str) -> str:
    return next((name for pattern, name in _SHAPES if re.fullmatch(pattern, period)), "relative")


def marked(text: str, language: str, published: str | None) -> Reading:
    """A reading of a marked text: each line is a paragraph, `||` ends a sentence inside one, `# ` starts a title."""
    plain, sentences = "", []
    for line in text.splitlines(keepends=True):
        block = "title" if line.startswith("# ") else "body"
        for part in line.removeprefix("# ").split("||"):
            sentence, plain = _sentence(part, plain, block, language)
            sentences.append(sentence)
    return Reading(Article(plain, published=published, language=language), view(plain), sentences)


def _sentence(part: str, plain: str, block: str, language: str) -> tuple[Sentence, str]:
    start, figures, dates, done = len(plain), [], [], 0
    for match in _MARK.finditer(part):
        plain += part[done : match.start()]
        at, done = len(plain), match.end()
        if match[1]:
            plain += match[1]
            figures.append(_figure(match, at, len(plain)))
        else:
            plain += match[4]
            named, period = match[6] or "", match[5] or None
            form = named if named not in ("", "event") else "now" if not period else shape(period)
            dates.append(Date(at, len(plain), form, period, event=named == "event"))
    plain += part[done:]
    body = plain[start:].rstrip("\n")
    return Sentence(body, start, start + len(body), block, language, figures, dates), plain


def _figure(match: re.Match[str], start: int, end: int) -> Figure:
    digits = re.search(r"\d[\d.,]*\d|\d", match[1])
    said = digits[0] if digits else "2"
    decimals = re.search(r"[.,](\d{1,2})$", said)
    number = float(re.sub(r"[.,](?=\d{3})", "", said).replace(",", "."))
    step = 10.0 ** -len(decimals[1]) if decimals else 1.0
    unit = match[2] or ("percent" if re.search(r"%|percent|phần trăm", match[1]) else "count")
    noun = re.search(r"\d ([a-z]+)$", match[1]) if unit == "count" else None
    return Figure(
        start,
        end,
        number,
        unit,
        "test",
        counted=noun and noun[1],
        step=step,
        fold=match[3] == "fold",
        sign=-1 if match[3] == "minus" else 1,
    )


def told(claim: Claim) -> str:
    kind = claim.direction or "change" if claim.kind == "change" else claim.kind
    period = claim.period if claim.period_from != "article" else None  # that is test_facts_frame's question
    return f"{kind} {claim.comparator} {claim.status} {period or '-'}"


@pytest.mark.parametrize(("table", "case"), load())
def test_case(table: dict[str, Any], case: dict[str, Any]) -> None:
    reading = marked(case["text"], table["language"], case.get("published", table.get("published")))
    found = claims(reading)
    figures = [figure for sentence in reading.sentences for figure in sentence.figures]
    assert [told(found[figure.start, figure.end]) for figure in figures] == case["claims"]


PIECES = [
    "{5 tỷ|VND}",
    "{8%}",
    "{3 lần|ratio|fold}",
    "<năm 2013|2013>",
    "<đến nay|>",
    "<9 tháng|2013-01/2013-09>",
    "<20/10|2013-10-20|event>",
]
PIECES += [
    "hơn",
    "gần",
    "từ",
    "lên",
    "tăng",
    "giảm",
    "vượt",
    "so với cùng kỳ",
    "so với",
    "mục tiêu",
    "sẽ",
    "ước đạt",
    ",",
    ";",
    "(",
    ")",
    "và",
    "xã",
]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "||", "\n"]), max_size=30))
def test_any_order_of_words_gives_every_figure_one_whole_claim(pieces: list[str]) -> None:
    reading = marked(" ".join(pieces), "vi", "2013-10-22")
    found = claims(reading)
    for sentence in reading.sentences:
        for figure in sentence.figures:
            claim = found[figure.start, figure.end]
            assert claim.kind in ("quantity", "change")
            assert (claim.direction is None) == (claim.kind == "quantity")
            assert claim.comparator in COMPARATORS
            assert claim.status in STATUSES
            assert claim.low is not None
            assert claim.high is None or claim.low <= claim.high
            assert 0 < claim.confidence <= 1
            assert claim.period_start is None or claim.period_end is None or claim.period_start <= claim.period_end


@settings(max_examples=60, derandomize=True, deadline=None)
@given(*[st.lists(st.sampled_from(PIECES), min_size=1, max_size=20)] * 2)
def test_a_paragraph_says_nothing_of_the_next_one(first: list[str], second: list[str]) -> None:
    alone = marked(" ".join(second), "vi", "2013-10-22")
    both = marked(" ".join(first) + "\n" + " ".join(second), "vi", "2013-10-22")
    shift = both.sentences[-1].start
    expected = {span: told(claim) for span, claim in claims(alone).items()}
    got = {(s - shift, e - shift): told(claim) for (s, e), claim in claims(both).items() if s >= shift}
    repeated = [figure for sentence in both.sentences for figure in sentence.figures]
    if len({(figure.value, figure.unit) for figure in repeated}) == len(repeated):
        assert got == expected


@pytest.mark.counts_calls
@pytest.mark.parametrize(
    "unit", ["hơn {5 tỷ|VND} ", "tăng {8%} so với <năm 2012|2012>, ", "từ {5%} lên {6%} ", "sẽ ", "( "]
)
def test_a_long_sentence_costs_no_more_a_word_than_a_short_one(unit: str) -> None:
    def steps(count: int) -> int:
        reading, calls = marked(unit * count, "vi", None), 0

        def count_call(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count_call)
        try:
            claims(reading)
        finally:
            sys.setprofile(None)
        return calls

    assert steps(600) < 3 * steps(300)
