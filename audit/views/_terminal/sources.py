"""The table of sources: score, interval, figures, comparable figures, findings by severity, and why in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from audit.model import SEVERITIES, Audit
from audit.views._rows import Row, column, rows
from audit.views._safe import safe
from audit.views._tally import Tally
from audit.views._terminal.columns import GAP, lay, natural, short
from audit.views._terminal.snippet import TIED, folded
from audit.views._words import Words

_NUMBERS = frozenset((1, 2, 3, 4))
# A longer name is cut, so that the findings keep their place; both fit beside the numbers in 60 cells.
_NAME, _FINDINGS = 20, 12


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
    yield from (Text(text, style="header") for text in lay(header, widths, _NUMBERS))
    for line in lines:
        cells = (short(line.cells[0], widths[0]), *line.cells[1:])
        yield from (Text(text, style=line.worst or "") for text in lay(cells, widths, _NUMBERS))
        for piece in folded(line.reason, width - 4) if line.reason else ():
            yield Text(f"    {piece}", style="reason")


def _sources(audit: Audit, counted: Tally) -> list[Row]:
    """A row a source: its score with what was counted in its articles."""
    owner = dict(zip(column(audit, "articles", "article_id"), _names(audit, "articles"), strict=True))
    figures = Counter(_names(audit, "facts"))
    findings: Counter[tuple[str | None, str]] = Counter()
    for (name, severity), n in counted.owned.items():
        findings[owner.get(name), severity] += n
    scores = {row["source"]: row for row in rows(audit, "scores")}
    found = [
        {
            "source": name,
            "score": scores.get(name, {}).get("score"),
            "low": scores.get(name, {}).get("low"),
            "high": scores.get(name, {}).get("high"),
            "reason": scores.get(name, {}).get("reason"),
            "figures": figures[name],
            "comparable": scores.get(name, {}).get("n") or 0,
            "findings": {severity: findings[name, severity] for severity in SEVERITIES},
        }
        for name in sorted({*owner.values(), *scores})
    ]
    return sorted(found, key=lambda row: (row["score"] is None, row["score"] or 0.0))


def _names(audit: Audit, name: str) -> list[str]:
    """Whose each row of a table is: the source, or the article itself where no source is known, as scores have it."""
    pairs = zip(column(audit, name, "source"), column(audit, name, "article_id"), strict=True)
    return [source or article for source, article in pairs]


def _line(row: Row, words: Words, encoding: str) -> Line:
    counts = [words.count(number, severity) for severity, number in row["findings"].items() if number]
    together = [count.replace(" ", TIED) for count in counts]
    cells = (
        safe(row["source"], encoding),
        "-" if row["score"] is None else f"{row['score']:.0f}",
        "-" if row["low"] is None or row["high"] is None else f"{row['low']:.0f}-{row['high']:.0f}",
        words.number(row["figures"]),
        words.number(row["comparable"]),
        words.several(together) or "-",
    )
    worst = next((severity for severity, number in row["findings"].items() if number), None)
    return Line(cells, worst if worst == "critical" else None, safe(row["reason"] or "", encoding))


def _widths(cells: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """The width of each column: numbers as wide as they are, the name and the findings share what is left."""
    widths = natural(cells)
    free = width - sum(widths[1:-1]) - GAP * (len(widths) - 1)
    findings = min(widths[-1], max(free - widths[0], free - _NAME, _FINDINGS))
    return [min(widths[0], free - findings), *widths[1:-1], findings]
