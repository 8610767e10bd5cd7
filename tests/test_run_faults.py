"""What goes wrong under a run, as a user meets it: it says what was lost or ends with status 2, and reports no part."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import newswire
import pytest

ROOT = Path(__file__).parent.parent
WAIT = 120  # seconds for the first worker of a run to start
SMALL = 2_000  # bytes: a report has files that are larger
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs the processes in /proc")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the seeds in it, and a report of them."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    assert call(tmp_path).returncode == 1
    return tmp_path


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "LC_ALL": "en_US.UTF-8", "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")}


def arguments(*args: str) -> list[str]:
    return [sys.executable, "-m", "audit", "run", "--no-progress", *args]


def call(folder: Path, *args: str, before: Callable[[], object] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(*args), cwd=folder, env=environment(folder), capture_output=True, text=True, check=False,
        preexec_fn=before,
    )  # fmt: skip


def held(folder: Path) -> dict[str, str]:
    """Every file of the reports, but for the locks."""
    files = (file for file in sorted((folder / "reports").rglob("*")) if file.is_file() and file.name != ".lock")
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if not file.name.startswith("history.sqlite")
    }


def workers(process: int) -> Iterator[int]:
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)


def begun(desk: Path) -> tuple[subprocess.Popen[str], int]:
    """A run of many articles, and the first of its workers, as soon as there is one."""
    newswire.write(newswire.wire(600), desk / "made.jsonl")
    run = subprocess.Popen(
        arguments("made.jsonl", "--jobs", "2"), cwd=desk, env=environment(desk), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    end = time.monotonic() + WAIT
    while run.poll() is None and time.monotonic() < end:
        for worker in workers(run.pid):
            return run, worker
    raise AssertionError("no worker started")


def test_a_worker_that_the_system_kills_takes_the_run_with_it(desk: Path) -> None:
    before = held(desk)
    run, worker = begun(desk)
    os.kill(worker, signal.SIGKILL)
    shown, said = run.communicate()
    assert (run.returncode, shown) == (2, "")
    assert "a worker process was killed, so nothing is reported" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert held(desk) == before


@pytest.mark.parametrize(
    ("kill", "number", "status"),
    [
        (os.killpg, signal.SIGINT, 130),  # ^C goes to all processes of a terminal
        (os.kill, signal.SIGTERM, 143),
        (os.kill, signal.SIGKILL, -signal.SIGKILL),
    ],
)
def test_a_run_that_is_ended_says_nothing_changes_nothing_and_leaves_no_worker(
    desk: Path, kill: Callable[[int, int], None], number: int, status: int
) -> None:
    before = held(desk)
    run, worker = begun(desk)
    kill(run.pid, number)
    shown, said = run.communicate()  # which waits for the workers too: they hold these pipes
    assert (run.returncode, shown) == (status, "")
    assert said == "" or number == signal.SIGKILL  # of which Python tells, in processes that are just starting
    assert not Path(f"/proc/{worker}").exists() or not Path(f"/proc/{worker}/cmdline").read_bytes()
    assert held(desk) == before


def test_no_space_for_reports_leaves_those_before_and_shows_what_was_found(desk: Path) -> None:
    before = held(desk)
    with (desk / "seeds" / "new.txt").open("w", encoding="utf8") as new:
        new.write("Giá điện\n\n12/02/2020\n\nGiá điện tăng 8,36% từ ngày 20/3/2019.\n")
    full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (SMALL, SMALL))
    bad = call(desk, before=full)
    assert bad.returncode == 2
    assert "reports cannot be written" in bad.stderr
    assert "free some space" in bad.stderr
    assert "Traceback" not in bad.stderr
    assert bad.stdout.startswith("Read 5 articles from 5 sources")
    assert held(desk) == before


def test_a_damaged_cache_changes_nothing_that_is_found(desk: Path) -> None:
    expected = call(desk, "--no-cache", "--format", "json").stdout
    (cache,) = (desk / "cache").rglob("articles.sqlite")
    cache.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    damaged = call(desk, "--format", "json")
    assert (damaged.returncode, damaged.stdout) == (1, expected)


def test_articles_that_take_too_long_are_named_and_end_the_run_with_status_2(desk: Path) -> None:
    (desk / "audit.toml").write_text('article-seconds = 0.0001\nfail-on = "never"\n', encoding="utf8")
    for jobs in ("1", "2"):
        late = call(desk, "--no-cache", "--jobs", jobs)
        assert late.returncode == 2
        assert "takes more than 0.0001 s to read" in " ".join(late.stdout.split())
        assert "Traceback" not in late.stderr
