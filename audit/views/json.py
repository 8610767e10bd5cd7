"""Findings and scores as JSON for other programs: sorted keys, one order of rows, null for what is not known."""

from __future__ import annotations

import json
from typing import Any

from audit.config import Config
from audit.model import Audit, Result
from audit.views._rows import Row, finite, rows

STREAM = "findings.json"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`findings.json` with the checks that were made, and `scores.json`. `schema` names the form of each."""
    findings = {"schema": "audit-findings/1", "findings": _rows(audit, "findings"), "checks": _checks(audit.results)}
    scores = {"schema": "audit-scores/1", "scores": _rows(audit, "scores")}
    return {"findings.json": encoded(findings), "scores.json": encoded(scores)}


def _rows(audit: Audit, name: str) -> list[Row]:
    return [{key: finite(value) for key, value in row.items()} for row in rows(audit, name)]


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
