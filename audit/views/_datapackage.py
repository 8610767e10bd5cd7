"""The description of CSV tables as a Frictionless tabular data package (https://specs.frictionlessdata.io)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from audit.table import LIST, NUMBER, TABLES, TEXT, WHOLE, Column
from audit.views.json import encoded as as_json

_TYPES = {TEXT: "string", LIST: "string", WHOLE: "integer", NUMBER: "number"}
_KEYS = {
    "articles": "article_id",
    "facts": "fact_id",
    "groups": "group_id",
    "findings": "finding_id",
    "scores": "source",
}
_FOREIGN = (("blocks", "article_id", "articles"), ("facts", "article_id", "articles"))


class Sum:
    """The size and the hash of a file that is written piece by piece."""

    def __init__(self) -> None:
        self.bytes, self._hash = 0, hashlib.sha256()

    def of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces, counted as they pass."""
        for piece in pieces:
            self.bytes += len(piece)
            self._hash.update(piece)
            yield piece

    @property
    def hash(self) -> str:
        """As a data package writes it."""
        return f"sha256:{self._hash.hexdigest()}"


def encoded(tables: Mapping[str, Sum]) -> bytes:
    """`datapackage.json` for the tables of these names, with the size and hash of the CSV file of each."""
    package = {
        "name": "audit",
        "title": "Figures of an audit and what was found",
        "description": "Lists are joined with |. Text that a spreadsheet could run has an apostrophe before it.",
        "profile": "tabular-data-package",
        "resources": [resource(name, f"{name}.csv", content) for name, content in sorted(tables.items())],
    }
    return as_json(package)


def resource(name: str, path: str, content: Sum) -> dict[str, Any]:
    """One CSV file: where it is, what it holds, and its schema from `table.TABLES`."""
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": content.bytes,
        "hash": content.hash,
        "schema": schema(name),
    }


def schema(name: str) -> dict[str, Any]:
    """The Table Schema of one table."""
    found: dict[str, Any] = {"fields": [field(column) for column in TABLES[name]], "missingValues": [""]}
    if name in _KEYS:
        found["primaryKey"] = [_KEYS[name]]
    keys = [(column, table) for owner, column, table in _FOREIGN if owner == name]
    if keys:
        found["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [column]}} for column, table in keys
        ]
    return found


def field(column: Column) -> dict[str, Any]:
    """One column: type, meaning, unit, and its SDMX concept where it has one."""
    meaning = f"{column.meaning}; joined with |" if column.dtype == LIST else column.meaning
    found = {"name": column.name, "type": _TYPES[column.dtype], "description": meaning}
    if column.unit:
        found["unit"] = column.unit
    if column.concept:
        found["rdfType"] = f"http://purl.org/linked-data/sdmx/2009/concept#{camel(column.concept)}"
    return found


def camel(concept: str) -> str:
    """The name of an SDMX concept in the SDMX-RDF vocabulary: REF_AREA is refArea."""
    first, *rest = concept.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)
