"""The particular names of a text: who and what it tells of, as runs of capitalised words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from audit import languages

_TOKEN = re.compile(r"[^\W_][\w’'&-]*")
_OWNED = re.compile(r"[’']s$")
_OPENING = re.compile(r"(?:^|[.!?:…\n“\"(•-]\s{0,3})$")
_SHORT = 3
# A lone capitalised word that may be a Vietnamese syllable opens an office, mostly ("Trường Đại học"): it names nobody.
_SYLLABLE = 6
_SPELLED = re.compile(r"(?:ngh?|[cgkpt]h|tr|nh|gi|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")
# A line of at least so many words, of which more than this share are capitalised, is set like a headline, unless it
# ends like a sentence.
_LINE, _CAPITALS = 4, 0.6
_ENDS = (".", "!", "?", ":", "”", '"')


def names(text: str) -> Iterator[str]:
    """The names of a text in lower case, in reading order; a line set in capitals throughout names nobody."""
    for line in text.split("\n"):
        tokens = list(_TOKEN.finditer(line))
        capitals = sum(token[0][0].isupper() for token in tokens)
        if len(tokens) < _LINE or capitals <= _CAPITALS * len(tokens) or line.rstrip().endswith(_ENDS):
            yield from _of_line(line, tokens)


def tokens(text: str) -> Iterator[str]:
    """The words of a text as names hold them, in lower case."""
    return (_OWNED.sub("", token.lower()) for token in _TOKEN.findall(text))


@lru_cache(maxsize=100_000)
def parts(name: str) -> frozenset[str]:
    """What other texts may call the named: the whole name, its end of two words or more, its long foreign words.

    "Thép Hòa Minh" is met in "Hòa Minh", "Goldman Sachs Group" in "Goldman".
    """
    tokens = name.split(" ")
    found = {" ".join(tokens[at:]) for at in range(max(1, len(tokens) - 1))}
    found.update(token for token in tokens if len(token) >= _SYLLABLE and token.isascii())
    return frozenset(found - _words("common_names"))


def _of_line(line: str, tokens: list[re.Match[str]]) -> Iterator[str]:
    run: list[re.Match[str]] = []
    for token in tokens:
        upper = token[0][0].isupper()
        if run and not (upper and _joined(line[run[-1].end() : token.start()], run[-1][0])):
            yield from _named(line, run)
            run = []
        if upper:
            run.append(token)
    if run:
        yield from _named(line, run)


def _joined(gap: str, before: str) -> bool:
    """Whether a name goes on: a full stop ends it unless it stands behind an abbreviation, TP. or St."""
    return gap == " " or (gap in (".", ". ") and len(before) <= _SHORT)


def _named(line: str, run: list[re.Match[str]]) -> Iterator[str]:
    """The name that a run of capitalised words is; a lone word that opens a sentence is none."""
    opening = _OPENING.search(line[max(0, run[0].start() - 4) : run[0].start()])
    if opening and run[0][0].lower() in _words("function_words"):
        run, opening = run[1:], None
    if not run:
        return
    first, name = run[0], _OWNED.sub("", " ".join(token[0] for token in run).lower())
    whole = first[0].isupper() or any(char.isdigit() for char in first[0])
    lone = len(run) == 1 and not whole and (opening or _is_syllable(name))
    plain = name in _words("common_names") or first[0].lower() in _words("offices")
    if len(name) >= _SHORT and not lone and not plain:
        yield name


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    """Whether a word may be a syllable of Vietnamese: one vowel, or a run of them, and few ends."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.replace("đ", "d")) if char.isalpha())
    return len(word) <= _SYLLABLE and _SPELLED.fullmatch(bare) is not None


@cache
def _words(key: str) -> frozenset[str]:
    sections = (languages.load(code).get("groups", {}) for code in languages.codes())
    return frozenset(word for section in sections for word in section.get(key, ()))
