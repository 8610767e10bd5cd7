"""Search phrases glued to each other inside a sentence: `trực tiếpnhận định bóng đá đêm naydiễn biến`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span, Token
from audit.blocks._phrases import evidence, place, reach, reach_back, term_at
from audit.blocks._syllables import LONGEST, MARKED, is_syllable, reads_vietnamese

_SHORTEST = 4
_NEAR = 14
_EVIDENCE = 3
_WHY = "search phrases glued to each other inside a sentence"


def glued(line: Line, page: Page) -> Iterator[Span]:
    """The spans of a line where words are glued to each other among searched terms or words of no known spelling."""
    if not reads_vietnamese(line.text):
        return
    sequence = page.tokens(line)
    joints = [i for i, token in enumerate(sequence) if is_joint(token.core)]
    for first, last in _clusters(joints):
        begin = reach_back(sequence, first, page)
        end = _after(sequence, last, page)
        joined = sum(first <= joint <= last for joint in joints)
        if joined + evidence(sequence[begin:end]) >= _EVIDENCE:
            yield Span(sequence[begin].start, sequence[end - 1].start + len(sequence[end - 1].text), "glued", _WHY)


def is_joint(word: str) -> bool:
    """Whether a word in lower case is two words without the blank between them, one of them Vietnamese."""
    if len(word) < _SHORTEST or not word.islower() or MARKED.isdisjoint(word) or is_syllable(word):
        return False
    pieces = [piece for piece in word.split(".") if piece.isalpha()]
    return any(_parts(piece[:i], piece[i:]) for piece in pieces for i in range(1, len(piece)))


def _parts(left: str, right: str) -> bool:
    if is_syllable(left):
        return is_syllable(right) or (right.isascii() and len(right) > 1)
    return is_syllable(right) and left.isascii() and len(left) > 1


def _clusters(joints: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of the joints that stand near each other."""
    start = 0
    for i, joint in enumerate(joints):
        if i + 1 == len(joints) or joints[i + 1] - joint > _NEAR:
            yield joints[start], joint
            start = i + 1


def _after(sequence: Sequence[Token], at: int, page: Page) -> int:
    """The index after the phrase that starts inside the joint at `at`."""
    if sequence[at].closes:
        return at + 1
    words = [token.core for token in sequence[at + 1 : at + 4]]
    for length in range(1, LONGEST + 1):
        tail = sequence[at].core[-length:]
        term = term_at([tail, *words], 0)
        if term and len(term) > 1:
            return reach(sequence, at + len(term), page, place(term), foreign=True)
    return reach(sequence, at + 1, page, foreign=True)
