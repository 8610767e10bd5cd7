"""The folder of reports: written whole or not at all, and read back.

A run prepares everything in a staging folder of its own inside the reports folder. One rename makes it ready; then
its files are moved into place under a lock. A run that is killed before the rename changes nothing. One that is
killed after it is finished by whoever opens the folder next, so that the files always belong to one run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from audit import table
from audit.errors import AuditError
from audit.model import Audit

STAGING, READY, OLD, LOCK, ALIVE = ".staging-", ".ready-", ".old-", ".lock", ".alive"


def write(folder: Path, files: Mapping[str, bytes], build: Callable[[Path], object] | None = None) -> None:
    """Put files, and what `build` makes in the folder it is given, into `folder`; whatever else is there stays.

    Raises AuditError where the folder cannot be written; what was there before is then as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as staging:
            for name, content in files.items():
                (staging / name).write_bytes(content)
            if build:
                build(staging)
    except OSError as error:
        raise AuditError(
            f"reports cannot be written: {error.strerror or error}",
            file=folder,
            mend="free some space or allow writing there, or name another folder",
        ) from error


def put(file: Path, content: bytes) -> None:
    """Write one file of the user's, whole or not at all. Raises AuditError where it cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as new:
            try:
                new.write(content)
                new.close()
                Path(new.name).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
                Path(new.name).replace(file)
            except BaseException:
                Path(new.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        mend = "free some space or allow writing there"
        raise AuditError(f"cannot be written: {error.strerror or error}", file=file, mend=mend) from error


def last(folder: Path) -> Audit:
    """The audit that a folder of reports holds: its tables and texts. Raises AuditError where there is none."""
    import pandas as pd

    with ExitStack() as held:
        with suppress(OSError):  # a folder that may only be read has no run at work in it
            held.enter_context(_locked(folder / LOCK))
            _sweep(folder)
        try:
            frames = {
                name: _typed(pd.read_parquet(folder / f"{name}.parquet"), columns)
                for name, columns in table.TABLES.items()
            }
            texts = pd.read_parquet(folder / "texts.parquet")
        except (OSError, ValueError, KeyError) as error:
            raise AuditError(
                "holds no report that can be read", file=folder, mend="make one with: audit run"
            ) from error
    return Audit(**frames, texts=dict(zip(texts["article_id"], texts["text"], strict=True)))


def _typed(frame: Any, columns: table.Table) -> Any:
    """A table as `table.frame` makes it: lists as lists, missing text as None."""
    return table.frame(frame.astype(object).where(frame.notna(), None).to_dict("records"), columns)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A new folder that is moved into place at the end, or removed after an error.

    It is made, and made ready, only under the lock, so that a sweep never takes it for one of a dead run.
    """
    with ExitStack() as alive:
        with _locked(folder / LOCK):
            staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
            alive.enter_context(_locked(staging / ALIVE))
        try:
            yield staging
            with _locked(folder / LOCK):
                _sweep(folder)
                alive.close()
                (staging / ALIVE).unlink()
                ready = staging.rename(folder / staging.name.replace(STAGING, READY, 1))
                _finish(ready, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Finish the runs that were killed while moving, and remove what others left that died before."""
    for ready in sorted(folder.glob(f"{READY}*")):
        _finish(ready, folder)
    for staging in folder.glob(f"{STAGING}*"):
        if not _alive(staging / ALIVE):
            shutil.rmtree(staging, ignore_errors=True)
    for old in folder.glob(f"{OLD}*"):
        shutil.rmtree(old, ignore_errors=True)


def _finish(ready: Path, folder: Path) -> None:
    """Move everything of a ready folder into place. Doing it twice, or from the middle, gives the same."""
    for item in sorted(ready.iterdir()):
        target = folder / item.name
        if item.is_dir() and target.exists():
            target.rename(Path(tempfile.mkdtemp(prefix=OLD, dir=folder)) / item.name)
        item.replace(target)
    ready.rmdir()
    for old in folder.glob(f"{OLD}*"):
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Holds a lock file, waiting for it. The system lets go of it when the process ends, however it ends."""
    with file.open("a+b") as handle:
        _lock(handle, wait=True)
        yield


def _alive(file: Path) -> bool:
    """Whether a process holds the lock file."""
    try:
        with file.open("a+b") as handle:
            return not _lock(handle, wait=False)
    except OSError:
        return False


def _lock(handle: IO[bytes], *, wait: bool) -> bool:
    """Lock an open file; False where another process holds it and `wait` is not set."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _lock_windows(handle, wait=wait)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _lock_windows(handle: IO[bytes], *, wait: bool) -> bool:
    import importlib

    msvcrt: Any = importlib.import_module("msvcrt")
    handle.seek(0)
    try:
        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    except OSError:
        if wait:
            raise
        return False
    return True
