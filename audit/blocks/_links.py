"""Lists of titles that lead to other pages: many headlines in a row that have nothing to do with the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import mean

from audit.blocks._lines import Line
from audit.blocks._phrases import function_words
from audit.blocks._roles import is_byline

Pair = tuple[str, str]

_FEWEST = 3
_FEWEST_BULLETED = 2
_FEWEST_INSIDE = 4
_WORDS = 5.5
_FEW_WORDS = 3
_RELATED = 0.17
_RELATED_INSIDE = 0.08
_LIVELY = 0.25
_LOWER = 0.2
_CLAUSES = 0.3
_ROWS = 0.5
_SIGNS = 0.15
_PRICED, _PRICE = re.compile(r"[:|\t]\s{0,3}\d[\d.,–-]*\s?[^\W\d]{0,6}(?:/\w{1,6})?\.?$"), 40


def links(lines: Sequence[Line], settled: Collection[int], tagged: Collection[int]) -> list[Line]:
    """The lines of link lists. `settled` lines have another label; they neither break a list nor belong to it.

    A list is a run of headlines alike in their bullet. Its lines share few pairs of words with the rest of the page,
    and they hold what headlines hold (names, numbers, quotations) rather than verse, the clauses of a sentence or
    the cells of a table. Inside the article a list must be longer and stranger than at the start or the end of the
    page. After a `tagged` line, which link farms put before their lists, one headline is enough. A list that a line
    of the article announces with a colon belongs to the article.
    """
    announced = {line.number + 1 for line in lines if line.text.endswith(":") and line.number not in settled}
    runs = [run for run in _runs(lines, settled) if run[0].number not in announced and not run[0].text.endswith(":")]
    kept = [own for run in runs if (own := _without_neighbours(run, lines)) and _is_list(own, lines, tagged)]
    if not kept:
        return []
    everywhere = Counter(pair for line in lines if line.number not in settled for pair in _pairs(line))
    return [line for run in kept if _is_strange(run, lines, everywhere, tagged) for line in run]


def _is_list(run: list[Line], lines: Sequence[Line], tagged: Collection[int]) -> bool:
    """Whether a run is long enough and reads as titles."""
    fewest, _ = _limits(run, lines, tagged)
    return len(run) >= fewest and (run[0].number - 1 in tagged or _reads_as_titles(run))


def _is_strange(run: list[Line], lines: Sequence[Line], everywhere: Counter[Pair], tagged: Collection[int]) -> bool:
    """Whether little of a run stands elsewhere in the page."""
    _, related = _limits(run, lines, tagged)
    pairs = [_pairs(line) for line in run]
    own = Counter(pair for line in pairs for pair in line)
    shares = (sum(everywhere[pair] > own[pair] for pair in line) / len(line) if line else 0.0 for line in pairs)
    return mean(shares) < related


def _limits(run: list[Line], lines: Sequence[Line], tagged: Collection[int]) -> tuple[int, float]:
    """How many lines a list needs at the least, and how little of it may stand elsewhere in the page."""
    if run[0].number - 1 in tagged:
        return 1, _RELATED
    bulleted, last = bool(run[0].bullet), run[-1].number
    if run[0].number > 0 and any(line.prose for line in lines[last + 1 : last + 4]):
        return (_FEWEST_INSIDE, _RELATED_INSIDE) if bulleted else (_FEWEST_INSIDE + 1, _RELATED_INSIDE / 2)
    if bulleted and len(run) < _FEWEST:
        return _FEWEST_BULLETED, _RELATED_INSIDE / 2
    return _FEWEST, _RELATED


def _without_neighbours(run: list[Line], lines: Sequence[Line]) -> list[Line]:
    """A run without bullets, without the article's own lines at its edge: its title below, its byline above."""
    if run[0].bullet:
        return run
    if run[0].number == 0:
        return run[:-1] if run[-1].number + 1 < len(lines) else run
    first = next((i for i, line in enumerate(run) if not is_byline(line) and len(line.words) > _FEW_WORDS), len(run))
    return run[first:]


def _runs(lines: Sequence[Line], settled: Collection[int]) -> Iterator[list[Line]]:
    """Maximal runs of headlines that are bulleted alike; one line that lost its bullet does not end a run."""
    own = [line for line in lines if line.number not in settled]
    bullets = [line.bullet if line.headline or (line.bullet and not line.prose) else None for line in own]
    for i in range(1, len(own) - 1):
        if bullets[i] == "" and bullets[i - 1] == bullets[i + 1]:
            bullets[i] = bullets[i - 1]
    for bullet, run in groupby(zip(own, bullets, strict=True), key=itemgetter(1)):
        if bullet is not None:
            yield [line for line, _ in run]


def _reads_as_titles(run: Sequence[Line]) -> bool:
    """Whether most lines are as long as titles, hold a name or a number, and are neither clauses, rows nor code."""
    words = [line.words for line in run]
    lively = mean(any(word[0].isupper() or word[0].isdigit() for word in line[1:]) for line in words)
    clauses = mean(line.text.endswith((";", ",")) for line in run)
    rows = mean(_is_row(line) or _is_code(line) for line in run)
    return mean(map(len, words)) >= _WORDS and lively >= _LIVELY and clauses < _CLAUSES and rows < _ROWS


def _is_code(line: Line) -> bool:
    """Whether a line has as many signs as programs, formulas and tables in Markdown have."""
    signs = sum(not (character.isalnum() or character.isspace()) for character in line.bare)
    return (line.text[0] == line.text[-1] == "|") or signs > _SIGNS * len(line.bare)


def _is_row(line: Line) -> bool:
    """Whether a line is names and numbers with marks between them, as line-ups, fixtures and tables are."""
    if _PRICED.search(line.text, max(0, len(line.text) - _PRICE)):
        return True
    words = line.words
    lower = sum(word[0].islower() for word in words)
    return lower < _LOWER * len(words) and any(mark in line.bare for mark in (",", ":", " - ", "|", "\t"))


def _pairs(line: Line) -> list[Pair]:
    """Adjacent words of meaning, for most Vietnamese words are written as two syllables."""
    empty = function_words()
    words = [word.lower() for word in line.words]
    return [(left, right) for left, right in pairwise(words) if left not in empty and right not in empty]
