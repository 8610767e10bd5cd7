"""JSON Lines: one article a line, an object with `text` and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from audit.articles._encoding import decode
from audit.articles._page import LARGEST_TABLE, Page, Stream, UnreadableError, everything
from audit.articles._rows import COLUMNS, page_of

SUFFIXES = (".jsonl", ".ndjson")


def recognises(head: bytes) -> bool:
    """By a first line that is a JSON object with a text."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return not COLUMNS.isdisjoint(json.loads(first))
    except (ValueError, RecursionError):
        return False


def read(stream: Stream) -> Iterator[Page]:
    """The articles of the lines. A line that cannot be read is an article that has a problem."""
    text, encoding = decode(everything(stream, LARGEST_TABLE))
    lines = text.split("\n")
    if not any(line.strip() for line in lines):
        raise UnreadableError("holds no line", "leave it out")
    for number, line in enumerate(lines, 1):
        if line.strip():
            page = _page(line, number)
            yield replace(page, mended=page.mended or encoding) if encoding else page


def page_of_line(line: bytes, number: int) -> Page | None:
    """The article of one line that was read by itself, None where it is blank."""
    try:
        text, encoding = decode(line)
    except UnreadableError as error:
        return Page(text="", part=str(number), problem=f"line {number} {error}")
    if not text.strip():
        return None
    page = _page(text, number)
    return replace(page, mended=page.mended or encoding)


def _page(line: str, number: int) -> Page:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        what = f"line {number}, column {error.colno} is not valid JSON: {error.msg}"
        return Page(text="", part=str(number), problem=f"{what}; correct that place")
    except RecursionError:
        return Page(text="", part=str(number), problem=f"line {number} is nested too deeply; write one object a line")
    if not isinstance(row, dict):
        return Page(text="", part=str(number), problem=f"line {number} is no JSON object; write one object a line")
    return page_of(row, number)
