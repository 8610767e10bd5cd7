"""What stands beside a figure that the sources have: a name, a date or a turn that they do not have.

Of drafts that are wrong, one in three has a right figure beside a wrong name, or says the contrary of its source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from audit.check._doubt import Doubt
from audit.check._figures import Judged
from audit.check._names import names
from audit.check._print import NUMBER, NUMBERED, PIECE, bare, beside, counted
from audit.check._retold import turns
from audit.check._sources import Sources
from audit.check._words import numbered, others, spelled, written
from audit.text import view

# A number of so many characters is seldom the same by chance.
PARTICULAR = 2


def doubted(text: str, judged: Sequence[Judged], sources: Sources) -> list[Judged]:
    """Figures as they were judged; those that the sources have, but not with what stands beside them, with a doubt."""
    normal = view(text)
    spans = {
        (normal.forth(one.start), normal.forth(one.end)): one
        for one in judged
        if one.verdict == "supported" and one.key != "reference"
    }
    found = {id(spans[span]): doubt for span, doubt in _doubts(normal.normal, spans, sources)}
    return [found[id(one)].about(one) if id(one) in found else one for one in judged]


def _doubts(
    text: str, figures: dict[tuple[int, int], Judged], sources: Sources
) -> Iterator[tuple[tuple[int, int], Doubt]]:
    """Doubts, the first last, each with the span of the figure of its sentence that stands nearest to it."""
    spans = sorted(figures)
    for piece in PIECE.finditer(text):
        inside = spans[bisect_left(spans, (piece.start(), 0)) : bisect_left(spans, (piece.end(), 0))]
        if not inside:
            continue
        jobs = (names, turns, _numbered, _next)
        for doubt in reversed([*chain.from_iterable(job(text, piece.span(), sources) for job in jobs)]):
            span = _nearest(inside, doubt.at)
            if doubt.holds(span, figures[span]):
                yield span, doubt


def _nearest(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Of some spans in order the one that begins or ends nearest to a place, the first of equals."""
    after = bisect_left(spans, (at, 0))
    return min(spans[max(0, after - 1) : after + 1], key=lambda span: min(abs(span[0] - at), abs(span[1] - at)))


def _next(text: str, span: tuple[int, int], sources: Sources) -> Iterator[Doubt]:
    """Words next to a number for which every source prints another of their set next to it: tối 24/3, sáng 24/3."""
    for match in NUMBER.finditer(text, *span):
        if len(match[0]) < PARTICULAR:
            continue
        for side, word in enumerate(beside(text, match.span())):
            around = {place[side] for place in sources.beside.get(bare(match[0]), ())}
            exclusive = others().get(word, frozenset()) & around
            if exclusive and word not in around:
                yield Doubt(match.start(), "beside", written(word), said=written(min(exclusive)))


def _numbered(text: str, span: tuple[int, int], sources: Sources) -> Iterator[Doubt]:
    """Numbers that the sources print, but not next to the word that says what is numbered, as they print others."""
    before, after = numbered()
    for match in NUMBERED.finditer(text, *span):
        for word, named in ((match[1], before), (match[3], after)):
            known = sources.numbered.get(spelled(word), ()) if word and spelled(word) in named else ()
            if known and counted(match[2]) not in known:
                yield Doubt(match.start(2), "numbered", word)
