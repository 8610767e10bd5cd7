"""The lines of an article and what their shape tells: prose, a headline, a list entry, a short notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_BULLET = re.compile(r"(?:[-–—•●▪◦*·»>+►▶■□✓✔⚽]{1,3}|\(?\d{1,2}[.)])\s{0,3}(?=\S)")
_STOPPED = re.compile(r"(?<![.\s])\.[\"”’'»)\]/]{0,3}\.?$")
_SENTENCES = re.compile(r"[.!?…][\"”’')]{0,2}\s+[\"“‘'(]?[A-ZÀ-ỸĐ]")
_WORD = re.compile(r"[^\W_]+")
_HEADLINE = 150


@dataclass(frozen=True)
class Line:
    """A line without the blanks around it; offsets count the view's text, `number` is its place among such lines."""

    number: int
    start: int
    end: int
    text: str

    @cached_property
    def bullet(self) -> str:
        """The sign that makes the line a list entry; empty where it is none."""
        match = _BULLET.match(self.text)
        return re.sub(r"\d+", "1", match[0].strip()) if match else ""

    @cached_property
    def bare(self) -> str:
        """The text without its bullet."""
        return _BULLET.sub("", self.text, count=1)

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.bare)

    @cached_property
    def stopped(self) -> bool:
        """Whether a full stop ends it."""
        return bool(_STOPPED.search(self.text))

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as running text: several sentences, or one that is long or ends in a full stop."""
        return (
            len(self.text) > 2 * _HEADLINE
            or (self.stopped and len(self.words) > 4)
            or bool(_SENTENCES.search(self.text))
        )

    @cached_property
    def headline(self) -> bool:
        """Whether it could be the title of an article: one short sentence that no full stop or comma closes."""
        return 2 <= len(self.words) and len(self.text) <= _HEADLINE and not self.prose


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    offset = number = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = offset + len(raw) - len(raw.lstrip())
            yield Line(number, start, start + len(bare), bare)
            number += 1
        offset += len(raw) + 1
