"""What a reader of the report counts: findings by severity, comparable figures, checks that could not judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from audit.config import Config
from audit.model import SEVERITIES, Audit, Result
from audit.views._rows import Row, column, rows


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts behind a verdict. Only findings that are new and sure enough count.

    `states` counts all findings by what was decided of them before: new, waived, baseline, untouched.
    `broken` checks could not judge; `idle` ones had nothing to look at.
    """

    counted: tuple[Row, ...]
    by_severity: Mapping[str, int]
    states: Mapping[str, int]
    unsure: int
    broken: tuple[Result, ...]
    idle: tuple[Result, ...]

    def fails(self, fail_on: str) -> bool:
        """Whether a finding is at or above a severity; `never` lets everything pass."""
        if fail_on not in SEVERITIES:
            return False
        return any(self.by_severity[severity] for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])


def tally(audit: Audit, config: Config) -> Tally:
    """The counts of an audit under a configuration; findings come worst first."""
    found = rows(audit, "findings")
    new = [row for row in found if row["state"] in ("new", None)]
    sure = [
        row for row in new if (row["confidence"] if row["confidence"] is not None else 1.0) >= config.min_confidence
    ]
    counts = Counter(row["severity"] for row in sure)
    return Tally(
        counted=tuple(sure),
        by_severity={severity: counts[severity] for severity in SEVERITIES},
        states=_states(audit, found),
        unsure=len(new) - len(sure),
        broken=tuple(result for result in audit.results if result.error and not _empty(audit, result)),
        idle=tuple(
            result for result in audit.results if not result.looked_at and (not result.error or _empty(audit, result))
        ),
    )


def _states(audit: Audit, found: list[Row]) -> dict[str, int]:
    elsewhere = audit.triage.untouched
    counts = Counter(
        "untouched" if row["state"] == "baseline" and row["finding_id"] in elsewhere else row["state"] or "new"
        for row in found
    )
    return {state: counts[state] for state in ("new", "waived", "baseline", "untouched")}


def _empty(audit: Audit, result: Result) -> bool:
    """Whether the table has no rows: there is nothing to judge in a folder of articles without a figure."""
    return getattr(audit, result.table, None) is not None and not len(getattr(audit, result.table))


def comparable(audit: Audit) -> frozenset[str]:
    """The ids of the facts that another independent source speaks of too: a copy is no second source."""
    groups = zip(column(audit, "groups", "n_independent"), column(audit, "groups", "fact_ids"), strict=True)
    return frozenset(name for sources, names in groups if (sources or 0) > 1 for name in names)


def standing(audit: Audit) -> dict[str, int]:
    """How many figures agree with another source, are disputed by a warning or worse, or stand in one source only.

    A finding that is known already disputes its figures as before; one that is waived does not.
    """
    states = zip(*(column(audit, "findings", name) for name in ("severity", "state", "fact_ids")), strict=True)
    disputed = {name for severity, state, names in states if severity != "info" and state != "waived" for name in names}
    known = set(column(audit, "facts", "fact_id"))
    agree = (comparable(audit) & known) - disputed
    disputed &= known
    return {"agree": len(agree), "disputed": len(disputed), "alone": len(known) - len(agree) - len(disputed)}
