"""The gate in a git repository: what a revision holds, what changed since, and what a merge is refused for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import desk_repository
import pytest
from desk_repository import commit, desk, git

from audit.errors import ConfigError, InputError
from audit.triage import revisions

A = "GDP quý II năm 2024 của Việt Nam tăng 6,93% so với cùng kỳ năm trước, theo Tổng cục Thống kê."
AGREES = "Tổng cục Thống kê cho biết GDP quý II/2024 của Việt Nam tăng 6,93% so với cùng kỳ năm trước."
DIFFERS = AGREES.replace("6,93", "7,5")
PUBLISHED = "2024-07-02"
Command = Callable[..., subprocess.CompletedProcess[str]]


def article(folder: Path, name: str, text: str) -> None:
    desk_repository.article(folder, name, text, PUBLISHED)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one article and a configuration, on the branch main."""
    return desk(tmp_path / "desk", A, PUBLISHED)


@pytest.fixture
def command(repository: Path) -> Command:
    """Runs `audit` in the repository."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return subprocess.run(
            [sys.executable, "-m", "audit", *arguments],
            cwd=repository,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


class TestRevisions:
    def test_edited_and_new_files_have_changed(self, repository: Path) -> None:
        article(repository, "b", AGREES)
        git(repository, "checkout", "--quiet", "-b", "work")
        commit(repository)
        article(repository, "tin\tmới", AGREES)
        assert {file.name for file in revisions.changed(repository, "main")} == {
            "b.txt", "b.json", "tin\tmới.txt", "tin\tmới.json",
        }  # fmt: skip

    def test_what_the_other_branch_did_since_is_none_of_ours(self, repository: Path) -> None:
        git(repository, "checkout", "--quiet", "-b", "work")
        article(repository, "b", AGREES)
        commit(repository)
        git(repository, "checkout", "--quiet", "main")
        article(repository, "c", AGREES)
        commit(repository)
        git(repository, "checkout", "--quiet", "work")
        assert {file.name for file in revisions.changed(repository, "main")} == {"b.txt", "b.json"}

    def test_before_the_first_commit_all_is_new(self, tmp_path: Path) -> None:
        git(tmp_path, "init", "--quiet")
        article(tmp_path, "a", A)
        git(tmp_path, "add", "bai/a.txt")
        assert {file.name for file in revisions.changed(tmp_path, "HEAD")} == {"a.txt", "a.json"}
        with pytest.raises(ConfigError, match="no revision"):
            revisions.changed(tmp_path, "main")

    def test_a_checkout_touches_nothing_and_leaves_nothing(self, repository: Path) -> None:
        article(repository, "a", AGREES)
        with revisions.checkout(repository / "bai", "HEAD") as folder:
            assert (folder / "a.txt").read_text(encoding="utf8") == A
        assert not folder.exists()
        assert (repository / "bai" / "a.txt").read_text(encoding="utf8") == AGREES
        assert len(git(repository, "worktree", "list").splitlines()) == 1

    def test_a_checkout_leaves_nothing_after_an_error(self, repository: Path) -> None:
        with pytest.raises(KeyError), revisions.checkout(repository, "HEAD") as folder:
            raise KeyError
        assert not folder.exists()
        assert len(git(repository, "worktree", "list").splitlines()) == 1

    @pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD~9", "HEAD:bai"])
    def test_an_unknown_revision_is_refused(self, repository: Path, name: str) -> None:
        with pytest.raises(ConfigError, match="no revision"):
            revisions.changed(repository, name)
        assert not revisions.is_revision(repository, name)

    def test_a_folder_that_was_not_there_is_refused(self, repository: Path) -> None:
        (repository / "new").mkdir()
        with pytest.raises(InputError, match="not there"), revisions.checkout(repository / "new", "HEAD"):
            pass

    def test_outside_a_repository(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="no git repository"):
            revisions.changed(tmp_path, "main")

    def test_without_git(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(ConfigError, match="git is not installed"):
            revisions.changed(repository, "main")

    def test_a_shallow_clone_says_how_to_mend_it(self, repository: Path, tmp_path: Path) -> None:
        git(repository, "checkout", "--quiet", "-b", "work")
        article(repository, "b", AGREES)
        commit(repository)
        shallow = tmp_path / "shallow"
        git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", repository.as_uri(), str(shallow))
        with pytest.raises(ConfigError, match="unshallow"):
            revisions.changed(shallow, "origin/main")


class TestGate:
    def test_a_merge_is_judged_by_what_it_brings(self, repository: Path, command: Command) -> None:
        article(repository, "b", DIFFERS)
        commit(repository)
        article(repository, "c", "Giá vàng SJC sáng 3/7/2024 là 76,98 triệu đồng một lượng.")
        ended = command("run", "--since", "HEAD", "--fail-on", "warning")
        assert ended.returncode == 0, ended.stdout
        assert "1 in articles that did not change" in ended.stdout
        article(repository, "d", DIFFERS.replace("7,5", "8,5"))
        ended = command("run", "--since", "HEAD", "--fail-on", "warning")
        assert ended.returncode == 1, ended.stdout
        assert "bai/d.txt" in ended.stdout

    def test_baseline_and_waiver_let_pass_what_is_known(self, repository: Path, command: Command) -> None:
        article(repository, "b", DIFFERS)
        assert command("run", "--fail-on", "warning").returncode == 1
        assert command("baseline").returncode == 0
        ended = command("run", "--fail-on", "warning")
        assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "Findings: 0 new, 0 waived, 1 in the baseline.")
        article(repository, "b", AGREES)
        ended = command("run", "--fail-on", "warning", "--strict-baseline")
        assert ended.returncode == 1
        assert "gone from the articles" in ended.stdout
        assert command("baseline").returncode == 0
        assert command("run", "--strict-baseline").returncode == 0

    def test_a_waiver_needs_a_reason_an_owner_and_a_day_to_come(self, repository: Path, command: Command) -> None:
        article(repository, "b", DIFFERS)
        shown = command("run", "--fail-on", "warning", "-v").stdout
        name = shown.split("audit explain ")[2].split()[0]
        given = ("waive", name, "--reason", "the ministry says 7.5", "--owner", "Lan", "--until")
        assert command("waive", name, "--owner", "Lan", "--until", "2999-01-01").returncode == 2
        assert command("waive", name, "--reason", " ", "--owner", "Lan", "--until", "2999-01-01").returncode == 2
        assert command(*given, "2020-01-01").returncode == 2
        assert command("waive", "ffff", *given[2:], "2999-01-01").returncode == 2
        assert command(*given, "2999-01-01").returncode == 0
        ended = command("run", "--fail-on", "warning")
        assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "Findings: 0 new, 1 waived, 0 in the baseline.")

    def test_diff_of_a_revision_and_the_articles_as_they_are(self, repository: Path, command: Command) -> None:
        article(repository, "b", DIFFERS)
        commit(repository)
        assert command("diff", "HEAD~1..HEAD", "--fail-on", "warning").returncode == 1
        article(repository, "b", DIFFERS.replace("7,5", "8,5"))
        changed = command("diff", "HEAD", "--fail-on", "warning")
        assert (changed.returncode, changed.stdout.splitlines()[-1]) == (
            1, "0 new, 1 changed, 0 fixed, 0 unchanged.",
        )  # fmt: skip
        assert "bai/b.txt" in changed.stdout
        fixed = command("diff", "HEAD", "HEAD~1", "--fail-on", "warning")
        assert fixed.returncode == 0
        assert "Fixed: " in fixed.stdout

    def test_diff_of_what_is_neither(self, repository: Path, command: Command) -> None:
        ended = command("diff", "nowhere")
        assert ended.returncode == 2
        assert "mend:" in ended.stderr
        assert (repository / "bai" / "a.txt").exists()
