"""Which lines are worth a closer look: one fast pass over the whole page for each kind of spam.

Most lines of most pages are clean. Each pass finds everything its detector could find, and more; the detector then
judges the few lines it names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from audit.blocks._calls import urging
from audit.blocks._glued import is_joint
from audit.blocks._lines import Line
from audit.blocks._markers import OTHER
from audit.blocks._page import EDGE
from audit.blocks._phrases import core, edges, unspelled
from audit.blocks._syllables import TONED, VOWELS
from audit.blocks._typed import hints

_TONED = "".join(sorted(TONED))
_ANY_TONED = _TONED + _TONED.upper()
TWO_TONES = re.compile(f"[{_ANY_TONED}][aăâeêioôơuưyAĂÂEÊIOÔƠUƯY]?[{_ANY_TONED}]")
_TWO_NUCLEI = re.compile(rf"[{VOWELS}][^\W\d_{VOWELS}]{{1,8}}[{VOWELS}]")
_LONG = re.compile(r"\S{14}")
_FOREIGN = re.compile(f"[{OTHER}]")
_AROUND = 16


def suspects(text: str, lines: Sequence[Line]) -> dict[str, list[Line]]:
    """For each kind of spam the lines to look at, in order, each once."""
    starts = [line.start for line in lines]
    passes = {
        "scrambled": (match.start() for match in TWO_TONES.finditer(text)),
        "long": (match.start() for match in _LONG.finditer(text)),
        "joined": _joined(text),
        "foreign": (match.start() for match in _FOREIGN.finditer(text)),
        "searched": _searched(text),
        "typed": hints(text),
        "urging": (match.end() - 1 for match in urging().finditer(text)),
    }
    return {
        kind: [lines[i] for i in dict.fromkeys(bisect_right(starts, place) - 1 for place in places)]
        for kind, places in passes.items()
    }


def _joined(text: str) -> Iterator[int]:
    """Where a word in lower case may be two words without the blank between them."""
    for match in _TWO_NUCLEI.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _AROUND) : start].rsplit(" ", maxsplit=1)[-1]
        after = text[end : end + _AROUND].split(" ", maxsplit=1)[0]
        if is_joint((before + match[0] + after).strip(EDGE)):
            yield start


def _searched(text: str) -> Iterator[int]:
    """Where a searched term of the core has another term, or a word of no Vietnamese spelling, beside it."""
    firsts, lasts = edges()
    for match in core().finditer(text):
        before = text[max(0, match.start() - _AROUND) : match.start()].split()
        after = text[match.end() : match.end() + _AROUND].split()
        following = after[0].strip('.,;:!?)"”’') if after else ""
        if (before and (before[-1] in lasts or unspelled(before[-1]))) or following in firsts or unspelled(following):
            yield match.start()
