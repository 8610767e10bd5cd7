"""What the user set: `[tool.audit]` in pyproject.toml, or audit.toml; unknown keys are refused with a suggestion."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from audit import languages
from audit.errors import ConfigError
from audit.model import SEVERITIES

FILES = ("audit.toml", "pyproject.toml")
FAIL_ON = (*SEVERITIES, "never")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a run. Paths are relative to `root`, the folder of the file they were read from."""

    paths: tuple[str, ...] = ("seeds",)
    expectations: str = "expectations"
    reports: str = "reports"
    fail_on: str = "critical"
    min_confidence: float = 0.0
    strict_baseline: bool = False
    language: str | None = None
    disable: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path()
    origin: str = "defaults"

    def reading(self, name: str) -> Path:
        """A file of `expectations/`: the project's own where it has one, else the one shipped with audit."""
        own = self.root / self.expectations / name
        return own if own.exists() else shipped() / name

    def deciding(self, name: str) -> Path:
        """A file of the project's own `expectations/`, which need not be there: what it decided of its findings."""
        return self.root / self.expectations / name

    @property
    def speaks(self) -> str:
        """The language of reports: as configured, else Vietnamese where the system's is, else English."""
        if self.language:
            return self.language
        system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
        return "vi" if system.lower().startswith("vi") else languages.DEFAULT


def shipped() -> Path:
    """The folder of default suites and indicators: inside an installed package, else beside the package."""
    inside = Path(__file__).parent / "expectations"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "expectations"


def load(start: Path | None = None) -> Config:
    """The configuration that is in force in a folder: its own audit.toml or pyproject.toml, else the defaults.

    Raises ConfigError for a file that does not parse, an unknown key or a value of the wrong kind.
    """
    folder = start or Path()
    for name in FILES:
        file = folder / name
        if file.is_file():
            settings = _section(file)
            if settings is not None:
                return replace(_typed(settings, file), root=folder, origin=str(file))
    return Config(root=folder)


def _section(file: Path) -> Mapping[str, Any] | None:
    try:
        content = _parsed(file.read_text(encoding="utf8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", file=file, mend="correct the line it names") from error
    return content if file.name == "audit.toml" else content.get("tool", {}).get("audit")


@lru_cache(maxsize=8)
def _parsed(text: str) -> Mapping[str, Any]:
    """TOML as a mapping, parsed once: one text after another is extracted under one configuration."""
    return tomllib.loads(text)


def _typed(settings: Mapping[str, Any], file: Path) -> Config:
    known = [f.name for f in fields(Config) if f.name not in ("root", "origin")]
    values: dict[str, Any] = {}
    for key, value in settings.items():
        name = key.replace("-", "_")
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            mend = f"did you mean {near[0].replace('_', '-')}?" if near else f"known keys: {', '.join(known)}"
            raise ConfigError(f"unknown key {key!r}", file=file, mend=mend)
        values[name] = _value(name, value, file)
    return Config(**values)


def _value(name: str, value: Any, file: Path) -> Any:
    """One setting as its field wants it."""
    choices = {"fail_on": FAIL_ON, "language": languages.codes()}.get(name)
    if choices and value not in choices:
        raise ConfigError(f"{name} is {value!r}", file=file, mend=f"use one of {', '.join(choices)}")
    if name in ("paths", "disable"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{name} is not a list of strings", file=file, mend=f'write {name} = ["..."]')
        return tuple(value)
    if name == "severity":
        if not isinstance(value, Mapping) or any(level not in SEVERITIES for level in value.values()):
            raise ConfigError(
                "severity is not a table of rule = level", file=file, mend=f"levels: {', '.join(SEVERITIES)}"
            )
        return dict(value)
    if name == "strict_baseline":
        if not isinstance(value, bool):
            raise ConfigError(f"{name} is {value!r}", file=file, mend="use true or false")
        return value
    if name == "min_confidence":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"min_confidence is {value!r}", file=file, mend="use a number from 0 to 1")
        return float(value)
    if not isinstance(value, str):
        raise ConfigError(f"{name} is not a string", file=file, mend=f'write {name} = "..."')
    return value
