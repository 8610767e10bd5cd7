"""Folders that may only be read and disks that are full: status 2 with the mend, and nothing of before is lost.

A limit on the size of files plays the full disk; root gives up the right to pass over permissions.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_cli import HERE, ROOT, STUB

WAIVE = ("--reason", "confirmed by the ministry", "--owner", "Lan", "--until", "2999-01-01")
OVERRIDE, READ_SEARCH, DROP = 1, 2, 24  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a report, a baseline and a waiver."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "seeds").mkdir()
    (folder / "audit.toml").write_text('paths = ["seeds"]\nlanguage = "en"\n')
    assert audit(folder, "run", "--fail-on", "never").returncode == 0
    assert audit(folder, "baseline").returncode == 0
    assert audit(folder, "waive", "f1", *WAIVE).returncode == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "desk")


def audit(folder: Path, *args: str, **how: Any) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(HERE), str(ROOT)))
    environment = {
        **os.environ, "PYTHONPATH": paths, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder),
    }  # fmt: skip
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    command = [sys.executable, "-c", STUB.format(body="pass"), *args]
    return subprocess.run(command, cwd=folder, env=environment, text=True, encoding="utf8", check=False, **how)


def small() -> None:
    """No file may grow beyond a few bytes; the signal that tells so is turned into an error of writing."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def mortal() -> None:
    """Permissions bind this process and its program, though it be root's."""
    if os.geteuid() == 0:
        import ctypes

        for right in (OVERRIDE, READ_SEARCH):
            if ctypes.CDLL(None).prctl(DROP, right, 0, 0, 0):
                raise PermissionError


@pytest.fixture
def readable(desk: Path) -> Iterator[Path]:
    """The project, in which nothing may be written."""
    folders = [Path(folder) for folder, _, _ in os.walk(desk)]
    for folder in folders:
        folder.chmod(0o555)
    probe = [sys.executable, "-c", f"open({str(desk / 'x')!r}, 'w')"]
    try:
        if not subprocess.run(probe, preexec_fn=mortal, capture_output=True, check=False).returncode:
            pytest.skip("permissions do not bind this user")
    except subprocess.SubprocessError:
        pytest.skip("this user cannot give up the right to pass over permissions")
    yield desk
    for folder in folders:
        folder.chmod(0o755)


@pytest.mark.parametrize("args", [("baseline",), ("waive", "f2", *WAIVE), ("init", "new")])
def test_a_folder_that_may_only_be_read_is_an_error(readable: Path, args: tuple[str, ...]) -> None:
    before = content(readable)
    ended = audit(readable, *args, preexec_fn=mortal)
    assert ended.returncode == 2, ended.stderr
    assert "cannot be written: Permission denied\n  mend: free some space or allow writing there" in ended.stderr
    assert content(readable) == before


def test_a_report_that_cannot_be_written_is_printed_all_the_same(readable: Path) -> None:
    before = content(readable)
    ended = audit(readable, "run", "--fail-on", "never", preexec_fn=mortal)
    assert ended.returncode == 2
    assert "Read 2 articles" in ended.stdout
    assert "reports cannot be written: Permission denied\n  mend: " in ended.stderr
    assert content(readable) == before


def test_a_report_that_may_only_be_read_is_read(readable: Path) -> None:
    ended = audit(readable, "facts", "--format", "csv", preexec_fn=mortal)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("\n") == 4


@pytest.mark.parametrize(
    "args",
    [
        ("run", "--fail-on", "never"),
        ("run", "--fail-on", "never", "--format", "json,sarif", "--output-dir", "out"),
        ("baseline",),
        ("waive", "f2", *WAIVE),
        ("init", "new"),
    ],
)
def test_without_space_nothing_of_before_is_lost(desk: Path, args: tuple[str, ...]) -> None:
    before = content(desk)
    ended = audit(desk, *args, preexec_fn=small)
    assert ended.returncode == 2, ended.stderr
    assert "cannot be written: " in ended.stderr
    assert "\n  mend: free some space" in ended.stderr
    after = content(desk)
    assert {name: after.get(name) for name in before} == before
    assert not [name for name in after if ".staging-" in name or ".ready-" in name]
    if args[0] == "run":
        assert audit(desk, "run", "--fail-on", "never").returncode == 0


def test_a_start_that_broke_off_can_be_made_again(desk: Path) -> None:
    assert audit(desk, "init", "new", preexec_fn=small).returncode == 2
    assert not (desk / "new" / "audit.toml").exists()
    assert audit(desk, "init", "new").returncode == 0
    assert (desk / "new" / "audit.toml").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_result_that_finds_no_space_is_an_error(desk: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = audit(desk, "rules", stdout=full)
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: stdout: cannot be written: No space left on device\n  mend: free some space")
