"""The lines of an article and what their shape tells: running text, a headline, an entry of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audit.blocks._syllables import CAPITALS

_BULLET = re.compile(r"(?:[^\w\s\"'“”‘’«(\[{#@$€£%&|!…©]{1,3}\s{0,3}|\(?\d{1,2}[.)]\s{1,3})(?=[^\W_]|[\"'“‘«(\[])")
_STOPPED = re.compile(r"(?<![.\s])\.[\"”’'»)\]/]{0,3}\.?$")
# The full stop first: what a pattern starts with is looked for fastest.
_WORD_ENDS = r"[^\W_A-Z]{2}"
_SENTENCES = re.compile(
    rf"\.(?:(?<={_WORD_ENDS}\.)|(?<={_WORD_ENDS}[)\"”’%]\.))[\"”’)]{{0,2}}\s{{1,3}}[\"“‘'(]?[{CAPITALS}]"
)
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|net|org|vn)\b")
_WORD = re.compile(r"[^\W_]+")
_HEADLINE = 150
_FEW = 4


class Line(NamedTuple):
    """A line without the blanks around it; offsets count the view's text, `number` is its place among such lines.

    `bullet` is the sign that makes it an entry of a list. It is `prose` if it reads as running text: several
    sentences, or one that is long or ends in a full stop. It is a `headline` if it could be a title.
    """

    number: int
    start: int
    end: int
    text: str
    bullet: str
    prose: bool
    headline: bool

    @property
    def bare(self) -> str:
        """The text without its bullet."""
        return _BULLET.sub("", self.text, count=1) if self.bullet else self.text

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.bare)


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    offset = number = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = offset + len(raw) - len(raw.lstrip())
            prose = _is_prose(bare)
            headline = not prose and len(bare) <= _HEADLINE and " " in bare and not _ADDRESS.search(bare)
            yield Line(number, start, start + len(bare), bare, _bullet(bare), prose, headline)
            number += 1
        offset += len(raw) + 1


def _is_prose(text: str) -> bool:
    if len(text) > 2 * _HEADLINE:
        return True
    return bool(_STOPPED.search(text, len(text) - 6) and text.count(" ") >= _FEW) or bool(_SENTENCES.search(text))


def _bullet(text: str) -> str:
    """The bullet of a line; all numbers are one kind of bullet."""
    if text[0].isalpha():
        return ""
    match = _BULLET.match(text)
    return re.sub(r"\d+", "1", match[0].strip()) if match else ""
