"""Splits the text blocks of an article into sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from audit import languages
from audit.model import Block
from audit.text import View

READ = ("title", "body", "caption")
# One character first: what a pattern starts with is looked for fastest.
_END = re.compile(r"[.!?…\n](?:(?<!\n)[.!?…]{0,8}[\"”’')\]]{0,9}(?=\s|[A-ZĐÀ-Ỹ“\"(])|(?<=\n)(?:\s*\n\s*)?)")
_NEXT = re.compile(r"\s*[\"“‘'(\[•*–-]*\s?(\w)?")
_LAST_WORD = re.compile(r"[\w.]+$")
_WORD_REACH = 16
# Characters of the longest sentence. Every figure keeps its sentence: without a bound, one line of a megabyte would
# make a report of gigabytes.
_LONGEST = 2000
# Where a longer one may be cut: behind a clause, at a blank beside no digit, behind a mark that is part of no number.
_CUTS = (re.compile(r"[,;:)] (?!\d)"), re.compile(r"(?<![\d%]) (?!\d)"), re.compile(r"\s|[^\w.,/:'’&-]"))


@cache
def abbreviations(code: str) -> frozenset[str]:
    """Words that a full stop belongs to."""
    return frozenset(languages.load(code)["numbers"]["abbreviations"])


def spans(view: View, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Where blocks stand in the normal text, in reading order."""
    return tuple(sorted((view.forth(block.start), view.forth(block.end)) for block in blocks))


def blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with some stretches blanked out, character by character, so that offsets stay."""
    if not spans:
        return text
    pieces, done = [], 0
    for start, end in spans:
        first, last = max(start, done), max(end, done)
        pieces += [text[done:first], " " * (last - first)]
        done = last
    return "".join([*pieces, text[done:]])


def sentences(text: str, start: int, end: int, known: frozenset[str]) -> list[tuple[int, int]]:
    """Start and end of each sentence of a stretch of text, without white space around it."""
    begin, found = start, []
    for match in _END.finditer(text, start, end):
        if match.start() >= begin and _ends(text, match, begin, end, known):
            found += _trimmed(text, begin, match.end())
            begin = match.end()
    return found + _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence without white space around it; in pieces where it is too long for one, as a table in one line is."""
    found = []
    while start < end:
        cut = _cut(text, start, end) if end - start > _LONGEST else end
        begin, stop = start, cut
        while begin < stop and text[begin].isspace():
            begin += 1
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if begin < stop:
            found.append((begin, stop))
        start = cut
    return found


def _cut(text: str, start: int, end: int) -> int:
    """Where a piece of a sentence ends that is too long: never inside a word or a number, best between two clauses."""
    most = start + _LONGEST
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(text, start + _LONGEST // 2, most)]
        if places:
            return places[-1]
    found = _CUTS[-1].search(text, most, end)
    return found.end() if found else end


def _ends(text: str, match: re.Match[str], begin: int, end: int, known: frozenset[str]) -> bool:
    """Whether a mark ends a sentence: not inside a wrapped line, an abbreviation or a name such as `TP.HCM`."""
    mark, at = match[0], match.end()
    following = text[at + 1 : at + 2] if at + 1 < end and text[at] == " " else ""
    if not following.isalnum():
        after = _NEXT.match(text, at, end)
        following = (after[1] or "") if after else ""
    if mark[0] == "\n":
        return mark.count("\n") > 1 or not following.islower()
    if following.islower():
        return False
    if mark != ".":
        return True
    last, rate = _last_word(text, begin, match.start())
    if (last.lower() in known and not rate) or (len(last) == 1 and last.isupper()):
        return False
    if "." in last and _INITIALS.fullmatch(last):
        return False
    glued = at < end and not text[at].isspace()
    return not glued or (
        len(last) > 1 and last.islower() and last.isalpha() and _CAPITALISED.match(text, at, end) is not None
    )


def _last_word(text: str, begin: int, end: int) -> tuple[str, bool]:
    """The word before a full stop, and whether a slash stands before it: `30 km/h.` is no `h.`"""
    start = max(begin, end - _WORD_REACH)
    _, blank, last = text[start:end].rpartition(" ")
    if blank and last.isalnum():
        return last, False
    word = _LAST_WORD.search(text, start, end)
    return (word[0], word.start() > begin and text[word.start() - 1] == "/") if word else ("", False)


_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CAPITALISED = re.compile(r"[\"“(]*[^\W\d_][^\W\d_A-Z]")
