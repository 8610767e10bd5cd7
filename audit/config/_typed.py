"""The values of a configuration file, each of the kind its key takes, or an error that names it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from audit.config._keys import KEYS, Key
from audit.errors import ConfigError
from audit.model import SEVERITIES


class _Wrong(Exception):  # noqa: N818 - what is wrong with a value, until its key and file are known
    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend


def typed(settings: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """The fields of `Config` that a file sets. Raises ConfigError for an unknown key or a value of another kind."""
    known = {key.name: key for key in KEYS}
    values: dict[str, Any] = {}
    for given, value in settings.items():
        key = known.get(given.replace("_", "-"))
        if key is None:
            raise ConfigError(f"unknown key {given!r}", file=file, mend=_nearest(given, list(known)))
        if key.field in values:
            raise ConfigError(f"{key.name} is written twice", file=file, mend=f"keep one {key.name}")
        try:
            values[key.field] = _READERS[key.kind](key, value)
        except _Wrong as wrong:
            raise ConfigError(wrong.what, file=file, mend=wrong.mend) from None
    return values


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name.replace("_", "-"), known, 1)
    return f"did you mean {near[0]}?" if near else f"known keys: {', '.join(known)}"


def _string(key: Key, value: Any) -> str:
    if key.choices and value not in key.choices:
        raise _Wrong(f"{key.name} cannot be {value!r}", f"use one of {', '.join(key.choices)}")
    if not isinstance(value, str) or not value:
        raise _Wrong(f"{key.name} is not a string", f'write {key.name} = "..."')
    return value


def _strings(key: Key, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Wrong(f"{key.name} is not a list of strings", f'write {key.name} = ["..."]')
    return tuple(value)


def _boolean(key: Key, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"{key.name} cannot be {value!r}", "use true or false")
    return value


def _share(key: Key, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _Wrong(f"{key.name} cannot be {value!r}", "use a number from 0 to 1")
    return float(value)


def _count(key: Key, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Wrong(f"{key.name} cannot be {value!r}", "use a whole number, 0 or more")
    return value


def _seconds(key: Key, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise _Wrong(f"{key.name} cannot be {value!r}", "use a number of seconds above 0")
    return float(value)


def _levels(key: Key, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or any(level not in SEVERITIES for level in value.values()):
        raise _Wrong(f"{key.name} is not a table of rule = level", f"levels: {', '.join(SEVERITIES)}")
    return dict(value)


def _options(key: Key, value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, Mapping) or not all(isinstance(options, Mapping) for options in value.values()):
        raise _Wrong(f"{key.name} is not a table of tables", f"write [{key.name}.RULE] above the options of a rule")
    return {rule: dict(options) for rule, options in value.items()}


def _weights(key: Key, value: Any) -> dict[str, float]:
    if not isinstance(value, Mapping):
        raise _Wrong(f"{key.name} is not a table of source = weight", 'write "example.vn" = 0.5 below [trust]')
    for source, weight in value.items():
        if isinstance(weight, Mapping):
            raise _Wrong(f"{key.name}.{source} is no weight", 'quote a name that holds a dot: "example.vn" = 0.5')
    return {source: _share(Key(f"{key.name}.{source}", "share", ""), weight) for source, weight in value.items()}


_READERS: Mapping[str, Callable[[Key, Any], Any]] = {
    "string": _string,
    "strings": _strings,
    "boolean": _boolean,
    "share": _share,
    "count": _count,
    "seconds": _seconds,
    "levels": _levels,
    "options": _options,
    "weights": _weights,
}
