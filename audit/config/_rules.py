"""The rules that a configuration names: whether they exist, and whether they take the options they are given.

Rules are imported only where options are set: most commands name none and need not pay for it.
"""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from audit import registry
from audit.config._config import Config
from audit.errors import ConfigError
from audit.table import TABLES


def check(config: Config, file: Path) -> None:
    """Raises ConfigError where `disable`, `severity` or `rules` name a rule or an option that does not exist."""
    for key, named in (("disable", config.disable), ("severity", config.severity)):
        for name in named:
            if not any(name in names() for names in _sources(config)):
                every = [rule for names in _sources(config) for rule in names()]
                raise _unknown("there is no rule", name, file, key, every)
    for name, options in config.rules.items():
        known = registry.members("rules")
        if name not in known and name in _entries(config):
            mend = f"change its kwargs in {config.expectations}/"
            raise ConfigError(f"{name} is an expectation without options", file=file, place="rules", mend=mend)
        if name not in known:
            raise _unknown("there is no rule", name, file, "rules", list(known))
        _options(name, known[name].RULE.options, options, file)


def _sources(config: Config) -> tuple[Callable[[], Iterable[str]], ...]:
    """What knows names of rules, the cheapest first: this package, the suites, the packages that are installed."""
    return lambda: registry.names("rules"), lambda: _entries(config), lambda: registry.offered("rules")


def _entries(config: Config) -> Iterator[str]:
    """The names of the entries of all suites. A suite that cannot be read is an error of the validation."""
    for table in TABLES:
        with suppress(OSError, ValueError, KeyError, TypeError):
            suite = json.loads(config.reading(f"{table}.json").read_text(encoding="utf-8-sig"))
            yield from [str(entry["meta"]["rule_id"]) for entry in suite["expectations"]]


def _options(rule: str, known: Mapping[str, Any], given: Mapping[str, Any], file: Path) -> None:
    for name, value in given.items():
        if name not in known:
            refused = f"{rule} takes no option"
            if not known:
                raise ConfigError(f"{refused} {name!r}", file=file, place=f"rules.{rule}", mend="remove it")
            raise _unknown(refused, name, file, f"rules.{rule}", list(known))
        wanted = _wanted(known[name], value)
        if wanted:
            mend = f"write {wanted}; without it, it is {known[name]!r}"
            raise ConfigError(f"{name} cannot be {value!r}", file=file, place=f"rules.{rule}", mend=mend)


def _wanted(default: Any, value: Any) -> str | None:
    """What an option takes, from its default, where the value is something else. Counts and shares are not negative."""
    if isinstance(default, bool):
        return None if isinstance(value, bool) else "true or false"
    if isinstance(default, int | float):
        whole, number = isinstance(default, int), isinstance(value, int | float) and not isinstance(value, bool)
        fits = number and math.isfinite(value) and (value >= 0 or default < 0) and (isinstance(value, int) or not whole)
        return None if fits else "a whole number" if whole else "a number"
    if isinstance(default, str):
        return None if isinstance(value, str) else "a string"
    return None


def _unknown(what: str, name: str, file: Path, place: str, known: list[str]) -> ConfigError:
    near = difflib.get_close_matches(name, known, 1)
    mend = f"did you mean {near[0]!r}?" if near else "see audit rules, and audit explain RULE for its options"
    return ConfigError(f"{what} {name!r}", file=file, place=place, mend=mend)
