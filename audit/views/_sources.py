"""The table of sources: score, interval, figures, comparable figures, findings by severity, and why in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from audit.model import SEVERITIES, Audit
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._snippet import folded
from audit.views._tally import Tally, comparable
from audit.views._words import Words

_GAP = 2
_LEAST_NAME = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One source: its cells, the worst severity found in it, and the main reason for its score."""

    cells: tuple[str, ...]
    worst: str | None
    reason: str


def table(audit: Audit, counted: Tally, words: Words, width: int, encoding: str) -> Iterator[Text]:
    """The table as lines, least reliable source first; the reason stands under its source."""
    lines = [_line(row, words, encoding) for row in _sources(audit, counted)]
    header = tuple(
        words.say(f"column_{name}") for name in ("source", "score", "interval", "figures", "comparable", "findings")
    )
    widths = _widths([header, *(line.cells for line in lines)], width)
    yield from (Text(text, style="header") for text in _cells(header, widths))
    for line in lines:
        yield from (Text(text, style=line.worst or "") for text in _cells(line.cells, widths))
        for piece in folded(line.reason, width - 4) if line.reason else ():
            yield Text(f"    {piece}", style="reason")


def _sources(audit: Audit, counted: Tally) -> list[Row]:
    """A row a source: its score with what was counted in its articles."""
    articles = rows(audit, "articles")
    owner = {row["article_id"]: row["source"] for row in articles}
    known = comparable(audit)
    figures = Counter(row["source"] for row in rows(audit, "facts"))
    shared = Counter(row["source"] for row in rows(audit, "facts") if row["fact_id"] in known)
    findings = Counter((owner.get(row["article_id"]), row["severity"]) for row in counted.counted)
    scores = {row["source"]: row for row in rows(audit, "scores")}
    names = sorted({*owner.values(), *scores}, key=lambda name: (name is None, name or ""))
    found = [
        {
            "source": name,
            "score": scores.get(name, {}).get("score"),
            "low": scores.get(name, {}).get("low"),
            "high": scores.get(name, {}).get("high"),
            "reason": scores.get(name, {}).get("reason"),
            "figures": figures[name],
            "comparable": shared[name],
            "findings": {severity: findings[name, severity] for severity in SEVERITIES},
        }
        for name in names
    ]
    return sorted(found, key=lambda row: (row["score"] is None, row["score"] or 0.0))


def _line(row: Row, words: Words, encoding: str) -> Line:
    counts = [words.count(number, severity) for severity, number in row["findings"].items() if number]
    cells = (
        safe(row["source"] or words.say("no_source"), encoding),
        "-" if row["score"] is None else f"{row['score']:.0f}",
        "-" if row["low"] is None or row["high"] is None else f"{row['low']:.0f}-{row['high']:.0f}",
        words.number(row["figures"]),
        words.number(row["comparable"]),
        words.several(counts) or "-",
    )
    worst = next((severity for severity, number in row["findings"].items() if number), None)
    return Line(cells, worst if worst == "critical" else None, safe(row["reason"] or "", encoding))


def _widths(cells: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """The width of each column: numbers as wide as they are, the source and the findings share what is left."""
    widths = [max(cell_len(row[i]) for row in cells) for i in range(len(cells[0]))]
    free = width - sum(widths[1:-1]) - _GAP * (len(widths) - 1)
    findings = min(widths[-1], max(free - widths[0], free - 3 * _LEAST_NAME, free // 2))
    return [min(widths[0], max(free - findings, _LEAST_NAME)), *widths[1:-1], max(findings, 8)]


def _cells(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """One row as lines: numbers to the right; the name is cut in its middle, the findings go on below."""
    name, *numbers, last = row
    first = _short(name, widths[0])
    parts = [f"{first}{' ' * (widths[0] - cell_len(first))}"]
    parts += [f"{' ' * (size - cell_len(text))}{text}" for text, size in zip(numbers, widths[1:-1], strict=True)]
    head, *others = folded(last, widths[-1])
    start = (" " * _GAP).join(parts)
    yield f"{start}{' ' * _GAP}{head}"
    for other in others:
        yield f"{' ' * (cell_len(start) + _GAP)}{other}"


def _short(name: str, room: int) -> str:
    """A name cut in its middle: the start says whose it is, the end tells two of them apart."""
    if cell_len(name) <= room:
        return name
    tail = ""
    for char in reversed(name):
        if cell_len(char + tail) > (room - 1) // 2:
            break
        tail = char + tail
    head = ""
    for char in name:
        if cell_len(head + char) > room - 1 - cell_len(tail):
            break
        head += char
    return f"{head}…{tail}"
