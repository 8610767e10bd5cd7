"""Findings as SARIF 2.1.0, for code scanning and editors.

Columns count code points and say so. Fingerprints are those of the findings, waivers are suppressions with their
reason, the baseline is `baselineState`. The numbers of results and places keep to what GitHub takes:
docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audit import __version__, registry
from audit.config import Config
from audit.model import Audit, Waiver
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._spots import Spot, Spots, worst_first
from audit.views._terminal.pages import severity, title
from audit.views.json import encoded

STREAM = "findings.sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "warning": "warning", "info": "note"}
MOST_RESULTS, MOST_PLACES, MOST_TEXT = 5000, 100, 1000


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`findings.sarif`: one run, one result a finding, new and worst ones first; more than 5,000 are not written."""
    found = worst_first(audit)
    shown = found[:MOST_RESULTS]
    names = list(dict.fromkeys(row["rule"] for row in shown))
    at, spots = {name: index for index, name in enumerate(names)}, Spots(audit, config)
    results = [_result(row, at[row["rule"]], spots, audit.triage.waivers.get(row["finding_id"])) for row in shown]
    run = {
        "tool": {"driver": {"name": "audit", "version": __version__, "rules": _rules(names, config)}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audit, len(found) - len(shown))],
        "results": results,
    }
    return {"findings.sarif": encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})}


def _rules(names: Iterable[str], config: Config) -> list[dict[str, Any]]:
    return [_rule(name, config) for name in names]


def _rule(name: str, config: Config) -> dict[str, Any]:
    known = registry.members("rules")
    if name not in known:
        return {"id": name}
    module = known[name]
    text = (module.__doc__ or name).strip()
    return {
        "id": name,
        "shortDescription": {"text": title(name, module, config.speaks)},
        "fullDescription": {"text": text.split("\n", 1)[0]},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": LEVELS[severity(name, known, config)]},
        "properties": {"tags": [module.RULE.dimension]},
    }


def _result(row: Row, at: int, spots: Spots, waiver: Waiver | None) -> dict[str, Any]:
    primary = spots.spot(row)
    related = [(spots.spot(place), place.get("note")) for place in row["related"][:MOST_PLACES]]
    result: dict[str, Any] = {
        "ruleId": row["rule"],
        "ruleIndex": at,
        "level": LEVELS[row["severity"]],
        "message": {"text": _text(row["message"])},
        "locations": [{"physicalLocation": _physical(primary)}] if primary else [],
        "partialFingerprints": {"audit/v1": row["finding_id"]},
        "baselineState": "unchanged" if row["state"] == "baseline" else "new",
        "rank": round(100 * (1.0 if row["confidence"] is None else row["confidence"]), 1),
        "suppressions": [_suppression(waiver)] if waiver else [],
    }
    places = [_related(spot, note, index) for index, (spot, note) in enumerate(related, 1) if spot]
    return result | ({"relatedLocations": places} if places else {})


def _related(spot: Spot, note: str | None, index: int) -> dict[str, Any]:
    message = {"message": {"text": _text(note)}} if note else {}
    return {"id": index, "physicalLocation": _physical(spot), **message}


def _physical(spot: Spot) -> dict[str, Any]:
    inside = {} if spot.uri.startswith("file:") else {"uriBaseId": "%SRCROOT%"}
    place: dict[str, Any] = {"artifactLocation": {"uri": spot.uri, **inside}}
    if spot.line is not None:
        region = {"startLine": spot.line, "startColumn": spot.column}
        place["region"] = region | {"endLine": spot.end_line, "endColumn": spot.end_column}
    return place


def _suppression(waiver: Waiver) -> dict[str, Any]:
    said = f"{waiver.reason} ({waiver.owner}, until {waiver.until.isoformat()})"
    return {"kind": "external", "status": "accepted", "justification": _text(said)}


def _invocation(audit: Audit, left_out: int) -> dict[str, Any]:
    """Whether every check could judge, and what of the findings is not written here."""
    broken = [result for result in audit.results if result.error]
    said = [f"{result.rule} of {result.table} could not judge: {result.error}" for result in broken]
    said += [f"{left_out} findings are not written here: findings.json holds all"] if left_out else []
    notes = [{"level": "warning", "message": {"text": _text(text)}} for text in said]
    return {"executionSuccessful": not broken, "toolExecutionNotifications": notes}


def _text(message: str | None) -> str:
    """A message on one line, harmless wherever it is shown; never empty, as the schema asks."""
    shown = safe(message or "") or "-"
    return shown if len(shown) <= MOST_TEXT else f"{shown[: MOST_TEXT - 1]}…"
