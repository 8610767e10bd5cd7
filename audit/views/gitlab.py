"""Findings as a GitLab code quality report, which a merge request shows beside the changed lines.

See docs.gitlab.com/ci/testing/code_quality (Code Quality report format).
"""

from __future__ import annotations

from typing import Any

from audit.config import Config
from audit.model import Audit
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._spots import Spot, Spots
from audit.views._tally import tally
from audit.views.json import encoded

STREAM = "gl-code-quality-report.json"
SEVERITY = {"critical": "critical", "warning": "major", "info": "info"}


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`gl-code-quality-report.json`: the findings that count and have a file, the worst first."""
    spots = Spots(audit, config)
    placed = ((row, spots.spot(row)) for row in tally(audit, config).counted)
    return {"gl-code-quality-report.json": encoded([_issue(row, spot) for row, spot in placed if spot])}


def _issue(row: Row, spot: Spot) -> dict[str, Any]:
    return {
        "description": safe(row["message"] or row["rule"]),
        "check_name": row["rule"],
        "fingerprint": row["finding_id"],
        "severity": SEVERITY[row["severity"]],
        "location": {"path": spot.path, "lines": {"begin": spot.line or 1, "end": spot.end_line or 1}},
    }
