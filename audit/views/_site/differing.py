"""Sentences side by side: what a sentence has that another one has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

LONGEST = 600  # characters of a sentence that are compared
_ALIKE = 0.35  # less alike than this, a sentence differs as a whole and marks would only distract

Piece = tuple[str, bool]
Code = tuple[str, int, int, int, int]


@lru_cache(maxsize=1 << 12)  # two sentences with several figures stand side by side for each of them
def differing(sentence: str, other: str) -> list[Piece]:
    """A sentence in pieces, each with whether it differs from the other sentence: by words, inside words by characters.

    Nothing is marked in a sentence that has little in common with the other.
    """
    words, others = sentence[:LONGEST].split(" "), other[:LONGEST].split(" ")
    codes = list(_codes(others, words))
    same = sum(end - start for kind, _, _, start, end in codes if kind == "equal")
    if 2 * same < _ALIKE * (len(words) + len(others)):
        return [(sentence, False)]
    pieces: list[Piece] = []
    for kind, low, high, start, end in codes:
        text = " ".join(words[start:end])
        if kind == "replace":
            pieces += _within(text, " ".join(others[low:high]))
        elif kind != "delete":
            pieces.append((text, kind == "insert"))
        if start < end < len(words):
            pieces.append((" ", False))
    return list(_joined([*pieces, (sentence[LONGEST:], False)]))


def _codes(others: Sequence[str], words: Sequence[str]) -> Iterator[Code]:
    """How one sequence becomes the other. What they begin and end with alike is set apart: the rest costs far more."""
    most = min(len(words), len(others))
    head = next((at for at in range(most) if words[at] != others[at]), most)
    tail = next((at for at in range(most - head) if words[-1 - at] != others[-1 - at]), most - head)
    end, other_end = len(words) - tail, len(others) - tail
    yield "equal", 0, head, 0, head
    inner = SequenceMatcher(None, others[head:other_end], words[head:end], autojunk=False)
    for kind, *places in inner.get_opcodes():
        low, high, start, stop = (place + head for place in places)
        yield kind, low, high, start, stop
    yield "equal", other_end, len(others), end, len(words)


def _within(text: str, other: str) -> Iterator[Piece]:
    """A stretch that stands for another one, its differing characters marked where they are few."""
    codes = list(_codes(other, text)) if max(len(text), len(other)) <= LONGEST // 4 else []
    same = sum(end - start for kind, _, _, start, end in codes if kind == "equal")
    if 2 * same < 0.5 * (len(text) + len(other)):
        yield text, True
        return
    for kind, _, _, start, end in codes:
        yield text[start:end], kind != "equal"


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
