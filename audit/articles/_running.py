"""What every printed page repeats at its head and foot: running titles, page numbers, the address of a printed page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from audit import languages
from audit.articles._layout import Line

_EDGE = 3  # lines at the head and at the foot of a page that may be running ones
_SHARE = 0.4
_DIGITS = re.compile(r"\d+")
_PRINTED = re.compile(
    r"(?:https?|file)://\S{3,500}[ |]{1,3}\d{1,4}/\d{1,4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d.{0,300}"
)
_ADDRESS = re.compile(r"https?://\S{4,500}")


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without the lines that repeat at one height, but for their numbers, and without page numbers."""
    count = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = max(2, _SHARE * len(pages))
    return [list(_own(page, {line for line in _edges(page) if count[_key(line)] >= often})) for page in pages]


def _own(page: Sequence[Line], repeated: Collection[Line]) -> Iterator[Line]:
    edges = set(_edges(page))
    printed = any("://" in line.text and _PRINTED.fullmatch(line.text) for line in edges)
    for line in page:
        by_browser = printed and line in edges and _PRINTED.fullmatch(line.text)
        if not (line in repeated or by_browser or (line in edges and _numbers(line))):
            yield line


def printed_from(pages: Sequence[Sequence[Line]]) -> str | None:
    """The address that a browser prints at the foot of every page."""
    found = [{match[0] for line in _edges(page) for match in _ADDRESS.finditer(line.text)} for page in pages]
    common = set.intersection(*found) if found else set()
    return min(common, default=None)


def _edges(page: Sequence[Line]) -> Iterator[Line]:
    """The uppermost and the lowest lines of a page."""
    ordered = sorted(page, key=lambda line: -line.base)
    yield from ordered[:_EDGE]
    yield from ordered[max(_EDGE, len(ordered) - _EDGE) :]


def _key(line: Line) -> tuple[str, int, int]:
    return _DIGITS.sub("#", line.text), round(line.base / 3), round(line.size)


def _numbers(line: Line) -> bool:
    """Whether a line is nothing but the number of a page."""
    return _page_number().fullmatch(line.text) is not None


@cache
def _page_number() -> re.Pattern[str]:
    words = {word for code in languages.codes() for word in languages.load(code).get("articles", {}).get("page", ())}
    cue = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(
        rf"\W{{0,3}}(?:(?:{cue})\.?\s)?\W{{0,3}}\d{{1,4}}(?:\s?(?:/|{cue})\s?\d{{1,4}})?\W{{0,3}}", re.IGNORECASE
    )
