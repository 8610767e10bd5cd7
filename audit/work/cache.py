"""What was made of each article before, in one file under the user's cache folder.

A key is a digest of all that an entry was made from: the article, the settings, and the very code that made it. An
entry that is missing is made again, so the file may be deleted, damaged or full at any time: nothing is lost but time.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from audit.errors import AuditError

NAME = "articles.sqlite"
WAIT = 10  # seconds that one run waits for another one that is writing
LARGEST = 2 << 30  # bytes; above it the oldest quarter of the entries makes room
SEAL = 8  # bytes that tell a body that is whole and under its own key
_AT_ONCE = 500
_SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key BLOB UNIQUE NOT NULL, body BLOB NOT NULL)"


def default() -> Path:
    """The file in the user's cache folder, as the system has it (XDG_CACHE_HOME and the like)."""
    return user_cache_path("audit", appauthor=False) / NAME


@cache
def code(packages: tuple[str, ...]) -> bytes:
    """A digest of the source of these parts of the package, so that no entry outlives the code that made it."""
    digest = blake2b(digest_size=16)
    root = Path(__file__).parent.parent
    for name in packages:
        place = root / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in (".py", ".toml", ".csv"):
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.digest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by key. Reading and writing never fail: what cannot be read is not there, what cannot be kept is not."""

    file: Path

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The bodies of those keys that there are."""
        found = dict[bytes, bytes]()
        with suppress(sqlite3.Error, OSError):
            for key, held in self._rows("key, body", keys):
                if (body := _unsealed(key, held)) is not None:
                    found[key] = body
        return found

    def holds(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those keys under which there is something, be it damaged."""
        found = set[bytes]()
        with suppress(sqlite3.Error, OSError):
            found.update(key for (key,) in self._rows("key", keys))
        return found

    def _rows(self, columns: str, keys: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
        if not self.file.exists():
            return
        base, wanted = _opened(self.file, os.getpid()), list(keys)
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from base.execute(f"SELECT {columns} FROM entries WHERE key IN ({marks})", some)

    def put(self, bodies: Mapping[bytes, bytes]) -> None:
        """Keep bodies under their keys. A file that is damaged is thrown away, and the next run starts a new one."""
        if not bodies:
            return
        rows = [(key, _sealed(key, body)) for key, body in bodies.items()]
        with suppress(sqlite3.Error, OSError, AuditError):
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                with _opened(self.file, os.getpid()) as base:
                    base.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?)", rows)
                    _make_room(base)
            except sqlite3.DatabaseError as error:
                _opened.cache_clear()
                if not isinstance(error, sqlite3.OperationalError):  # which is a file that is busy, or a full disk
                    self.clear()

    def problem(self) -> str | None:
        """Why nothing can be kept in the file, or read from it, at this time; None where it can."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.file, timeout=1, isolation_level=None)) as base:
                base.execute("BEGIN IMMEDIATE")
                base.execute(_SCHEMA)
                base.execute("SELECT key, body FROM entries LIMIT 1").fetchone()
        except (sqlite3.Error, OSError) as error:
            return str(getattr(error, "strerror", None) or error)
        return None

    def clear(self) -> int:
        """Delete the file; returns how many bytes it held. Raises AuditError where it cannot be deleted."""
        held = 0
        _opened.cache_clear()
        for file in (self.file, *(self.file.with_name(f"{self.file.name}{end}") for end in ("-wal", "-shm"))):
            try:
                held += file.stat().st_size
                file.unlink()
            except FileNotFoundError:
                continue
            except OSError as error:
                what = f"cannot be deleted: {error.strerror or error}"
                raise AuditError(what, file=file, mend="delete it yourself, or allow it there") from error
        return held


def _sealed(key: bytes, body: bytes) -> bytes:
    return _seal(key, body) + zlib.compress(body, 1)


def _unsealed(key: bytes, held: Any) -> bytes | None:
    """The body that was kept under a key; None for what is damaged, or stands in the place of another one."""
    if isinstance(held, bytes):
        with suppress(zlib.error):
            body = zlib.decompress(held[SEAL:])
            return body if held[:SEAL] == _seal(key, body) else None
    return None


def _seal(key: bytes, body: bytes) -> bytes:
    return blake2b(body, key=key, digest_size=SEAL).digest()


@cache
def _opened(file: Path, _process: int) -> sqlite3.Connection:
    """The one connection of a process: each that is closed would write all of its changes out to the disk."""
    base = sqlite3.connect(file, timeout=WAIT)
    with suppress(sqlite3.OperationalError):  # another process is at it; who changes the mode is not made to wait
        base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = OFF")  # what a crash of the system loses is made again
    base.execute(_SCHEMA)
    return base


def _make_room(base: sqlite3.Connection) -> None:
    pages, size, free = (
        base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size", "freelist_count")
    )
    if (pages - free) * size > LARGEST:
        oldest = "SELECT rowid FROM entries ORDER BY rowid LIMIT (SELECT count(*) / 4 FROM entries)"
        base.execute(f"DELETE FROM entries WHERE rowid IN ({oldest})")
