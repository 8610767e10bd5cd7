"""The JSON Schema of the configuration says what the reader says; `audit config` shows what is in force and why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from audit import config
from audit.config._typed import typed
from audit.errors import ConfigError

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "docs" / "audit.schema.json"
RIGHT = """
paths = ["bai", "tin"]
expectations = "expectations"
reports = "out"
fail-on = "warning"
min-confidence = 0.5
strict-baseline = true
language = "vi"
disable = ["uncorroborated", "facts-kinds"]
[severity]
misrounded = "info"
[rules.contradiction]
places = 6
[rules.wrong-total]
gap = 1
[trust]
"example.vn" = 0.2
"""
WRONG = (
    'pahts = ["a"]', 'fail-on = "always"', 'paths = "seeds"', 'severity = "high"', "min-confidence = 2",
    'language = "fr"', "reports = 3", 'strict-baseline = "yes"', '[severity]\nmisrounded = "bad"',
    "[rules.contradiction]\nplace = 6", "[rules.contradiction]\nplaces = 6.5", "[rules.contradiction]\nplaces = -1",
    "[rules.misrounded]\nplaces = 6", "[rules]\ncontradiction = 6", '[trust]\n"example.vn" = 2',
    "[trust]\nexample.vn = 0.5",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    content = json.loads(PUBLISHED.read_text(encoding="utf8"))
    Draft7Validator.check_schema(content)
    return Draft7Validator(content)


def test_the_published_schema_is_that_of_the_code() -> None:
    assert PUBLISHED.read_bytes() == config.schema(), "run make docs"


def test_schema_and_reader_take_what_is_right(schema: Draft7Validator, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text(RIGHT, encoding="utf8")
    config.load(tmp_path)
    schema.validate(tomllib.loads(RIGHT))


@pytest.mark.parametrize("toml", WRONG)
def test_schema_and_reader_refuse_what_is_wrong(schema: Draft7Validator, tmp_path: Path, toml: str) -> None:
    assert not schema.is_valid(tomllib.loads(toml))
    (tmp_path / "audit.toml").write_text(toml, encoding="utf8")
    with pytest.raises(ConfigError):
        config.load(tmp_path)


WORDS = st.sampled_from(["critical", "never", "vi", "en", "seeds", "info", "", "x.vn", "stale-figure"])
VALUES = st.recursive(
    st.booleans() | st.integers(-2, 2) | st.floats(-1, 2) | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(key=st.sampled_from([key.name for key in config.KEYS if key.kind != "options"]), value=VALUES)
def test_schema_and_reader_agree_on_any_value(schema: Draft7Validator, key: str, value: object) -> None:
    assert schema.is_valid({key: value}) == taken({key: value})


def taken(content: dict[str, object]) -> bool:
    try:
        typed(content, Path("audit.toml"))
    except ConfigError:
        return False
    return True


def test_every_key_is_a_field_and_every_setting_a_key() -> None:
    import dataclasses

    ours = {field.name for field in dataclasses.fields(config.Config)} - {"root", "origin", "origins"}
    assert {key.field for key in config.KEYS} == ours


def shown(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    return subprocess.run(
        [sys.executable, "-m", "audit", "config", *args],
        cwd=folder, env={**clean, "COLUMNS": "80", "PYTHONUTF8": "1", **env},
        capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip


def test_each_value_tells_where_it_comes_from(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text(RIGHT.replace('language = "vi"\n', ""), encoding="utf8")
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "sources.csv").write_text("glob,source,name,url,kind\n")
    ended = shown(tmp_path, "--format", "json", "--fail-on", "info", LC_ALL="vi_VN.UTF-8")
    content = json.loads(ended.stdout)
    settings = content["settings"]
    assert content["file"] == "audit.toml"
    assert settings["fail-on"] == {"value": "info", "from": "option", "where": "--fail-on"}
    assert settings["paths"] == {"value": ["bai", "tin"], "from": "file", "where": "audit.toml"}
    assert settings["language"] == {"value": "vi", "from": "environment", "where": "LC_ALL"}
    assert settings["rules.contradiction.places"]["value"] == 6
    assert settings['trust."example.vn"']["value"] == 0.2
    assert (content["files"]["sources.csv"], content["files"]["facts.json"]) == ("own", "shipped")


def test_without_a_file_the_defaults_are_shown(tmp_path: Path) -> None:
    content = json.loads(shown(tmp_path, "--format", "json").stdout)
    assert content["file"] is None
    assert {setting["from"] for setting in content["settings"].values()} == {"default"}


@pytest.mark.parametrize(("lang", "words"), [("en", "shipped with audit"), ("vi", "kèm theo audit")])
def test_the_table_speaks_the_readers_language(tmp_path: Path, lang: str, words: str) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.audit]\npaths = ['" + "x" * 90 + "']\n[tool.audit.trust]\na = 1\n")
    ended = shown(tmp_path, "--lang", lang)
    assert ended.returncode == 0
    assert words in ended.stdout
    assert "pyproject.toml" in ended.stdout
    assert "--lang" in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80


def test_the_schema_is_printed_for_an_editor(tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text("broken = ")
    assert shown(tmp_path, "--schema").stdout.encode() == PUBLISHED.read_bytes()
    broken = shown(tmp_path)
    assert (broken.returncode, "mend:" in broken.stderr) == (2, True)
