"""A sentence marked once for all questions of what its figures are about: words, roles, places, indicators' names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import itemgetter, or_

from audit.facts._reading import Date, Figure, Reading, Rejected, Sentence
from audit.facts.names.lexicon import (
    CONNECTIVE,
    FIGURE,
    LIGHT,
    PREDICATE,
    SUBSTANCE,
    TIME,
    Alias,
    Cue,
    Lexicon,
    Place,
    lexicon,
)
from audit.facts.names.tokens import CLAUSE, WORD, Words, fold, words
from audit.model import Indicator

_BEGINNING = 60  # characters that the beginning of a sentence is
_TIMES = ("period", "time_of_day")
_CODE = re.compile(r"\d.*/")  # `589/QĐ-XPHC` names a document, and nobody
_CLAUSE_WORDS = 80  # words of a clause that are looked at on each side of a figure
_SHORT = re.compile(r"\(([A-ZĐ][\wĐ&]{1,9})\)")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w*")
_FORMS = ("ed", "ly")  # endings of verbs of the past and of adverbs
_BEFORE_FIGURE = 4  # words between a verb and its figure: `to invest more than $5 million`
_HEADLINE = 0.6  # share of capitals from which they say nothing
_BEFORE_SHORT = 120
_LETTERS_ANY_ORDER = 3
# The roles of words that part phrases.
PARTING = frozenset({PREDICATE, CONNECTIVE, FIGURE})
_FIRST = itemgetter(0)
NO_LISTS: frozenset[str] = frozenset()


@dataclass(slots=True)
class Marks:
    """What is known of the words of a sentence. Spans count words: first, and after the last.

    `opening` are for each word, and for the end, the names of the cue lists of which a phrase starts there, `closing`
    those of which one ends right before it; `longer` is the word after the longest phrase of a list that starts at a
    word, where it is more than that word; `held` are the lists of the whole sentence, `filed` the words of `opening` by
    list, once they were asked for. `home` is the country of the language, `syllables` where it writes a word in
    several, as Vietnamese does; `capitals` are words known to be names, the only sure ones in a `headline` That
    Capitalizes Most Words; in a `shout` all letters are capitals. `codes` are the words of the numbers of documents,
    `edges` those that a clause starts with, `bounds` those of relation, figures and the last ones before a break, where
    a phrase ends. `spots` are the `places` where something can hold, once they were asked for.
    """

    words: Words
    roles: list[str]
    syllables: bool = False
    home: str | None = None
    opening: list[frozenset[str]] = field(default_factory=list)
    closing: list[frozenset[str]] = field(default_factory=list)
    longer: dict[tuple[int, str], int] = field(default_factory=dict)
    held: frozenset[str] = NO_LISTS
    filed: dict[str, list[int]] = field(default_factory=dict)
    capitals: frozenset[str] = frozenset()
    headline: bool = False
    shout: bool = False
    codes: set[int] = field(default_factory=set)
    edges: list[int] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    places: list[tuple[int, int, Place]] = field(default_factory=list)
    spots: list[tuple[int, int, Place]] | None = None
    aliases: list[tuple[int, int, Alias]] = field(default_factory=list)

    def clause(self, first: int, after: int) -> tuple[int, int]:
        """The words around a span up to the next break stronger than a comma, as far as is looked."""
        low, high = max(0, first - _CLAUSE_WORDS), min(len(self.roles), after + _CLAUSE_WORDS)
        start, end = bisect_right(self.edges, first), bisect_left(self.edges, after)
        start = max(low, self.edges[start - 1]) if start else low
        return start, min(high, self.edges[end]) if end < len(self.edges) else high

    def aliases_near(self, first: int, after: int) -> Iterable[tuple[int, int, Alias]]:
        """The names of indicators that start within reach of a span."""
        low = bisect_left(self.aliases, first - _CLAUSE_WORDS, key=_FIRST)
        high = bisect_left(self.aliases, after + _CLAUSE_WORDS, low, key=_FIRST)
        return self.aliases[low:high]

    def starts(self, at: int, name: str) -> int:
        """After the last word of the longest phrase of a cue list that starts at a word, 0 where none does."""
        return self.longer.get((at, name), at + 1) if name in self.opening[at] else 0

    def of(self, name: str) -> Sequence[int]:
        """The words that phrases of a cue list start at, in order."""
        if name not in self.held:
            return ()
        known = self.filed.get(name)
        if known is None:
            known = self.filed[name] = [at for at, lists in enumerate(self.opening) if name in lists]
        return known

    def ended(self, at: int, name: str) -> bool:
        """Whether a phrase of a cue list ends right before a word."""
        return name in self.closing[at]


def marks(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Marks:
    """The marks of a sentence, made once."""
    known: Marks | None = sentence.cache.get("marks")
    if known is None:
        known = sentence.cache["marks"] = _mark(sentence, reading, lexicon(sentence.language, indicators))
    return known


def beginning(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Marks:
    """The marks of at least the first words of a sentence: all that is needed where it holds no figure."""
    if sentence.figures or "marks" in sentence.cache:
        return marks(sentence, reading, indicators)
    return _mark(sentence, reading, lexicon(sentence.language, indicators), _BEGINNING)


def may_open_with_place(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> bool:
    """Whether the first words of a sentence may name a place, or what is national."""
    known = lexicon(sentence.language, indicators)
    if not known.national_openers.isdisjoint(map(fold, WORD.findall(sentence.text[:_BEGINNING]))):
        return True
    return may_name_place(sentence, reading, indicators, _BEGINNING)


def may_name_place(
    sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...], length: int | None = None
) -> bool:
    """Whether a word of a sentence begins the name of a place: False saves marking a sentence that names none."""
    known = lexicon(sentence.language, indicators)
    printed = _CAPITALISED.findall(sentence.text[:length])
    opens = not known.place_openers.isdisjoint(map(fold, printed))
    return opens or not _short(reading, known).keys().isdisjoint(printed)


def _mark(sentence: Sentence, reading: Reading, known: Lexicon, length: int | None = None) -> Marks:
    found = words(sentence.text[:length], sentence.start, _short(reading, known))
    single = known.single
    made = Marks(found, list(map(single.get, found.keys, repeat(SUBSTANCE))), known.syllables, known.home)
    alone = list(map(known.alone.get, found.keys, repeat(NO_LISTS)))
    made.opening, made.closing = [*alone, NO_LISTS], [NO_LISTS, *alone]
    _file(made, known.terms.find(found))
    made.held = NO_LISTS.union(*compress(made.opening, made.opening))
    if not known.syllables:
        _assign_verbs(made)
    _assign_names(made)
    _assign_nominals(made)
    _assign_read(sentence, made)
    made.shout = sum(map(str.isupper, found.raw)) > _HEADLINE * len(found.raw)
    if not known.syllables:
        _assign_nouns(made)
        made.capitals = _capitals(reading)
        made.headline = sum(map(str.isupper, map(_FIRST, found.raw))) > _HEADLINE * len(found.raw)
    breaks = found.breaks
    broken = list(compress(range(len(breaks)), breaks))
    made.edges = [at for at in broken if breaks[at] >= CLAUSE]
    parting = compress(range(len(made.roles)), map(PARTING.__contains__, made.roles))
    made.bounds = sorted({*parting, *[at - 1 for at in broken if at]})
    return made


def _file(made: Marks, hits: Iterable[tuple[int, int, Cue | Alias | Place]]) -> None:
    """Files the phrases that were found: cues by their words, names of indicators, places that are printed as such."""
    found = made.words
    playing: list[tuple[int, int, str]] = []
    for first, after, meaning in hits:
        if isinstance(meaning, Cue):
            if not meaning.commas and any(found.breaks[first + 1 : after]):
                continue  # `5 tỷ đồng, bằng 51%` is no plain (`đồng bằng`)
            if meaning.role:
                playing.append((first, after, meaning.role))
            if meaning.lists:
                made.opening[first] |= meaning.lists
                made.closing[after] |= meaning.lists
                for name in meaning.lists:
                    made.longer[first, name] = after
        elif isinstance(meaning, Alias):
            made.aliases.append((first, after, meaning))
        elif _printed(found, first, after, meaning):
            made.places.append((first, after, meaning))
    for first, after, role in sorted(playing, key=lambda hit: hit[1] - hit[0]):
        made.roles[first:after] = role * (after - first)


def _assign_nominals(made: Marks) -> None:
    """A verb that opens a clause before another one is a noun: `Lãi đạt 50 tỷ đồng`."""
    for first in made.of("subjects.nominals"):
        after = made.starts(first, "subjects.nominals")
        opens = first == 0 or made.words.breaks[first]
        if opens and after < len(made.roles) and made.roles[after] == PREDICATE and not made.words.breaks[after]:
            made.roles[first:after] = SUBSTANCE * (after - first)


def _assign_names(made: Marks) -> None:
    """The words of an indicator's name have substance, the verb aside that may open it."""
    for first, after, alias in made.aliases:
        if not alias.tail:
            start = next((at for at in range(first, after) if made.roles[at] != PREDICATE), after)
            made.roles[start:after] = SUBSTANCE * (after - start)


def _assign_read(sentence: Sentence, made: Marks) -> None:
    for date in sentence.dates:
        _take(date, TIME, made)
    for number in sentence.rejected:
        if number.reason in _TIMES:
            _take(number, TIME, made)
        elif number.reason == "legal_reference" and _is_code(number, sentence):
            made.codes.update(range(*made.words.at(number.start, number.end)))
    for figure in sentence.figures:
        _take(figure, FIGURE, made)


def _take(item: Figure | Date | Rejected, role: str, made: Marks) -> None:
    """Gives the words of what was read one role, without breaks between them."""
    first, after = made.words.at(item.start, item.end)
    if after - first == 1:
        made.roles[first] = role
    elif after > first:
        made.roles[first:after] = role * (after - first)
        made.words.breaks[first + 1 : after] = [0] * (after - first - 1)


def _is_code(number: Rejected, sentence: Sentence) -> bool:
    """Whether a number is that of a document, with a slash and letters."""
    return _CODE.match(sentence.text[number.start - sentence.start : number.end - sentence.start]) is not None


def _assign_verbs(made: Marks) -> None:
    """English verbs and adverbs by their form: a word in -ed after a noun, the word between `to` and a figure."""
    roles, keys, breaks = made.roles, made.words.keys, made.words.breaks
    formed = map(or_, map("to".__eq__, keys), map(str.endswith, keys[1:], repeat(_FORMS)))
    for at in compress(range(1, len(keys)), formed):
        key, before = keys[at], keys[at - 1]
        if roles[at] != SUBSTANCE or breaks[at]:
            continue
        past = key.endswith("ed") and roles[at - 1] == SUBSTANCE and not before.endswith("ly")
        base = before == "to" and any(key[0].isdigit() for key in keys[at + 1 : at + _BEFORE_FIGURE])
        if past or base:
            roles[at] = PREDICATE
        elif roles[at - 1] == PREDICATE and key.endswith("ly") and not made.starts(at, "subjects.nouns_in_ly"):
            roles[at] = LIGHT  # `fell unexpectedly to`


def _capitals(reading: Reading) -> frozenset[str]:
    """The words of an article that have a capital inside a sentence: names, also where they start one."""
    known: frozenset[str] | None = reading.cache.get("capitals")
    if known is None:
        known = reading.cache["capitals"] = frozenset(_CAPITAL.findall(reading.view.normal))
    return known


def _assign_nouns(made: Marks) -> None:
    """A verb after an article or a figure is a noun: `a rise`, `a $5 billion hit`; words like `is` are always verbs."""
    roles, breaks = made.roles, made.words.breaks
    for at in compress(range(1, len(roles)), map(PREDICATE.__eq__, roles[1:])):
        if breaks[at] or "subjects.auxiliaries" in made.opening[at]:
            continue
        if roles[at - 1] == FIGURE or made.starts(at - 1, "subjects.articles") == at:
            roles[at] = SUBSTANCE


def _printed(found: Words, first: int, after: int, place: Place) -> bool:
    """Whether a name is printed as the name of a place is: with capitals."""
    if place.capitals:
        return all(word.isupper() or word.isdigit() for word in found.raw[first:after])
    return all(word[0].isupper() for word in found.raw[first:after])


def _short(reading: Reading, known: Lexicon) -> dict[str, tuple[str, ...]]:
    """The abbreviations of the language and those that the article itself explains: `chữ ký số (CKS)`."""
    short: dict[str, tuple[str, ...]] | None = reading.cache.get("short")
    if short is None:
        text = reading.view.normal
        own: dict[str, tuple[str, ...]] = {}
        for match in _SHORT.finditer(text):
            before = text[max(0, match.start() - _BEFORE_SHORT) : match.start()].rpartition("\n")[2]
            long = _long(match[1], words(before, 0, {}).keys, known.links)
            if long:
                own.setdefault(match[1], long)
        short = reading.cache["short"] = known.short | own if own else known.short
    return short


def _long(abbreviation: str, before: list[str], links: frozenset[str]) -> tuple[str, ...] | None:
    """The words before a bracket whose initials are its letters, in any order from three letters on.

    A slip such as `DCVTT` for `dịch vụ công trực tuyến` is still understood.
    """
    letters = [letter.lower() for letter in abbreviation if letter.isalpha()]
    for kept in (before, [word for word in before if word not in links]):
        last = kept[-len(letters) :]
        first = [word[0] for word in last]
        if first == letters or (len(letters) >= _LETTERS_ANY_ORDER and sorted(first) == sorted(letters)):
            return tuple(last)
    return None
