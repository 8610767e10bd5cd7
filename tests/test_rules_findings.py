"""Findings: what they say, where they point, what they are worth, and by which name they are known again."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import rules
from audit.config import Config
from audit.model import Hit, Indicator, Result
from audit.rules import contradiction, wrong_change
from audit.rules._dates import latest
from audit.table import ARTICLES, BLOCKS, FACTS, FINDINGS, GROUPS, SCORES, frame

TEXTS = {"a": "Giá cả\nTăng 6,93% trong quý.", "b": "Trong quý, giá tăng 7,42%.", "c": "Trời mưa."}


def tables(texts: dict[str, str] = TEXTS, folder: str = "bai", quotes: dict[str, str] | None = None) -> dict[str, Any]:
    """The tables of articles with one figure each, of one quantity."""
    quotes = {"a": "6,93%", "b": "7,42%"} if quotes is None else quotes
    articles = [
        {"article_id": name, "source": f"Báo {name}", "path": f"{folder}/{name}.txt", "published": "2024-07-02"}
        for name in texts
    ]
    facts = []
    for name, quote in quotes.items():
        start = texts[name].index(quote)
        place = {"start": start, "end": start + len(quote), "line": texts[name].count("\n", 0, start) + 1}
        value = float(quote.rstrip("%").replace(",", "."))
        about = {"article_id": name, "source": f"Báo {name}", "path": f"{folder}/{name}.txt", "measure": "cpi"}
        facts.append({"fact_id": f"f{name}", "quote": quote, "value": value, "unit": "percent", **about, **place})
    group = {"group_id": "g", "fact_ids": [row["fact_id"] for row in facts], "n_independent": 2, "value": None}
    blocks = [
        {"article_id": name, "start": 0, "end": len(text), "line": 1, "label": "body"} for name, text in texts.items()
    ]
    return {
        "articles": frame(articles, ARTICLES),
        "blocks": frame(blocks, BLOCKS),
        "facts": frame([{"kind": "quantity", "block": "body", "comparator": "eq", **row} for row in facts], FACTS),
        "groups": frame([group], GROUPS),
    }


def found(
    texts: dict[str, str] = TEXTS, folder: str = "bai", quotes: dict[str, str] | None = None, **settings: Any
) -> pd.DataFrame:
    frames = rules.frames(tables(texts, folder, quotes), texts)
    hits = tuple(contradiction.check(frames["facts"]))
    return rules.findings((result(contradiction.RULE, hits),), frames, Config(language="en", **settings))


def result(rule: Any, hits: tuple[Hit, ...], **fields: Any) -> Result:
    given = {"severity": rule.severity, "success": not hits, "looked_at": 1, **fields}
    return Result(rule.table, rule.id, rule.expectation, hits=hits, **given)


def stock(hit: Hit, table: str = "facts", **fields: Any) -> Result:
    given = {"severity": "critical", "success": False, "looked_at": 2, **fields}
    return Result(table, "facts-lines", "expect_column_values_to_be_between", hits=(hit,), **given)


def test_a_finding_has_the_columns_of_the_table_and_points_at_the_figure() -> None:
    row = found().to_dict("records")[0]
    assert list(row) == [column.name for column in FINDINGS]
    assert (row["article_id"], row["path"], row["line"]) == ("b", "bai/b.txt", 1)
    assert TEXTS["b"][row["start"] : row["end"]] == "7,42%"
    assert row["message"] == "7,42% (Báo b) against 6,93% (Báo a): 0.49 points apart"
    assert row["fact_ids"] == ["fb", "fa"]
    assert row["state"] == "new"
    assert row["dimension"] == "consistency"
    place = row["related"][0]
    assert (place["article_id"], place["line"], place["note"]) == ("a", 2, "6,93%")
    assert TEXTS["a"][place["start"] : place["end"]] == "6,93%"


def test_a_fingerprint_survives_moved_lines_renamed_folders_and_unrelated_articles() -> None:
    name = found()["finding_id"].tolist()
    moved = {**TEXTS, "a": "\n\n" + TEXTS["a"], "b": "Thêm một câu. " + TEXTS["b"]}
    assert found(moved)["finding_id"].tolist() == name
    assert found(folder="moi/cu")["finding_id"].tolist() == name
    assert found({**TEXTS, "d": "Thêm một bài."})["finding_id"].tolist() == name


def test_a_changed_value_is_another_finding() -> None:
    other = {**TEXTS, "b": "Trong quý, giá tăng 7,55%."}
    assert found(other, quotes={"a": "6,93%", "b": "7,55%"})["finding_id"].tolist() != found()["finding_id"].tolist()


def test_a_third_source_leaves_the_finding_of_two_its_name() -> None:
    texts = {**TEXTS, "c": "Giá tăng 7,42% trong quý."}
    more = found(texts, quotes={"a": "6,93%", "b": "7,42%", "c": "7,42%"})
    assert len(more) == 2
    assert found()["finding_id"][0] in more["finding_id"].tolist()


def test_the_same_finding_twice_has_two_names() -> None:
    frames = rules.frames(tables(), TEXTS)
    hits = (Hit(0, {"column": "line", "value": 0, "description": "Lines."}),) * 2
    names = rules.findings((stock(hits[0]), stock(hits[1])), frames, Config(language="en"))["finding_id"]
    assert names.nunique() == 2


def test_findings_below_the_asked_confidence_are_left_out() -> None:
    assert len(found(min_confidence=0.9)) == 1
    assert len(found(min_confidence=0.91)) == 0


@pytest.mark.parametrize(
    ("hit", "suite", "expected"),
    [
        (Hit(0), "critical", "critical"),
        (Hit(0, severity="info"), "critical", "info"),
        (Hit(0, severity="critical"), "info", "info"),
        (Hit(0, confidence=0.49), "critical", "warning"),
        (Hit(0, confidence=0.49), "info", "info"),
    ],
)
def test_a_hit_is_at_most_as_bad_as_its_suite_says(hit: Hit, suite: str, expected: str) -> None:
    hit = Hit(
        0, {"column": "line", "value": 0, "description": "Lines."}, severity=hit.severity, confidence=hit.confidence
    )
    frames = rules.frames(tables(), TEXTS)
    said = rules.findings((stock(hit, severity=suite),), frames, Config(language="en"))
    assert said["severity"].tolist() == [expected]


def test_worst_and_surest_come_first() -> None:
    frames = rules.frames(tables(), TEXTS)
    about = {"column": "line", "value": 0, "description": "Lines."}
    hits = [Hit(1, about, confidence=0.6), Hit(0, about, confidence=0.9), Hit(1, about, confidence=0.9), Hit(0, about)]
    results = [
        stock(hit, severity=level) for hit, level in zip(hits, ["critical", "info", "critical", "warning"], strict=True)
    ]
    said = rules.findings(results, frames, Config(language="en"))
    order = list(zip(said["severity"], said["confidence"], strict=True))
    assert order == [("critical", 0.9), ("critical", 0.6), ("warning", 1.0), ("info", 0.9)]
    backwards = rules.findings(results[::-1], frames, Config(language="en"))
    pd.testing.assert_frame_equal(said, backwards)


def test_an_expectation_without_a_rule_here_says_column_and_value() -> None:
    frames = rules.frames(tables(), TEXTS)
    in_row = stock(Hit(0, {"column": "line", "value": 0, "description": "Lines are counted from 1."}))
    of_table = stock(Hit(-1, {"column": None, "value": ["a", "b"], "description": "Every column is there."}))
    said = rules.findings((in_row, of_table), frames, Config(language="en"))
    assert set(said["message"]) == {"Lines are counted from 1. Here line: 0.", "Every column is there. Found: a, b."}
    assert said.loc[said["message"].str.startswith("Every"), "line"].isna().all()


def test_a_check_that_could_not_judge_is_a_critical_finding_unless_its_table_is_empty() -> None:
    frames = rules.frames(tables(), TEXTS)
    broken = Result(
        "facts", "facts-lines", "expect_x", "info", False, 0, error="no column 'line'", where="expectations[7]"
    )
    idle = Result("scores", "scores-low", "expect_x", "critical", False, 0, error="nothing to check")
    said = rules.findings((broken, idle), frames, Config(language="en"))
    assert said["rule"].tolist() == ["check-failed"]
    assert said["severity"].tolist() == ["critical"]
    assert "no column 'line'" in said["message"][0]
    assert "expectations[7]" in said["message"][0]


def test_article_text_is_no_template_and_no_terminal_command() -> None:
    texts = {"a": "\x1b[31m{path}\x1b[0m", "b": "x"}
    frames = rules.frames(tables(texts, quotes={}), texts)
    hit = Hit(0, {"column": "text", "value": "\x1b[31m{path}\n\u202e[bold]", "description": "{0.__class__}"})
    message = rules.findings((stock(hit, "articles"),), frames, Config(language="en"))["message"][0]
    assert "{path}" in message
    assert not set(message) & set("\x1b\n\u202e")


def test_a_span_narrows_the_place_and_moves_the_line() -> None:
    frames = rules.frames(tables(), TEXTS)
    hit = Hit(0, {"column": "label", "value": "body", "description": "Labels."}, span=(7, 11))
    row = rules.findings((stock(hit, "blocks"),), frames, Config(language="en")).to_dict("records")[0]
    assert (row["line"], row["start"], row["end"]) == (2, 7, 11)


def test_frames_carry_their_context_and_leave_the_tables_alone() -> None:
    given = tables()
    before = {name: rows.copy(deep=True) for name, rows in given.items()}
    growth = Indicator("cpi", "CPI", "percent", min=-20.0, max=50.0, trend=None)
    given["facts"]["indicator"] = before["facts"]["indicator"] = "cpi"
    frames = rules.frames(given, TEXTS, (growth,))
    for name, rows in frames.items():
        assert isinstance(rows.index, pd.RangeIndex)
        assert {column.name for column in rules.CONTEXT[name]} <= set(rows)
        pd.testing.assert_frame_equal(given[name], before[name])
    facts = frames["facts"]
    assert facts["group_id"].tolist() == ["g", "g"]
    assert facts["n_independent"].tolist() == [2, 2]
    assert facts["indicator_max"].tolist() == [50.0, 50.0]
    assert facts["indicator_trend"].tolist() == [None, None]
    assert frames["groups"]["sources"].tolist() == ["Báo a, Báo b"]
    assert frames["groups"][["article_id", "line"]].to_numpy().tolist() == [["a", 2]]


def test_frames_of_nothing_have_their_columns() -> None:
    empty = {"articles": ARTICLES, "blocks": BLOCKS, "facts": FACTS, "groups": GROUPS}
    frames = rules.frames({name: frame([], columns) for name, columns in empty.items()}, {})
    for name, rows in frames.items():
        assert len(rows) == 0
        assert {column.name for column in rules.CONTEXT[name]} <= set(rows)
    assert len(rules.findings((), frames, Config())) == 0


def test_a_score_stands_at_the_first_article_of_its_source() -> None:
    scores = rules.score_frame(frame([{"source": "Báo b"}, {"source": "?"}], SCORES), tables()["articles"])
    assert scores["path"].tolist() == ["bai/b.txt", None]
    assert scores["line"].tolist() == [1, 1]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from([40.0, 47.0, 52.0, 58.0, 470.0])), min_size=1, max_size=9
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_no_conflict(claims: list[tuple[str, float]], random: Any) -> None:
    rows = [
        {"article_id": name, "source": name, "quote": f"{value:.0f} ha", "value": value, "unit": "ha", "group_id": "g"}
        for name, value in claims
    ]
    rows = [{**row, "fact": f"{row['article_id']}{row['quote']}{rows[:i].count(row)}"} for i, row in enumerate(rows)]
    shuffled = random.sample(rows, len(rows))

    def pairs(rows: list[dict[str, Any]]) -> set[frozenset[str]]:
        hits = contradiction.check(pd.DataFrame(rows))
        return {frozenset((rows[hit.row]["quote"], rows[row]["quote"])) for hit in hits for row, _ in hit.related}

    assert pairs(rows) == pairs(shuffled)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 400)), min_size=2, max_size=8))
def test_the_facts_of_a_conflict_come_from_two_articles_and_two_values(claims: list[tuple[str, int]]) -> None:
    rows = [
        {"article_id": name, "quote": f"{value} ha", "value": float(value), "unit": "ha", "group_id": "g"}
        for name, value in claims
    ]
    for hit in contradiction.check(pd.DataFrame(rows)):
        members = [rows[row] for row in (hit.row, *(row for row, _ in hit.related))]
        assert len({row["article_id"] for row in members}) == 2
        assert len({(row["article_id"], row["value"]) for row in members}) == 2


DISPUTED = (("a", "310 ha", 310.0), ("b", "470 ha", 470.0))


def test_a_conflict_of_figures_that_nothing_dates_is_half_as_sure() -> None:
    rows = [{"article_id": name, "quote": q, "value": v, "unit": "ha", "group_id": "g"} for name, q, v in DISPUTED]
    (undated,) = contradiction.check(pd.DataFrame(rows))
    (dated,) = contradiction.check(pd.DataFrame([{**row, "period": "2024"} for row in rows]))
    assert undated.confidence == pytest.approx(dated.confidence / 2)


class Copied(NamedTuple):
    original: str
    share: float
    spans: tuple[tuple[int, int], ...]


def test_an_article_that_repeats_another_is_marked_with_the_longest_passage() -> None:
    copied = {"b": Copied("a", 0.9004, ((5, 9), (12, 30)))}
    articles = rules.frames(tables(), TEXTS, (), copied)["articles"]
    names = ["article_id", "copy_of", "copy_share", "copy_start", "copy_end"]
    assert [tuple(row) for row in articles.dropna(subset="copy_of")[names].to_numpy()] == [("b", "a", 0.9, 12, 30)]


def change(before: float, after: float, stated: float) -> list[Hit]:
    """What the rule says of a sentence that takes a price from one value to another by so many percent."""
    way = "tăng" if after >= before else "giảm"
    quotes = (f"{before:.0f}", f"{after:.0f} USD", f"{stated:.1f}%")
    sentence = f"Giá {way} từ {quotes[0]} {'lên' if after >= before else 'xuống'} {quotes[1]}, {way} {quotes[2]}."
    rows, at = [], 0
    for quote, value in zip(quotes, (before, after, round(stated, 1)), strict=True):
        start = sentence.index(quote, at)
        at = start + len(quote)
        percent = quote.endswith("%")
        rows.append(
            {
                "article_id": "a", "sentence": sentence, "start": start, "end": at, "quote": quote, "value": value,
                "unit": "percent" if percent else "USD", "kind": "change" if percent else "quantity",
                "direction": ("up" if after >= before else "down") if percent else None,
            }
        )  # fmt: skip
    return list(wrong_change.check(pd.DataFrame(rows)))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(10, 99_999), st.integers(10, 99_999))
def test_a_change_that_is_worked_out_right_is_never_reported(before: int, after: int) -> None:
    assert not change(before, after, abs(after / before - 1) * 100)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.integers(1000, 99_999), st.integers(1000, 99_999), st.floats(3, 40))
def test_a_change_that_is_points_off_is_always_reported(before: int, after: int, off: float) -> None:
    assert len(change(before, after, abs(after / before - 1) * 100 + off)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cập nhật 24/4/2021, 15:03", "2021-04-24"),
        ("Cập nhật 2021-04-24", "2021-04-24"),
        ("ngày 24 tháng 4 năm 2021", "2021-04-24"),
        ("Posted 24 April 2021", "2021-04-24"),
        ("Posted April 24th, 2021 by admin", "2021-04-24"),
        ("Viettel (12/2020)", "2020-12-01"),
        ("số ra tháng 12/2020", "2020-12-01"),
        ("tháng 12 năm 2020", "2020-12-01"),
        ("Dec 2020", "2020-12-01"),
        ("4/24/2021", "2021-04-24"),
        ("from 3/5/2017 to 8/5/2017", "2017-05-08"),
        ("Tầm nhìn 2045, World Cup 2026, 12/2020/QĐ-TTg, 31/31/2020, v1.12.2020a", None),
        ("24/4, 15h03", None),
    ],
)
def test_the_last_day_that_a_text_names(text: str, expected: str | None) -> None:
    assert latest(text) == expected
