"""Figures in the order of their sentence, with the words between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from audit import languages
from audit.compare import Printed, printed_each
from audit.rules._columns import texts
from audit.rules._once import once

NEEDS = ("article_id", "sentence", "start", "end", "quote", "value", "unit", "kind")
# Some words by their first letters.
Stems = Sequence[tuple[str, Sequence[str]]]
_STEM = 3
READ = (*NEEDS, "value_to", "low", "high", "comparator", "counted", "direction", "status")


class Figure(NamedTuple):
    """A figure of a sentence: its row, what it claims, and the words (lower case) on either side up to the next one."""

    row: int
    claim: Printed
    kind: str
    unit: str
    counted: str | None
    direction: str | None
    status: str | None
    before: str
    after: str


class Placed(NamedTuple):
    """The figures of a sentence with its article, and where it starts and ends there.

    `printed` says how many figures the sentence has with those whose value is no number.
    """

    figures: list[Figure]
    article: Any
    start: int
    end: int
    printed: int


def sentences(frame: pd.DataFrame, least: int, articles: Collection[Any] | None = None) -> Iterator[list[Figure]]:
    """The figures of each sentence that has at least so many, in reading order; of these articles, else of all.

    The words around them are found by holding the quotes against the sentence: no text of the article is needed.
    """
    yield from (found.figures for found in placed(frame, articles) if found.printed >= least)


def placed(frame: pd.DataFrame, articles: Collection[Any] | None = None) -> Iterator[Placed]:
    """The same of each sentence with a figure, with its place. They are made once for all rules that ask."""
    every = once(frame, "placed", lambda: list(_placed(frame, range(len(frame)))))
    yield from (found for found in every if articles is None or found.article in articles)


def around(frame: pd.DataFrame, several: Iterable[Iterable[int]]) -> dict[int, Figure]:
    """The figures at these positions, each with the words of its sentence around it; nothing where none is known.

    Words end at another figure of the same group of positions; what other groups there are makes no difference.
    """
    group = {row: number for number, rows in enumerate(several) for row in rows}
    if not group or not all(name in frame for name in NEEDS):
        return {}
    return {figure.row: figure for found in _placed(frame, sorted(group), group) for figure in found.figures}


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of `[rule_words]` of all languages, longest first."""
    listed = [word for code in languages.codes() for word in languages.load(code).get("rule_words", {}).get(name, ())]
    return tuple(sorted(dict.fromkeys(listed), key=lambda word: (-len(word), word)))


def either(listed: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


def stems(listed: Iterable[str]) -> Stems:
    """Words without those that hold another one, by how they begin: few texts hold the beginning of any."""
    every = sorted(set(listed), key=lambda word: (len(word), word))
    found: dict[str, list[str]] = {}
    for at, word in enumerate(every):
        if not any(shorter in word for shorter in every[:at]):
            found.setdefault(word[:_STEM], []).append(word)
    return tuple(found.items())


def holds(text: str, listed: Stems) -> bool:
    """Whether one of some words may stand in a text: a look that costs next to nothing beside that of a pattern."""
    for stem, several in listed:
        if stem in text:
            for word in several:
                if word in text:
                    return True
    return False


def has(text: str, name: str, last: int | None = None) -> bool:
    """Whether one of the words stands in a text, or begins within its last so many words."""
    if not holds(text, _stems(name)):
        return False
    found = [match.start() for match in _pattern(name).finditer(text)]
    return bool(found) and (last is None or len(text[found[-1] :].split()) <= last)


def ends(text: str, name: str) -> bool:
    """Whether a text ends with one of the words, hedges and the like behind it aside."""
    return _ending(name).search(text.rstrip()) is not None


@cache
def _ending(name: str) -> re.Pattern[str]:
    said, fill = (either(words(listed)) for listed in (name, "fillers"))
    return re.compile(rf"(?<!\w)(?:{said})(?: (?:{fill})){{0,3}}[^\w]{{0,2}}$")


def count(text: str, name: str) -> int:
    """How many of the words stand in a text."""
    return len(_pattern(name).findall(text))


@cache
def _stems(name: str) -> Stems:
    return stems(words(name))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(words(name))})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Cells:
    """What is read of some rows of facts that have a value and a sentence, column by column."""

    rows: Sequence[int]
    articles: Sequence[Any]
    sentences: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    quotes: Sequence[str]
    claims: Sequence[Printed | None]
    said: Sequence[tuple[str, str, str | None, str | None, str | None]]


def _cells(frame: pd.DataFrame, rows: Sequence[int]) -> _Cells:
    known = (frame["value"].notna() & frame["sentence"].notna()).to_numpy()
    kept = np.array(rows, np.int64)
    kept = kept[known[kept]]
    part = frame[[name for name in READ if name in frame]].iloc[kept]
    read = {str(name): part[name].tolist() for name in part}
    kinds, units = (map(str, read[name]) for name in ("kind", "unit"))
    counted, directions, states = (texts(part, name) for name in ("counted", "direction", "status"))
    return _Cells(
        rows=kept.tolist(), articles=read["article_id"], sentences=[*map(str, read["sentence"])],
        starts=[*map(int, read["start"])], ends=[*map(int, read["end"])], quotes=read["quote"],
        claims=[*printed_each(read)],
        said=[*zip(kinds, units, counted, directions, states, strict=True)],
    )  # fmt: skip


def _placed(frame: pd.DataFrame, rows: Sequence[int], group: Mapping[int, int] | None = None) -> Iterator[Placed]:
    """The figures at these positions; those of different groups are taken for figures of different sentences."""
    told = _cells(frame, rows)
    together: dict[tuple[Any, ...], list[int]] = {}
    for at, key in enumerate(zip(told.articles, told.sentences, strict=True)):
        together.setdefault((*key, group[told.rows[at]]) if group else key, []).append(at)
    for (article, sentence, *_), members in together.items():
        for part in _occurrences(sorted(members, key=told.starts.__getitem__), len(sentence), told):
            first = _offset(part, sentence, told)
            if first is not None:
                start = told.starts[part[0]] - first
                yield Placed(_figures(part, sentence, first, told), article, start, start + len(sentence), len(part))


def _occurrences(members: Sequence[int], length: int, told: _Cells) -> Iterator[Sequence[int]]:
    """One sentence may stand twice in an article, in the title and in the text."""
    begun = 0
    for at, member in enumerate(members):
        if told.ends[member] - told.starts[members[begun]] > length and at > begun:
            yield members[begun:at]
            begun = at
    yield members[begun:]


def _offset(part: Sequence[int], sentence: str, told: _Cells) -> int | None:
    """Where the first quote stands so that all others stand where they should."""
    quote, start = told.quotes[part[0]], told.starts[part[0]]
    at = sentence.find(quote)
    while at >= 0:
        if all(sentence.startswith(told.quotes[one], at + told.starts[one] - start) for one in part[1:]):
            return at
        at = sentence.find(quote, at + 1)
    return None


def _figures(part: Sequence[int], sentence: str, first: int, told: _Cells) -> list[Figure]:
    edges, found = [0], []
    for one in part:
        start = first + told.starts[one] - told.starts[part[0]]
        edges += (start, start + len(told.quotes[one]))
    edges.append(len(sentence))
    gaps = [sentence[edges[at] : edges[at + 1]].lower() for at in range(0, len(edges), 2)]
    for at, one in enumerate(part):
        claim = told.claims[one]
        if claim is not None:
            found.append(Figure(told.rows[one], claim, *told.said[one], gaps[at], gaps[at + 1]))
    return found
