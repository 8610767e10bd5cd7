"""Rules and sources in the configuration: which can be named, which options they take, and what the settings do."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path

import pandas as pd
import pytest
from groups_facts import newsroom

from audit import config, registry, table
from audit.config import Config
from audit.errors import ConfigError
from audit.groups import group
from audit.scores import score


def loaded(folder: Path, toml: str) -> Config:
    (folder / "audit.toml").write_text(toml, encoding="utf8")
    return config.load(folder)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('disable = ["contradictions"]', "disable: there is no rule 'contradictions'\n  mend: did you mean 'contra"),
        ('[severity]\nscale-slp = "info"', "severity: there is no rule 'scale-slp'\n  mend: did you mean 'scale-slip'"),
        ('[severity]\nfacts-span = "info"', "did you mean 'facts-spans'"),
        ("[rules.contradictoin]\nplaces = 6", "rules: there is no rule 'contradictoin'\n  mend: did you mean 'c"),
        ("[rules.facts-spans]\nplaces = 6", "without options\n  mend: change its kwargs in expectations/"),
        ("[rules.contradiction]\nplace = 6", "rules.contradiction: contradiction takes no option 'place'\n  mend: did"),
        ("[rules.misrounded]\nplaces = 6", "takes no option 'places'\n  mend: remove it"),
        ("[rules.contradiction]\nplaces = 6.5", "cannot be 6.5\n  mend: write a whole number; without it, it is 4"),
        ("[rules.contradiction]\nplaces = true", "a whole number"),
        ("[rules.contradiction]\nplaces = -1", "a whole number"),
        ("[rules.wrong-total]\ngap = nan", "a number"),
        ('[rules.wrong-total]\ngap = "much"', "a number"),
        ("[rules]\ncontradiction = 6", "not a table of tables"),
        ("rules = 3", "not a table of tables"),
        ('[trust]\n"example.vn" = 2', "trust.example.vn cannot be 2\n  mend: use a number from 0 to 1"),
        ("[trust]\nexample.vn = 0.5", "quote a name that holds a dot"),
        ("trust = 1", "not a table of source = weight"),
        ('fail-on = "never"\nfail_on = "info"', "written twice"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_with_the_nearest(tmp_path: Path, toml: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, toml)
    assert says in str(caught.value)
    assert caught.value.file == tmp_path / "audit.toml"


def test_what_exists_is_taken(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        'disable = ["facts-kinds", "stale-figure"]\n[severity]\nfacts-spans = "info"\n'
        '[rules.contradiction]\nplaces = 6\n[rules.wrong-total]\ngap = 1\n[trust]\n"example.vn" = 0\n',
    )
    assert found.rules == {"contradiction": {"places": 6}, "wrong-total": {"gap": 1}}
    assert found.trust == {"example.vn": 0.0}
    assert found.origins == dict.fromkeys(("disable", "severity", "rules", "trust"), "audit.toml")


def test_a_rule_of_an_own_suite_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "expectations").mkdir()
    entry = {"type": "expect_column_to_exist", "meta": {"rule_id": "desk-style"}}
    (tmp_path / "expectations" / "facts.json").write_text(json.dumps({"name": "facts", "expectations": [entry]}))
    assert loaded(tmp_path, 'disable = ["desk-style"]').disable == ("desk-style",)


def test_a_rule_of_another_package_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = EntryPoint("plugin-rule", "audit.rules.contradiction", "audit.rules")
    monkeypatch.setattr(registry, "entry_points", lambda group: [plugin] if group == "audit.rules" else [])
    assert loaded(tmp_path, 'disable = ["plugin-rule"]').disable == ("plugin-rule",)
    with pytest.raises(ConfigError, match="did you mean 'plugin-rule'"):
        loaded(tmp_path, 'disable = ["plugin-rul"]')


def test_options_win_over_those_of_the_suite(tmp_path: Path) -> None:
    from audit.suite import loader

    config = Config(rules={"contradiction": {"places": 6}})
    entries = {entry.rule_id: entry for entry in loader.load(["facts"], config)["facts"]}
    assert entries["contradiction"].expectation.places == 6
    assert entries["scale-slip"].expectation.places == 4
    with pytest.raises(ConfigError, match="rules: there is no rule 'nothing'"):
        loader.load(["facts"], Config(rules={"nothing": {}}))


VALUES = [12.5, 30.1, 45.7, 60.2, 71.9, 88.4]


def paper(name: str, shift: float = 0.0) -> dict[str, object]:
    lines = (
        f"Chỉ số thứ {i} của tỉnh đạt [{value}|value={value} unit=percent indicator=index{i} period=2023]."
        for i, value in enumerate(round(value + shift, 1) for value in VALUES)
    )
    return {"article_id": name, "source": name, "published": "2024-01-05", "text": f"Báo {name}\n" + "\n".join(lines)}


def audited(trust: dict[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two papers that agree, one that differs from both; the groups and the scores."""
    facts, articles, texts = newsroom(paper("a"), paper("b"), paper("c", 3))
    groups = group(facts, articles, texts, trust=trust)
    blocks = table.frame([], table.BLOCKS)
    tables = {"facts": facts, "articles": articles, "groups": groups, "blocks": blocks}
    return groups, score(tables, table.frame([], table.FINDINGS), trust=trust).set_index("source")


def test_an_untrusted_voice_weighs_less_in_what_is_agreed() -> None:
    even, _ = audited({})
    doubtful, _ = audited({"a": 0.3, "b": 0.3})
    assert list(even["value"]) == VALUES
    assert set(even["share"]) == {0.666667}
    assert list(doubtful["value"]) == [round(value + 3, 1) for value in VALUES]
    assert set(doubtful["share"]) == {0.625}
    assert list(doubtful["n_independent"]) == list(even["n_independent"]) == [3] * len(VALUES)


def test_voices_without_any_trust_agree_on_nothing() -> None:
    groups, scores = audited({"a": 0, "b": 0, "c": 0})
    assert groups["value"].isna().all()
    assert (scores["n"] == 0).all()


def test_disagreeing_with_the_untrusted_costs_less() -> None:
    _, even = audited({})
    _, doubtful = audited({"c": 0.1})
    assert doubtful.loc["a", "agreement"] > even.loc["a", "agreement"]
    assert doubtful.loc["c", "agreement"] == even.loc["c", "agreement"]
    _, alone = audited({"a": 0.2, "b": 0.2})
    wide, narrow = (scores.loc["c", "high"] - scores.loc["c", "low"] for scores in (alone, even))
    assert wide > narrow


def test_the_page_of_a_rule_shows_what_is_set(tmp_path: Path) -> None:
    from audit import views

    found = loaded(tmp_path, "[rules.contradiction]\nplaces = 6\n")
    lines = [line.plain for line in views.page("contradiction", registry.members("rules")["contradiction"], found, 80)]
    assert lines[1] == "places = 6  (audit.toml)"
