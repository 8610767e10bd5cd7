"""The phrases of a language, the places and the names of the indicators, in one dictionary."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts.names.tokens import GAP, Terms, spelled
from audit.model import Indicator

# Roles of words: what relates a thing to its figure, and what says nothing of the thing. The rest has substance.
PREDICATE, CONNECTIVE, ADJUNCT, LIGHT, FIGURE, TIME, SUBSTANCE = "PCALFT "
_ROLES = {
    "subjects.light": LIGHT,
    "subjects.adjuncts": ADJUNCT,
    "subjects.predicates": PREDICATE,
    "subjects.connectives": CONNECTIVE,
    "subjects.compounds": SUBSTANCE,
    "subjects.speech": PREDICATE,
}
_SILENT = frozenset(_ROLES) - {"subjects.speech"}  # lists that matter only for the role of their words
_RANK = f"{LIGHT}{ADJUNCT}{PREDICATE}{CONNECTIVE}"
# The country that an outlet of a language writes about unless it says otherwise; English has no such country.
HOME = {"vi": "VN"}
_SECTIONS = ("subjects", "measures", "areas")


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


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of some words: the role it gives them, if any, and the names of the other lists that hold it.

    `commas` where the phrase is written with a comma; no other phrase may hold one.
    """

    role: str
    lists: frozenset[str]
    commas: bool = False


class Lexicon:
    """The phrases of one language and the names of the indicators, in one dictionary."""

    def __init__(self, language: str, indicators: Iterable[Indicator]) -> None:
        table = languages.load(language)
        subjects = table["subjects"]
        self.short = {key: spelled(long, {}) for key, long in subjects["abbreviations"].items()}
        self.syllables = bool(subjects["syllables"])
        self.home = HOME.get(language)
        self.links = frozenset(subjects["links"])
        self.terms = Terms(subjects["fillers"])
        self.single: dict[str, str] = {}  # roles of single words
        self.alone: dict[str, frozenset[str]] = {}  # the lists that hold a word by itself
        for (phrase, commas), names in _cues(table).items():
            roles = [_ROLES[name] for name in names if name in _ROLES]
            lists = frozenset(names) - _SILENT
            role = max(roles, key=_RANK.find, default="")
            if len(phrase) > 1:
                self.terms.add([phrase], Cue(role, lists, commas))
                continue
            for word in phrase:
                self.alone[word] = self.alone.get(word, frozenset()) | lists
                if role:
                    self.single[word] = role
        openers = {*table["areas"]["within"], *table["areas"]["national"]} - {*subjects["possessives"]}
        self.openers = frozenset(spelled(entry, {})[0] for entry in sorted(openers))
        self.national_openers = frozenset(spelled(entry, {})[0] for entry in table["areas"]["national"])
        self.place_openers = frozenset(spelled(name, self.short)[0] for _, printed in gazetteer() for name in printed)
        for place, printed in gazetteer():
            for name in printed:
                self._add(name, Place(place.code, place.name, name.isupper()), loose=False)
        for indicator in indicators:
            self._add_indicator(indicator)

    def _add_indicator(self, indicator: Indicator) -> None:
        """Adds the names of an indicator; its unit, counted nouns and excludes go with each."""
        excludes = self._spelled(indicator.excludes)
        counted = self._spelled((indicator.counted or "").split("|"))
        for name in indicator.aliases:
            gap, tail = name.rpartition(GAP)[1:]
            after = len(spelled(tail, self.short)) if gap else 0
            alias = Alias(indicator, len(spelled(name, self.short)), after, excludes, counted)
            self._add(name, alias, loose=True)

    def _spelled(self, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The words of some names, those without a word left out."""
        return tuple(filter(None, (spelled(name, self.short) for name in names)))

    def _add(self, name: str, meaning: Place | Alias, *, loose: bool) -> None:
        self.terms.add([spelled(part, self.short) for part in name.split(GAP)], meaning, loose=loose)


def _cues(table: dict[str, Any]) -> dict[tuple[tuple[str, ...], bool], list[str]]:
    """The phrases of the word lists of a language, and whether with a comma, each with the names of its lists."""
    phrases: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for section in _SECTIONS:
        for name, entries in table[section].items():
            for entry in entries if isinstance(entries, list) else ():
                phrases.setdefault((spelled(entry, {}), "," in entry), []).append(f"{section}.{name}")
    return phrases


@cache
def gazetteer() -> tuple[tuple[Place, tuple[str, ...]], ...]:
    """The places of `audit/languages/areas.csv`, each with its names."""
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        return tuple(
            (Place(row["code"], row["name"]), (row["name"], *(name for name in row["aliases"].split("|") if name)))
            for row in csv.DictReader(file)
        )


_KEPT: dict[str, tuple[tuple[Indicator, ...], Lexicon]] = {}


def lexicon(language: str, indicators: tuple[Indicator, ...]) -> Lexicon:
    """The lexicon of a language (English where it has no words for naming) and these indicators; the last is kept."""
    known = _KEPT.get(language)
    if known is None or (known[0] is not indicators and known[0] != indicators):
        known_here = language in languages.codes() and _SECTIONS[0] in languages.load(language)
        known = _KEPT[language] = indicators, Lexicon(language if known_here else languages.DEFAULT, indicators)
    return known[1]
