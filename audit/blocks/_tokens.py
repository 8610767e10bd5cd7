"""The words of a text: what stands between its blanks, and the word without the marks around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

EDGE = "\"'“”‘’«»()[]{}.,;:!?…"
_TOKEN = re.compile(r"\S+")
_REMEMBERED, _SHORT = 200_000, 40


class Token(NamedTuple):
    """What stands between two blanks; `core` is the word without the marks around it."""

    start: int
    end: int
    text: str
    core: str

    @property
    def opens(self) -> bool:
        """Whether a mark before it parts it from the word before."""
        return not self.text.startswith(self.core[:1])

    @property
    def closes(self) -> bool:
        """Whether a mark after it parts it from the next word."""
        return not self.text.endswith(self.core[-1:])


class Remembered(dict[str, T], Generic[T]):
    """What a question about a word was answered; words are remembered up to a number that bounds memory."""

    def __init__(self, question: Callable[[str], T]) -> None:
        super().__init__()
        self._question = question

    def __missing__(self, word: str) -> T:
        found = self._question(word)
        if len(word) <= _SHORT:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = found
        return found


def tokens(text: str, offset: int = 0) -> list[Token]:
    return [Token(m.start() + offset, m.end() + offset, m[0], m[0].strip(EDGE)) for m in _TOKEN.finditer(text)]


class Words:
    """What stands between the blanks and line breaks of a text; it is empty where two of them follow each other."""

    def __init__(self, text: str) -> None:
        self.texts = text.replace("\n", " ").split(" ")

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where each word ends."""
        return list(map(add, accumulate(map(len, self.texts)), count()))

    def index(self, place: int) -> int:
        """The word that a place belongs to."""
        return bisect_right(self.ends, place)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first word between two places and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.ends, end) + 1

    def cores(self, first: int, last: int) -> list[str]:
        """Words without the marks around them."""
        return [word.strip(EDGE) for word in self.texts[first:last] if word]

    def tokens(self, first: int, last: int) -> list[Token]:
        words = zip(self.texts[first:last], self.ends[first:last], strict=True)
        return [Token(end - len(word), end, word, word.strip(EDGE)) for word, end in words if word]
