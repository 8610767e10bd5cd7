"""Findings as GitHub's workflow commands, which it shows beside the lines of a pull request.

A step shows at most ten annotations of a kind, so only the ten worst are written, and a line of the log says how many
there are. See docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

from audit.config import Config
from audit.model import Audit
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._spots import Spot, Spots
from audit.views._tally import tally
from audit.views._words import Words

STREAM = "annotations.txt"
MOST = 10
COMMANDS = {"critical": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`annotations.txt`: a command a finding that counts, the worst first, at most ten; then how many there are."""
    counted, spots, words = tally(audit, config), Spots(audit, config), Words(config.speaks)
    lines = [_command(row, spots.spot(row)) for row in counted.counted[:MOST]]
    if len(counted.counted) > MOST:
        counts = words.severities(row["severity"] for row in counted.counted)
        lines.append(words.say("annotated", shown=MOST, counts=counts))
    return {"annotations.txt": "".join(f"{line}\n" for line in lines).encode("utf8")}


def _command(row: Row, spot: Spot | None) -> str:
    known = {"title": f"{row['severity']}: {row['rule']}"}
    if spot:
        known["file"] = spot.path
        places = {"line": spot.line, "endLine": spot.end_line}
        if spot.line == spot.end_line:
            places |= {"col": spot.column, "endColumn": spot.end_column}
        known |= {name: str(value) for name, value in places.items() if value is not None}
    written = ",".join(f"{name}={safe(value).translate(_PROPERTY)}" for name, value in known.items())
    return f"::{COMMANDS[row['severity']]} {written}::{safe(row['message'] or '').translate(_DATA)}"
