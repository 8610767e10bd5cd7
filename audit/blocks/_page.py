"""An article as the detectors see it: its lines, its words, its titles, and what a span of it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, TypeVar

from audit.blocks._lines import Line
from audit.blocks._tokens import Remembered, Token, Words

T = TypeVar("T")

WORD = re.compile(r"[^\W_]+")
_SQUASHED = 20
_WORDS = 3
_LOWER = Remembered(lambda text: tuple(WORD.findall(text.lower())))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text that is not the article's own: what kind of thing it is, why, and how sure that is."""

    start: int
    end: int
    kind: str
    why: str
    score: float = 1.0


@dataclass(frozen=True)
class Page:
    """The lines of one article and what is known of its words.

    `cues` are the places of words that people look up, `phrases` those where a phrase of them may stand. `split` is the
    whole text in words, which may have more lines.
    """

    lines: Sequence[Line]
    title: str | None
    split: Words
    cues: Sequence[int] = ()
    phrases: Sequence[int] = ()

    @cached_property
    def _tokens(self) -> dict[int, list[Token]]:
        return {}

    def tokens(self, line: Line) -> list[Token]:
        """The words of a line with the marks around them."""
        if line.number not in self._tokens:
            self._tokens[line.number] = self.split.tokens(*self.split.within(line.start, line.end))
        return self._tokens[line.number]

    @cached_property
    def words(self) -> list[str]:
        """Every word of the page in lower case."""
        within = (self.split.within(line.start, line.end) for line in self.lines)
        texts = chain.from_iterable(self.split.texts[first:last] for first, last in within)
        return list(chain.from_iterable(map(_LOWER.__getitem__, texts)))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in the page."""
        return Counter(self.words)

    @cached_property
    def repeated(self) -> Counter[str]:
        """How often each line stands in the page."""
        return Counter(line.text for line in self.lines)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each two words stand next to each other."""
        return Counter(pairwise(self.words))

    def mentions(self, words: Sequence[str]) -> int:
        """At most how often words in lower case stand in the page in this order."""
        if len(words) == 1:
            return self.vocabulary[words[0]]
        return min(self.pairs[pair] for pair in pairwise(words))

    @cached_property
    def _answers(self) -> dict[Callable[[Page], Any], Any]:
        return {}

    def once(self, question: Callable[[Page], T]) -> T:
        """The answer to a question about the page, asked for many lines and worked out once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What could be the title of the article, with one blank between its words, longest first."""
        candidates = {self.title or "", *(line.bare for line in self.lines[:30] if not line.prose)}
        plain = {" ".join(words) for text in candidates if len(words := text.split()) > _WORDS}
        return tuple(sorted((text for text in plain if len(text) >= _SQUASHED), key=lambda text: (-len(text), text)))
