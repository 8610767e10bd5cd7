"""What a reader makes of a file, and which reader reads it."""

from __future__ import annotations

import gzip
import importlib
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import ModuleType
from typing import BinaryIO, Protocol, cast

from audit import registry
from audit.articles._files import STANDARD_INPUT, File, unpacked
from audit.articles._foreign import foreign

KEYS = ("source", "url", "published", "title", "language")
_HEAD, _PIECE = 1_000_000, 16_384
_GZIP = b"\x1f\x8b"
_MEGABYTE = 1_000_000
# No article is larger, whatever it is saved as; and no table of articles is read that is larger than this.
LARGEST_ARTICLE, LARGEST_TABLE = 20 * _MEGABYTE, 500 * _MEGABYTE


class UnreadableError(Exception):
    """What is wrong with a file or with what is said of it, and what to do: `what; mend`."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")


class Stream(Protocol):
    """What is read from: a file, what a file unpacks to, or standard input."""

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, at least one before the end."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """One article inside a file. `about` is what the file itself says of it: source, url, published, title, language.

    `properties` says the same where it speaks of the file rather than of the article, as the day a PDF was made does;
    what the text tells is better. `part` tells the articles of one file apart; it is empty where a file holds one
    article. `mended` names the encoding it was converted from, if not UTF-8.
    """

    text: str
    about: Mapping[str, object] = field(default_factory=dict)
    properties: Mapping[str, object] = field(default_factory=dict)
    part: str = ""
    problem: str | None = None
    mended: str | None = None


def pages(file: File, given: Stream | None = None) -> Iterator[Page]:
    """The articles of a file, by the first reader that knows its content, else by the one that knows its name.

    The file is opened here, unless what it holds is given.

    A reader is a module of this folder with `SUFFIXES` (names it is for), `recognises(head) -> bool` for the first
    megabyte of a file, and `read(stream) -> Iterator[Page]`, which raises UnreadableError with a sentence for the user.
    What is compressed with gzip is read as what it holds.
    """
    if file.problem:
        raise UnreadableError(*file.problem.split("; ", 1))
    try:
        with ExitStack() as opened:
            given = given or _opened(file, opened)
            head, stream = _beginning(given)
            if head.startswith(_GZIP):
                head, stream = _beginning(gzip.GzipFile(fileobj=cast(BinaryIO, stream)))
            yield from _reader(file, head).read(stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableError("is a gzip file that is damaged or cut short", "download or pack it again") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}", "check its permissions") from error


def _opened(file: File, opened: ExitStack) -> Stream:
    return cast(Stream, sys.stdin.buffer) if file.real == STANDARD_INPUT else opened.enter_context(file.path.open("rb"))


def everything(stream: Stream, largest: int) -> bytes:
    """What a stream holds. Raises UnreadableError where that is more than `largest` bytes, having read little more."""
    data = bytearray()
    while len(data) <= largest and (piece := stream.read1(_HEAD)):
        data += piece
    if len(data) > largest:
        raise UnreadableError(f"is larger than {largest // _MEGABYTE} MB", "split it, or leave out what is no article")
    return bytes(data)


def library(module: str, extra: str, kind: str) -> ModuleType:
    """A library that one format needs. Raises UnreadableError that says how to install it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        what = f"is {kind}, and the library that reads it is not installed"
        raise UnreadableError(what, f"pip install 'audit[{extra}]'") from error


def suffixes() -> frozenset[str]:
    """The suffixes that some reader is for; each may be followed by `.gz`."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def _beginning(stream: Stream) -> tuple[bytes, Stream]:
    """The first megabyte of a stream, and a stream that begins with it and fails where this one does."""
    pieces: list[bytes] = []
    left, failure = _HEAD, None
    try:
        while left and (piece := stream.read1(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    except (EOFError, OSError, zlib.error) as error:
        failure = error
    head = b"".join(pieces)
    return head, _Rejoined(head, stream, failure)


class _Rejoined:
    """A stream of which the beginning was read already; `failure` is how reading it ended."""

    def __init__(self, head: bytes, rest: Stream, failure: Exception | None) -> None:
        self._head, self._rest, self._failure = memoryview(head), rest, failure

    def read1(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, at least one before the end."""
        if self._head:
            cut = size if size >= 0 else len(self._head)
            piece, self._head = bytes(self._head[:cut]), self._head[cut:]
            return piece
        if self._failure:
            raise self._failure
        return self._rest.read1(size)

    read = read1


def _reader(file: File, head: bytes) -> ModuleType:
    suffix = unpacked(file.path).suffix.lower()
    by_name = [reader for reader in _readers() if suffix in reader.SUFFIXES]
    by_content = [reader for reader in _readers() if reader.recognises(head)]
    both = [reader for reader in by_name if reader in by_content]
    if not by_content and (kind := foreign(head)):
        raise UnreadableError(*kind)
    return next(iter(both or by_content or by_name or [registry.members("articles")["text"]]))


def _readers() -> list[ModuleType]:
    return list(registry.members("articles").values())
