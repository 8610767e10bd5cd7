"""A sentence marked once for every question of what its figures are about: words, roles, places, names of indicators."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._reading import Reading, Sentence
from audit.facts._tokens import CLAUSE, GAP, Terms, Words, spelled, words
from audit.model import Indicator

# Roles of words. A word without one is a word of substance.
PREDICATE, CONNECTIVE, ADJUNCT, LIGHT, SPEECH, FIGURE, TIME, SUBSTANCE = "PCALSFT "
_ROLES = (
    ("light", LIGHT),
    ("adjuncts", ADJUNCT),
    ("predicates", PREDICATE),
    ("connectives", CONNECTIVE),
    ("compounds", SUBSTANCE),
)
_RANK = f"{LIGHT}{ADJUNCT}{PREDICATE}{CONNECTIVE}"
_TIMES = ("period", "time_of_day")
_SHORT = re.compile(r"\(([A-ZĐ][\wĐ&]{1,9})\)")
_LINKS = frozenset(("và", "của", "về", "the", "of", "and", "for", "on"))


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer. `capitals` where the name is an abbreviation and holds only when printed as one."""

    code: str
    name: str
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an indicator: how many words it has, and how many of them stand after its last gap."""

    indicator: Indicator
    length: int
    tail: int
    excludes: tuple[tuple[str, ...], ...]
    counted: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Marks:
    """What is known of the words of a sentence. Spans count words: first, and after the last."""

    words: Words
    roles: list[str]
    cues: list[tuple[int, int, str]]
    places: list[tuple[int, int, Place]]
    aliases: list[tuple[int, int, Alias]]

    def clause(self, first: int, after: int) -> tuple[int, int]:
        """The words around a span up to the next break stronger than a comma."""
        breaks, start, end = self.words.breaks, first, after
        while start > 0 and breaks[start] < CLAUSE:
            start -= 1
        while end < len(breaks) and breaks[end] < CLAUSE:
            end += 1
        return start, end


class Lexicon:
    """The phrases of one language with the names of the indicators, in one dictionary."""

    def __init__(self, language: str, indicators: Iterable[Indicator]) -> None:
        table = languages.load(language)
        self.subjects: Mapping[str, Any] = table["subjects"]
        self.short = {key: spelled(long, {}) for key, long in self.subjects["abbreviations"].items()}
        self.terms = Terms(self.subjects["fillers"])
        for section, names in (("subjects", _ROLES), ("areas", ()), ("measures", ())):
            known = dict(names)
            for name, entries in table[section].items():
                if isinstance(entries, list) and name not in ("fillers", "sources"):
                    for entry in entries:
                        self.terms.add([spelled(entry, {})], (known.get(name, ""), f"{section}.{name}"))
        for place, names in gazetteer():
            for name in names:
                self._add(name, Place(place.code, place.name, name.isupper()), loose=False)
        for indicator in indicators:
            self._add_indicator(indicator)
        self.sources = frozenset(key for entry in self.subjects["sources"] for key in spelled(entry, {}))

    def _add_indicator(self, indicator: Indicator) -> None:
        excludes = tuple(spelled(name, self.short) for name in indicator.excludes)
        counted = tuple(spelled(name, self.short) for name in (indicator.counted or "").split("|") if name)
        for name in indicator.aliases:
            length, gap, tail = len(spelled(name, self.short)), *name.rpartition(GAP)[1:]
            self._add(
                name,
                Alias(indicator, length, len(spelled(tail, self.short)) if gap else 0, excludes, counted),
                loose=True,
            )

    def _add(self, name: str, meaning: Place | Alias, *, loose: bool) -> None:
        self.terms.add([spelled(part, self.short) for part in name.split(GAP)], meaning, loose=loose)


@cache
def gazetteer() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """The places of `audit/languages/areas.csv`, each with its names."""
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        return tuple(
            (Place(row["code"], row["name"]), (row["name"], *(name for name in row["aliases"].split("|") if name)))
            for row in csv.DictReader(file)
        )


_LAST: dict[str, tuple[tuple[Indicator, ...], Lexicon]] = {}


def lexicon(language: str, indicators: tuple[Indicator, ...]) -> Lexicon:
    """The lexicon of a language (English where there is none) and these indicators; the last one is kept."""
    code = language if language in languages.codes() else languages.DEFAULT
    known = _LAST.get(code)
    if known is None or known[0] is not indicators:
        known = _LAST[code] = (indicators, Lexicon(code, indicators))
    return known[1]


def marks(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Marks:
    """The marks of a sentence, made once."""
    known = sentence.cache.get("marks")
    if known is None:
        known = sentence.cache["marks"] = _mark(sentence, reading, lexicon(sentence.language, indicators))
    return known  # type: ignore[no-any-return]


def _mark(sentence: Sentence, reading: Reading, lexicon: Lexicon) -> Marks:
    found = words(sentence.text, sentence.start, {**lexicon.short, **_defined(reading, lexicon)})
    made = Marks(found, [SUBSTANCE] * len(found.keys), [], [], [])
    roles: list[tuple[int, int, str]] = []
    for first, after, meaning in lexicon.terms.find(found):
        if isinstance(meaning, Place):
            if _printed(found, first, after, meaning):
                made.places.append((first, after, meaning))
        elif isinstance(meaning, Alias):
            made.aliases.append((first, after, meaning))
        else:
            role, name = meaning
            made.cues.append((first, after, name))
            if role:
                roles.append((first, after, role))
    _assign(made.roles, roles)
    _assign_read(sentence, made)
    return made


def _assign(roles: list[str], found: list[tuple[int, int, str]]) -> None:
    """Gives the words of each phrase its role; the longer phrase wins, and of one length the later of `_RANK`."""
    for first, after, role in sorted(found, key=lambda hit: (hit[1] - hit[0], _RANK.find(hit[2]), hit[0])):
        roles[first:after] = role * (after - first)


def _assign_read(sentence: Sentence, made: Marks) -> None:
    for date in sentence.dates:
        first, after = made.words.at(date.start, date.end)
        made.roles[first:after] = TIME * (after - first)
    for number in sentence.rejected:
        if number.reason in _TIMES:
            first, after = made.words.at(number.start, number.end)
            made.roles[first:after] = TIME * (after - first)
    for figure in sentence.figures:
        first, after = made.words.at(figure.start, figure.end)
        made.roles[first:after] = FIGURE * (after - first)


def _printed(found: Words, first: int, after: int, place: Place) -> bool:
    """Whether a name is printed as the name of a place is: with capitals."""
    if place.capitals:
        return all(word.isupper() or word.isdigit() for word in found.raw[first:after])
    return all(word[0].isupper() for word in found.raw[first:after])


def _defined(reading: Reading, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The abbreviations that the article itself explains: `dịch vụ công trực tuyến (DVCTT)`.

    The letters must be the initials of the words before the bracket, in any order from three letters on: a slip
    such as `DCVTT` is still understood.
    """
    known = reading.cache.get("short")
    if known is None:
        known = {}
        text = reading.view.normal
        for match in _SHORT.finditer(text):
            before = words(text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2], 0, {}).keys
            letters = [letter.lower() for letter in match[1] if letter.isalpha()]
            for kept in ([word for word in before if word not in _LINKS], before):
                last = kept[-len(letters) :]
                if _initials(last, letters):
                    known.setdefault(match[1], tuple(last))
                    break
        reading.cache["short"] = known
    return known  # type: ignore[no-any-return]


def _initials(last: list[str], letters: list[str]) -> bool:
    first = [word[0] for word in last]
    return len(letters) > 1 and (first == letters or (len(letters) > 2 and sorted(first) == sorted(letters)))
