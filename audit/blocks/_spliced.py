"""A search phrase spliced into a sentence: `Bên cạnh đó, bảng xếp hạng ngoại hạng anh ông lớn ngành điện này …`.

Such a phrase is spelled like the sentence around it, so that what it is about is part of the evidence: several searched
terms with nothing between them, no word of which holds a sentence together, in an article that uses neither these words
nor others of their matter. The terms alone are no evidence; reports on sports, lotteries and gambling are full of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span, Token
from audit.blocks._phrases import CORE, matter, related, term_at, terms, unspelled, weight

_WORDS = 3
_SURE = 2.0
_WEIGHT = 1.5
_LOOSE = 0.5
_TYPED = ("ends", "short", "bare")
_AROUND = 4
_MENTIONS = 2
_PLENTY = 20
_WHY = "a search phrase on another matter inside a sentence"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Searched terms that follow each other with nothing between them: tokens from `first` to before `last`.

    `loose` counts the words of no Vietnamese spelling among them: brands, foreign names, words without marks.
    """

    first: int
    last: int
    terms: tuple[tuple[str, ...], ...]
    loose: int

    @property
    def length(self) -> int:
        """How many words it has."""
        return self.last - self.first


def spliced(line: Line, page: Page) -> Iterator[Span]:
    """The bare search phrases in a line, where the article itself speaks of nothing that people search so."""
    if page.once(_plenty):
        return
    sequence = page.tokens(line)
    found = [phrase for phrase in _phrases(sequence) if _is_search(phrase) and _is_strange(phrase, sequence, page)]
    if found and not page.once(_on_the_matter):
        for phrase in found:
            yield Span(sequence[phrase.first].start, _end(sequence[phrase.last - 1]), "spliced", _WHY)


def _plenty(page: Page) -> bool:
    """Whether more of its words are of such matters than a few phrases could hold; most sports reports are told so."""
    return sum(len(matter().findall(line.text.lower())) for line in page.lines) > _PLENTY


def _on_the_matter(page: Page) -> bool:
    """Whether the page's own words, outside such phrases, are of sports results, lotteries, games or betting."""
    seen = 0
    for line in page.lines:
        matters = [line.start + match.start() for match in matter().finditer(line.text.lower())]
        if matters:
            sequence = page.tokens(line)
            bare = [(phrase.first, phrase.last) for phrase in _phrases(sequence) if _is_search(phrase)]
            spans = [(sequence[first].start, sequence[last - 1].end) for first, last in bare]
            seen += sum(not any(start <= place < end for start, end in spans) for place in matters)
    return seen >= _MENTIONS


def _phrases(sequence: Sequence[Token]) -> Iterator[Phrase]:
    """Maximal stretches of searched terms; a mark ends one."""
    words = [token.core for token in sequence]
    i = 0
    while i < len(words):
        found: list[tuple[str, ...]] = []
        first, loose = i, 0
        while i < len(words) and not (i > first and (sequence[i].opens or sequence[i - 1].closes)):
            term = term_at(words, i)
            if term and not any(token.closes for token in sequence[i : i + len(term) - 1]):
                found.append(term)
            elif unspelled(words[i]):
                loose += 1
            else:
                break
            i += len(term) if term else 1
        if found:
            yield Phrase(first, i, tuple(found), loose)
        i = max(i, first + 1)


def _is_search(phrase: Phrase) -> bool:
    """Whether it says what is sought and of which matter; a short one must also sound like a query, not a noun."""
    kinds = {terms()[term] for term in phrase.terms}
    if phrase.length < _WORDS or kinds.isdisjoint(CORE):
        return False
    total = sum(map(weight, phrase.terms)) + _LOOSE * phrase.loose
    typed = bool(phrase.loose) or not kinds.isdisjoint(_TYPED) or any(_is_place(term) for term in phrase.terms)
    return total >= _SURE or (total >= _WEIGHT and typed)


def _is_strange(phrase: Phrase, sequence: Sequence[Token], page: Page) -> bool:
    """Whether a sentence stands around a phrase, and the rest of the article does not share its words."""
    words = [token.core.lower() for token in sequence[phrase.first : phrase.last]]
    return len(sequence) - phrase.length >= _AROUND and not related(words, page)


def _is_place(term: tuple[str, ...]) -> bool:
    """Whether a term is a name of several words that edited text would write with capitals."""
    return terms()[term] == "nations" and len(term) > 1


def _end(token: Token) -> int:
    return token.start + token.text.rfind(token.core[-1:]) + 1
