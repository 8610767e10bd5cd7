"""Lists of titles that lead to other pages: many headlines in a row that have nothing to do with the article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from statistics import mean

from audit.blocks._lines import Line

FEWEST = 3
_WORDS = 5.5
_RELATED = 0.15
_LIVELY = 0.25


def links(lines: Sequence[Line], settled: Collection[int], tagged: Collection[int]) -> list[Line]:
    """The lines of link lists. `settled` lines have another label; they neither break a list nor belong to it.

    A list is a run of headlines at the start or the end of the page, or under a bullet; its lines share few words
    with the article, and most hold what headlines hold (a name, a number, a quotation) rather than verse or a table.
    After a `tagged` line, which link farms put before their lists, one headline is enough.
    """
    found: list[Line] = []
    for run in _runs(lines, settled):
        own = {entry.number for entry in run}
        rest = _pairs(line for line in lines if line.number not in own and line.number not in settled)
        kept = _without_title(_without_introduced(run, lines), lines, rest)
        tag = bool(kept) and kept[0].number - 1 in tagged
        if len(kept) >= FEWEST and _reads_as_titles(kept) and _strange(kept, rest):
            found += kept
        elif tag and _strange(kept, rest):
            found += kept
    return found


def _runs(lines: Sequence[Line], settled: Collection[int]) -> Iterator[list[Line]]:
    """Maximal runs of headlines that touch the first or the last line of the page or are bulleted alike."""
    run: list[Line] = []
    touches_start = True
    for line in lines:
        if line.number in settled:
            continue
        entry = _entry(line)
        if entry and (not run or run[-1].bullet == line.bullet):
            run.append(line)
            continue
        if run and (touches_start or run[0].bullet):
            yield run
        touches_start = touches_start and bool(run) and entry
        run = [line] if entry else []
    if run:
        yield run


def _entry(line: Line) -> bool:
    return line.headline or (bool(line.bullet) and not line.prose and len(line.words) >= 1)


def _without_introduced(run: list[Line], lines: Sequence[Line]) -> list[Line]:
    """Nothing of a run that a line ending in a colon announces: such a list belongs to the article."""
    before = lines[run[0].number - 1] if run[0].number else None
    return [] if run[0].text.endswith(":") or (before and before.text.endswith(":")) else run


def _without_title(run: list[Line], lines: Sequence[Line], rest: set[tuple[str, str]]) -> list[Line]:
    """A run at the start without the article's own title, which ends it."""
    if run and run[0].number == 0 and run[-1].number + 1 < len(lines) and _overlap(run[-1], rest) > 0.2:
        return run[:-1]
    return run


def _reads_as_titles(run: Sequence[Line]) -> bool:
    lively = [
        any(word[0].isupper() or word[0].isdigit() for word in line.words[1:]) or "'" in line.text for line in run
    ]
    return mean(len(line.words) for line in run) >= _WORDS and mean(lively) >= _LIVELY


def _strange(run: Sequence[Line], rest: set[tuple[str, str]]) -> bool:
    return mean(_overlap(line, rest) for line in run) < _RELATED


def _pairs(lines: Iterator[Line]) -> set[tuple[str, str]]:
    """Adjacent words: most Vietnamese words are written as two syllables."""
    pairs: set[tuple[str, str]] = set()
    for line in lines:
        words = [word.lower() for word in line.words]
        pairs.update(zip(words, words[1:], strict=False))
    return pairs


def _overlap(line: Line, rest: set[tuple[str, str]]) -> float:
    words = [word.lower() for word in line.words]
    pairs = list(zip(words, words[1:], strict=False))
    return sum(pair in rest for pair in pairs) / len(pairs) if pairs else 0.0
