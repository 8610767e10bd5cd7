"""Which lines are worth a closer look: one pass over the words of a page for all kinds of spam.

Most lines of most pages are clean, and most words are seen again and again: what a word can be part of is worked out
once and remembered. The pass finds everything the detectors could find, and more; they judge the few lines it names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from audit.blocks._calls import urging
from audit.blocks._cues import LONGEST, STRONG, cue_at, firsts, seconds, stands_alone
from audit.blocks._disguised import is_disguised, is_leet
from audit.blocks._garbled import TWO_TONES, is_noise
from audit.blocks._glued import is_joint
from audit.blocks._lines import Line
from audit.blocks._markers import is_other
from audit.blocks._page import EDGE

_LONG = 14
_FIRST, _ALONE, _SCRAMBLED, _JOINED, _FOREIGN, _STRETCHED, _NOISY, _DISGUISED = (1 << bit for bit in range(8))
_CUES = _FIRST | _ALONE
_KINDS = {
    _SCRAMBLED: "scrambled",
    _JOINED: "joined",
    _FOREIGN: "foreign",
    _STRETCHED: "long",
    _NOISY: "noisy",
    _DISGUISED: "disguised",
}
_REMEMBERED, _SHORT = 200_000, 40
_NEAR = 24
_BESIDE = 2


@dataclass
class Suspects:
    """The lines to look at for each kind of spam, in order, and the places of cues.

    `cues` are all but the usual ones; a typed phrase may stand at those in `phrases`.
    """

    lines: dict[str, list[Line]]
    cues: list[int] = field(default_factory=list)
    phrases: list[int] = field(default_factory=list)


class _Signs(dict[str, int]):
    """What each word may be part of; words are remembered up to a number that bounds memory."""

    def __missing__(self, word: str) -> int:
        found = _signs_of(word)
        if len(word) <= _SHORT:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = found
        return found


_SIGNS = _Signs()


def suspects(text: str, lines: Sequence[Line], *, vietnamese: bool) -> Suspects:
    """What to look at in a page; its cues only where it is `vietnamese`."""
    places: dict[str, list[int]] = {kind: [] for kind in _KINDS.values()}
    found = Suspects({})
    words = [*text.replace("\n", " ").split(" "), ""]
    ends = list(accumulate(map(len, words)))
    following, before = seconds(), -_NEAR
    for i, signs in enumerate(map(_SIGNS.__getitem__, words)):
        if not signs or (signs == _FIRST and words[i + 1].rstrip(EDGE) not in following.get(words[i], ())):
            continue
        place = ends[i] - len(words[i]) + i
        for sign, kind in _KINDS.items() if signs > _CUES else ():
            if signs & sign:
                places[kind].append(place)
        if signs & _CUES and vietnamese and place >= before and (cue := _cue(words, i)):
            kind, length = cue
            found.cues.append(place)
            if kind in STRONG or place - before < _NEAR or _has_cues_beside(words, i, length):
                found.phrases.append(place)
            before = ends[i + length - 1] + i + length
    places["typed"] = found.phrases
    places["urging"] = [match.end() - 1 for match in urging().finditer(text)]
    starts = [line.start for line in lines]
    found.lines = {
        kind: [lines[i] for i in dict.fromkeys(bisect_right(starts, place) - 1 for place in own)]
        for kind, own in places.items()
    }
    return found


def _signs_of(word: str) -> int:
    core = word.strip(EDGE)
    signs = _FIRST * (core in seconds()) | _ALONE * stands_alone(core)
    if not core.isascii():
        signs |= _SCRAMBLED * bool(TWO_TONES.search(word)) | _JOINED * is_joint(core) | _FOREIGN * is_other(word)
    signs |= _DISGUISED * (bool(signs & _FOREIGN) or is_disguised(word) or is_leet(core))
    return signs | _STRETCHED * (len(word) >= _LONG) | _NOISY * is_noise(word)


def _cue(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The kind of a cue that starts at a word, and how many words it has; None for a usual one."""
    kind, length = cue_at([word.strip(EDGE) for word in words[at : at + LONGEST]], 0)
    return (kind, length) if kind and kind != "usual" else None


def _has_cues_beside(words: Sequence[str], at: int, length: int) -> bool:
    """Whether words beside a cue may be cues too, as a typed phrase has several."""
    around = (*words[max(0, at - _BESIDE) : at], *words[at + length : at + length + _BESIDE])
    return any(word.strip(EDGE) in firsts() for word in around)
