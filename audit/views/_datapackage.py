"""The description of CSV tables as a Frictionless tabular data package (https://specs.frictionlessdata.io)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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


def encoded(tables: Mapping[str, bytes]) -> bytes:
    """`datapackage.json` for CSV files by name, with the size and hash of each."""
    package = {
        "name": "audit",
        "title": "Figures of an audit and what was found",
        "description": "Lists are joined with |. Text that a spreadsheet could run has an apostrophe before it.",
        "profile": "tabular-data-package",
        "resources": [resource(file.removesuffix(".csv"), file, content) for file, content in sorted(tables.items())],
    }
    return as_json(package)


def resource(name: str, path: str, content: bytes) -> dict[str, Any]:
    """One CSV file: where it is, what it holds, and its schema from `table.TABLES`."""
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
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
