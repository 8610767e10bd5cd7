"""What a reader makes of a file, and which reader reads it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType

from audit import registry
from audit.articles._files import STANDARD_INPUT, File

KEYS = ("source", "url", "published", "title", "language")


class UnreadableError(Exception):
    """What is wrong with a file or with what is said of it, and what to do: `what; mend`."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")


@dataclass(frozen=True, slots=True)
class Page:
    """One article inside a file. `about` is what the file itself says of it: source, url, published, title, language.

    `part` tells the articles of one file apart; it is empty where a file holds one article. `mended` names the
    encoding it was converted from, if not UTF-8.
    """

    text: str
    about: Mapping[str, object] = field(default_factory=dict)
    part: str = ""
    problem: str | None = None
    mended: str | None = None


def pages(file: File) -> Iterator[Page]:
    """The articles of a file, by the first reader that knows its content, else by the one that knows its name.

    A reader is a module of this folder with `SUFFIXES` (names it is for), `recognises(data) -> bool` and
    `read(data) -> Iterator[Page]`, which raises UnreadableError with a sentence for the user.
    """
    try:
        data = sys.stdin.buffer.read() if file.real == STANDARD_INPUT else file.path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}", "check its permissions") from error
    yield from _reader(file, data).read(data)


def suffixes() -> frozenset[str]:
    """The suffixes that some reader is for."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def _reader(file: File, data: bytes) -> ModuleType:
    by_name = [reader for reader in _readers() if file.path.suffix.lower() in reader.SUFFIXES]
    by_content = [reader for reader in _readers() if reader.recognises(data)]
    both = [reader for reader in by_name if reader in by_content]
    return next(iter(both or by_content or by_name or [registry.members("articles")["text"]]))


def _readers() -> list[ModuleType]:
    return list(registry.members("articles").values())
