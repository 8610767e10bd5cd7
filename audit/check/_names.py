"""Names of a draft that no source prints, written out or as an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit.check._doubt import Doubt
from audit.check._sources import Sources
from audit.check._words import plain, spelled

# How many words an abbreviation stands for.
LONGEST = 6
# A line whose words have capitals in so large a part is a headline: there they are no sign of a name.
HEADLINE, SEVERAL = 0.7, 4
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=\w)['’](?=\w)){0,40}")
_ROMAN = re.compile(r"[IVXLC]+")
# Behind these a word has a capital because it comes first.
_OPENING = frozenset(".:!?…;“\"‘'([•–-")


def names(text: str, span: tuple[int, int], sources: Sources) -> Iterator[Doubt]:
    """A doubt for each word of a sentence that is part of a name and that no source prints."""
    words = list(WORD.finditer(text, *span))
    capitals = sum(match[0][0].isupper() for match in words)
    if len(words) >= SEVERAL and capitals >= HEADLINE * len(words):
        return
    for place, match in enumerate(words):
        named = _is_name(match[0]) and not _opens(text, span[0], match.start())
        if named and not _known(spelled(match[0]), sources) and not _abbreviated(words, place, sources):
            yield Doubt(match.start(), "name", match[0])


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and not _ROMAN.fullmatch(word)


def _opens(text: str, begin: int, start: int) -> bool:
    """Whether a word is the first of a sentence that begins there, or of what quotes or brackets enclose."""
    at = start - 1
    while at >= begin and text[at].isspace():
        at -= 1
    return at < begin or text[at] in _OPENING


def _known(word: str, sources: Sources) -> bool:
    """Whether the sources print a word; with its marks, or without any where either side leaves them out."""
    if word in sources.words or plain(word) in sources.words:
        return True
    return word == plain(word) and word in sources.plain


def _abbreviated(words: Sequence[re.Match[str]], place: int, sources: Sources) -> bool:
    """Whether the sources write a name out that a draft abbreviates, or the other way round."""
    word = words[place][0]
    if word.isupper():
        return word in sources.initials
    near = words[max(0, place - LONGEST + 1) : place + LONGEST]
    first = [spelled(match[0][0]) for match in near]
    own = min(place, LONGEST - 1)
    return any(
        "".join(first[start:end]) in sources.words
        for start in range(own + 1)
        for end in range(max(own + 1, start + 2), min(start + LONGEST, len(first)) + 1)
    )
