"""Sentences side by side: what a sentence has that another one has not."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

LONGEST = 600  # characters of a sentence that are compared
_ALIKE = 0.35  # less alike than this, a sentence differs as a whole and marks would only distract

Piece = tuple[str, bool]


def differing(sentence: str, other: str) -> list[Piece]:
    """A sentence in pieces, each with whether it differs from the other sentence: by words, inside words by characters.

    Nothing is marked in a sentence that has little in common with the other.
    """
    words, others = _words(sentence[:LONGEST]), _words(other[:LONGEST])
    matcher = SequenceMatcher(None, others, words, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return [(sentence, False)]
    pieces: list[Piece] = []
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("".join(words[start:end]), False))
        elif kind == "insert":
            pieces.append(("".join(words[start:end]), True))
        elif kind == "replace":
            pieces += _within("".join(words[start:end]), "".join(others[low:high]))
    return list(_joined([*pieces, (sentence[LONGEST:], False)]))


def _within(text: str, other: str) -> Iterator[Piece]:
    """A stretch that stands for another one, its differing characters marked where they are few."""
    matcher = SequenceMatcher(None, other, text, autojunk=False)
    if max(len(text), len(other)) > LONGEST // 4 or matcher.ratio() < 0.5:
        yield text, True
        return
    for kind, _, _, start, end in matcher.get_opcodes():
        yield text[start:end], kind != "equal"


def _words(text: str) -> list[str]:
    """Words and what stands between them: put together they are the text again."""
    words: list[str] = []
    for word in text.split(" "):
        words += [" ", word] if words else [word]
    return words


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces without empty ones, neighbours of one kind as one."""
    text, marked = "", False
    for more, differs in pieces:
        if more and differs != marked and text:
            yield text, marked
            text = ""
        if more:
            text, marked = text + more, differs
    if text:
        yield text, marked
