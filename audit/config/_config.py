"""The settings of a run, whoever made them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit import languages

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a run. Paths are relative to `root`, the folder of the file they were read from.

    `origins` says of each field that was set where that was: a file, or an option of the command.
    """

    paths: tuple[str, ...] = ("seeds",)
    expectations: str = "expectations"
    reports: str = "reports"
    fail_on: str = "critical"
    min_confidence: float = 0.0
    strict_baseline: bool = False
    article_seconds: float = 60.0
    docs_articles: int = 2000
    language: str | None = None
    disable: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    trust: Mapping[str, float] = field(default_factory=dict)
    root: Path = Path()
    origin: str = "defaults"
    origins: Mapping[str, str] = field(default_factory=dict)

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
        return self.language or system_language()[0]


def system_language() -> tuple[str, str | None]:
    """The language of reports where none is configured, and the variable of the environment that says so."""
    variable = next((name for name in VARIABLES if os.environ.get(name)), None)
    vietnamese = variable is not None and os.environ[variable].lower().startswith("vi")
    return "vi" if vietnamese else languages.DEFAULT, variable


def shipped() -> Path:
    """The folder of default suites and indicators: inside an installed package, else beside the package."""
    package = Path(__file__).parent.parent
    inside = package / "expectations"
    return inside if inside.is_dir() else package.parent / "expectations"
