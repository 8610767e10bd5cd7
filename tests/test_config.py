"""Configuration, indicator and source files: what is right is read, what is wrong names file, place and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import catalog, config, languages
from audit.errors import ConfigError

HEADER = ",".join(catalog.INDICATOR_COLUMNS)
ROW = "rate,Rate,percent,,0,100,rising,tỷ lệ|rate,,Share of something"


def test_defaults_without_a_file(tmp_path: Path) -> None:
    found = config.load(tmp_path)
    assert (found.paths, found.fail_on, found.origin) == (("seeds",), "critical", "defaults")
    assert found.reading("indicators.csv").is_file()


def test_audit_toml_wins_over_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.audit]\npaths = ["a"]\n')
    assert config.load(tmp_path).paths == ("a",)
    (tmp_path / "audit.toml").write_text('paths = ["b"]\nfail-on = "never"\n[severity]\nmisrounded = "info"\n')
    found = config.load(tmp_path)
    assert (found.paths, found.fail_on, found.severity) == (("b",), "never", {"misrounded": "info"})


def test_a_projects_own_file_wins(tmp_path: Path) -> None:
    own = tmp_path / "expectations" / "indicators.csv"
    own.parent.mkdir()
    own.write_text(f"{HEADER}\n{ROW}\n", encoding="utf8")
    assert config.load(tmp_path).reading("indicators.csv") == own
    assert config.load(tmp_path).reading("facts.json") == config.shipped() / "facts.json"


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('pahts = ["a"]', "did you mean paths"),
        ("nonsense = 1", "known keys"),
        ('fail-on = "always"', "critical, warning, info, never"),
        ('paths = "seeds"', "list of strings"),
        ('severity = "high"', "levels"),
        ("min-confidence = 2", "from 0 to 1"),
        ("paths = [", "not valid TOML"),
        ('language = "fr"', "vi, en"),
        ("reports = 3", "not a string"),
    ],
)
def test_a_wrong_configuration_names_file_and_mend(tmp_path: Path, toml: str, says: str) -> None:
    file = tmp_path / "audit.toml"
    file.write_text(toml)
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path)
    assert says in str(caught.value)
    assert str(file) in str(caught.value)
    assert caught.value.mend


def test_reports_speak_the_systems_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert config.Config().speaks == "vi"
    assert config.Config(language="en").speaks == "en"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert config.Config().speaks == "en"


def test_an_indicator_row_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "indicators.csv"
    file.write_text(f"\ufeff{HEADER}\r\n{ROW}\r\n", encoding="utf8")
    (found,) = catalog.indicators(file)
    assert (found.indicator, found.min, found.max, found.trend) == ("rate", 0, 100, "rising")
    assert found.aliases == ("tỷ lệ", "rate")


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ("", None, "is empty"),
        ("indicator,label\nx,y\n", "1", "no column 'unit'"),
        (f"{HEADER}\n{ROW},more\n", "2", "11 cells"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "3", "one row"),
        (f"{HEADER}\n{ROW.replace('rate,Rate', 'Rate,Rate', 1)}\n", "2", "lower-case"),
        (f"{HEADER}\n{ROW.replace('0,100', '0,many')}\n", "2", "decimal point"),
        (f"{HEADER}\n{ROW.replace('0,100', '0,inf')}\n", "2", "finite"),
        (f"{HEADER}\n{ROW.replace('0,100', '9,1')}\n", "2", "at most max"),
        (f"{HEADER}\n{ROW.replace('rising', 'up')}\n", "2", "rising, falling"),
        (f"{HEADER}\n{ROW.replace('percent', '')}\n", "2", "give percent"),
        (f'{HEADER}\n"{ROW}\n', "2", "not valid CSV"),
    ],
)
def test_a_wrong_indicator_row_names_its_line(tmp_path: Path, content: str, place: str | None, says: str) -> None:
    file = tmp_path / "indicators.csv"
    file.write_text(content, encoding="utf8")
    with pytest.raises(ConfigError) as caught:
        catalog.indicators(file)
    assert says in str(caught.value)
    assert (caught.value.file, caught.value.place) == (file, place)


def test_an_indicators_file_that_is_missing_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        catalog.indicators(tmp_path / "none.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        catalog.indicators(tmp_path / "bytes.csv")


def test_sources_may_be_absent_but_not_half_filled(tmp_path: Path) -> None:
    assert catalog.sources(tmp_path / "sources.csv") == ()
    file = tmp_path / "sources.csv"
    file.write_text("glob,source,name,url,kind,published\nvne/*,vnexpress.net,VnExpress,,newspaper,2024-07-02\n")
    (row,) = catalog.sources(file)
    assert (row.source, row.published, row.url) == ("vnexpress.net", "2024-07-02", None)
    file.write_text("glob,source,name,url,kind\n,vnexpress.net,,,\n")
    with pytest.raises(ConfigError, match="both are needed"):
        catalog.sources(file)


def test_the_shipped_catalogue_is_valid() -> None:
    known = catalog.indicators(config.shipped() / "indicators.csv")
    assert known
    aliases = [(alias.casefold(), item.unit) for item in known for alias in item.aliases]
    assert len(aliases) == len(set(aliases)), "one alias names two indicators of one unit"


def test_templates_of_both_languages_have_the_same_names_and_fields() -> None:
    import string

    def shape(code: str) -> dict[tuple[str, str], set[str | None]]:
        sections = {key: value for key, value in languages.load(code).items() if key in MESSAGES}
        return {
            (section, key): {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
            for section, templates in sections.items()
            for key, template in templates.items()
            if isinstance(template, str)
        }

    assert shape("vi") == shape("en")
    assert shape("vi")


MESSAGES = ("rules", "rule_titles", "rule_notes", "report", "scores", "cli")


def test_a_template_reaches_no_attribute_of_what_fills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "load", lambda code: {"rules": {"bad": "{a.__class__}", "good": "{a} says {b}"}})
    assert languages.message("en", "rules", "good", a="{b}", b="<b>") == "{b} says <b>"
    with pytest.raises(KeyError):
        languages.message("en", "rules", "bad", a="x")
    with pytest.raises(KeyError, match="no template"):
        languages.message("en", "rules", "none")
