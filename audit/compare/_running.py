"""Which counts later articles revise: of the dead, the infected, the missing, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from audit import languages

# What is read of a sentence or a quote is kept of so many: a figure is held against others again and again.
_KEPT = 50_000
_WORD = re.compile(r"[^\W\d_]+")
# How far behind a count the words stand that say what became of those counted: "15 người đã thiệt mạng".
_NEAR = 30
# Of the words before a count the last few of its clause hold its verb: "đã bắt giữ hơn 14 đối tượng", "injured at least
# 12", "số người chết do lũ tăng lên 7".
_VERB, _CLAUSE = 6, re.compile(r"[,;:]\s")


class Runs(NamedTuple):
    """Whether a count changes while it is reported; whether it then grows; whether it is one of the hurt.

    `growing` are those that later counts add to, `hurt` those from which some may be taken who die.
    """

    running: bool = False
    growing: bool = False
    hurt: bool = False


_NEVER = Runs()


def runs(fact: Mapping[str, Any]) -> Runs:
    """Whether a fact counts something whose number changes while it is reported.

    What came about within a day or a few hours that are over is counted once, and no later article revises it.
    """
    if fact.get("unit") != "count" or fact.get("kind") == "change" or fact.get("status") not in (None, "actual"):
        return _NEVER
    read = [str(fact.get(name) or "") for name in ("sentence", "quote", "counted", "subject", "measure")]
    return _runs(*read, fact.get("period_from") == "sentence")


@lru_cache(maxsize=_KEPT)
def _runs(sentence: str, quote: str, counted: str, subject: str, measure: str, timed: bool) -> Runs:
    before, _, after = sentence.partition(quote or "\0")
    verb = " ".join(_WORD.findall(_CLAUSE.split(before[-_NEAR:])[-1])[-_VERB:])
    phrase = _spaced(" ".join((counted, subject, measure, _CLAUSE.split(after[:_NEAR])[0], verb)))
    if not _says(phrase, "running"):
        return _NEVER
    over = (timed and _says(phrase, "added")) or _says(_phrase(sentence), "within")
    if over and not _says(phrase, "to_date"):
        return _NEVER
    return Runs(True, not _says(phrase, "ebbing"), _says(phrase, "hurt"))


def dated(sentence: str) -> bool:
    """Whether a sentence says until when it counts."""
    return _says(_phrase(sentence), "to_date")


@lru_cache(maxsize=_KEPT)
def _phrase(text: str) -> str:
    return _spaced(text)


def _spaced(text: str) -> str:
    """The words of a text in lower case between single spaces, to look for words in."""
    return f" {' '.join(_WORD.findall(text.lower().replace('_', ' ')))} "


def _says(phrase: str, words: str) -> bool:
    for word in _words(words):  # noqa: SIM110 - asked of every count
        if word in phrase:
            return True
    return False


@cache
def _words(key: str) -> tuple[str, ...]:
    sections = (languages.load(code).get("compare", {}) for code in languages.codes())
    return tuple(f" {word} " for section in sections for word in section.get(key, ()))
