"""The history of runs: one line a run, then one a source with its scores as a line of bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from audit.config import Config
from audit.views._terminal.columns import lay, natural, short
from audit.views._terminal.look import Look
from audit.views._words import Words
from audit.views.json import encoded

SCHEMA = "audit-history/1"
BARS = "▁▂▃▄▅▆▇█"
_NAME = 24
Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def history(tables: Tables, config: Config, look: Look) -> Iterator[Text]:
    """The lines of a history, as `audit.history.read` gives it."""
    words = Words(config.speaks)
    yield from _table([_header(words, "run", "at", "articles", "figures", "states"), *_runs(tables, words)], {2, 3})
    yield Text()
    yield from _table([_header(words, "source", "scores", "score", "moved"), *_scores(tables, words, look)], {2, 3})


def history_json(tables: Tables) -> bytes:
    """The tables of a history as JSON."""
    return encoded({"schema": SCHEMA, **{name: [dict(row) for row in rows] for name, rows in tables.items()}})


def _runs(tables: Tables, words: Words) -> Iterator[tuple[str, ...]]:
    for row in tables["runs"]:
        severities = words.severities(name for name in ("critical", "warning", "info") for _ in range(row[name]))
        known = [words.count(row[name], name) for name in ("waived", "baseline") if row[name]]
        said = words.several([severities, *known]) or "-"
        yield str(row["run"]), row["at"][:16].replace("T", " "), str(row["articles"]), str(row["facts"]), said


def _scores(tables: Tables, words: Words, look: Look) -> Iterator[tuple[str, ...]]:
    sources: dict[str, list[float | None]] = {}
    for row in tables["scores"]:
        sources.setdefault(row["source"], []).append(row["score"])
    for name, scores in sorted(sources.items()):
        known = [score for score in scores if score is not None]
        last = words.number(round(known[-1])) if known else "-"
        moved = f"{round(known[-1] - known[0]):+d}" if len(known) > 1 else ""
        bars = sparkline(scores) if look.encoding.lower().replace("-", "") == "utf8" else _plain(scores)
        yield short(name, _NAME), bars, last, moved


def sparkline(scores: Sequence[float | None]) -> str:
    """Scores from 0 to 100 as bars, a space where there is none: of one height everywhere, so sources compare."""
    last = len(BARS) - 1
    return "".join(" " if score is None else BARS[min(last, max(0, int(score / 100 * len(BARS))))] for score in scores)


def _plain(scores: Sequence[float | None]) -> str:
    return " ".join("-" if score is None else str(round(score)) for score in scores[-8:])


def _header(words: Words, *names: str) -> tuple[str, ...]:
    return tuple(words.say(f"column_{name}") for name in names)


def _table(rows: list[tuple[str, ...]], numbers: set[int]) -> Iterator[Text]:
    widths = natural(rows)
    for at, row in enumerate(rows):
        yield from (Text(line, style="" if at else "header") for line in lay(row, widths, frozenset(numbers)))
