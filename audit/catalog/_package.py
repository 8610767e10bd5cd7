"""Reference values in a Frictionless data package; frictionless reads it, and only from beside its descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.errors import ConfigError


def rows(file: Path, columns: Sequence[str]) -> Iterator[tuple[dict[str, str], int]]:
    """The rows of all tables of the package, each with its row number. Raises ConfigError for what cannot be used."""
    try:
        from frictionless import FrictionlessException, Package
        from frictionless.resources import TableResource
    except ImportError as error:
        raise ConfigError(
            "needs the library frictionless", file=file, mend="pip install 'audit[frictionless]'"
        ) from error
    try:
        for table in Package(str(file)).resources:
            if "://" in str(table.path):
                raise ConfigError(f"{table.path!r} is elsewhere", file=file, mend="save the table beside the package")
            if not isinstance(table, TableResource):
                raise ConfigError(f"{table.path!r} is no table", file=file, mend="keep tables alone in it")
            with table:
                missing = [name for name in columns if name not in table.header.labels]
                if missing:
                    place = file.parent / str(table.path)
                    raise ConfigError(
                        f"no column {missing[0]!r}", file=place, place="1", mend=f"columns: {','.join(columns)}"
                    )
                for row in table.row_stream:
                    cells = dict(zip(table.header.labels, map(_text, row.cells), strict=False))
                    yield {name: cells.get(name, "") for name in columns}, row.row_number
    except FrictionlessException as error:
        raise ConfigError(
            f"not a valid data package: {error.error.note}", file=file, mend="see specs.frictionlessdata.io"
        ) from error


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
