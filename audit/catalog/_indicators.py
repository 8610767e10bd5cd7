"""`expectations/indicators.csv`: what can be measured."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from audit.catalog._rows import bad, number, rows
from audit.model import Indicator

INDICATOR_COLUMNS = (
    "indicator",
    "label",
    "unit",
    "counted",
    "min",
    "max",
    "trend",
    "aliases",
    "excludes",
    "description",
)
TRENDS = ("rising", "falling")


def indicators(file: Path) -> tuple[Indicator, ...]:
    """The rows of an indicators file, read again only when it has changed.

    Raises ConfigError that names file, row and column.
    """
    state = (file.stat().st_mtime_ns, file.stat().st_size) if file.is_file() else None
    return _kept(file.absolute(), state) if state else _read(file)


@lru_cache(maxsize=8)
def _kept(file: Path, _state: tuple[int, int]) -> tuple[Indicator, ...]:
    return _read(file)


def _read(file: Path) -> tuple[Indicator, ...]:
    found: dict[str, Indicator] = {}
    for line, row in rows(file, INDICATOR_COLUMNS):
        name = row["indicator"]
        if not name.isidentifier() or not name.islower():
            raise bad(file, line, "indicator", name, "use lower-case letters, digits and _")
        if name in found:
            raise bad(file, line, "indicator", name, "each indicator has one row")
        if not row["unit"]:
            raise bad(file, line, "unit", "", "give percent, count, VND or another unit")
        low, high = number(file, line, row, "min"), number(file, line, row, "max")
        if low is not None and high is not None and low > high:
            raise bad(file, line, "min", row["min"], "min is at most max")
        if row["trend"] and row["trend"] not in TRENDS:
            raise bad(file, line, "trend", row["trend"], "rising, falling or empty")
        found[name] = Indicator(
            indicator=name,
            label=row["label"] or name,
            unit=row["unit"],
            counted=row["counted"] or None,
            min=low,
            max=high,
            trend=row["trend"] or None,
            aliases=_names(row["aliases"]),
            excludes=_names(row["excludes"]),
            description=row["description"],
        )
    return tuple(found.values())


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())
