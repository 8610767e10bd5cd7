"""The parts for CI: valid for their makers' schemas, naming options that exist, and stopping what they shall stop.

The script of the action runs as it does on a pull request: on a merge, in a repository of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import desk_repository
import pytest
from desk_repository import commit, desk, git
from ruamel.yaml import YAML

from audit.cli import app

ROOT = Path(__file__).parent.parent
FIRST = "Năm 2023, sản lượng lúa cả nước đạt 43,5 triệu tấn, tăng 1,9% so với năm 2022, theo Tổng cục Thống kê."
TITLE = "Sản lượng lúa năm 2023\n\n"
AGREES = f"{TITLE}Theo Tổng cục Thống kê, năm 2023 sản lượng lúa cả nước đạt 43,5 triệu tấn.\n"
DIFFERS = AGREES.replace("43,5", "34,5")
PARTS = {
    "action.yml": "vendor.github-actions",
    "templates/audit.gitlab-ci.yml": "vendor.gitlab-ci",
}
PUBLISHED = "2024-01-05"
FENCES = {"# .github/workflows/audit.yml": "vendor.github-workflows", "# .gitlab-ci.yml": "vendor.gitlab-ci"}


def yaml(text: str) -> Any:
    return YAML(typ="safe").load(text)


def valid(file: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(("part", "schema"), PARTS.items())
def test_a_part_is_valid_for_its_makers_schema(part: str, schema: str) -> None:
    valid(ROOT / part, schema)


def fences() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(encoding="utf8"), re.DOTALL)


def test_what_the_page_shows_is_valid_and_short(tmp_path: Path) -> None:
    shown = {fence.split("\n", 1)[0]: fence for fence in fences()}
    assert set(shown) == {*FENCES, "# .pre-commit-config.yaml"}
    assert all(fence.count("\n") <= 11 for fence in shown.values())
    for name, schema in FENCES.items():
        (tmp_path / "x.yml").write_text(shown[name], encoding="utf8")
        valid(tmp_path / "x.yml", schema)


def test_the_page_names_inputs_and_hooks_that_there_are() -> None:
    action, hooks = yaml((ROOT / "action.yml").read_text("utf8")), yaml((ROOT / ".pre-commit-hooks.yaml").read_text())
    shown = {fence.split("\n", 1)[0]: yaml(fence) for fence in fences()}
    (_, used) = shown["# .github/workflows/audit.yml"]["jobs"]["audit"]["steps"]
    assert set(used["with"]) <= set(action["inputs"])
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf8")
    assert all(f"`{name}`" in page for name in (*action["inputs"], *action["outputs"]))
    (repository,) = shown["# .pre-commit-config.yaml"]["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in hooks]


def test_every_option_of_the_parts_is_one_of_audit_run() -> None:
    source = "".join(path.read_text("utf8") for path in (ROOT / "audit" / "cli").glob("*.py"))
    texts = [(ROOT / name).read_text("utf8") for name in (*PARTS, ".pre-commit-hooks.yaml", "action/gate.py")]
    lines = [line for text in texts for line in text.splitlines() if "pip install" not in line and "gh pr" not in line]
    options = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)}
    assert {"--since", "--fail-on", "--output-dir"} <= options
    assert {option for option in options if f'"{option}"' not in source} == set()


def test_the_hook_is_what_pre_commit_takes() -> None:
    (hook,) = yaml((ROOT / ".pre-commit-hooks.yaml").read_text("utf8"))
    known = {
        "id", "name", "entry", "language", "alias", "files", "exclude", "types", "types_or", "exclude_types",
        "always_run", "fail_fast", "verbose", "pass_filenames", "require_serial", "description", "language_version",
        "minimum_pre_commit_version", "args", "stages", "additional_dependencies",
    }  # fmt: skip
    assert set(hook) <= known
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"].split()[:2] == ["audit", "run"]
    assert {command.name for command in app.registered_commands} >= {"run"}
    assert re.search(hook["files"], "articles/tin tức.txt")


def test_nothing_of_a_user_is_pasted_into_a_command() -> None:
    for step in yaml((ROOT / "action.yml").read_text("utf8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def article(folder: Path, name: str, text: str) -> None:
    desk_repository.article(folder, name, text, PUBLISHED)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one article on main, and a branch for what a pull request brings."""
    folder = desk(tmp_path / "desk", f"{TITLE}{FIRST}\n", PUBLISHED)
    git(folder, "checkout", "--quiet", "-b", "brings")
    return folder


def merged(folder: Path) -> None:
    """What a server checks out for a pull request: its merge into the target, which went on meanwhile."""
    git(folder, "checkout", "--quiet", "main")
    article(folder, "z", "Giá vàng\n\nGiá vàng SJC sáng 3/1/2024 là 74,5 triệu đồng một lượng.\n")
    commit(folder)
    git(folder, "checkout", "--quiet", "--detach")
    git(folder, "merge", "--quiet", "--no-ff", "--message", "merge", "brings")


def gate(folder: Path, **given: str) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """The script of the action, its job summary and its outputs."""
    files = {name: folder.parent / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "AUDIT_", "GITHUB_"))}
    named = {"AUDIT_SINCE": "main", "AUDIT_REPORT": str(folder.parent / "report"), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-P", str(ROOT / "action" / "gate.py")],
        cwd=folder, env={**kept, **named, **{name: str(file) for name, file in files.items()}, **given},
        capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip
    summary, outputs = (file.read_text("utf8") if file.exists() else "" for file in files.values())
    return ended, summary, outputs


def annotations(log: str) -> list[str]:
    """The workflow commands that a runner sees: none between stop-commands and its token."""
    token = re.search(r"^::stop-commands::(\w{32})$", log, re.MULTILINE)
    assert token
    _, after = log.split(f"::{token[1]}::\n")
    return [line for line in after.splitlines() if line.startswith("::")]


def test_a_merge_that_brings_a_contradiction_is_refused(repository: Path) -> None:
    article(repository, "b", f"{DIFFERS}\n::error::said the article\n##[add-mask]triệu\n")
    commit(repository)
    merged(repository)
    ended, summary, outputs = gate(repository)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    (first, *others) = annotations(ended.stdout)
    assert not [line for line in others if line.startswith("::error")], "an article spoke to the runner"
    column = DIFFERS.splitlines()[2].index("34,5") + 1
    assert first.startswith("::error title=critical%3A contradiction,")
    assert f",file=bai/b.txt,line=3,endLine=3,col={column},endColumn={column + len('34,5 triệu')}::" in first
    assert "### Do not publish yet: 1 critical" in summary
    assert re.fullmatch(r"report=.*report\nstatus=1\n", outputs)
    results = json.loads((repository.parent / "report" / "findings.sarif").read_text("utf8"))["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bai/b.txt"


def test_a_merge_that_brings_an_agreeing_article_passes(repository: Path) -> None:
    article(repository, "b", AGREES)
    commit(repository)
    merged(repository)
    given = {"AUDIT_FAIL_ON": "warning", "AUDIT_ARGS": "--lang vi", "AUDIT_PATHS": "'bai' bai"}
    ended, summary, outputs = gate(repository, **given)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert not [line for line in annotations(ended.stdout) if line.startswith("::error")]
    assert "Phát hiện: 0 mới" in ended.stdout
    assert summary.startswith("### ")
    assert "Chưa nên đăng" not in summary
    assert outputs.endswith("status=0\n")


def test_a_merge_that_waives_passes_and_shows_the_waiver(repository: Path) -> None:
    article(repository, "b", DIFFERS)
    audit = [sys.executable, "-m", "audit"]
    subprocess.run([*audit, "run", "-q"], cwd=repository, capture_output=True, check=False)
    found = json.loads((repository / "reports" / "findings.json").read_text("utf8"))["findings"]
    for row in found:
        if row["severity"] == "critical":
            reason = ("--reason", "confirmed by <the> ministry", "--owner", "Lan", "--until", "2999-01-01")
            subprocess.run([*audit, "waive", row["finding_id"], *reason], cwd=repository, check=True)
    commit(repository)
    merged(repository)
    ended, summary, _ = gate(repository)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    report, _ = re.split(r"^::\w{32}::$", ended.stdout, flags=re.MULTILINE)
    assert re.match(r"Findings: \d+ new, 1 waived, ", report.splitlines()[-1])
    assert re.search(r"- Waived until 2999-01-01: .*confirmed by \\<the\\> ministry \(Lan\)", summary)


def test_the_hook_refuses_a_commit(repository: Path) -> None:
    """As git runs it: with the index and the folder of git in the environment."""
    (hook,) = yaml((ROOT / ".pre-commit-hooks.yaml").read_text("utf8"))
    script = repository / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"#!/bin/sh\nexec {sys.executable} -m {hook['entry']}\n")
    script.chmod(0o755)
    article(repository, "b", DIFFERS)
    with pytest.raises(subprocess.CalledProcessError) as refused:
        commit(repository)
    assert "Do not publish yet: 1 critical" in refused.value.stdout + refused.value.stderr
    article(repository, "b", AGREES)
    commit(repository)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"AUDIT_SINCE": "nowhere"}, 2),
        ({"AUDIT_ARGS": "--what"}, 2),
        ({"AUDIT_PATHS": "leer", "AUDIT_SINCE": "", "AUDIT_SUMMARY": "false"}, 3),
    ],
)
def test_what_cannot_be_judged_fails_and_says_so(repository: Path, given: dict[str, str], status: int) -> None:
    (repository / "leer").mkdir()
    (repository / "leer" / "a.txt").write_text("Không có con số nào.\n")
    (repository.parent / "report").mkdir()
    (repository.parent / "report" / "annotations.txt").write_text("::error::of a run before\n")
    ended, summary, outputs = gate(repository, **given)
    assert ended.returncode == status, ended.stdout + ended.stderr
    assert summary == ""
    assert any("::error title=audit::" in line for line in annotations(ended.stdout))
    assert "of a run before" not in ended.stdout
    assert f"status={status}\n" in outputs
