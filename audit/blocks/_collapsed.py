"""Text that lost its blanks, with a search phrase glued to its end: `xâydựngchínhphủđiệntửkết quả bóng đá đức`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._phrases import place, reach, term_at
from audit.blocks._syllables import CAPITALS, LONGEST, MARKED, is_syllable, reads_vietnamese
from audit.blocks._tokens import Token

_LONG = re.compile(r"\S{14,}")
_SYLLABLES = 5
_READ = 400
_PIECE, _PIECE_WORDS = 16, 3
_PLAIN_PIECE, _PLAIN_PIECE_WORDS = 24, 5
_CUT = 4
_MARKED_SHARE = 0.5
_PART = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[\"“'(]?[^\W_]{1,12}[”\"')]?[,;:.!?…)”-]+")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|vn|net|org)\b")
_HANDLE = re.compile(r"[\"'“”‘’«(\[]{0,3}[#@]|\S{0,40}(?:://|www\.|\w@\w)")
_CAMEL = re.compile(rf"(?:[{CAPITALS}][^\W\d_{CAPITALS}]*)+")
_WHY = "words run together without blanks"


def collapsed(line: Line, page: Page) -> Iterator[Span]:
    """The spans of a line that hold collapsed text, each to the end of the phrase glued to it."""
    found = _LONG.finditer(line.text)
    inside = {line.start + match.start(): at for match in found if (at := _inside(match[0], page)) is not None}
    if not inside:
        return
    sequence = page.tokens(line)
    done = -1
    for i, token in enumerate(sequence):
        if i > done and token.start in inside:
            done = _last(sequence, i, page)
            yield Span(token.start + inside[token.start], _end(sequence[done]), "collapsed", _WHY)


def _inside(text: str, page: Page) -> int | None:
    """Where in a token the collapsed text starts, None where the token holds none."""
    if _HANDLE.match(text):
        return None
    known = _known(text, page)
    if known is not None:
        return known
    if _ADDRESS.search(text) or not _reads_collapsed(text):
        return None
    word = _PART.search(text)
    before = _WORD_BEFORE.match(text)
    own = before and word and (is_syllable(word[0].lower()) or word[0].isascii()) and before.end() < len(text)
    return before.end() if before and own else 0


def _reads_collapsed(text: str) -> bool:
    """Whether a token is many syllables in a row, as often marked as Vietnamese syllables are.

    A word of another language reads so by chance, but not with letters that only Vietnamese has; a name of capitalised
    words (`TựHàoViệtNam`) is a name.
    """
    words = [match[0] for match in _PART.finditer(text)]
    if not reads_vietnamese(text) or all(_CAMEL.fullmatch(word) for word in words):
        return False
    runs = [_run(word.lower()) for word in words]
    syllables = [part for run in runs if len(run) > 1 for part in run]
    marked = sum(not MARKED.isdisjoint(part) for part in syllables)
    return len(syllables) >= _SYLLABLES and marked >= _MARKED_SHARE * len(syllables)


def _known(text: str, page: Page) -> int | None:
    """Where several words of the article's own title, without the blanks between them, start in a token.

    What is plain letters needs more of them: a name that is written in one word may be the beginning of a title.
    """
    pieces = page.once(_plain_pieces if text.isascii() else _marked_pieces)
    return min((start for piece in pieces if (start := text.find(piece)) >= 0), default=None)


def _plain_pieces(page: Page) -> tuple[str, ...]:
    return tuple(piece for title in page.titles for piece in _pieces(title, _PLAIN_PIECE, _PLAIN_PIECE_WORDS))


def _marked_pieces(page: Page) -> tuple[str, ...]:
    return tuple(piece for title in page.titles for piece in _pieces(title, _PIECE, _PIECE_WORDS))


def _pieces(title: str, length: int, words: int) -> Iterator[str]:
    """The first pieces of a title without its blanks, each of at least so many words."""
    squashed = title.replace(" ", "")
    starts = list(accumulate((len(word) for word in title.split(" ")), initial=0))
    for skip in range(min(_CUT, len(squashed) - length + 1)):
        if sum(skip < start < skip + length for start in starts) + 1 >= words:
            yield squashed[skip : skip + length]


def _run(word: str) -> list[str]:
    """The fewest syllables that a word reads as; its first piece may be the rest of one, its end may be left over."""
    word = word[:_READ]
    reached: dict[int, tuple[int, int]] = {0: (0, 0)}
    for end in range(1, len(word) + 1):
        ways = (
            (reached[start][0] + 1, start)
            for start in range(max(0, end - LONGEST), end)
            if start in reached and (start == 0 or is_syllable(word[start:end]))
        )
        if best := min(ways, default=None):
            reached[end] = best
    pieces, end = [], max(reached)
    while end:
        start = reached[end][1]
        pieces.append(word[start:end])
        end = start
    return pieces


def _last(sequence: list[Token], at: int, page: Page) -> int:
    """The index of the last token of the phrase whose first word is glued to the collapsed text."""
    token = sequence[at]
    if token.closes:
        return at
    words = [following.core for following in sequence[at + 1 : at + 4]]
    for length in range(1, LONGEST + 1):
        tail = token.core[-length:]
        term = term_at([tail, *words], 0) if is_syllable(tail) else None
        if term and len(term) > 1:
            return reach(sequence, at + len(term), page, place(term)) - 1
    return reach(sequence, at + 1, page) - 1


def _end(token: Token) -> int:
    """Where the last word of a span ends; the mark after it belongs to the sentence."""
    return token.start + token.text.rfind(token.core[-1:]) + 1
