"""What is in force, and where each value comes from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit.config._config import Config, system_language
from audit.config._keys import KEYS
from audit.table import TABLES

READ = (*(f"{table}.json" for table in TABLES if table != "findings"), "indicators.csv", "sources.csv", "reference.csv")


@dataclass(frozen=True, slots=True)
class Setting:
    """One value in force. `kind` of its origin: default, file, option or environment; `where` names it."""

    key: str
    value: Any
    kind: str
    where: str | None = None


def with_options(config: Config, given: Mapping[str, Any]) -> Config:
    """The configuration with the options of a command that were given; they win over the file."""
    chosen = {name: value for name, value in given.items() if value is not None}
    options = {name: "--lang" if name == "language" else f"--{name.replace('_', '-')}" for name in chosen}
    return dataclasses.replace(config, **chosen, origins={**config.origins, **options})


def in_force(config: Config) -> tuple[Setting, ...]:
    """Every setting, in the order of the keys; a table has a row an entry, as `rules.contradiction.places`."""
    return tuple(setting for key in KEYS for setting in _settings(config, key.name, key.field))


def read_from(config: Config) -> dict[str, str]:
    """Where the files of `expectations/` are read from, by name: the project's own, or those shipped with audit."""
    own = config.root / config.expectations
    return {name: "own" if (own / name).exists() else "shipped" for name in READ if config.reading(name).exists()}


def _settings(config: Config, name: str, field: str) -> Iterator[Setting]:
    value, where = getattr(config, field), config.origins.get(field)
    if field == "language" and value is None:
        spoken, variable = system_language()
        yield Setting(name, spoken, "environment" if variable else "default", variable)
        return
    kind = "default" if where is None else "option" if where.startswith("--") else "file"
    entries = list(_entries(name, value)) or [(name, value)]
    yield from (Setting(key, entry, kind, where) for key, entry in entries)


def _entries(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The leaves of a table, by dotted key."""
    for key, entry in value.items() if isinstance(value, Mapping) else ():
        dotted = f"{name}.{_quoted(key)}"
        yield from _entries(dotted, entry) if isinstance(entry, Mapping) else ((dotted, entry),)


def _quoted(key: str) -> str:
    """A key as TOML wants it: one that holds a dot or a letter beyond ASCII stands in quotes."""
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if plain else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
