"""How far each source can be relied on: the sum of parts, the interval, and the words for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from groups_facts import newsroom

from audit import table
from audit.catalog import References
from audit.groups import group
from audit.model import Reference
from audit.scores import _pieces, begin, score
from audit.scores._beta import share
from audit.table import POINTS

NO_FINDINGS = table.frame([], table.FINDINGS)
NAMES = ("a", "b", "c", "d")


def paper(name: str, values: list[float]) -> dict[str, object]:
    lines = (
        f"Chỉ số thứ {i} của tỉnh đạt [{value}|value={value} unit=percent indicator=index{i} period=2023]."
        for i, value in enumerate(values)
    )
    return {"article_id": name, "source": name, "published": "2024-01-05", "text": f"Báo {name}\n" + "\n".join(lines)}


def tables(*papers: dict[str, object], blocks: list[dict[str, object]] | None = None) -> dict[str, pd.DataFrame]:
    facts, articles, texts = newsroom(*papers)
    rows = [{column.name: block.get(column.name) for column in table.BLOCKS} for block in blocks or []]
    return {
        "facts": facts, "articles": articles, "groups": group(facts, articles, texts),
        "blocks": table.frame(rows, table.BLOCKS),
    }  # fmt: skip


def scored(*papers: dict[str, object], findings: pd.DataFrame = NO_FINDINGS, **more: object) -> pd.DataFrame:
    return score(tables(*papers, **more), findings).set_index("source")


VALUES = [12.5, 30.1, 45.7, 60.2, 71.9, 88.4]


def test_a_score_is_the_sum_of_its_parts():
    scores = scored(*(paper(name, VALUES) for name in NAMES))
    assert sum(POINTS.values()) == 100
    assert np.allclose(scores[list(POINTS)].sum(axis=1), scores["score"], atol=0.06)
    assert (scores["low"] <= scores["score"]).all()
    assert (scores["score"] <= scores["high"]).all()
    assert (scores["n"] == len(VALUES)).all()


def test_altering_figures_one_by_one_never_gains():
    last = None
    for altered in range(len(VALUES) + 1):
        own = [value + 3 if i < altered else value for i, value in enumerate(VALUES)]
        scores = scored(*(paper(name, VALUES) for name in "bcd"), paper("a", own))
        if last is not None:
            assert scores.loc["a", "score"] <= last
            assert scores.loc["a", "score"] < scores.loc["b", "score"]
        last = scores.loc["a", "score"]
    assert scores.loc["a", "agreement"] < 15
    assert "6 of 6" in scores.loc["a", "reason"]


def test_few_facts_give_a_wide_interval_and_say_so():
    alone, company = scored(paper("a", VALUES)), scored(paper("a", VALUES * 1), paper("b", VALUES))
    assert alone.loc["a", "n"] == 0
    assert "not enough to judge" in alone.loc["a", "reason"]
    width = alone["high"] - alone["low"]
    assert width["a"] > company.loc["a", "high"] - company.loc["a", "low"]


def test_spam_costs_integrity_and_is_the_reason():
    spam = [
        {"article_id": "a", "start": 10 * i, "end": 10 * i + 8, "line": 1, "label": "spam", "reason": "links: x"}
        for i in range(12)
    ]
    scores = scored(paper("a", VALUES), paper("b", VALUES), blocks=spam)
    assert scores.index[0] == "a"
    assert scores.loc["a", "integrity"] == 0
    assert scores.loc["b", "integrity"] == POINTS["integrity"]
    assert "12 blocks" in scores.loc["a", "reason"]


def test_reasons_speak_the_language_asked_for():
    made = tables(paper("a", VALUES))
    assert "chưa đủ để đánh giá" in score(made, NO_FINDINGS, "vi").loc[0, "reason"]


def test_findings_within_a_source_cost_consistency():
    row = {column.name: None for column in table.FINDINGS} | {"rule": "wrong-change", "article_id": "a"}
    found = table.frame([row], table.FINDINGS)
    scores = scored(paper("a", VALUES), paper("b", VALUES), findings=found)
    assert scores.loc["a", "consistency"] < scores.loc["b", "consistency"] == POINTS["consistency"]


def test_a_missing_date_costs_provenance():
    undated = paper("a", VALUES) | {"published": None}
    scores = scored(undated, paper("b", VALUES))
    assert scores.loc["a", "provenance"] < scores.loc["b", "provenance"]


def test_a_printed_copy_is_no_agreement():
    mark = "[3,2%|value=3.2 unit=percent indicator=cpi period=2023-05]"
    sentence = f"Theo Tổng cục Thống kê, chỉ số giá tiêu dùng của cả nước tháng Năm tăng {mark} so với cùng kỳ."
    papers = [{"article_id": name, "source": name, "text": f"Báo {name}\n{sentence}"} for name in "ab"]
    assert (scored(*papers)["n"] == 0).all()


def copied(paper: dict[str, object], name: str) -> dict[str, object]:
    return {**paper, "article_id": name, "source": name}


def test_a_source_and_its_copy_have_nothing_to_compare():
    one = paper("x", VALUES)
    made = tables(one, copied(one, "y"))
    assert (made["groups"]["n_sources"] == 2).all()
    assert list(score(made, NO_FINDINGS, copies={"y": "x"})["n"]) == [0, 0]


@pytest.mark.parametrize("repeated", ["b", "c"], ids=["of one who agrees", "of one who does not"])
def test_a_copy_of_a_source_changes_no_consensus_and_no_score_but_its_own(repeated):
    papers = {name: paper(name, VALUES) for name in "abd"} | {"c": paper("c", [value + 3 for value in VALUES])}
    without = tables(*papers.values())
    names = [f"copy{i}" for i in range(3)]
    copies = dict.fromkeys(names, repeated)
    crowd = tables(*papers.values(), *(copied(papers[repeated], name) for name in names))
    crowd["groups"] = group(*newsroom(*papers.values(), *(copied(papers[repeated], name) for name in names)), copies)
    agreed = ["n_independent", "value", "low", "high", "share", "runner_up"]
    pd.testing.assert_frame_equal(without["groups"][agreed], crowd["groups"][agreed])
    before = score(without, NO_FINDINGS).set_index("source")
    after = score(crowd, NO_FINDINGS, copies=copies).set_index("source")
    pd.testing.assert_frame_equal(before, after.drop(index=names)[before.columns].loc[before.index])
    assert (after.loc[names, "n"] == len(VALUES)).all()


def test_what_a_copy_changes_counts_for_nobody_else():
    """A copy that gets a figure wrong neither confirms nor contradicts the others."""
    papers = [paper("a", VALUES), paper("b", VALUES), paper("c", [value + 3 for value in VALUES])]
    wrong = copied(paper("y", [value + 3 for value in VALUES]), "y")
    before = score(tables(*papers), NO_FINDINGS).set_index("source")
    after = score(tables(*papers, wrong), NO_FINDINGS, copies={"y": "a"}).set_index("source")
    assert (after.loc[before.index, "agreement"] == before["agreement"]).all()


def test_what_a_copy_states_in_its_own_words_counts_as_its_own():
    """An article that repeats another and adds a figure of its own is compared by that figure alone."""
    papers = [paper("x", VALUES[:1]), paper("b", VALUES[:1])]
    made = tables(*papers, copied(paper("y", [VALUES[0] + 3]), "y"))
    added = frozenset(made["facts"].query("source == 'y'")["fact_id"])
    silent = score(made, NO_FINDINGS, copies={"y": "x"}).set_index("source")
    spoken = score(made, NO_FINDINGS, copies={"y": "x"}, own=added).set_index("source")
    assert silent.loc["b", "agreement"] > spoken.loc["b", "agreement"]


def test_some_groups_at_a_time_give_the_scores_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [paper("x", VALUES), paper("b", [value + (value > 50) for value in VALUES]), paper("c", VALUES[2:])]
    made = tables(*papers, copied(paper("y", [VALUES[0] + 3, *VALUES[1:]]), "y"))
    known = {"copies": {"y": "x"}, "own": frozenset(made["facts"]["fact_id"][::5]), "references": values_of(VALUES[:2])}
    whole = score(made, NO_FINDINGS, **known)
    monkeypatch.setattr(_pieces, "PIECE", 3)
    asked = []

    def ahead(job, pieces):
        asked.extend(pieces)
        return map(job, asked)

    agreed = begin(made, **known, ahead=ahead)
    assert len(asked) > 3
    assert score(made, NO_FINDINGS, agreed=agreed).equals(whole)


def values_of(values: list[float]) -> References:
    return References(
        Reference(f"index{i}", "VN", "2023", "actual", value, "percent", "office", step=0.1)
        for i, value in enumerate(values)
    )


def placed(*papers: dict[str, object]) -> dict[str, pd.DataFrame]:
    made = tables(*papers)
    return {**made, "facts": made["facts"].assign(area="VN")}


def test_who_is_right_gains_though_all_others_disagree():
    wrong = [value + 3 for value in VALUES]
    made = placed(paper("right", VALUES), *(paper(name, wrong) for name in "abc"))
    alone = score(made, NO_FINDINGS).set_index("source")
    known = score(made, NO_FINDINGS, references=values_of(VALUES)).set_index("source")
    assert alone.loc["right", "agreement"] < alone.loc["a", "agreement"]
    assert known.loc["right", "agreement"] > 0.9 * POINTS["agreement"] > known.loc["a", "agreement"]


def test_a_reference_value_makes_a_lone_source_comparable_and_its_interval_narrow():
    made = placed(paper("a", VALUES))
    known = score(made, NO_FINDINGS, references=values_of(VALUES)).set_index("source").loc["a"]
    among = score(placed(paper("a", VALUES), paper("b", VALUES)), NO_FINDINGS).set_index("source").loc["a"]
    assert known["n"] == len(VALUES)
    assert known["high"] - known["low"] < among["high"] - among["low"]


def test_altering_figures_with_reference_values_never_gains():
    last = None
    for altered in range(len(VALUES) + 1):
        own = [value + 3 if i < altered else value for i, value in enumerate(VALUES)]
        made = placed(paper("a", own), paper("b", VALUES))
        now = score(made, NO_FINDINGS, references=values_of(VALUES[:3])).set_index("source").loc["a", "score"]
        assert last is None or now <= last
        last = now


def test_order_of_rows_changes_nothing():
    made = tables(*(paper(name, VALUES) for name in NAMES), paper("e", [value + 1 for value in VALUES]))
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in made.items()}
    pd.testing.assert_frame_equal(score(made, NO_FINDINGS), score(turned, NO_FINDINGS))


@pytest.mark.parametrize("truth", [0.6, 0.75, 0.9])
def test_intervals_of_agreement_hold_the_rate_of_a_source_whose_claims_hang_together(truth):
    """Claims come in fours that stand or fall together, as the figures of one article do."""
    rng = np.random.default_rng(7)
    held = []
    for articles in (5, 12, 20, 33):
        for _ in range(150):
            outcomes = np.repeat(rng.random(articles) < truth, 4).astype(float)
            _, low, high = share(list(outcomes))
            held.append(low <= truth <= high)
    assert 0.86 <= np.mean(held) <= 0.98
