"""Which files there are in what the user named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from audit.errors import InputError

STANDARD_INPUT = Path("-")
PACKED = ".gz"
WRITTEN = ("findings.json", "data_docs")  # what lies side by side in a folder of reports and nowhere else
Path_ = TypeVar("Path_", bound=PurePath)


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: `path` as the user named it, `real` after symbolic links; `-` is standard input.

    `problem` says why it is not to be read: `what; mend`.
    """

    path: Path
    real: Path
    problem: str | None = None


def unpacked(path: Path_) -> Path_:
    """The name of what a compressed file holds: `a.txt` for `a.txt.gz`."""
    return path.with_suffix("") if path.suffix.lower() == PACKED and path.stem else path


def find(paths: Sequence[Path], wanted: Callable[[File], bool]) -> list[File]:
    """The files of the given paths, each real file once, sorted by path.

    In folders, hidden names, files that are not `wanted` and what runs have written are passed over. What looks like an
    article there and is not read (a link out of the folder, a pipe, a folder that cannot be listed) is a File with a
    problem.
    Raises InputError for a path that does not exist.
    """
    found: dict[Path, File] = {}
    for path in paths:
        for file in _files(path, wanted):
            known = found.get(file.real)
            if known is None or (bool(file.problem), file.path.as_posix()) < (
                bool(known.problem),
                known.path.as_posix(),
            ):
                found[file.real] = file
    return sorted(found.values(), key=lambda file: file.path.as_posix())


def _files(path: Path, wanted: Callable[[File], bool]) -> Iterator[File]:
    if path == STANDARD_INPUT:
        yield File(Path("stdin"), STANDARD_INPUT)
        return
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError("no such file or folder", file=path, mend="correct the path, or leave it out") from error
    if real.is_dir():
        yield from _inside(path, real, wanted)
    elif real.is_file():
        yield File(path, real)
    else:
        yield File(path, real, "is neither a file nor a folder; name a file that can be read to its end")


def _inside(folder: Path, real_folder: Path, wanted: Callable[[File], bool]) -> Iterator[File]:
    """The files under a folder. `os.walk` does not enter linked folders, so no loop can arise."""
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _written(Path(where, name)))
        for name in folders:
            if (path := Path(where, name)).is_symlink() and not _leads_into(path, real_folder):
                yield File(path, path.absolute(), "is a link to a folder elsewhere; name that folder too")
        for name in sorted(names):
            if not name.startswith(".") and wanted(file := _entry(Path(where, name), real_folder)):
                yield file
    for error in closed:
        path = Path(os.fsdecode(error.filename))
        yield File(path, path.absolute(), f"is a folder that cannot be listed: {error.strerror}; check its permissions")


def _written(folder: Path) -> bool:
    """Whether a folder holds the reports of a run: its pages quote every article."""
    return all(Path(folder, name).exists() for name in WRITTEN)


def _entry(path: Path, real_folder: Path) -> File:
    """A file of a folder, with its problem where it is not a regular file of that folder."""
    own = path.absolute()
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return File(path, own, "is a link that leads nowhere; mend or remove it")
    if not real.is_relative_to(real_folder):
        return File(path, own, "is a link out of its folder; name the file that it leads to")
    if not real.is_file():
        return File(path, own, "is neither a file nor a folder; remove it")
    return File(path, real)


def _leads_into(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):
        return True  # it leads nowhere, so no article is missed
