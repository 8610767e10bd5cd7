"""Which files there are in what the user named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import InputError

STANDARD_INPUT = Path("-")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: `path` as the user named it, `real` after symbolic links; `-` is standard input."""

    path: Path
    real: Path


def find(paths: Sequence[Path], wanted: Callable[[File], bool]) -> list[File]:
    """The files of the given paths, each real file once, sorted by path.

    In folders, hidden names, files that are not `wanted` and links that lead out of the folder are passed
    over. Raises InputError for a path that does not exist.
    """
    found: dict[Path, File] = {}
    for path in paths:
        for file in _files(path, wanted):
            known = found.get(file.real)
            if known is None or file.path.as_posix() < known.path.as_posix():
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
        yield from (file for file in _inside(path, real) if wanted(file))
    elif real.is_file():
        yield File(path, real)
    else:
        raise InputError("is neither a file nor a folder", file=path, mend="name a file that can be read to its end")


def _inside(folder: Path, real_folder: Path) -> Iterator[File]:
    """The regular files under a folder. `os.walk` does not enter linked folders, so no loop can arise."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(where, name)
            real = _real(path)
            if not name.startswith(".") and real and real.is_relative_to(real_folder):
                yield File(path, real)


def _real(path: Path) -> Path | None:
    """Where a path leads, None for a broken link, a loop or what is not a regular file."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    return real if real.is_file() else None
