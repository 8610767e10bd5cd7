"""Findings and scores as JSON for other programs: sorted keys, one order of rows, null for what is not known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audit.config import Config
from audit.model import Audit, Result
from audit.views._pieces import Pieces, joined
from audit.views._rows import Row, finite, ordered, rows

STREAM = "findings.json"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`findings.json` with the checks that were made, and `scores.json`. `schema` names the form of each."""
    return joined(pieces(audit, config))


def pieces(audit: Audit, config: Config) -> Pieces:
    """See `audit.views`."""
    del config
    yield "findings.json", _findings(audit)
    scores = [_plain(row) for row in rows(audit, "scores")]
    yield "scores.json", [encoded({"schema": "audit-scores/1", "scores": scores})]


def _findings(audit: Audit) -> Iterator[bytes]:
    """As `encoded` writes the document, the findings some at a time."""
    around = encoded({"schema": "audit-findings/1", "findings": [], "checks": _checks(audit.results)})
    before, empty, after = around.partition(b'"findings": []')  # no text holds that: quotes in a text are escaped
    yield before + empty[:-1]
    between = b"\n    "
    for part in ordered(audit, "findings"):
        found = [dict(zip(part, values, strict=True)) for values in zip(*part.values(), strict=True)]
        lines = (encoded(_plain(row)).strip().replace(b"\n", b"\n    ") for row in found)
        yield between + b",\n    ".join(lines) if found else b""
        between = b",\n    "
    yield (b"\n  ]" if len(audit.findings) else b"]") + after


def _plain(row: Row) -> Row:
    return {key: finite(value) for key, value in row.items()}


def encoded(content: Any) -> bytes:
    """A JSON document as bytes, always the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return text.encode("utf8") + b"\n"


def _checks(results: tuple[Result, ...]) -> list[dict[str, Any]]:
    """What each check looked at, so that a clean report can be told from one that checked nothing."""
    found = [
        {
            "rule": result.rule,
            "table": result.table,
            "expectation": result.expectation,
            "looked_at": result.looked_at,
            "hits": len(result.hits),
            "error": result.error,
            "where": result.where,
        }
        for result in results
    ]
    return sorted(found, key=lambda check: (check["table"], check["rule"], check["expectation"], check["where"]))
