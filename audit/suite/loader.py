"""Reads suites strictly: what Great Expectations would log and drop is an error that names file and entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from audit.config import Config
from audit.errors import ConfigError
from audit.suite.entry import Entry, Given, Place, make, near
from audit.suite.expectation import classes

TABLES = ("articles", "blocks", "facts", "groups", "scores")
KEYS = ("name", "expectations", "meta", "notes", "id", "suite_parameters")


def load(tables: Iterable[str], config: Config) -> dict[str, tuple[Entry, ...]]:
    """The suites of these tables as they are in force: disabled rules dropped, severities and options as configured.

    The suites of the other tables are read too: the rules that the configuration names are looked up in all of
    them, and a broken suite is known before anything is validated. Raises ConfigError naming file, entry and mend.
    """
    classes()  # registers the rules with GX, so that suites can name them
    given = Given(config.severity, config.rules, config.speaks)
    suites = {name: read(name, config.reading(f"{name}.json"), given) for name in TABLES}
    known = sorted({entry.rule_id for entries in suites.values() for entry in entries})
    for key, names in (("disable", config.disable), ("severity", config.severity), ("rules", config.rules)):
        for name in names:
            if name not in known:
                mend = near(name, known).replace("the documentation of Great Expectations", "`audit rules`")
                raise ConfigError(f"there is no rule {name!r}", file=config.origin, place=key, mend=mend)
    Place(Path(config.expectations)).keys(tables, TABLES, "there is no suite for a table")
    return {name: tuple(entry for entry in suites[name] if entry.rule_id not in config.disable) for name in tables}


def read(table: str, file: Path, given: Given | None = None) -> tuple[Entry, ...]:
    """The entries of one suite file, in its order, with what the configuration says of their rules."""
    suite, place = _json(file), Place(file)
    if not isinstance(suite, dict):
        raise place.bad("is not a JSON object", 'write {"name": ..., "expectations": [...]}')
    place.keys(suite, KEYS)
    if not isinstance(suite.get("name"), str) or not suite["name"]:
        raise place.bad("the suite has no name", f'add "name": "{table}"')
    if not isinstance(suite.get("expectations"), list) or not suite["expectations"]:
        raise place.bad("the suite is empty", "add an expectation, or remove the file to use the default suite")
    entries: dict[str, Entry] = {}
    for index, raw in enumerate(suite["expectations"]):
        entry = make(table, index, raw, file, given or Given())
        if entry.rule_id in entries:
            twice = Place(file, f"expectations[{index}] {entry.rule_id}")
            raise twice.bad("its rule_id is used before", "give one of the two another name")
        entries[entry.rule_id] = entry
    return tuple(entries.values())


def _json(file: Path) -> Any:
    place = Place(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_finite)
    except FileNotFoundError as error:
        raise place.bad("no such file", "create it, or correct the path") from error
    except OSError as error:
        raise place.bad(f"cannot be read: {error.strerror}", "make it a file that can be read") from error
    except json.JSONDecodeError as error:
        where = Place(file, f"{error.lineno}:{error.colno}")
        raise where.bad(f"not valid JSON: {error.msg}", "correct that line") from error
    except (ValueError, RecursionError) as error:
        raise place.bad(f"not valid JSON: {error}", "correct it") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """In JSON a key may stand twice and the last one wins; here that is an error."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"key {next(name for name in names if names.count(name) > 1)!r} stands twice in one object")
    return content


def _finite(name: str) -> float:
    raise ValueError(f"{name} is not a number that JSON has")
