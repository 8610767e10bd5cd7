"""`expectations/waivers.toml`: findings that somebody looked at and accepts, why, and until when."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from audit.errors import ConfigError
from audit.model import Waiver

NAME = "waivers.toml"
_NEEDED = ("finding", "reason", "owner", "until")
_OPTIONAL = ("rule", "paths")
_HEADER = (
    "Findings that somebody looked at and accepts. Added by: audit waive FINDING --reason ... --owner ... --until DATE"
)


def load(file: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; an absent file has none.

    Raises ConfigError that names the entry: without a reason, an owner or a date nobody can judge a waiver later.
    """
    if not file.exists():
        return ()
    try:
        content = tomllib.loads(file.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", file=file, mend="correct the line it names") from error
    entries = content.pop("waiver", [])
    if content or not isinstance(entries, list):
        raise ConfigError(
            f"unknown key {next(iter(content), 'waiver')!r}", file=file, mend="each waiver starts with [[waiver]]"
        )
    found = [_waiver(entry, f"waiver {place}", file) for place, entry in enumerate(entries, 1)]
    _once(found, file)
    return tuple(found)


def added(file: Path, waiver: Waiver) -> str:
    """The text of the file with one waiver more, or the same finding's waiver renewed; comments stay as they are."""
    import tomlkit

    load(file)
    document = tomlkit.parse(file.read_text(encoding="utf8")) if file.exists() else tomlkit.document()
    if not document.body:
        document.add(tomlkit.comment(_HEADER))
    entries = document.setdefault("waiver", tomlkit.aot())
    entry = tomlkit.table()
    for name in (*_NEEDED, *_OPTIONAL):
        value = getattr(waiver, name)
        if value:
            entry[name] = list(value) if isinstance(value, tuple) else value
    at = next((i for i, old in enumerate(entries) if old.get("finding") == waiver.finding), None)
    if at is None:
        entries.append(entry)
    else:
        entries[at].update(entry)
    return tomlkit.dumps(document)


def _waiver(entry: Any, place: str, file: Path) -> Waiver:
    if not isinstance(entry, Mapping):
        raise ConfigError("is not a table", file=file, place=place, mend="write [[waiver]] above its lines")
    for name in _NEEDED:
        value = entry.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise ConfigError(f"has no {name}", file=file, place=place, mend=f"each waiver has {', '.join(_NEEDED)}")
    unknown = sorted(set(entry) - {*_NEEDED, *_OPTIONAL})
    if unknown:
        raise ConfigError(
            f"unknown key {unknown[0]!r}", file=file, place=place, mend=f"keys: {', '.join((*_NEEDED, *_OPTIONAL))}"
        )
    return Waiver(**{**entry, "until": _day(entry["until"], place, file), "paths": tuple(entry.get("paths") or ())})


def _day(value: Any, place: str, file: Path) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ConfigError(f"until is {value!r}", file=file, place=place, mend="write a day as 2027-01-31") from error


def _once(found: list[Waiver], file: Path) -> None:
    seen: set[str] = set()
    for place, waiver in enumerate(found, 1):
        if waiver.finding in seen:
            raise ConfigError(
                f"finding {waiver.finding!r} is waived twice",
                file=file,
                place=f"waiver {place}",
                mend="keep one of the two",
            )
        seen.add(waiver.finding)
