"""`expectations/baseline.json`: the findings a project had when it set up its gate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from audit.errors import ConfigError
from audit.model import Known
from audit.triage._entries import paths

NAME = "baseline.json"
SCHEMA = "audit-baseline/1"
_TEXTS = ("finding_id", "rule", "severity", "message")
_MEND = "write it anew with: audit baseline"


def load(file: Path) -> tuple[Known, ...]:
    """The findings of a baseline; an absent file has none.

    Raises ConfigError for what is not a baseline, or one that another version of this package wrote.
    """
    if not file.exists():
        return ()
    try:
        content = json.loads(file.read_text(encoding="utf8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ConfigError(f"is not JSON: {error}", file=file, mend=_MEND) from error
    schema = content.get("schema") if isinstance(content, Mapping) else None
    if schema != SCHEMA:
        raise ConfigError(f"is of the form {schema!r}, not {SCHEMA!r}", file=file, place="schema", mend=_MEND)
    entries = content.get("findings")
    if not isinstance(entries, list):
        raise ConfigError("has no list of findings", file=file, place="findings", mend=_MEND)
    return tuple(_entry(entry, place, file) for place, entry in enumerate(entries))


def encoded(findings: Iterable[Mapping[str, Any]]) -> bytes:
    """The bytes of a baseline that holds these rows of the findings table, in an order that makes small diffs."""
    entries = [{name: row[name] for name in _TEXTS} | {"paths": list(paths(row))} for row in findings]
    entries.sort(key=lambda entry: (entry["paths"], entry["rule"], entry["finding_id"]))
    content = {"schema": SCHEMA, "findings": entries}
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf8") + b"\n"


def _entry(entry: Any, place: int, file: Path) -> Known:
    known = entry if isinstance(entry, Mapping) else {}
    texts: dict[str, Any] = {name: known.get(name) for name in _TEXTS}
    if not all(isinstance(texts[name], str) for name in ("finding_id", "rule")):
        where = f"findings[{place}]"
        raise ConfigError("has no finding_id or no rule", file=file, place=where, mend=_MEND)
    return Known(**texts, paths=tuple(known.get("paths") or ()))
