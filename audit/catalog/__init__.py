"""The data files of `expectations/` that users edit: indicators, sources and reference values, read strictly."""

from __future__ import annotations

from audit.catalog._configured import known, right
from audit.catalog._indicators import INDICATOR_COLUMNS, TRENDS, indicators
from audit.catalog._references import FORMS, REFERENCE_COLUMNS, References, references
from audit.catalog._sources import SOURCE_COLUMNS, SourceRow, sources

__all__ = [
    "FORMS",
    "INDICATOR_COLUMNS",
    "REFERENCE_COLUMNS",
    "SOURCE_COLUMNS",
    "TRENDS",
    "References",
    "SourceRow",
    "indicators",
    "known",
    "references",
    "right",
    "sources",
]
