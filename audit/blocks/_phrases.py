"""Search phrases: where one that starts or ends at a given word has its other end.

The words of `[blocks.searched]` are weak evidence: none of them removes anything. They set where a phrase ends that its
form has given away: one glued to another, or to text that lost its blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from audit.blocks._page import Page
from audit.blocks._syllables import is_syllable, without_marks
from audit.blocks._tokens import Token
from audit.blocks._words import any_of, listed

CORE = ("subjects", "names", "short", "bare")
LONGEST_TERM = 4
_REACH = 10
_CLASSES = ("asked", "subjects", "names", "nations", "short", "ends")
# A search phrase goes from what is asked to what it is asked about, whose, where and when; it does not turn back.
_ORDER = {"asked": 0, "short": 0, "subjects": 1, "names": 2, "nations": 3, "ends": 4, "bare": 1}


@cache
def terms() -> Mapping[tuple[str, ...], str]:
    """What is searched for, as words, with the class of each: asked, subjects, names, nations, short, ends, bare.

    A term of several words typed without its marks (`bong da`) is `bare`: edited Vietnamese has no such words.
    """
    printed = {tuple(phrase.split()): kind for kind in _CLASSES for phrase in listed("searched", kind)}
    bare = {tuple(map(without_marks, term)) for term in printed if len(term) > 1}
    return dict.fromkeys(sorted(bare), "bare") | printed


@cache
def matter() -> re.Pattern[str]:
    """Finds, in lower case, what shows that a text itself speaks of the things that are searched so."""
    named = (" ".join(term) for term, kind in terms().items() if kind in CORE and len(term) > 1)
    return re.compile(rf"(?<!\w)(?:{any_of((*named, *listed('matter')))})(?!\w)")


@cache
def first_words() -> frozenset[str]:
    return frozenset(term[0] for term in terms())


@cache
def function_words() -> frozenset[str]:
    return frozenset(listed("function_words"))


@cache
def grammar() -> frozenset[str]:
    """Words that sentences have and queries do without: tense, pronouns, conjunctions, the passive."""
    return frozenset(listed("queries", "grammar"))


def term_at(words: Sequence[str], at: int) -> tuple[str, ...] | None:
    """The longest searched term that starts at a word."""
    if at >= len(words) or words[at] not in first_words():
        return None
    for length in range(min(LONGEST_TERM, len(words) - at), 0, -1):
        term = tuple(words[at : at + length])
        if term in terms():
            return term
    return None


def reach(sequence: Sequence[Token], at: int, page: Page, stage: int = -1, foreign: bool = False) -> int:
    """The index after the last token of a search phrase that goes on at `at`; `at` itself where it does not.

    The phrase ends before a mark, a capital, a function word, or words that the article uses elsewhere. `stage`
    says how far the phrase had come before; in a `foreign` one, words of no Vietnamese spelling carry it on.
    """
    words = [token.core for token in sequence[at : at + _REACH + LONGEST_TERM]]
    best, best_score, score = at, 0.0, 0.0
    i, complete = at, stage > 0
    while i < min(at + _REACH, len(sequence)):
        token = sequence[i]
        if token.opens or not token.core:
            break
        term = _next_term(words, i - at, stage)
        if term and len(term) == 1 and page.mentions([word.lower() for word in words[i - at : i - at + 2]]) > 1:
            break
        length = len(term) if term and not any(part.closes for part in sequence[i : i + len(term) - 1]) else 0
        if term and length:
            score += 2.0 * length
            stage = max(stage, place(term))
            complete = complete or stage > 0
        elif token.core in function_words() or token.core[0].isupper():
            break
        else:
            score += _surprise(token.core, page, complete, foreign)
            stage = -1 if foreign and unspelled(token.core) else stage
        i += max(length, 1)
        if score > best_score:
            best, best_score = i, score
        if score < best_score - 2 or sequence[i - 1].closes:
            break
    return best


def _next_term(words: Sequence[str], at: int, stage: int) -> tuple[str, ...] | None:
    """The searched term at a word, unless it would turn the phrase back or name a second nation."""
    term = term_at(words, at)
    if term is None:
        return None
    own = place(term)
    return None if (own < stage and (stage > 1 or len(term) == 1)) or (own == stage == _ORDER["nations"]) else term


def place(term: tuple[str, ...]) -> int:
    """The place of a term in a search phrase."""
    return _ORDER[terms()[term]]


def reach_back(sequence: Sequence[Token], at: int, page: Page) -> int:
    """The index of the first token of a search phrase that ends before `at`."""
    best, score, best_score = at, 0.0, 0.0
    for i in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = sequence[i]
        if token.closes or not token.core or token.core[0].isupper():
            break
        known = any(_covers(sequence, start, i) for start in range(max(0, i - LONGEST_TERM + 1), i + 1))
        if not known and token.core in function_words():
            break
        score += 2.0 if known else _surprise(token.core, page, True, True)
        if score > best_score:
            best, best_score = i, score
        if token.opens:
            break
    return best


def _covers(sequence: Sequence[Token], start: int, at: int) -> bool:
    term = term_at([token.core for token in sequence[start : start + LONGEST_TERM]], 0)
    return term is not None and start + len(term) > at


def _surprise(word: str, page: Page, complete: bool, foreign: bool) -> float:
    """How much a word that is no searched term speaks for the phrase going on."""
    if page.vocabulary[word.lower()] > 1:
        return -1.0
    if unspelled(word) and (foreign or not complete):
        return 1.0
    return -0.5 if complete else 0.5


def unspelled(word: str) -> bool:
    """Whether Vietnamese does not spell a plain word so: a foreign name, a brand, a word without its marks."""
    return word.isascii() and word.islower() and word.isalnum() and not is_syllable(word)


def evidence(sequence: Sequence[Token]) -> int:
    """How many searched terms and unspelled words there are in a stretch of text."""
    words = [token.core for token in sequence]
    count = i = 0
    while i < len(words):
        term = term_at(words, i)
        count += bool(term) or unspelled(words[i])
        i += len(term) if term else 1
    return count
