"""A search phrase spliced into a sentence: `Bên cạnh đó, bảng xếp hạng ngoại hạng anh ông lớn ngành điện này …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.blocks._lines import Line
from audit.blocks._page import WORD, Page, Span, Token, tokens
from audit.blocks._phrases import CORE, term_at, terms, weight

_WORDS = 3
_WEIGHT = 2.0
_AROUND = 4
_WHY = "a search phrase on another matter inside a sentence"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Searched terms that follow each other with nothing between them: tokens from `first` to before `last`."""

    first: int
    last: int
    terms: tuple[tuple[str, ...], ...]


def spliced(line: Line, page: Page) -> Iterator[Span]:
    """The bare search phrases in a line whose matter the article speaks of nowhere else."""
    sequence = tokens(line.text, line.start)
    for phrase in _phrases(sequence):
        if (
            len(sequence) - (phrase.last - phrase.first) >= _AROUND
            and _is_search(phrase)
            and _stray(phrase, sequence, page)
        ):
            yield Span(sequence[phrase.first].start, _end(sequence[phrase.last - 1]), "spliced", _WHY)


def _phrases(sequence: Sequence[Token]) -> Iterator[Phrase]:
    words = [token.core for token in sequence]
    i = 0
    while i < len(words):
        found: list[tuple[str, ...]] = []
        first = i
        while i < len(words) and (term := term_at(words, i)) and not (found and sequence[i].opens):
            found.append(term)
            i += len(term)
            if any(token.closes for token in sequence[i - len(term) : i]):
                break
        if found:
            yield Phrase(first, i, tuple(found))
        else:
            i += 1


def _is_search(phrase: Phrase) -> bool:
    """Whether it says what is sought and of which matter, as a query does."""
    kinds = {terms()[term] for term in phrase.terms}
    total = sum(map(weight, phrase.terms))
    return phrase.last - phrase.first >= _WORDS and total >= _WEIGHT and not kinds.isdisjoint(CORE)


def _stray(phrase: Phrase, sequence: Sequence[Token], page: Page) -> bool:
    """Whether the matter of the phrase comes up nowhere else in the page."""
    for term in phrase.terms:
        if terms()[term] not in CORE:
            continue
        if page.mentions([piece for word in term for piece in WORD.findall(word)]) > 1:
            return False
    return True


def _end(token: Token) -> int:
    return token.start + token.text.rfind(token.core[-1:]) + 1
