"""Lists of titles that lead to other pages: many headlines in a row that have nothing to do with the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import mean

from audit.blocks._lines import Line

Pair = tuple[str, str]

_FEWEST = 3
_FEWEST_INSIDE = 4
_WORDS = 5.5
_RELATED = 0.15
_RELATED_INSIDE = 0.08
_OWN_TITLE = 0.2
_LIVELY = 0.25
_LOWER = 0.2
_CLAUSES = 0.3


def links(lines: Sequence[Line], settled: Collection[int], tagged: Collection[int]) -> list[Line]:
    """The lines of link lists. `settled` lines have another label; they neither break a list nor belong to it.

    A list is a run of headlines at the start or the end of the page, or under one bullet. Its lines share few
    pairs of words with the rest of the page, and they hold what headlines hold (names, numbers, quotations) rather
    than verse, the clauses of a sentence or the cells of a table. After a `tagged` line, which link farms put before
    their lists, one headline is enough.
    """
    runs = [run for run in _runs(lines, settled) if len(run) >= _FEWEST or run[0].number - 1 in tagged]
    everywhere = Counter(pair for line in lines if runs and line.number not in settled for pair in _pairs(line))
    return [line for run in runs for line in _list(run, lines, everywhere, tagged)]


def _list(run: list[Line], lines: Sequence[Line], everywhere: Counter[Pair], tagged: Collection[int]) -> list[Line]:
    """What of a run is a link list; nothing where a line that ends in a colon announces it."""
    first, last = run[0].number, run[-1].number
    if run[0].text.endswith(":") or (first and lines[first - 1].text.endswith(":") and first - 1 not in tagged):
        return []
    own = Counter(pair for line in run for pair in _pairs(line))
    if first == 0 and last + 1 < len(lines) and _related(run[-1], everywhere, own) > _OWN_TITLE:
        run = run[:-1]
    inside = first > 0 and any(line.prose for line in lines[last + 1 : last + 4])
    strange = mean(_related(line, everywhere, own) for line in run) < (_RELATED_INSIDE if inside else _RELATED)
    if strange and first - 1 in tagged:
        return run
    long = len(run) >= (_FEWEST_INSIDE if inside else _FEWEST)
    return run if long and strange and _reads_as_titles(run) else []


def _runs(lines: Sequence[Line], settled: Collection[int]) -> Iterator[list[Line]]:
    """Maximal runs of headlines that touch the first or the last line of the page or are bulleted alike."""
    run: list[Line] = []
    touches_start = True
    for line in lines:
        if line.number in settled:
            continue
        entry = line.headline or (bool(line.bullet) and not line.prose)
        if entry and (not run or run[-1].bullet == line.bullet):
            run.append(line)
            continue
        if run and (touches_start or run[0].bullet):
            yield run
        touches_start = touches_start and bool(run) and entry
        run = [line] if entry else []
    if run:
        yield run


def _reads_as_titles(run: Sequence[Line]) -> bool:
    words = [line.words for line in run]
    lively = mean(any(word[0].isupper() or word[0].isdigit() for word in line[1:]) for line in words)
    lower = mean(sum(word[0].islower() for word in line) / max(len(line), 1) for line in words)
    clauses = mean(line.text.endswith((";", ",")) for line in run)
    return mean(map(len, words)) >= _WORDS and lively >= _LIVELY and lower >= _LOWER and clauses < _CLAUSES


def _pairs(line: Line) -> list[Pair]:
    """Adjacent words: most Vietnamese words are written as two syllables."""
    return list(pairwise(word.lower() for word in line.words))


def _related(line: Line, everywhere: Counter[Pair], own: Counter[Pair]) -> float:
    """The share of a line's pairs of words that stand elsewhere in the page, outside its own run."""
    pairs = _pairs(line)
    return sum(everywhere[pair] > own[pair] for pair in pairs) / len(pairs) if pairs else 0.0
