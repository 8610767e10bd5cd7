"""Files that come piece by piece, so that a large table is never in memory as a file too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from audit import registry
from audit.config import Config
from audit.model import Audit
from audit.table import TABLES
from audit.views._rows import AT_ONCE

# Names of files with their pieces: those of one are read before the next is asked for.
Pieces = Iterator[tuple[str, Iterable[bytes]]]
# The columns of a table by its name, of some rows at a time: see `_rows.ordered`.
Parts = Callable[[str], Iterator[Mapping[str, Sequence[Any]]]]
# Calls a function with every item and goes on; gives the results in the order of the items.
Ahead = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


def joined(pieces: Pieces) -> dict[str, bytes]:
    """The files whole, by name."""
    return {name: b"".join(content) for name, content in pieces}


def write(chosen: Mapping[str, ModuleType], audit: Audit, config: Config, folder: Path) -> None:
    """Write all files of these formats into a folder that is there."""
    for module in chosen.values():
        _save(_pieces(module, audit, config), folder)


def _save(pieces: Pieces, folder: Path) -> None:
    for name, content in pieces:
        with (folder / name).open("wb") as file:
            file.writelines(content)


def begin(chosen: Mapping[str, ModuleType], audit: Audit, config: Config, folder: Path, ahead: Ahead) -> Iterator[None]:
    """As `write`, but formats that can be made of tables on disk are made elsewhere, once the tables are there.

    `ahead` calls a function with each item, in other processes, while this one goes on; what it gives, and so what is
    given here, must be read to its end before the files are whole.
    """
    later = {name: module for name, module in chosen.items() if hasattr(module, "again")}
    write({name: module for name, module in chosen.items() if name not in later}, audit, config, folder)
    rests = {name: module.rest(audit) if hasattr(module, "rest") else None for name, module in later.items()}
    return ahead(_again, [(name, rest, folder) for name, rest in rests.items()])


def _again(asked: tuple[str, Any, Path]) -> None:
    """Write the files of one format from the tables in a folder."""
    name, rest, folder = asked
    _save(registry.members("views")[name].again(partial(_read, folder), rest), folder)


def _read(folder: Path, name: str) -> Iterator[Mapping[str, Sequence[Any]]]:
    """A table that was written as Parquet, as `_rows.ordered` gives it."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(folder / f"{name}.parquet")
    if not file.metadata.num_rows:
        yield {column.name: [] for column in TABLES[name]}
    for batch in file.iter_batches(AT_ONCE):
        yield batch.to_pydict()


def _pieces(module: ModuleType, audit: Audit, config: Config) -> Pieces:
    if hasattr(module, "pieces"):
        yield from module.pieces(audit, config)
    else:
        yield from ((name, [content]) for name, content in module.files(audit, config).items())
