"""Text that lost its blanks, with a search phrase glued to its end: `xâydựngchínhphủđiệntửkết quả bóng đá đức`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span, Token
from audit.blocks._phrases import place, reach, term_at
from audit.blocks._syllables import LONGEST, MARKED, is_syllable

_LONG = re.compile(r"\S{14,}")
_SYLLABLES = 5
_READ = 400
_PIECE, _CUT = 16, 4
_MARKED_SHARE = 0.5
_PART = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[\"“'(]?[^\W_]{1,12}[”\"')]?[,;:.!?…)”-]+")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|vn|net|org)\b")
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
    if text.startswith("#") or "://" in text:
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
    """Whether a token is many syllables in a row, as often marked as Vietnamese syllables are."""
    runs = [_run(match[0].lower()) for match in _PART.finditer(text)]
    syllables = [part for run in runs if len(run) > 1 for part in run]
    marked = sum(not MARKED.isdisjoint(part) for part in syllables)
    return len(syllables) >= _SYLLABLES and marked >= _MARKED_SHARE * len(syllables)


def _known(text: str, page: Page) -> int | None:
    """Where a long piece of the article's own title, without its blanks, starts in a token."""
    starts = (text.find(title[skip : skip + _PIECE]) for title in page.squashed_titles for skip in range(_CUT))
    return min((start for start in starts if start >= 0), default=None)


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
