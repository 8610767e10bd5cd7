"""Files that come piece by piece, so that a large table is never in memory as a file too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from audit.config import Config
from audit.model import Audit

# Names of files with their pieces: those of one are read before the next is asked for.
Pieces = Iterator[tuple[str, Iterable[bytes]]]


def joined(pieces: Pieces) -> dict[str, bytes]:
    """The files whole, by name."""
    return {name: b"".join(content) for name, content in pieces}


def write(chosen: Mapping[str, ModuleType], audit: Audit, config: Config, folder: Path) -> None:
    """Write all files of these formats into a folder that is there."""
    for module in chosen.values():
        for name, content in _pieces(module, audit, config):
            with (folder / name).open("wb") as file:
                file.writelines(content)


def _pieces(module: ModuleType, audit: Audit, config: Config) -> Pieces:
    if hasattr(module, "pieces"):
        yield from module.pieces(audit, config)
    else:
        yield from ((name, [content]) for name, content in module.files(audit, config).items())
