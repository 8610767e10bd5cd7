"""What a project decided before of each finding, and what changed between two reports.

A finding is `new` until somebody writes it into the baseline (`expectations/baseline.json`: known when the gate was
set up, to be worked off) or waives it (`expectations/waivers.toml`: looked at and accepted, by whom, why, until when).
Both name findings by fingerprint, so that they hold when lines move, and lapse when a figure changes.
"""

from __future__ import annotations

from audit.triage._entries import paths
from audit.triage._states import decided, settle
from audit.triage.diff import compare

__all__ = ["compare", "decided", "paths", "settle"]
