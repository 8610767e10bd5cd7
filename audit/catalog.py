"""The data files of `expectations/` that users edit: indicators and sources, read strictly, row by row."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigError
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
SOURCE_COLUMNS = ("glob", "source", "name", "url", "kind")
TRENDS = ("rising", "falling")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of `expectations/sources.csv`: what is known of the articles whose path or url matches `glob`."""

    glob: str
    source: str
    name: str | None
    url: str | None
    kind: str | None
    published: str | None = None
    language: str | None = None


def indicators(file: Path) -> tuple[Indicator, ...]:
    """The rows of an indicators file. Raises ConfigError that names file, row and column."""
    found: dict[str, Indicator] = {}
    for line, row in _rows(file, INDICATOR_COLUMNS):
        name = row["indicator"]
        if not name.isidentifier() or not name.islower():
            raise _bad(file, line, "indicator", name, "use lower-case letters, digits and _")
        if name in found:
            raise _bad(file, line, "indicator", name, "each indicator has one row")
        if not row["unit"]:
            raise _bad(file, line, "unit", "", "give percent, count, VND or another unit")
        low, high = _number(file, line, row, "min"), _number(file, line, row, "max")
        if low is not None and high is not None and low > high:
            raise _bad(file, line, "min", row["min"], "min is at most max")
        if row["trend"] and row["trend"] not in TRENDS:
            raise _bad(file, line, "trend", row["trend"], "rising, falling or empty")
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


def sources(file: Path) -> tuple[SourceRow, ...]:
    """The rows of a sources file; an absent file has none."""
    if not file.exists():
        return ()
    rows = []
    for line, row in _rows(file, SOURCE_COLUMNS):
        if not row["glob"] or not row["source"]:
            raise _bad(file, line, "glob" if not row["glob"] else "source", "", "both are needed")
        extra = {key: row.get(key) or None for key in ("published", "language")}
        rows.append(
            SourceRow(row["glob"], row["source"], row["name"] or None, row["url"] or None, row["kind"] or None, **extra)
        )
    return tuple(rows)


def _rows(file: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row; every row must have exactly the header's cells."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError("no such file", file=file, mend="create it, or correct the path") from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text", file=file, mend="save it as UTF-8") from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header: list[str] = []
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                missing = [name for name in columns if name not in header]
                if missing:
                    raise ConfigError(
                        f"no column {missing[0]!r}", file=file, place="1", mend=f"columns: {','.join(columns)}"
                    )
            elif cells:
                if len(cells) != len(header):
                    raise ConfigError(
                        f"{len(cells)} cells, the header has {len(header)}",
                        file=file, place=str(reader.line_num), mend="quote a cell that holds a comma",
                    )  # fmt: skip
                yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise ConfigError(
            f"not valid CSV: {error}", file=file, place=str(reader.line_num), mend="correct the quotes"
        ) from error
    if not header:
        raise ConfigError("is empty", file=file, mend=f"first line: {','.join(columns)}")


def _number(file: Path, line: int, row: dict[str, str], name: str) -> float | None:
    if not row[name]:
        return None
    try:
        value = float(row[name])
    except ValueError:
        raise _bad(file, line, name, row[name], "write a number with a decimal point, or leave it empty") from None
    if not math.isfinite(value):
        raise _bad(file, line, name, row[name], "write a finite number, or leave it empty")
    return value


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def _bad(file: Path, line: int, column: str, value: str, mend: str) -> ConfigError:
    return ConfigError(f"column {column!r}: {value!r} cannot be used", file=file, place=str(line), mend=mend)
