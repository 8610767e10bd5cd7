"""The data files as a project configures them: its own where it has them, else those shipped with audit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit.catalog._indicators import indicators
from audit.catalog._references import FORMS, References, references
from audit.model import Indicator

if TYPE_CHECKING:
    from audit.config import Config


def known(config: Config) -> tuple[Indicator, ...]:
    """The indicators of a project."""
    return indicators(config.reading("indicators.csv"))


def right(config: Config, of: Iterable[Indicator] | None = None) -> References:
    """The reference values of a project, of the indicators `of` (else its own)."""
    return references([config.reading(name) for name in FORMS], known(config) if of is None else of)
