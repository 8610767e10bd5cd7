"""What a draft is held against: the facts of its sources and, where it is known, their text, by number and by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from audit.catalog import References
from audit.check._print import (
    NUMBER,
    NUMBERED,
    PIECE,
    bare,
    beside,
    counted,
    days,
    followed,
    is_identifier,
    months,
    parts,
)
from audit.check._words import month_words, numbered, plain, spelled, tokens
from audit.groups import Traits


@dataclass(frozen=True)
class Sentence:
    """A sentence of a source: whose it is, its text, and its words in the spelling that equal words share."""

    source: str
    text: str
    words: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)


@dataclass(frozen=True)
class Sources:
    """The facts of all sources; the texts of those that tell of what the draft tells, in normal form by the id of the
    article; who published each, and what is known to be right.
    """

    facts: Sequence[Traits]
    texts: Mapping[str, str]
    names: Mapping[str, str]
    references: References

    @cached_property
    def by_unit(self) -> Mapping[str, Sequence[Traits]]:
        """The facts that are figures, by their unit."""
        found: dict[str, list[Traits]] = defaultdict(list)
        for fact in self.facts:
            if fact.figure:
                found[fact.unit].append(fact)
        return found

    @cached_property
    def text(self) -> str:
        """All texts."""
        return "\n".join(self.texts.values())

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number of the text, without its separators."""
        return frozenset(bare(match[0]) for match in NUMBER.finditer(self.text))

    @cached_property
    def followed(self) -> frozenset[tuple[str, str]]:
        """Every number of the text with the word behind it, an empty one where no word follows."""
        return frozenset(followed(self.text))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Each part of the numbers between their separators, without leading zeros."""
        return frozenset(part for match in NUMBER.finditer(self.text) for part in parts(match[0]))

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        """Every day and month of the text that is printed in digits."""
        return frozenset(days(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text, in the spelling that equal words share."""
        return frozenset(spelled(word) for word in tokens(self.text))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Every word of the text without its marks."""
        return frozenset(map(plain, self.words))

    @cached_property
    def initials(self) -> str:
        """The first letters of all words in their order: "HCM" stands in them where "Hồ Chí Minh" is printed."""
        return "".join(word[0] for word in tokens(self.text)).upper()

    @cached_property
    def sentences(self) -> Mapping[str, Sequence[Sentence]]:
        """The sentences that hold each word."""
        found: dict[str, list[Sentence]] = defaultdict(list)
        for article, text in self.texts.items():
            for piece in PIECE.finditer(text):
                words = tuple(map(spelled, tokens(piece[0])))
                sentence = Sentence(self.names.get(article, article), piece[0], words)
                for word in sentence.known:
                    found[word].append(sentence)
        return found

    @cached_property
    def numbered(self) -> Mapping[str, Set[str]]:
        """The numbers that stand next to each word that a number names one of: the months, the articles of a law."""
        found: dict[str, set[str]] = defaultdict(set)
        before, after = numbered()
        for match in NUMBERED.finditer(self.text):
            for word, names in ((match[1], before), (match[3], after)):
                if word and spelled(word) in names:
                    found[spelled(word)].add(counted(match[2]))
        for word in found.keys() & month_words():
            found[word].update(months(self.text))
        return found

    @cached_property
    def beside(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """For each number of the text, without separators, the words next to it wherever it stands."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for match in NUMBER.finditer(self.text):
            found[bare(match[0])].append(beside(self.text, match.span()))
        return found

    def tells(self, article: str) -> bool:
        """Whether an article tells of what the draft tells; where no text is known, each may."""
        return not self.texts or article in self.texts

    def prints(self, number: str) -> bool:
        """Whether the sources print a number: an identifier as a whole, a day as a day, else part by part."""
        if is_identifier(number):
            return bare(number) in self.numbers or number in self.text
        named = set(days(number))
        if named and self.days:
            return named <= self.days
        return bare(number) in self.numbers or all(part in self.parts for part in parts(number))
