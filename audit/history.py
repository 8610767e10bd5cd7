"""What each run found, kept in `history.sqlite` among the reports: how findings and scores moved.

A file that cannot be read, or that a newer version of this package wrote, is set aside under another name and never
overwritten; a run that cannot note itself down is reported all the same.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

from audit.clock import now
from audit.errors import AuditError
from audit.model import SEVERITIES, Audit

NAME, VERSION = "history.sqlite", 1
WAIT = 30  # seconds that a run waits for another one that is noting itself down
SCHEMA = f"""
CREATE TABLE runs (
  run INTEGER PRIMARY KEY, at TEXT NOT NULL, version TEXT NOT NULL, revision TEXT, articles INTEGER NOT NULL,
  facts INTEGER NOT NULL, critical INTEGER NOT NULL, warning INTEGER NOT NULL, info INTEGER NOT NULL,
  waived INTEGER NOT NULL, baseline INTEGER NOT NULL
);
CREATE TABLE rules (
  run INTEGER NOT NULL REFERENCES runs, rule TEXT NOT NULL, severity TEXT NOT NULL, findings INTEGER NOT NULL
);
CREATE TABLE scores (
  run INTEGER NOT NULL REFERENCES runs, source TEXT NOT NULL, score REAL, low REAL, high REAL, n INTEGER
);
PRAGMA user_version = {VERSION};
"""
TABLES: Mapping[str, tuple[str, ...]] = {
    "runs": (
        "run", "at", "version", "revision", "articles", "facts", "critical", "warning", "info", "waived", "baseline",
    ),
    "rules": ("run", "rule", "severity", "findings"),
    "scores": ("run", "source", "score", "low", "high", "n"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """What came of noting a run down: its number, and the file that was set aside for it, where one was."""

    run: int
    aside: Path | None = None


def note(folder: Path, found: Audit, version: str, revision: str | None = None) -> Noted:
    """Append a run to the history of a folder of reports. Raises AuditError where it cannot be written."""
    file = folder / NAME
    aside = _set_aside(file)
    try:
        with _opened(file) as base, base:
            base.execute("BEGIN IMMEDIATE")
            if not base.execute("PRAGMA user_version").fetchone()[0]:
                for statement in SCHEMA.split(";"):
                    base.execute(statement)
            return Noted(_append(base, found, version, revision), aside)
    except (sqlite3.Error, OSError) as error:
        mend = "free some space or allow writing there"
        raise AuditError(f"the history cannot be written: {error}", file=file, mend=mend) from error


def read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables of a history, oldest run first; empty ones where there is none.

    Raises AuditError for a file that is none or that a newer version wrote; the file stays as it is.
    """
    file = folder / NAME
    if not file.exists():
        return {name: [] for name in TABLES}
    if problem := _problem(file):
        raise AuditError(problem, file=file, mend="move it away; the next run starts a new one")
    with _opened(file) as base:
        base.row_factory = sqlite3.Row
        return {name: [dict(row) for row in base.execute(f"SELECT * FROM {name} ORDER BY run, 2")] for name in TABLES}


def _append(base: sqlite3.Connection, found: Audit, version: str, revision: str | None) -> int:
    findings = found.findings
    states = findings["state"].value_counts()
    new = findings[findings["state"] == "new"]
    severities = new["severity"].value_counts()
    row: Mapping[str, Any] = {
        "at": now().isoformat(timespec="seconds"), "version": version, "revision": revision,
        "articles": len(found.articles), "facts": len(found.facts),
        **{name: int(severities.get(name, 0)) for name in SEVERITIES},
        **{name: int(states.get(name, 0)) for name in ("waived", "baseline")},
    }  # fmt: skip
    run = _insert(base, "runs", row)
    said = Counter(zip(new["rule"], new["severity"], strict=True))
    for (rule, severity), count in sorted(said.items()):
        _insert(base, "rules", {"run": run, "rule": rule, "severity": severity, "findings": count})
    for score in found.scores.sort_values("source").to_dict("records"):
        known = {name: None if isnan(score[name]) else score[name] for name in ("score", "low", "high")}
        _insert(base, "scores", {"run": run, "source": score["source"], **known, "n": int(score["n"])})
    return run


def _insert(base: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    done = base.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))
    return int(done.lastrowid or 0)


def _set_aside(file: Path) -> Path | None:
    """Where a file went that is no history of this version; None where it may be used."""
    if not file.exists() or not _problem(file):
        return None
    nth = 1
    while (aside := file.with_name(f"{file.name}.aside-{nth}")).exists():
        nth += 1
    file.rename(aside)
    return aside


def _problem(file: Path) -> str | None:
    """Why a file cannot be used as a history, None where it can."""
    try:
        with _opened(file) as base:
            version = int(base.execute("PRAGMA user_version").fetchone()[0])
            if version > VERSION:
                return f"was written by a newer version of audit (form {version}, this one knows {VERSION})"
            sound = base.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        return f"is damaged: {error}"
    if sound != "ok":
        return f"is damaged: {sound}"
    return None if tables >= set(TABLES) or not tables else "is a database of something else"


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=WAIT, isolation_level=None)) as base:
        yield base
