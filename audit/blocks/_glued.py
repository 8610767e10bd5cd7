"""Search phrases glued to each other inside a sentence: `trực tiếpnhận định bóng đá đêm naydiễn biến`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._phrases import evidence, grammar, place, reach, reach_back, term_at
from audit.blocks._syllables import LONGEST, MARKED, is_syllable, reads_vietnamese
from audit.blocks._tokens import Token

_SHORTEST, _LONGEST_JOINT = 4, 40
_NEAR = 14
_EVIDENCE, _TOLD = 3, 2
_APART = 1
_BACK = 8
_WHY = "search phrases glued to each other inside a sentence"


def glued(line: Line, page: Page) -> Iterator[Span]:
    """The spans of a line where words are glued to each other among searched terms or words of no known spelling."""
    if not reads_vietnamese(line.text):
        return
    sequence = page.tokens(line)
    joints = [i for i, token in enumerate(sequence) if is_joint(token.core)]
    for first, last in _clusters(joints):
        run = _ungrammatical(sequence, first, last, joints)
        begin = _start(sequence, first) if run else reach_back(sequence, first, page)
        end = _after(sequence, last, page)
        told = evidence(sequence[begin:end])
        joined = sum(first <= joint <= last for joint in joints)
        if run or (told >= _TOLD and joined + told >= _EVIDENCE):
            yield Span(sequence[begin].start, sequence[end - 1].start + len(sequence[end - 1].text), "glued", _WHY)


def _ungrammatical(sequence: Sequence[Token], first: int, last: int, joints: Sequence[int]) -> bool:
    """Whether phrases of several words each are glued, and no mark, capital or word of grammar stands among them.

    Where blanks were lost in running text, they were lost beside words of grammar too.
    """
    own = [joint for joint in joints if first <= joint <= last]
    apart = all(after - before > _APART for before, after in pairwise(own))
    inner = sequence[first : last + 1]
    marked = any(token.closes for token in inner[:-1]) or any(token.opens for token in inner[1:])
    plain = all(token.core == token.core.lower() and token.core not in grammar() for token in inner)
    return len(own) > 1 and apart and plain and not marked and not any(_holds_grammar(sequence[i].core) for i in own)


def _holds_grammar(word: str) -> bool:
    return any(_parts(word[:i], word[i:]) and {word[:i], word[i:]} & grammar() for i in range(1, len(word)))


def _start(sequence: Sequence[Token], first: int) -> int:
    """The index of the first token before a joint with no mark, capital or word of grammar between the two."""
    start = first
    while start > max(0, first - _BACK) and not sequence[start].opens and not sequence[start - 1].closes:
        core = sequence[start - 1].core
        if core != core.lower() or core in grammar():
            break
        start -= 1
    return start


def is_joint(word: str) -> bool:
    """Whether a word in lower case is two words without the blank between them, one of them Vietnamese."""
    if (
        not _SHORTEST <= len(word) <= _LONGEST_JOINT
        or not word.islower()
        or MARKED.isdisjoint(word)
        or is_syllable(word)
    ):
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
