"""Rows of a CSV file that users edit, read strictly."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from audit.errors import ConfigError


def rows(file: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
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


def number(file: Path, line: int, row: Mapping[str, str], name: str) -> float | None:
    """A cell as a number, null where it is empty. Raises ConfigError for anything else."""
    if not row[name]:
        return None
    try:
        value = float(row[name])
    except ValueError:
        raise bad(file, line, name, row[name], "write a number with a decimal point, or leave it empty") from None
    if not math.isfinite(value):
        raise bad(file, line, name, row[name], "write a finite number, or leave it empty")
    return value


def bad(file: Path, line: int, column: str, value: str, mend: str) -> ConfigError:
    """The error for a cell that cannot be used."""
    return ConfigError(f"column {column!r}: {value!r} cannot be used", file=file, place=str(line), mend=mend)
