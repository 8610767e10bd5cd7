"""`audit init` in an empty folder and in one in use: what it writes, what it leaves alone, a green run after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from audit import catalog, config
from audit.starter import planned
from audit.triage import waivers


def audit(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "audit", *args],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_run_right_after_is_green(tmp_path: Path, lang: str) -> None:
    started = audit(tmp_path, "init", "tin tức", "--lang", lang)
    assert started.returncode == 0, started.stderr
    assert "cd 'tin tức' && audit run" in started.stderr
    ended = audit(tmp_path / "tin tức", "run", "--fail-on", "warning", "--lang", "en")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith("Read 3 articles from 3 sources")
    assert " 0 disputed" in ended.stdout


def test_what_it_writes_is_what_the_readers_take(tmp_path: Path) -> None:
    for lang in ("vi", "en"):
        assert audit(tmp_path, "init", lang, "--lang", lang).returncode == 0
        folder = tmp_path / lang
        assert config.load(folder).paths == ("articles",)
        assert waivers.load(folder / "expectations" / "waivers.toml") == ()
        assert len(catalog.sources(folder / "expectations" / "sources.csv")) == 3
        text = (folder / "audit.toml").read_text(encoding="utf8")
        first = text.splitlines()[0].removeprefix("#:schema ")
        schema = Draft7Validator(json.loads((folder / first).read_text(encoding="utf8")))
        schema.validate(tomllib.loads(text))
        uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines() if _is_toml(line))
        schema.validate(tomllib.loads(uncommented))
        (folder / "audit.toml").write_text(uncommented, encoding="utf8")
        found = config.load(folder)
        assert set(found.origins) == {key.field for key in config.KEYS}, "every key is shown"


def _is_toml(line: str) -> bool:
    return line.removeprefix("# ").startswith(("[", '"')) or " = " in line


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "expectations").mkdir()
    (tmp_path / "articles" / "mine.txt").write_text("Giá gạo tăng 5%.", encoding="utf8")
    (tmp_path / "expectations" / "sources.csv").write_text("glob,source,name,url,kind\n")
    (tmp_path / ".gitignore").write_bytes(b"*.tmp")
    before = content(tmp_path)
    assert audit(tmp_path, "init").returncode == 0
    after = content(tmp_path)
    assert after.pop(".gitignore") == b"*.tmp\nreports/\n"
    assert {name: after[name] for name in before if name != ".gitignore"} == {
        name: text for name, text in before.items() if name != ".gitignore"
    }
    assert [name for name in after if name.startswith("articles")] == ["articles/mine.txt"]


@pytest.mark.parametrize(("name", "text"), [("audit.toml", ""), ("pyproject.toml", "[tool.audit]\npaths = ['a']\n")])
def test_a_folder_that_is_set_up_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    ended = audit(tmp_path, "init")
    assert (ended.returncode, content(tmp_path)) == (2, {name: text.encode()})
    assert f"error: {name}: this folder is set up already\n  mend:" in ended.stderr


def test_a_pyproject_of_others_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert tmp_path / "audit.toml" in planned(tmp_path, "en")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("")
    ended = audit(tmp_path, "init", "here")
    assert (ended.returncode, ended.stderr) == (2, "error: here: is a file\n  mend: name a folder\n")


def test_started_twice_after_a_failure_it_completes(tmp_path: Path) -> None:
    """The configuration is written last: a start that broke off can be made again."""
    plan = planned(tmp_path, "en")
    assert list(plan)[-1] == tmp_path / "audit.toml"
    for file in list(plan)[:2]:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(plan[file])
    assert set(planned(tmp_path, "en")) == set(list(plan)[2:])


@pytest.mark.parametrize("line", ["reports", "/reports/", "reports/\r"])
def test_reports_are_ignored_once(tmp_path: Path, line: str) -> None:
    (tmp_path / ".gitignore").write_text(line + "\n")
    assert tmp_path / ".gitignore" not in planned(tmp_path, "en")
