"""What is claimed with a figure, from sentences in which figures and dates are already marked.

`{5 tỷ đồng|VND}` marks a figure with its unit, `<năm 2013|2013>` a date with its period; `event` as a third part makes
it an event's date. A case lists one claim a figure: kind (with the direction of a change), comparator, status, period.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from audit.facts._claim import claims
from audit.facts._reading import Claim, Date, Figure, Reading, Sentence
from audit.model import Article
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
    return Figure(
        start, end, number, unit, "test", step=step, fold=match[3] == "fold", sign=-1 if match[3] == "minus" else 1
    )


def told(claim: Claim) -> str:
    kind = claim.direction or "change" if claim.kind == "change" else claim.kind
    return f"{kind} {claim.comparator} {claim.status} {claim.period or '-'}"


@pytest.mark.parametrize(("table", "case"), load())
def test_case(table: dict[str, Any], case: dict[str, Any]) -> None:
    reading = marked(case["text"], table["language"], case.get("published", table.get("published")))
    found = claims(reading)
    figures = [figure for sentence in reading.sentences for figure in sentence.figures]
    assert [told(found[figure.start, figure.end]) for figure in figures] == case["claims"]
