"""What changed between two audits: findings that are new or changed in full, fixed ones in a line each, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from audit.config import Config
from audit.model import CHANGES, SEVERITIES, Audit
from audit.views._rows import Row, finite, plain
from audit.views._safe import safe
from audit.views._terminal.findings import Drawing
from audit.views._terminal.look import Look
from audit.views._words import Words
from audit.views.json import encoded

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "audit-diff/1"
_HEADS = {"new": "change_new", "changed": "change_changed"}


def changes(found: pd.DataFrame, after: Audit, config: Config, look: Look) -> Iterator[Text]:
    """The lines of a comparison. `found` is what `triage.compare` gives, `after` the later audit of the two."""
    words, listed = Words(config.speaks), _rows(found)
    drawing = Drawing(after, words, look)
    for row in listed:
        if row["change"] in _HEADS:
            yield from look.prose(words.say(_HEADS[row["change"]]), row["severity"])
            yield from drawing.finding(row)
            if row["before"]:
                yield from look.prose(words.say("before", message=safe(row["before"], look.encoding)), "rule")
            yield Text()
    for row in listed:
        if row["change"] == "fixed":
            where = f"{row['path'] or ''}:{row['line'] or ''}".strip(":")
            said = safe(f"{row['severity']}[{row['rule']}] {where}: {row['message']}", look.encoding)
            yield from look.prose(words.say("change_fixed", finding=said), "good")
    counts = Counter(row["change"] for row in listed)
    yield from look.prose(words.say("changes", **{change: counts[change] for change in CHANGES}))


def changes_json(found: pd.DataFrame) -> bytes:
    """The comparison as JSON: every finding of either audit with its `change`."""
    listed = [{name: finite(value) for name, value in row.items()} for row in _rows(found)]
    counts = Counter(row["change"] for row in listed)
    return encoded({"schema": SCHEMA, "counts": {change: counts[change] for change in CHANGES}, "changes": listed})


def worse(found: pd.DataFrame, config: Config) -> bool:
    """Whether a finding came or changed that nobody waived, sure enough and at or above `config.fail_on`."""
    if config.fail_on not in SEVERITIES:
        return False
    bad = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1]
    return any(
        row["change"] in ("new", "changed")
        and row["state"] != "waived"
        and row["severity"] in bad
        and (row["confidence"] is None or row["confidence"] >= config.min_confidence)
        for row in _rows(found)
    )


def _rows(found: pd.DataFrame) -> list[Row]:
    extra = zip(found["change"], found["before"], strict=True)
    return [
        row | {"change": change, "before": before}
        for row, (change, before) in zip(plain(found, "findings"), extra, strict=True)
    ]
