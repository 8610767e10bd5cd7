"""The particular names of a text: who and what it tells of, as runs of capitalised words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from audit import languages

_TOKEN = re.compile(r"[^\W_][\w’'&-]*")
_OWNED = ("’s", "'s")
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
        capitals = [token for token in tokens if token[0][0].isupper()]
        if len(tokens) < _LINE or len(capitals) <= _CAPITALS * len(tokens) or line.rstrip().endswith(_ENDS):
            yield from _of_line(line, capitals)


def tokens(text: str) -> Iterator[str]:
    """The words of a text as names hold them, in lower case."""
    return (_unowned(token.lower()) for token in _TOKEN.findall(text))


@lru_cache(maxsize=100_000)
def parts(name: str) -> frozenset[str]:
    """What other texts may call the named: the whole name, its end of two words or more, its long foreign words.

    "Thép Hòa Minh" is met in "Hòa Minh", "Goldman Sachs Group" in "Goldman".
    """
    tokens = name.split(" ")
    found = {" ".join(tokens[at:]) for at in range(max(1, len(tokens) - 1))}
    found.update(token for token in tokens if len(token) >= _SYLLABLE and token.isascii())
    return frozenset(found - _words("common_names"))


def _of_line(line: str, capitals: list[re.Match[str]]) -> Iterator[str]:
    """The names of a line, from its capitalised words."""
    run: list[re.Match[str]] = []
    for token in capitals:
        if run and not _joined(line[run[-1].end() : token.start()], run[-1][0]):
            yield from _named(line, run)
            run = []
        run.append(token)
    if run:
        yield from _named(line, run)


def _joined(gap: str, before: str) -> bool:
    """Whether a name goes on: a full stop ends it unless it stands behind an abbreviation, TP. or St."""
    return gap == " " or (gap in (".", ". ") and len(before) <= _SHORT)


def _named(line: str, run: list[re.Match[str]]) -> Iterator[str]:
    """The name that a run of capitalised words is; a lone word that opens a sentence is none."""
    first, cut = run[0][0], False
    if first.lower() in _words("function_words") and _opens(line, run[0]):
        if len(run) == 1:
            return
        run, first, cut = run[1:], run[1][0], True
    name = _unowned(" ".join([token[0] for token in run]).lower())
    if len(name) < _SHORT or name in _words("common_names") or first.lower() in _words("offices"):
        return
    whole = len(run) > 1 or first.isupper() or any(map(str.isdigit, first))
    if whole or not (_is_syllable(name) or (not cut and _opens(line, run[0]))):
        yield name


def _opens(line: str, token: re.Match[str]) -> bool:
    """Whether a word opens a sentence."""
    return _OPENING.search(line[max(0, token.start() - 4) : token.start()]) is not None


def _unowned(name: str) -> str:
    """A name without the ending of whose something is."""
    return name[:-2] if name.endswith(_OWNED) else name


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    """Whether a word may be a syllable of Vietnamese: one vowel, or a run of them, and few ends."""
    bare = "".join(char for char in unicodedata.normalize("NFD", word.replace("đ", "d")) if char.isalpha())
    return len(word) <= _SYLLABLE and _SPELLED.fullmatch(bare) is not None


@cache
def _words(key: str) -> frozenset[str]:
    sections = (languages.load(code).get("groups", {}) for code in languages.codes())
    return frozenset(word for section in sections for word in section.get(key, ()))
