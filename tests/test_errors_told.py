"""Errors in the reader's language: each message of the gate has its Vietnamese, filled as the English."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import pytest

from audit import languages
from audit.cli import app
from audit.errors import ConfigError

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "audit"
ROOMS = (
    "triage/*.py", "config/*.py", "starter/*.py", "fetch/*.py", "cli/_options.py", "cli/run.py", "cli/diff.py",
    "cli/waive.py", "cli/baseline.py", "cli/init.py", "cli/config.py", "cli/check.py", "cli/fetch.py",
    "cli/reconcile.py", "reports.py", "clock.py", "cli/_spark.py", "spark/*.py", "suite/entry.py", "suite/loader.py",
)  # fmt: skip
ERRORS = ("AuditError", "ConfigError", "InputError", "NothingToAudit", "_Wrong", "bad")
PLACE = re.compile(r"\{(\d)\}")


def literal(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, with x0, x1 ... for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        holes = iter(range(9))
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else f"x{next(holes)}" for v in node.values)
    elif isinstance(node, ast.IfExp):
        yield from literal(node.body)
        yield from literal(node.orelse)


def messages(file: Path) -> Iterator[str]:
    """What errors in a file say: arguments of error classes, and what is called `what` or `mend` on the way there."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        name = getattr(node.func, "id", getattr(node.func, "attr", None)) if isinstance(node, ast.Call) else None
        if isinstance(node, ast.Call) and name in ERRORS:
            said = node.args if name in ("_Wrong", "bad") else node.args[:1]
            mends = [keyword.value for keyword in node.keywords if keyword.arg == "mend"]
            yield from (text for part in (*said, *mends) for text in literal(part))
        elif isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            if names & {"what", "mend", "_MEND"}:
                yield from literal(node.value)


FILES = sorted({file for room in ROOMS for file in PACKAGE.glob(room)})


@pytest.mark.parametrize("file", FILES, ids=[file.relative_to(PACKAGE).as_posix() for file in FILES])
def test_every_message_of_the_gate_has_its_vietnamese(file: Path) -> None:
    found = [text for text in messages(file) if not re.fullmatch(r"(x\d|\W)*", text)]
    missing = [text for text in found if languages.told("vi", text) == text]
    assert not missing, "add them to [errors] in audit/languages/vi.toml"


def test_every_command_can_be_asked_for_a_language() -> None:
    silent = {
        command.name for command in app.registered_commands if "lang" not in signature(command.callback).parameters
    }
    assert not silent


def test_templates_hold_the_same_places() -> None:
    for english, vietnamese in languages.load("vi")["errors"].items():
        assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(vietnamese)), english


def test_what_is_filled_in_stays_as_it_is() -> None:
    assert languages.told("vi", "no revision 'a {0} \\g<p0> b'") == "không có phiên bản 'a {0} \\g<p0> b'"
    assert languages.told("vi", "a message of nobody") == "a message of nobody"
    assert languages.told("en", "no revision 'x'") == "no revision 'x'"
    long = f"no revision {'x' * 5000}"
    assert languages.told("vi", long) == long


@pytest.mark.parametrize("start", ["its sidecar ", "column ", "git ", "is not "])
def test_a_name_made_to_be_slow_is_not(start: str) -> None:
    """Counted by steps that are made of it, not by a clock: places are tried only where all words of a template are."""
    text = start + ":" * 900
    tried = [words for words, *_ in languages._errors("vi") if all(word in text for word in words)]
    assert all(sum(map(bool, words)) <= 1 for words in tried)
    assert languages.told("vi", text) == text


def test_an_error_is_told_whole() -> None:
    error = ConfigError("no such file", file="a.toml", place="3", mend="create it, or correct the path")
    assert str(error) == "a.toml:3: no such file\n  mend: create it, or correct the path"
    vietnamese = error.told(lambda text: languages.told("vi", text))
    assert vietnamese == "a.toml:3: không có tệp này\n  cách sửa: tạo nó, hoặc sửa lại đường dẫn"


@pytest.mark.parametrize(
    ("toml", "env", "args", "first"),
    [
        ('paths = ["x"]\nlanguage = "vi"', "C.UTF-8", [], "lỗi: "),
        ('paths = ["x"]\nlanguage = "vi"', "C.UTF-8", ["--lang", "en"], "error: "),
        ('paths = ["x"]', "vi_VN.UTF-8", [], "lỗi: "),
        ("pahts = 1", "C.UTF-8", ["--lang", "vi"], "lỗi: audit.toml: không có khóa 'pahts'"),
        ("pahts = 1", "vi_VN.UTF-8", [], "lỗi: audit.toml: không có khóa 'pahts'\n  cách sửa: có phải ý bạn là paths?"),
    ],
)
def test_errors_speak_the_language_that_findings_do(
    tmp_path: Path, toml: str, env: str, args: list[str], first: str
) -> None:
    (tmp_path / "audit.toml").write_text(toml, encoding="utf8")
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES")}
    ended = subprocess.run(
        [sys.executable, "-m", "audit", "run", *args],
        cwd=tmp_path, env={**kept, "LANG": env, "PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stderr.startswith(first)
