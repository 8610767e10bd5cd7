"""Figures in the order of their sentence, with the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from audit import languages
from audit.compare import Printed, printed
from audit.rules._columns import grouped, text_of
from audit.rules._once import once

NEEDS = ("article_id", "sentence", "start", "end", "quote", "value", "unit", "kind")
READ = (*NEEDS, "value_to", "low", "high", "comparator", "counted", "direction", "status")


@dataclass(frozen=True, slots=True)
class Figure:
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


def sentences(frame: pd.DataFrame, least: int, apart: Sequence[str] = ()) -> Iterator[list[Figure]]:
    """The figures of each sentence that has at least so many, in reading order.

    Figures that differ in one of the columns `apart` are taken for figures of different sentences. The words around
    them are found by holding the quotes against the sentence: no text of the article is needed.
    """
    yield from (figures for figures, _, _, _ in placed(frame, least, apart))


def placed(frame: pd.DataFrame, least: int, apart: Sequence[str] = ()) -> Iterator[tuple[list[Figure], Any, int, int]]:
    """The figures of each sentence with its article, and where it starts and ends there."""
    yield from once(frame, ("placed", least, *apart), lambda: list(_placed(frame, least, apart)))


def _placed(frame: pd.DataFrame, least: int, apart: Sequence[str]) -> Iterator[tuple[list[Figure], Any, int, int]]:
    rows = frame[[name for name in (*READ, *apart) if name in frame]].assign(_row=range(len(frame)))
    rows = rows[rows["value"].notna() & rows["sentence"].notna()]
    for members in grouped(rows, ("article_id", "sentence", *apart), least):
        sentence = str(members[0]["sentence"])
        for part in _occurrences(sorted(members, key=lambda row: int(row["start"])), len(sentence)):
            if len(part) >= least and (first := _offset(part, sentence)) is not None:
                start = int(part[0]["start"]) - first
                yield _figures(part, sentence, first), part[0]["article_id"], start, start + len(sentence)


def around(frame: pd.DataFrame, several: Iterable[Iterable[int]]) -> dict[int, Figure]:
    """The figures at these positions, each with the words of its sentence around it; nothing where none is known.

    Words end at another figure of the same group of positions; what other groups there are makes no difference.
    """
    group = {row: number for number, rows in enumerate(several) for row in rows}
    if not group or not all(name in frame for name in NEEDS):
        return {}
    kept = frame.assign(_group=[group.get(row, -1) for row in range(len(frame))])
    found = sentences(kept.assign(value=kept["value"].where(kept["_group"] >= 0)), 1, ("_group",))
    return {figure.row: figure for figures in found for figure in figures}


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of `[rule_words]` of all languages, longest first."""
    listed = [word for code in languages.codes() for word in languages.load(code).get("rule_words", {}).get(name, ())]
    return tuple(sorted(dict.fromkeys(listed), key=lambda word: (-len(word), word)))


def either(listed: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


def has(text: str, name: str, last: int | None = None) -> bool:
    """Whether one of the words stands in a text, or begins within its last so many words."""
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
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(words(name))})(?!\w)")


def _occurrences(rows: Sequence[dict[str, Any]], length: int) -> Iterator[list[dict[str, Any]]]:
    """One sentence may stand twice in an article, in the title and in the text."""
    part: list[dict[str, Any]] = []
    for row in rows:
        if part and row["end"] - part[0]["start"] > length:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _offset(rows: Sequence[dict[str, Any]], sentence: str) -> int | None:
    """Where the first quote stands so that all others stand where they should."""
    first = rows[0]
    at = sentence.find(first["quote"])
    while at >= 0:
        if all(sentence.startswith(row["quote"], at + int(row["start"] - first["start"])) for row in rows):
            return at
        at = sentence.find(first["quote"], at + 1)
    return None


def _figures(rows: Sequence[dict[str, Any]], sentence: str, first: int) -> list[Figure]:
    spans = [(first + int(row["start"] - rows[0]["start"]), len(row["quote"])) for row in rows]
    edges = [0, *(edge for start, length in spans for edge in (start, start + length)), len(sentence)]
    gaps = [sentence[edges[i] : edges[i + 1]].lower() for i in range(0, len(edges), 2)]
    found = []
    for index, row in enumerate(rows):
        claim = printed(row)
        if claim is not None:
            found.append(_figure(row, claim, gaps[index], gaps[index + 1]))
    return found


def _figure(row: dict[str, Any], claim: Printed, before: str, after: str) -> Figure:
    return Figure(
        row=row["_row"],
        claim=claim,
        kind=str(row["kind"]),
        unit=str(row["unit"]),
        counted=text_of(row, "counted"),
        direction=text_of(row, "direction"),
        status=text_of(row, "status"),
        before=before,
        after=after,
    )
