"""The folder of reports: whole or not at all, whatever happens to a run, and read back as it was written."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest
from views_audit import small_audit

from audit import reports, table
from audit.config import Config
from audit.errors import AuditError
from audit.views import formats

CONFIG = Config(language="en")


def content(folder: Path) -> dict[str, str]:
    """Every visible file and what it holds."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".lock")]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf8") for path in files}


def pages(text: str) -> object:
    def build(staging: Path) -> None:
        (staging / "data_docs").mkdir()
        (staging / "data_docs" / "index.html").write_text(text, encoding="utf8")

    return build


def test_what_is_there_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "README.md").write_text("mine", encoding="utf8")
    reports.write(folder, {"a.json": b"1", "b.json": b"1"}, pages("1"))
    reports.write(folder, {"a.json": b"2"}, pages("2"))
    assert content(folder) == {"README.md": "mine", "a.json": "2", "b.json": "1", "data_docs/index.html": "2"}


def test_pages_of_the_run_before_do_not_linger(tmp_path: Path) -> None:
    def more(staging: Path) -> None:
        (staging / "data_docs").mkdir()
        (staging / "data_docs" / "old.html").write_text("1", encoding="utf8")

    reports.write(tmp_path, {}, more)
    reports.write(tmp_path, {}, pages("2"))
    assert content(tmp_path) == {"data_docs/index.html": "2"}


@pytest.mark.parametrize("error", [ValueError("docs"), KeyboardInterrupt()])
def test_a_run_that_fails_leaves_the_last_report(tmp_path: Path, error: BaseException) -> None:
    reports.write(tmp_path, {"a.json": b"1"}, pages("1"))

    def fail(_: Path) -> None:
        raise error

    with pytest.raises(type(error)):
        reports.write(tmp_path, {"a.json": b"2"}, fail)
    assert content(tmp_path) == {"a.json": "1", "data_docs/index.html": "1"}


def test_no_space_is_an_error_with_a_mend(tmp_path: Path) -> None:
    reports.write(tmp_path, {"a.json": b"1"})

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(AuditError, match="No space left on device") as caught:
        reports.write(tmp_path, {"a.json": b"2"}, full)
    assert "mend: free some space" in str(caught.value)
    assert content(tmp_path) == {"a.json": "1"}


def test_a_folder_that_cannot_be_made_is_an_error_with_a_mend(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file", encoding="utf8")
    with pytest.raises(AuditError, match="reports cannot be written"):
        reports.write(tmp_path / "reports", {})


HANG = """
import sys, time
from pathlib import Path
from audit import reports

def hang(staging):
    (staging / "data_docs").mkdir()
    print("ready", flush=True)
    time.sleep(600)

if sys.argv[2] == "build":
    reports.write(Path(sys.argv[1]), {"a.json": b"killed"}, hang)
else:
    finish = reports._finish
    def die(ready, folder):
        first, *_ = sorted(ready.iterdir())
        first.replace(folder / first.name)
        hang(ready.parent)
    reports._finish = die
    reports.write(Path(sys.argv[1]), {"a.json": b"killed", "b.json": b"killed"})
"""


def killed(folder: Path, where: str) -> None:
    """A run that is killed while it builds, or after its first file is in place."""
    with subprocess.Popen([sys.executable, "-c", HANG, str(folder), where], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        os.kill(run.pid, signal.SIGKILL)


def test_a_run_killed_while_it_prepares_changes_nothing(tmp_path: Path) -> None:
    reports.write(tmp_path, {"a.json": b"1"})
    killed(tmp_path, "build")
    assert (tmp_path / "a.json").read_bytes() == b"1"
    assert list(tmp_path.glob(".staging-*"))
    reports.write(tmp_path, {"a.json": b"2"})
    assert content(tmp_path) == {"a.json": "2"}
    assert not list(tmp_path.glob(".staging-*"))


def test_a_run_killed_while_it_moves_is_finished_by_the_next_reader(tmp_path: Path) -> None:
    reports.write(tmp_path, {"a.json": b"1", "b.json": b"1"})
    killed(tmp_path, "move")
    assert (tmp_path / "b.json").read_bytes() == b"1"
    with pytest.raises(AuditError, match="holds no report"):
        reports.last(tmp_path)
    assert content(tmp_path)["b.json"] == "killed"
    assert content(tmp_path)["a.json"] == "killed"


def test_a_run_that_still_works_is_not_swept_away(tmp_path: Path) -> None:
    started, go = threading.Event(), threading.Event()

    def wait(_: Path) -> None:
        started.set()
        assert go.wait(60)

    slow = threading.Thread(target=reports.write, args=(tmp_path, {"a.json": b"slow"}, wait))
    slow.start()
    assert started.wait(60)
    reports.write(tmp_path, {"a.json": b"fast"})
    assert content(tmp_path)["a.json"] == "fast"
    go.set()
    slow.join()
    assert content(tmp_path) == {"a.json": "slow"}


def test_runs_at_once_leave_the_files_of_one_of_them(tmp_path: Path) -> None:
    def run(number: int) -> None:
        for _ in range(10):
            reports.write(tmp_path, {f"{name}.json": str(number).encode() for name in "abcd"}, pages(str(number)))

    runs = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    found = content(tmp_path)
    assert len(found) == 5
    assert len(set(found.values())) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [".lock"]


def test_a_report_reads_back_as_it_was(tmp_path: Path) -> None:
    audit = small_audit()
    files = {
        name: data for module in formats(["parquet"]).values() for name, data in module.files(audit, CONFIG).items()
    }
    reports.write(tmp_path, files)
    found = reports.last(tmp_path)
    assert dict(found.texts) == dict(audit.texts)
    again = formats(["parquet", "jsonl"])
    for module in again.values():
        assert module.files(found, CONFIG) == module.files(audit, CONFIG)
    pd.testing.assert_frame_equal(found.groups, audit.groups)
    assert [str(found.facts[column.name].dtype) for column in table.FACTS] == [
        str(audit.facts[column.name].dtype) for column in table.FACTS
    ]


def test_a_folder_without_a_report_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="audit run"):
        reports.last(tmp_path / "nowhere")
