"""The figures as a table in a terminal, and the choice of them by source, indicator and period."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fnmatch import fnmatchcase

from rich.text import Text

from audit.config import Config
from audit.errors import ConfigError
from audit.model import Audit, Dropped
from audit.views._reading import reading
from audit.views._rows import Row, clean, rows
from audit.views._safe import safe
from audit.views._terminal.columns import GAP, lay, natural
from audit.views._terminal.look import Look
from audit.views._words import Words

_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")

_NUMBERS = frozenset((1,))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which facts are wanted. `source` and `indicator` may hold `*` and `?`; `period` is ISO 8601, also `A/B`.

    Raises ConfigError for a period that is none.
    """

    source: str | None = None
    indicator: str | None = None
    period: str | None = None

    def __post_init__(self) -> None:
        if self.period is not None:
            days(self.period)

    def of(self, audit: Audit) -> list[Row]:
        """The chosen rows of the facts table."""
        named = [row for row in rows(audit, "facts") if self._named(row)]
        if self.period is None:
            return named
        first, last = days(self.period)
        return [row for row in named if _meets(row, first, last)]

    def refused(self, found: Iterable[Dropped]) -> list[Row]:
        """The chosen numbers that are no facts, as rows with the columns of `table.DROPPED`.

        Raises ConfigError for a choice that only facts can be held to.
        """
        if self.indicator is not None or self.period is not None:
            mend = "leave out --indicator and --period"
            raise ConfigError("a number that is no fact has no indicator and no period", mend=mend)
        ordered = sorted(map(asdict, found), key=lambda row: (row["article_id"], row["start"]))
        return [
            {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}
            for row in ordered
            if _like(row["source"], self.source)
        ]

    def _named(self, row: Row) -> bool:
        return all(_like(row[name], getattr(self, name)) for name in ("source", "indicator"))


def days(period: str) -> tuple[str, str]:
    """The first and last day of a period: 2013, 2013-Q3, 2013-H1, 2013-10, 2013-10-23, or two of them with `/`."""
    parts = period.split("/")
    spans = [_days(part) for part in parts]
    if len(spans) > 2 or None in spans:
        mend = "write 2013, 2013-Q3, 2013-H1, 2013-10, 2013-10-23 or 2013-01/2013-09"
        raise ConfigError(f"{period!r} is no period", mend=mend)
    (first, _), (_, last) = (span for span in (spans[0], spans[-1]) if span)
    return first, last


def _days(part: str) -> tuple[str, str] | None:
    match = _PERIOD.fullmatch(part)
    if not match:
        return None
    year, month, day, quarter, half = match.groups()
    first = int(month) if month else int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5 if half else 1
    last = first + (0 if month else 2 if quarter else 5 if half else 11)
    try:
        end = calendar.monthrange(int(year), last)[1]
        days = [date(int(year), first, int(day or 1)), date(int(year), last, int(day or end))]
    except ValueError:
        return None
    return days[0].isoformat(), days[1].isoformat()


def _meets(row: Row, first: str, last: str) -> bool:
    """Whether a fact holds on a day of the period. One whose period is not known does not."""
    start, end = row["period_start"], row["period_end"]
    return bool(start or end) and (start or "") <= last and (end or "9999-12-31") >= first


def _like(value: str | None, pattern: str | None) -> bool:
    return pattern is None or fnmatchcase((value or "").casefold(), pattern.casefold())


def table(facts: Sequence[Row], config: Config, look: Look) -> Iterator[Text]:
    """A row a figure under the path of its article: line, as printed, as read, what it measures.

    With `look.everything`, the start of its id, as `audit explain` takes it, stands first.
    """
    words = Words(config.speaks)
    header = ("", *(words.say(f"column_{name}") for name in ("line", "printed", "read", "measures")))
    cells = [header, *(_cells(row, words, look) for row in facts)]
    widths = _widths(cells, look.width)
    yield from (Text(line, style="header") for line in lay(header, widths, _NUMBERS))
    article = None
    for row, shown in zip(facts, cells[1:], strict=True):
        if row["article_id"] != article:
            article = row["article_id"]
            yield Text(safe(row["path"] or article, look.encoding), style="rule")
        yield from map(Text, lay(shown, widths, _NUMBERS))


def _cells(row: Row, words: Words, look: Look) -> tuple[str, ...]:
    measured = row["indicator"] or row["subject"] or row["measure"]
    name = (row["fact_id"] or "")[:8] if look.everything else ""
    cells = (name, str(row["line"]), row["quote"], reading(row, words), measured)
    return tuple(safe(cell or "", look.encoding) for cell in cells)


def _widths(cells: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """Widths that fit: the figure and its reading give way where what is measured needs the room."""
    first, line, printed, read, measured = natural(cells)
    printed = min(printed, width // 4)
    free = width - first - line - printed - 4 * GAP
    read = min(read, max(width // 3, free - measured))
    return [first, line, printed, read, max(1, min(measured, free - read))]
