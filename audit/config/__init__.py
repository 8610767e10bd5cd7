"""What the user set: `[tool.audit]` in pyproject.toml, or audit.toml; unknown keys are refused with a suggestion.

One room a question: `_keys` says which keys there are, `_typed` what each takes, `_rules` which rules and options can
be named, `_force` where each value comes from, `_schema` tells editors what can be written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit.config._config import Config, shipped, system_language
from audit.config._force import Setting, in_force, read_from, with_options
from audit.config._keys import FAIL_ON, KEYS, Key
from audit.config._rules import check
from audit.config._typed import typed
from audit.errors import ConfigError

__all__ = [
    "FAIL_ON", "FILES", "KEYS", "Config", "Key", "Setting", "in_force", "load", "read_from", "schema", "shipped",
    "system_language", "with_options",
]  # fmt: skip

FILES = ("audit.toml", "pyproject.toml")


def load(start: Path | None = None) -> Config:
    """The configuration that is in force in a folder: its own audit.toml or pyproject.toml, else the defaults.

    Raises ConfigError for a file that cannot be read, an unknown key, rule or option, or a value of the wrong kind.
    """
    folder = start or Path()
    for name in FILES:
        file = folder / name
        if file.is_file():
            settings = _section(file)
            if settings is not None:
                values = typed(settings, file)
                origins = dict.fromkeys(values, name)
                config = Config(**values, root=folder, origin=str(file), origins=origins)
                check(config, file)
                return config
    return Config(root=folder)


def schema() -> bytes:
    """The JSON Schema of audit.toml, for editors; it knows every rule that is installed."""
    from audit.config._schema import document

    return document()


def _section(file: Path) -> Mapping[str, Any] | None:
    try:
        content = _parsed(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", file=file, mend="correct the line it names") from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", file=file, mend="make it a file to read") from error
    if file.name == "audit.toml":
        return content
    tools = content.get("tool")
    section = tools.get("audit") if isinstance(tools, Mapping) else None
    if section is not None and not isinstance(section, Mapping):
        raise ConfigError("is not a table", file=file, place="tool.audit", mend="write [tool.audit] above its keys")
    return section


@lru_cache(maxsize=8)
def _parsed(text: str) -> Mapping[str, Any]:
    """TOML as a mapping, parsed once: one text after another is extracted under one configuration."""
    return tomllib.loads(text)
