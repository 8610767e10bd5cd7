"""Git, as far as a gate needs it: which files changed since a revision, and a folder that holds a revision."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.errors import ConfigError, InputError

_CLEAN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set inside hooks; they would mislead `-C`


def changed(folder: Path, revision: str) -> frozenset[Path]:
    """The files, resolved, in which the working tree differs from where it left `revision`; new ones among them.

    As in a review: what happened on the other branch since then is none of ours. Raises ConfigError without git,
    outside a repository, for an unknown revision, and where a shallow clone does not reach back far enough.
    """
    top = _top(folder)
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    if revision == "HEAD" and not is_revision(top, revision):  # before the first commit all is new
        return _named(top, new + _git(top, "ls-files", "-z"))
    commit = _commit(folder, revision)
    base = _git(folder, "merge-base", commit, "HEAD", missing=_unrelated(folder, revision)).strip()
    differ = _git(folder, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base)
    return _named(top, differ + new)


def _named(top: Path, listed: str) -> frozenset[Path]:
    """The files of a list as git prints it with -z."""
    return frozenset((top / name).resolve() for name in listed.split("\0") if name)


@contextmanager
def checkout(folder: Path, revision: str) -> Iterator[Path]:
    """A temporary folder that holds what `folder` held in a revision; the user's own files are not touched.

    Raises ConfigError as `changed` does, and InputError where the folder was not there yet.
    """
    top, commit = _top(folder), _commit(folder, revision)
    place = Path(tempfile.mkdtemp(prefix="audit-revision-"))
    tree = place / "tree"
    try:
        _git(top, "worktree", "add", "--detach", "--quiet", "--force", str(tree), commit)
        inside = tree / folder.resolve().relative_to(top)
        if not inside.is_dir():
            raise InputError(f"is not there in {revision}", file=folder, mend="name a later revision")
        yield inside
    finally:
        if tree.exists():
            _git(top, "worktree", "remove", "--force", str(tree))
        shutil.rmtree(place, ignore_errors=True)


def is_revision(folder: Path, name: str) -> bool:
    """Whether git knows a commit by this name."""
    try:
        return bool(_commit(folder, name))
    except ConfigError:
        return False


def head(folder: Path) -> str | None:
    """The current commit, shortened; None where there is none, or no git."""
    try:
        return _git(folder, "rev-parse", "--short", "HEAD").strip()
    except ConfigError:
        return None


def fork(folder: Path, first: str, second: str) -> str:
    """The commit at which two revisions parted."""
    commits = _commit(folder, first), _commit(folder, second)
    return _git(folder, "merge-base", *commits, missing=_unrelated(folder, first)).strip()


def _top(folder: Path) -> Path:
    mend = "run it inside a clone, or compare two folders of reports"
    shown = _git(
        folder,
        "rev-parse",
        "--show-toplevel",
        missing=ConfigError("is in no git repository", file=folder.resolve(), mend=mend),
    )
    return Path(shown.rstrip("\n")).resolve()


def _commit(folder: Path, revision: str) -> str:
    _top(folder)
    mend = "check its spelling, or fetch it: git fetch origin"
    unknown = ConfigError(f"no revision {revision!r}", mend=mend)
    return _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", missing=unknown
    ).strip()


def _unrelated(folder: Path, revision: str) -> ConfigError:
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true":
        mend = "fetch all of it: git fetch --unshallow (fetch-depth: 0 in a workflow)"
        return ConfigError(f"this shallow clone does not reach back to where it left {revision!r}", mend=mend)
    return ConfigError(f"nothing connects {revision!r} with the current commit", mend="name a revision of this history")


def _git(folder: Path, *arguments: str, missing: ConfigError | None = None) -> str:
    """What a git command prints. Where it fails, `missing` says what that means to the user."""
    surroundings = {name: value for name, value in os.environ.items() if name not in _CLEAN}
    command = ["git", "-C", str(folder), "-c", "core.hooksPath=/dev/null", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, env=surroundings, check=False)
    except FileNotFoundError as error:
        raise ConfigError("git is not installed", mend="install git, or compare two folders of reports") from error
    if done.returncode:
        said = done.stderr.decode("utf8", "replace").strip()
        raise missing or ConfigError(f"git {arguments[0]} failed: {said}", mend="see what git says")
    return done.stdout.decode("utf8", "surrogateescape")
