"""A phrase as people type it into a search box, inside a sentence that was edited, whatever the phrase is about.

Edited text does not write the name of a place in small letters, leaves no marks out, and does not put the words that
shoppers and searchers add (`giá rẻ`, `ở đâu`) side by side without a word of grammar. What breaks these habits in one
stretch, and shares no words with the rest of the article, was not written with it. No subject matter is listed: the
words of `[blocks.queries]` tell how something is asked for, and each of them alone tells nothing.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.blocks._lines import Line
from audit.blocks._page import Page, Span, Token
from audit.blocks._phrases import function_words, grammar, related, unspelled
from audit.blocks._syllables import is_bare, is_syllable, reads_vietnamese
from audit.blocks._words import any_of, listed

_WEIGHTS = {"place": 2.0, "bare": 2.5, "telling": 1.0, "common": 0.5, "foreign": 0.5}
_ENOUGH = 2.5
_WORDS, _MOST_WORDS = 3, 16
_AROUND = 4
_GAP = 4
_LONGEST = 4
_NEAR = 40
_LONG_RUN = 5
_READS = 4
_FEW = 3
_VOWEL = re.compile("[aeiouy]")
_QUOTES = re.compile('["“”«»„]')
_WHY = "a phrase as it is typed into a search box, inside a sentence"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that show how a phrase was typed: tokens from `first` to before `last`."""

    first: int
    last: int
    kind: str


def typed(line: Line, page: Page) -> Iterator[Span]:
    """The search phrases in a line of edited Vietnamese; none in what is quoted or announced by a colon."""
    if not reads_vietnamese(line.text):
        return
    places = list(hints(line.text))
    quotes = [match.start() for match in _QUOTES.finditer(line.text)]
    sequence = page.tokens(line)
    for first, last in _stretches(sequence):
        start, end = sequence[first].start - line.start, sequence[last - 1].end - line.start
        if bisect_left(places, start) == bisect_left(places, end):
            continue
        for start, end in _phrases(sequence, first, last, page):
            if len(sequence) - (end - start) >= _AROUND and not _quoted(line, sequence[start], quotes):
                token = sequence[end - 1]
                yield Span(sequence[start].start, token.start + len(token.text.rstrip(_MARKS)), "spliced", _WHY)


_MARKS = "\"'“”‘’«»()[]{}.,;:!?…"


def hints(text: str) -> Iterator[int]:
    """Where something could be typed: a place in small letters, two words of asking, words without their marks."""
    asked = -_NEAR
    for match in _hint().finditer(text):
        if match.lastgroup == "place" or (match.lastgroup == "plain" and any(map(is_bare, match[0].split()))):
            yield match.start()
        elif match.lastgroup == "telling":
            if match.start() - asked < _NEAR:
                yield match.start()
            asked = match.end()


@cache
def _hint() -> re.Pattern[str]:
    kinds = ("place", "telling")
    terms = (any_of(" ".join(term) for term, own in _terms().items() if own == kind) for kind in kinds)
    ways = [rf"(?P<{kind}>{words})" for kind, words in zip(kinds, terms, strict=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)}|(?P<plain>[a-z]{{2,7}}(?: [a-z]{{2,7}}){{2,12}}))(?!\w)")


def _stretches(sequence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Maximal runs of words in small letters with no mark and no word of grammar between them."""
    start = 0
    for i, token in enumerate(sequence):
        breaks = not token.core or not (token.core.islower() or token.core.isdigit()) or token.core in grammar()
        if breaks or (token.opens and i > start):
            if i - start >= _WORDS:
                yield start, i
            start = i + 1 if breaks else i
        if not breaks and token.closes:
            if i + 1 - start >= _WORDS:
                yield start, i + 1
            start = i + 1
    if len(sequence) - start >= _WORDS:
        yield start, len(sequence)


def _phrases(sequence: Sequence[Token], first: int, last: int, page: Page) -> Iterator[tuple[int, int]]:
    """Where anchors stand near each other and tell enough, from the start of the stretch to the last of them."""
    words = [token.core for token in sequence[first:last]]
    near: list[list[Anchor]] = []
    for anchor in _anchors(words, page):
        if near and anchor.first - near[-1][-1].last <= _GAP:
            near[-1].append(anchor)
        else:
            near.append([anchor])
    for anchors in near:
        start = 0 if anchors[0].first <= _GAP else anchors[0].first
        end = anchors[-1].last
        told = sum(_WEIGHTS[anchor.kind] for anchor in anchors)
        if told >= _ENOUGH and _WORDS <= end - start <= _MOST_WORDS and not related(words[start:end], page):
            yield first + start, first + end


def _anchors(words: Sequence[str], page: Page) -> Iterator[Anchor]:
    i = 0
    while i < len(words):
        anchor = _listed(words, i, page) or _bare(words, i)
        if anchor is None and unspelled(words[i]) and not _elsewhere(words, i, page):
            anchor = Anchor(i, i + 1, "foreign")
        if anchor:
            yield anchor
        i = anchor.last if anchor else i + 1


def _listed(words: Sequence[str], at: int, page: Page) -> Anchor | None:
    """The longest name of a place or word of asking that starts at a word; none of the article's own words."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        kind = _terms().get(tuple(words[at : at + length]))
        if kind and not (length == 1 and _elsewhere(words, at, page)):
            return Anchor(at, at + length, kind)
    return None


def _elsewhere(words: Sequence[str], at: int, page: Page) -> bool:
    """Whether a word stands in the article elsewhere than in copies of what it stands in here."""
    count = page.vocabulary[words[at]]
    around = (words[first : first + _WORDS] for first in range(max(0, at + 1 - _WORDS), at + 1))
    return count > 1 and count > max(page.mentions(copy) for copy in around if len(copy) == _WORDS)


def _bare(words: Sequence[str], at: int) -> Anchor | None:
    """A run of Vietnamese words typed without their marks: two that cannot be written so, or one among five."""
    end = at
    while end < len(words) and words[end].isascii() and (is_syllable(words[end]) or is_bare(words[end])):
        end += 1
    stripped = [word for word in words[at:end] if is_bare(word)]
    long = end - at >= _LONG_RUN and stripped
    several = end - at >= _WORDS and len(stripped) > 1 and max(map(len, stripped)) >= _READS
    if not (long or several):
        return None
    return Anchor(at, end - (end < len(words) and words[end - 1] in function_words()), "bare")


def _quoted(line: Line, token: Token, quotes: Sequence[int]) -> bool:
    """Whether a quotation is open before a word or at it, or a colon stands before it."""
    at = token.start - line.start
    return bisect_left(quotes, at + 1) % 2 == 1 or line.text[max(0, at - 2) : at].rstrip().endswith(":")


@cache
def _terms() -> dict[tuple[str, ...], str]:
    found = {tuple(phrase.split()): kind for kind in ("common", "telling") for phrase in listed("queries", kind)}
    return found | dict.fromkeys(_places(), "place")


@cache
def _places() -> tuple[tuple[str, ...], ...]:
    """Names and short forms of Vietnamese and neighbouring places that are nothing else in small letters."""
    unsure = {word for code in languages.codes() for word in languages.load(code).get("areas", {}).get("uncertain", ())}
    unsure |= set(listed("queries", "ordinary"))
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        names = {name.lower() for row in csv.DictReader(file) for name in (row["name"], *row["aliases"].split("|"))}
    spelled = (tuple(name.split()) for name in sorted(names - unsure))
    return tuple(name for name in spelled if _is_place(name))


def _is_place(words: Sequence[str]) -> bool:
    """Whether a name is of several Vietnamese syllables, or a short form that no language reads as a word."""
    if len(words) > 1:
        return all(word.isalpha() and (is_syllable(word) or is_bare(word)) for word in words)
    return (
        bool(words)
        and words[0].isalpha()
        and words[0].isascii()
        and not _VOWEL.search(words[0])
        and len(words[0]) > _FEW
    )
