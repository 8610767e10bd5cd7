"""What is written down of a finding, in the baseline and with a waiver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def paths(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """The files that a row of the findings table speaks of, the primary place's first."""
    places = [finding, *finding["related"]]
    return tuple(dict.fromkeys(str(place["path"]) for place in places if place.get("path")))
