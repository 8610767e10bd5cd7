"""Which lines are worth a closer look: one pass over the words of a page for all kinds of spam.

Most lines of most pages are clean, and most words are seen again and again: what a word can be part of is worked out
once and remembered. The pass finds everything the detectors could find, and more; they judge the few lines it names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from audit.blocks._appeals import ALONE, FIRST, FORMS, SECOND, addresses_reader
from audit.blocks._calls import urged
from audit.blocks._cues import LONGEST, STRONG, cue_at, firsts, seconds, stands_alone
from audit.blocks._disguised import is_disguised, is_leet
from audit.blocks._garbled import TWO_TONES, is_noise
from audit.blocks._glued import is_joint
from audit.blocks._lines import Line
from audit.blocks._markers import is_other
from audit.blocks._offered import offers
from audit.blocks._tokens import EDGE, Remembered, Words

_LONG, _PLAIN_LONG = 14, 24  # plain letters are collapsed text or a blob only in longer strings
_FIRST, _SECOND, _ALONE, _ODD = (1 << bit for bit in range(4))
_BY_ITSELF = _ALONE | _ODD
_PITCH = 4  # the bits above say which part a word may have in addressing the reader
_SCRAMBLED, _JOINED, _FOREIGN, _STRETCHED, _NOISY, _DISGUISED = (1 << bit for bit in range(6))
_KINDS = {
    _SCRAMBLED: "scrambled",
    _JOINED: "joined",
    _FOREIGN: "foreign",
    _STRETCHED: "long",
    _NOISY: "noisy",
    _DISGUISED: "disguised",
}
_START = re.Match.start
_NEAR = 24
_BESIDE = 2


def _with(signs: int, among: Iterable[int] = range(128)) -> bytes:
    """A class of a regular expression over the signs of words: those that have any of these."""
    return b"[" + b"".join(b"\\x%02x" % value for value in among if value & signs) + b"]"


def _either(alone: int, first: int, second: int) -> re.Pattern[bytes]:
    """Finds what is a sign alone, or the first of two; one class in front, for that is what is looked for fastest."""
    return re.compile(_with(alone | first) + b"(?:(?<=" + _with(alone) + b")|(?=" + _with(second) + b"))")


# The signs of the words of a page, a byte each, are searched at once.
_SUSPECT = _either(_BY_ITSELF, _FIRST, _SECOND)
_STRANGE = re.compile(_with(_ODD))
_PITCHED = _either(ALONE << _PITCH, FIRST << _PITCH, SECOND << _PITCH)


@dataclass
class Suspects:
    """The lines to look at for each kind of spam, in order, and the places of cues.

    `cues` are all but the usual ones; a typed phrase may stand at those in `phrases`. `words` are those of the text.
    `pitched` has the numbers of lines that address the reader as sellers do, or say where to turn to.
    """

    words: Words
    lines: dict[str, list[Line]] = field(default_factory=dict)
    cues: list[int] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)
    pitched: list[int] = field(default_factory=list)


def suspects(text: str, lines: Sequence[Line], *, vietnamese: bool) -> Suspects:
    """What to look at in a page; its cues only where it is `vietnamese`."""
    places: dict[str, list[int]] = {kind: [] for kind in _KINDS.values()}
    found = Suspects(Words(text))
    words, ends, before = found.words.texts, found.words.ends, -_NEAR
    signed = bytes(map(_SIGNS.__getitem__, words))
    hits = map(_START, (_SUSPECT if vietnamese else _STRANGE).finditer(signed))
    following = seconds()
    for i in [i for i in hits if signed[i] & _BY_ITSELF or words[i + 1].rstrip(EDGE) in following[words[i]]]:
        place = ends[i] - len(words[i])
        odd = _ODDITIES[words[i]] if signed[i] & _ODD else 0
        for sign, kind in _KINDS.items() if odd else ():
            if odd & sign:
                places[kind].append(place)
        if vietnamese and place >= before and (cue := _cue(words, i)):
            kind, length = cue
            found.cues.append(place)
            if kind in STRONG or place - before < _NEAR or _has_cues_beside(words, i, length):
                found.phrases.append(place)
            before = ends[i + length - 1] + 1
    places["typed"] = found.phrases
    places["offered"] = [] if vietnamese else [match.start() for match in offers().finditer(text)]
    starts = [line.start for line in lines]
    pitched = [i for i in map(_START, _PITCHED.finditer(signed)) if addresses_reader(words, i)]
    found.pitched = list(dict.fromkeys(bisect_right(starts, ends[i] - len(words[i])) - 1 for i in pitched))
    places["urging"] = [end - 1 for end in urged(text, starts)]
    found.lines = {
        kind: [lines[i] for i in dict.fromkeys(bisect_right(starts, place) - 1 for place in own)] if own else []
        for kind, own in places.items()
    }
    return found


def _signs_of(word: str) -> int:
    """Whether a word is the first or the second of a listed term, a cue by itself, or odd."""
    core = word.strip(EDGE)
    signs = _FIRST * (word in seconds()) | _SECOND * (word.rstrip(EDGE) in _followers()) | _ALONE * stands_alone(core)
    return signs | _ODD * bool(_oddities_of(word)) | FORMS[word] << _PITCH


def _oddities_of(word: str) -> int:
    """The kinds of spam that a word itself may be part of."""
    core, odd = word.strip(EDGE), 0
    if not word.isascii():
        odd = _SCRAMBLED * bool(TWO_TONES.search(word)) | _JOINED * is_joint(core) | _FOREIGN * is_other(word)
    odd |= _DISGUISED * (bool(odd & _FOREIGN) or is_disguised(word) or is_leet(core))
    return odd | _STRETCHED * (len(word) >= (_PLAIN_LONG if word.isascii() else _LONG)) | _NOISY * is_noise(word)


_SIGNS, _ODDITIES = Remembered(_signs_of), Remembered(_oddities_of)


@cache
def _followers() -> frozenset[str]:
    return frozenset(word for following in seconds().values() for word in following)


def _cue(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The kind of a cue that starts at a word, and how many words it has; None for a usual one."""
    kind, length = cue_at([word.strip(EDGE) for word in words[at : at + LONGEST]], 0)
    return (kind, length) if kind and kind != "usual" else None


def _has_cues_beside(words: Sequence[str], at: int, length: int) -> bool:
    """Whether words beside a cue may be cues too, as a typed phrase has several."""
    around = (*words[max(0, at - _BESIDE) : at], *words[at + length : at + length + _BESIDE])
    return any(word.strip(EDGE) in firsts() for word in around)
