"""What a large run does with memory: what was freed goes back to the system, and texts wait on disk."""

from __future__ import annotations

import ctypes
import os
import sys
import weakref
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from tempfile import TemporaryFile, gettempdir
from typing import Any

from audit.errors import AuditError
from audit.model import Article

# Texts of so many characters together are kept on disk.
LARGE = 20_000_000


def release() -> None:
    """Give memory that was freed back to the system: the C library and Arrow keep it for later, stage after stage."""
    if arrow := sys.modules.get("pyarrow"):
        arrow.default_memory_pool().release_unused()
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    """The function of the C library that does so; None where it has none."""
    with suppress(OSError, AttributeError):
        return ctypes.CDLL(None).malloc_trim
    return None


def texts(articles: Iterable[Article]) -> Mapping[str, str]:
    """The texts of articles by id. Raises AuditError where the disk takes no more."""
    held = list(articles)
    if sum(len(article.text) for article in held) < LARGE:
        return {article.article_id: article.text for article in held}
    try:
        return Shelved((article.article_id, article.text) for article in held)
    except OSError as error:
        what = f"texts need some space for a while: {error.strerror or error}"
        raise AuditError(what, file=gettempdir(), mend="free some, or name another folder in TMPDIR") from error


class Shelved(Mapping[str, str]):
    """Texts by name, on disk in a file that nobody else sees and that goes with them: each is read when asked for."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - open as long as texts may be asked for
        weakref.finalize(self, self._file.close)
        self._number: dict[str, int] = {}
        self._bounds = array("q", [0])
        for name, text in named:
            self._number[name] = len(self._number)
            self._bounds.append(self._bounds[-1] + self._file.write(text.encode("utf8", "surrogatepass")))
        self._file.flush()

    def __getitem__(self, name: str) -> str:
        number = self._number[name]
        start, end = self._bounds[number], self._bounds[number + 1]
        return _read(self._file, start, end - start).decode("utf8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)

    def __contains__(self, name: object) -> bool:
        return name in self._number


def _read(file: Any, start: int, size: int) -> bytes:
    if hasattr(os, "pread"):  # what several threads may ask at once
        return os.pread(file.fileno(), size, start)
    file.seek(start)  # Windows
    body: bytes = file.read(size)
    return body
