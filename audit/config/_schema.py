"""The configuration as a JSON Schema, from which editors complete and check audit.toml.

python -m audit.config._schema docs/audit.schema.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

from audit import registry
from audit.config._config import Config
from audit.config._keys import KEYS, Key
from audit.model import SEVERITIES

# Editors of TOML read this draft; newer ones not everywhere.
DRAFT = "http://json-schema.org/draft-07/schema#"
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_OPTIONS = re.compile(r"^## Options\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def document() -> bytes:
    """The schema of audit.toml, and of `[tool.audit]`, with every rule that is installed."""
    rules = {name: module for name, module in registry.members("rules").items() if hasattr(module, "RULE")}
    schema = {
        "$schema": DRAFT,
        "title": "audit.toml",
        "description": "The configuration of audit: audit.toml, or [tool.audit] in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _property(key, rules) for key in KEYS},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2).encode("utf8") + b"\n"


def _property(key: Key, rules: Mapping[str, ModuleType]) -> dict[str, Any]:
    default = next(field.default for field in fields(Config) if field.name == key.field)
    return {"description": key.help} | _KINDS[key.kind](key, rules) | _default(default)


def _default(value: object) -> dict[str, Any]:
    """The default of a setting that has one in a file's own terms; tables are empty and need not say so."""
    if isinstance(value, tuple):
        return {"default": list(value)}
    return {"default": value} if isinstance(value, str | bool | float) else {}


def _string(key: Key, rules: Mapping[str, ModuleType]) -> dict[str, Any]:
    return {"enum": list(key.choices)} if key.choices else {"type": "string", "minLength": 1}


def _strings(key: Key, rules: Mapping[str, ModuleType]) -> dict[str, Any]:
    """A list; of rules, completed by those that are known. The names of a suite's own entries are names, too."""
    known = [{"enum": list(rules)}, {"type": "string"}] if key.name == "disable" else [{"type": "string"}]
    return {"type": "array", "items": {"anyOf": known} if len(known) > 1 else known[0]}


def _levels(key: Key, rules: Mapping[str, ModuleType]) -> dict[str, Any]:
    level = {"enum": list(SEVERITIES)}
    known = {name: {"description": _first(module)} | level for name, module in rules.items()}
    return {"type": "object", "properties": known, "additionalProperties": level}


def _options(key: Key, rules: Mapping[str, ModuleType]) -> dict[str, Any]:
    known = {name: _rule(module) for name, module in rules.items() if module.RULE.options}
    return {"type": "object", "properties": known, "additionalProperties": {"type": "object", "maxProperties": 0}}


def _rule(module: ModuleType) -> dict[str, Any]:
    told = _OPTIONS.search(module.__doc__ or "")
    said = " ".join(told[1].split()) if told else _first(module)
    options = {name: _option(default) for name, default in module.RULE.options.items()}
    return {"description": said, "type": "object", "properties": options, "additionalProperties": False}


def _option(default: object) -> dict[str, Any]:
    if isinstance(default, bool | str):
        return {"type": "boolean" if isinstance(default, bool) else "string", "default": default}
    if isinstance(default, int | float):
        least = {"minimum": 0} if default >= 0 else {}
        return {"type": "integer" if isinstance(default, int) else "number", **least, "default": default}
    return {}


def _first(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().split("\n", 1)[0]


_KINDS: Mapping[str, Callable[[Key, Mapping[str, ModuleType]], dict[str, Any]]] = {
    "string": _string,
    "strings": _strings,
    "boolean": lambda key, rules: {"type": "boolean"},
    "share": lambda key, rules: dict(_SHARE),
    "count": lambda key, rules: {"type": "integer", "minimum": 0},
    "seconds": lambda key, rules: {"type": "number", "exclusiveMinimum": 0},
    "levels": _levels,
    "options": _options,
    "weights": lambda key, rules: {"type": "object", "additionalProperties": _SHARE},
}


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(document())
