"""What people expect of a command: completion, nearest names, a manual page, a pager, the pages opened when asked."""

from __future__ import annotations

import os
import pty
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from test_cli import HERE, ROOT, STUB

from audit.cli import STATUSES, app
from audit.cli._manual import document
from audit.model import SEVERITIES

MANUAL = ROOT / "docs" / "audit.1"


def audit(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The command with the small audit of the other tests behind it."""
    paths = os.pathsep.join((str(HERE), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-c", STUB.format(body="pass"), *args],
        cwd=folder, env={**os.environ, "PYTHONPATH": paths, "LANG": "C.UTF-8", **env},
        capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip


def script(file: Path, body: str) -> Path:
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("audit ex", "explain"), ("audit run --fail-o", "--fail-on"), ("audit explain contra", "contradiction")],
)
def test_a_shell_completes_commands_options_and_rules(tmp_path: Path, typed: str, offered: str) -> None:
    count = str(len(typed.split()) - 1)
    done = audit(tmp_path, _AUDIT_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=count)
    assert done.stdout.split() == [offered], done.stderr


def test_completion_imports_no_rule() -> None:
    code = "import sys, audit.cli.explain as e; e._rules('x'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_completion_can_be_installed(tmp_path: Path) -> None:
    shown = audit(tmp_path, "--help").stdout
    assert "--install-completion" in shown
    assert "--show-completion" in shown


def test_an_option_that_is_wrong_names_the_near_one(tmp_path: Path) -> None:
    ended = audit(tmp_path, "run", "--fail-onn", "info")
    assert ended.returncode == 2
    assert "--fail-on" in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", [[], ["run"], ["check"], ["diff"]])
def test_help_shows_the_statuses_as_a_table(tmp_path: Path, command: list[str]) -> None:
    shown = [line.strip() for line in audit(tmp_path, *command, "--help", COLUMNS="100").stdout.splitlines()]
    table = STATUSES.splitlines()[2:]
    assert [line.split()[0] for line in table] == ["0", "1", "2", "3"]
    assert [line for line in shown if line in {row.strip() for row in table}] == [row.strip() for row in table]


def test_the_manual_page_is_that_of_the_commands() -> None:
    assert MANUAL.read_text(encoding="utf8") == document(), "run make docs"
    text = document()
    for command in app.registered_commands:
        assert f".SS audit {command.name} " in text
    assert all(f"{severity}" in text for severity in SEVERITIES)


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_page_sets_without_a_warning() -> None:
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", str(MANUAL)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "nothing to audit" in done.stdout


def test_the_wheel_brings_the_manual_page(tmp_path: Path) -> None:
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(tmp_path / done.stdout.split()[-1]) as wheel:
        (name,) = [name for name in wheel.namelist() if name.endswith("share/man/man1/audit.1")]
        assert wheel.read(name) == MANUAL.read_bytes()
        assert any(name.endswith("starter/vi/audit.toml") for name in wheel.namelist())


def watched(folder: Path, *args: str, **env: str) -> str:
    """What a terminal of 24 lines shows of the command."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("PAGER", "LESS", "NO_COLOR", "COLUMNS")}
    done = subprocess.Popen(
        [sys.executable, "-m", "audit", *args],
        cwd=folder, env={**clean, "TERM": "xterm", "LANG": "C.UTF-8", "LINES": "24", **env},
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    done.wait()
    return shown.decode("utf8", "replace")


def test_a_long_page_goes_through_the_pager_of_a_terminal(tmp_path: Path) -> None:
    pager = script(tmp_path / "pager", f'echo "paged $LESS $1"; cat > {tmp_path}/got')
    shown = watched(tmp_path, "explain", "contradiction", PAGER=f"{pager} -x")
    assert shown.strip() == "paged FRX -x"
    assert "How to fix" in (tmp_path / "got").read_text(encoding="utf8")


@pytest.mark.parametrize(
    "env", [{"PAGER": ""}, {"PAGER": "no-such-pager '"}, {"PAGER": "/dev/null"}, {"TERM": "dumb"}, {"LINES": "500"}]
)
def test_without_a_pager_the_page_is_simply_printed(tmp_path: Path, env: dict[str, str]) -> None:
    script(tmp_path / "less", "echo paged")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    shown = watched(tmp_path, "explain", "contradiction", **{"PATH": path, **env})
    assert "How to fix" in shown
    assert "paged" not in shown


def test_nothing_is_paged_into_a_pipe(tmp_path: Path) -> None:
    ended = audit(tmp_path, "explain", "contradiction", PAGER="echo paged", LINES="5")
    assert "How to fix" in ended.stdout
    assert "paged" not in ended.stdout


def test_pages_open_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    browser = script(tmp_path / "browser", f'echo "$1" >> {tmp_path}/opened')
    assert audit(tmp_path, "run", "--fail-on", "never", BROWSER=str(browser)).returncode == 0
    assert not (tmp_path / "opened").exists()
    ended = audit(tmp_path, "run", "--open", BROWSER=f"{browser} %s")
    assert ended.returncode == 1
    assert (tmp_path / "opened").read_text().strip() == (tmp_path / "reports/data_docs/index.html").as_uri()


def test_without_a_browser_the_command_says_what_to_open(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    ended = audit(tmp_path, "run", "--open", "--fail-on", "never", "--lang", "en", BROWSER="/no/such/browser %s")
    assert ended.returncode == 0
    assert "No browser could be started: open " in ended.stderr


def test_trust_in_a_source_that_no_article_is_from_is_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "audit.toml").write_text('paths = ["seeds"]\n[trust]\n"nobody.example" = 0.5\n')
    assert "trust names: nobody.example." in audit(tmp_path, "run", "--lang", "en").stderr
    assert "nobody" not in audit(tmp_path, "run", "seeds", "--lang", "en").stderr
