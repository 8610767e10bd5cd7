"""The report in a terminal: what it says, that it fits, where the carets stand, that articles cannot act."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from views_audit import BAD, place, small_audit

from audit import table
from audit.config import Config
from audit.model import Audit, Result
from audit.views._place import Places
from audit.views._rows import rows
from audit.views._safe import mapped, safe
from audit.views._terminal.bundles import chosen
from audit.views._terminal.look import Look
from audit.views._terminal.snippet import cut, draw, folded
from audit.views._terminal.streams import NARROWEST, WIDEST
from audit.views._words import Words
from audit.views.console import render

ENGLISH = Config(language="en")
# What trips column arithmetic: marks, wide characters, invisible ones, controls, joiners, flags.
AWKWARD = [
    "a",
    "đ",
    "ệ",
    "e\u0323\u0302",
    "责",
    "編",
    " ",
    "\u200b",
    "\u00ad",
    "\t",
    "\x1b",
    "\u202e",
    "👩\u200d💻",
    "🇻🇳",
    "5",
    ",",
]
awkward = st.lists(st.sampled_from(AWKWARD), max_size=120).map("".join)


def report(audit: Audit | None = None, config: Config = ENGLISH, **look: object) -> str:
    return render(audit or small_audit(), config, Look(**look))  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "width"), [("en", 80), ("vi", 80), ("en", 60), ("en", 120)])
def test_the_report_reads_as_it_did(golden: Callable[[str, str], None], language: str, width: int) -> None:
    golden(f"report-{language}-{width}.txt", report(config=Config(language=language), width=width))


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("width", range(NARROWEST, WIDEST + 1, 7))
def test_no_line_is_wider_than_the_terminal(width: int, language: str) -> None:
    audit = small_audit()
    named = {
        "Bad": "cong-thong-tin-dien-tu-tinh-b-2019.example.vn",
        "Good": "một cơ quan có tên dài đến mức không vừa một dòng",
    }
    articles, facts = (frame.assign(source=frame["source"].map(named)) for frame in (audit.articles, audit.facts))
    scores = audit.scores.assign(source=audit.scores["source"].map(named))
    audit = replace(audit, articles=articles, facts=facts, scores=scores)
    shown = report(audit, Config(language=language), width=width)
    assert not [line for line in shown.splitlines() if cell_len(line) > width]


@settings(max_examples=150, deadline=None)
@given(awkward, awkward, awkward, st.integers(16, 90))
def test_carets_stand_under_the_figure(before: str, figure: str, after: str, room: int) -> None:
    text, offsets = mapped(before + figure + after)
    first, last = offsets[len(before)], offsets[len(before) + len(figure)]
    found = cut(text, first, last, room)
    assert cell_len(found.text) <= room
    assert found.before + found.under <= room or not text[first:last]
    assert text[first:last].startswith(found.span)
    assert text[:first].endswith(found.head.removeprefix("…"))
    assert text[first + len(found.span) :].startswith(found.tail.removesuffix("…"))
    assert found.span or not text[first:last].strip("\u0323\u0302")
    if cell_len(text) <= room:
        assert found.text == text


@pytest.mark.parametrize(
    ("line", "figure", "column"),
    [
        ("GDP đạt 6,93%", "6,93%", 9),
        ("GDP \u0111a\u0323t 6,93%", "6,93%", 9),  # the same in NFD
        ("责任编辑 6,93%", "6,93%", 10),
        ("a\u200b\u200bb 6,93%", "6,93%", 4),
        ("\x1b[31m 6,93%", "6,93%", 7),
    ],
)
def test_columns_count_terminal_cells(line: str, figure: str, column: int) -> None:
    start = line.index(figure)
    audit = replace(small_audit(), texts={"bad": f"first\r\n{line}\r\nlast"})
    found = Places(audit).place({"article_id": "bad", "path": "x", "start": 7 + start, "end": 7 + start + len(figure)})
    assert (found.address, found.text[found.first : found.last]) == (f"x:2:{column}", figure)
    carets = list(draw(found, "^", "", 1, 80, ""))[1].plain
    assert carets.index("^") - len("  | ") == column - 1
    assert carets.count("^") == len(figure)


def test_a_long_line_is_cut_around_the_figure() -> None:
    line = "đầu " * 4000 + "91,64%" + " cuối" * 4000
    found = cut(line, 16000, 16006, 60)
    assert cell_len(found.text) <= 60
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert found.span == "91,64%"


def test_a_line_as_long_as_an_article_is_read_once() -> None:
    line = "đầu e\u0323\u0302 責 " * 2000
    audit = replace(small_audit(), texts={"bad": f"{line}91,64%{line}"})
    places = Places(audit)
    spot = {"article_id": "bad", "path": "p", "start": len(line), "end": len(line) + 6}
    first, second = places.place(spot), places.place(spot)
    assert first.text is second.text
    assert first.column == 1 + cell_len(safe(line)) == 1 + 2000 * 9
    assert first.text[first.first : first.last] == "91,64%"


HOSTILE = "\x1b]0;pwned\x07\x1b[2J[bold red]x[/] \u202egnp.exe\u202c \x9b31m \r\n\x85 <script> ::error::"


def test_text_of_articles_cannot_act_on_the_terminal() -> None:
    audit = small_audit()
    text = audit.texts["bad"].replace("nông thôn", HOSTILE.replace("\r\n", ""))
    findings = audit.findings.assign(message=HOSTILE)
    articles = audit.articles.assign(path=HOSTILE, source=HOSTILE, problem=HOSTILE)
    scores = audit.scores.assign(reason=HOSTILE, source=HOSTILE)
    audit = replace(audit, texts={"bad": text, "good": HOSTILE}, findings=findings, articles=articles, scores=scores)
    shown = report(audit, everything=True)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "␛" in shown
    assert "<U+202E>" in shown
    assert "[bold red]" in shown
    colored = report(audit, color=True)
    assert not re.sub(r"\x1b\[[0-9;]*m", "", colored).count("\x1b")
    assert "31m" not in re.findall(r"\x9b[0-9;]*m", colored)


@given(st.text(max_size=80))
def test_what_is_shown_is_printable_and_keeps_the_way_back(text: str) -> None:
    shown, offsets = mapped(text)
    assert shown == safe(text)
    assert "".join(shown[offsets[i] : offsets[i + 1]] for i in range(len(text))) == shown
    assert shown.isprintable()
    assert safe(text, "ascii").isascii()


def test_a_stream_that_is_not_utf8_gets_plain_letters() -> None:
    shown = report(config=Config(language="vi"), encoding="ascii")
    assert shown.isascii()
    assert "Da doc 2 bai" in shown
    assert "ho dan" in shown
    assert all(cell_len(line) <= 80 for line in shown.splitlines())


def test_color_is_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in report()
    assert "\x1b[1;31mcritical" in report(color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", report(color=True)) == report()


def test_the_worst_comes_first_and_a_noisy_rule_does_not_hide_it() -> None:
    audit = small_audit()
    link = audit.findings[audit.findings["rule"] == "spam-links"].to_dict("records")[0]
    many = [
        link | {"finding_id": f"s{i}", "rule": "foreign-marker", "severity": "critical", "start": i, "end": i + 1}
        for i in range(30)
    ]
    found = table.frame([*many, *audit.findings.to_dict("records")], table.FINDINGS)
    shown = report(replace(audit, findings=found))
    assert shown.count("critical[foreign-marker]") == 2
    assert shown.index("critical[contradiction]") < shown.index("critical[foreign-marker]") < shown.index("warning[")
    assert "info[" not in shown
    assert "and 28 critical, 1 note more: audit run -v" in shown
    everything = report(replace(audit, findings=found), everything=True)
    assert everything.count("critical[foreign-marker]") == 30
    assert " = evidence: audit explain s29\n" in everything
    assert "more: audit run -v" not in everything


def test_never_more_than_the_cap_is_drawn() -> None:
    row = {"article_id": "a", "severity": "info", "fact_ids": [], "confidence": 1.0, "related": []}
    kept, others = chosen([row | {"rule": f"r{i}"} for i in range(50)], everything=False)
    assert (len(kept), len(others)) == (20, 30)


def test_notes_are_drawn_where_nothing_is_worse() -> None:
    audit = small_audit()
    notes = audit.findings[audit.findings["severity"] == "info"]
    assert "info[missing-date]" in report(replace(audit, findings=notes))


def test_what_holds_for_several_articles_is_said_once() -> None:
    audit = small_audit()
    note = audit.findings[audit.findings["rule"] == "missing-date"].to_dict("records")[0]
    other = note | {"article_id": "good", "path": "news/good.txt"}
    shown = report(replace(audit, findings=table.frame([note, other], table.FINDINGS)))
    assert shown.count("info[missing-date]: no date of publication is known\n") == 1
    assert " --> news/bad.txt  Bad\n --> news/good.txt  Good, 2021-03-20\n  = help" in shown
    different = replace(audit, findings=table.frame([note, other | {"message": "none here"}], table.FINDINGS))
    assert " --> news/good.txt  Good, 2021-03-20\n     none here\n" in report(different)


def test_what_speaks_against_one_figure_is_drawn_together() -> None:
    audit = small_audit()
    first = audit.findings.to_dict("records")[0]
    second = first | {"finding_id": "f1b", "message": "against a third " * 6, "confidence": 0.1}
    twice = replace(audit, findings=table.frame([first, second], table.FINDINGS))
    shown = report(twice)
    assert shown.count("critical[contradiction]") == 1
    also = shown[shown.index(" = also: against a third") :]
    assert "\n    against a third" in also
    assert also.index(" ::: ") < also.index(" = help: audit explain contradiction")
    assert all(f"audit explain {name}" in report(twice, everything=True) for name in ("f1", "f1b"))


def test_checks_that_could_not_judge_are_never_silent() -> None:
    broken = Result(
        "facts", "out-of-range", "expect_x", "critical", False, 0, error="no column 'min'", where="facts.json:4"
    )
    clean = table.frame([], table.FINDINGS)
    shown = report(replace(small_audit(results=(broken,)), findings=clean), width=120)
    assert "error[out-of-range]: this check of facts could not judge (facts.json:4): no column 'min'" in shown
    assert "No verdict: 1 check could not judge" in shown
    assert "Nothing was found" not in shown


def test_a_check_of_an_empty_table_is_idle_and_not_broken() -> None:
    nothing = Result("groups", "contradiction", "x", "critical", False, 0, error="the groups table has no rows")
    audit = small_audit(
        results=(nothing,), findings=table.frame([], table.FINDINGS), groups=table.frame([], table.GROUPS)
    )
    shown = report(audit)
    assert "Nothing was found against these figures." in shown
    assert "nothing to look at" in shown


def test_findings_that_do_not_count_are_counted_apart() -> None:
    shown = report(config=Config(language="en", min_confidence=0.9), width=120)
    assert "critical[contradiction]" not in shown
    assert "1 finding below the asked confidence" in shown
    assert "1 waived, 0 in the baseline" in shown


def test_related_places_are_capped_and_multi_line_spans_say_how_far_they_go() -> None:
    audit = small_audit()
    first = audit.findings.to_dict("records")[0]
    spot = place(first, "note")
    audit = replace(audit, findings=table.frame([first | {"related": [spot] * 9}], table.FINDINGS))
    shown = report(audit)
    assert shown.count(":::") == 4
    assert "and 5 places more" in shown
    assert report(audit, everything=True).count(":::") == 9
    assert "and 1 line more" in report()


def test_articles_that_could_not_be_read_are_named() -> None:
    audit = small_audit()
    articles = audit.articles.assign(problem=[None, "not text: 3 bytes in 10 are control characters"])
    assert "news/bad.txt could not be read: not text" in report(replace(audit, articles=articles))


def test_a_place_that_the_text_does_not_have_is_still_named() -> None:
    for start, end in ((5, len(BAD) + 1), (-1, 4), (9, 3)):
        found = Places(small_audit()).place({"article_id": "bad", "path": "p", "line": 7, "start": start, "end": end})
        assert (found.address, found.text) == ("p:7", "")


@settings(max_examples=80)
@given(awkward, st.integers(4, 60))
def test_folding_loses_nothing_but_spaces(text: str, room: int) -> None:
    lines = folded(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= room for line in lines)


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (0.5, "0.5", "0,5"),
        (91.46, "91.46", "91,46"),
        (47300, "47,300", "47.300"),
        (1.26e6, "1.26 million", "1,26 triệu"),
        (1013613, "1,013,613", "1.013.613"),
        (6.3e12, "6.3 trillion", "6.300 tỷ"),
        (752.37e12, "752.37 trillion", "752.370 tỷ"),
        (-5e9, "-5 billion", "-5 tỷ"),
        (1e15, "1,000 trillion", "1.000.000 tỷ"),
        (0.1 + 0.2, "0.3", "0,3"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value: float, english: str, vietnamese: str) -> None:
    assert (Words("en").amount(value), Words("vi").amount(value)) == (english, vietnamese)


def test_an_article_without_a_source_stands_under_its_own_name() -> None:
    audit = small_audit()
    audit = replace(audit, articles=audit.articles.assign(source=None), facts=audit.facts.assign(source=None))
    audit = replace(audit, scores=audit.scores.assign(source=["good", "bad"]))
    assert re.search(r"^bad +31 +9-60 +2 +1  1 critical", report(audit), re.MULTILINE)


def test_the_empty_audit_has_a_report() -> None:
    audit = small_audit(
        **{name: table.frame([], columns) for name, columns in table.TABLES.items()}, texts={}, results=()
    )
    shown = report(audit)
    assert "Read 0 articles from 0 sources: 0 figures" in shown
    assert "No figure was found: there is nothing to audit." in shown
    assert "Nothing was found against" not in shown
    assert rows(audit, "facts") == []
