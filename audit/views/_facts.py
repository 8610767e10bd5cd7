"""The figures as a table in a terminal, and the choice of them by source, indicator and period."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rich.cells import cell_len
from rich.text import Text

from audit.config import Config
from audit.errors import ConfigError
from audit.model import Audit
from audit.views._findings import reading
from audit.views._look import Look
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._words import Words

_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which facts are wanted. `source` and `indicator` may hold `*` and `?`; `period` is ISO 8601, also `A/B`."""

    source: str | None = None
    indicator: str | None = None
    period: str | None = None

    def of(self, audit: Audit) -> list[Row]:
        """The chosen rows of the facts table. Raises ConfigError for a period that is none."""
        first, last = days(self.period) if self.period else ("", "9999-12-31")
        return [
            row for row in rows(audit, "facts") if self._named(row) and (not self.period or _meets(row, first, last))
        ]

    def _named(self, row: Row) -> bool:
        return all(_like(row[name], getattr(self, name)) for name in ("source", "indicator"))


def days(period: str) -> tuple[str, str]:
    """The first and last day of a period: 2013, 2013-Q3, 2013-H1, 2013-10, 2013-10-23, or two of them with `/`."""
    start, _, end = period.partition("/")
    return _days(start, period)[0], _days(end or start, period)[1]


def _days(part: str, whole: str) -> tuple[str, str]:
    match = _PERIOD.fullmatch(part)
    if not match:
        raise ConfigError(
            f"{whole!r} is no period", mend="write 2013, 2013-Q3, 2013-H1, 2013-10, 2013-10-23 or 2013-01/2013-09"
        )
    year, month, day, quarter, half = match.groups()
    if day:
        return part, part
    first = int(month or 0) or (int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5 if half else 1)
    last = first + (0 if month else 2 if quarter else 5 if half else 11)
    if not 1 <= first <= 12:
        raise ConfigError(f"{whole!r} is no period", mend="months go from 01 to 12")
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year) or 1, last)[1]:02}"


def _meets(row: Row, first: str, last: str) -> bool:
    """Whether a fact holds on a day of the period. One whose period is not known does not."""
    start, end = row["period_start"], row["period_end"]
    return bool(start or end) and (start or "") <= last and (end or "9999-12-31") >= first


def _like(value: str | None, pattern: str | None) -> bool:
    return pattern is None or fnmatchcase((value or "").casefold(), pattern.casefold())


def table(facts: Iterable[Row], config: Config, look: Look) -> Iterator[Text]:
    """Two lines a figure: as printed and as read; then where it stands and what it measures."""
    words = Words(config.speaks)
    for row in facts:
        quote, meaning = safe(row["quote"] or "", look.encoding), safe(reading(row, words), look.encoding)
        measured = safe(row["indicator"] or row["subject"] or row["measure"] or "", look.encoding)
        where = safe(f"{row['path'] or row['article_id']}:{row['line']}", look.encoding)
        yield Text.assemble((quote, "message"), f"  {meaning}")
        if cell_len(where) + cell_len(measured) + 6 <= look.width:
            yield Text.assemble("    ", (where, "rule"), f"  {measured}")
        else:
            yield Text.assemble("    ", (where, "rule"))
            yield from (Text(f"    {line.plain}") for line in Look(look.width - 4).prose(measured))
