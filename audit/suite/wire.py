"""Hits as plain JSON values, so that they pass through Great Expectations and come back as they were."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from audit.model import Hit


def to_wire(hit: Hit) -> dict[str, Any]:
    """A hit as a mapping of JSON values."""
    return {
        "row": int(hit.row),
        "fields": {str(name): plain(value) for name, value in hit.fields.items()},
        "related": [[int(row), note] for row, note in hit.related],
        "variant": hit.variant,
        "severity": hit.severity,
        "confidence": float(hit.confidence),
        "span": [int(edge) for edge in hit.span] if hit.span else None,
    }


def from_wire(value: Mapping[str, Any]) -> Hit:
    """The hit that `to_wire` wrote."""
    return Hit(
        row=value["row"],
        fields=dict(value["fields"]),
        related=tuple((row, note) for row, note in value["related"]),
        variant=value["variant"],
        severity=value["severity"],
        confidence=value["confidence"],
        span=tuple(value["span"]) if value["span"] else None,
    )


def plain(value: Any) -> Any:
    """A value as JSON knows it: numpy scalars unwrapped, missing values null, dates in ISO 8601, sets in order."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return [plain(item) for item in sorted(value, key=str)]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):  # numpy: an array becomes a list, a scalar a Python value
        return plain(value.tolist())
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
