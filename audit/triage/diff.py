"""What changed between two reports: findings that are new, fixed, changed or the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from audit.model import CHANGES, Audit
from audit.table import FINDINGS, TEXT, Column, Table, frame

COLUMNS: Table = (
    Column("change", TEXT, "new, changed, fixed or unchanged"),
    Column("before", TEXT, "of a changed finding: the message it had"),
    *FINDINGS,
)


def compare(old: Audit, new: Audit) -> pd.DataFrame:
    """One row a finding of either report: `change` and `before`, then the columns of `table.FINDINGS`.

    A finding is the same where its fingerprint is. It has changed where one of a rule about the same article and the
    same measured things is gone and another has come: a figure was edited, and is still wrong.
    """
    before, after = _rows(old), _rows(new)
    gone = {name: row for name, row in before.items() if name not in after}
    measured = _Measured(old), _Measured(new)
    partners: dict[Hashable, list[dict[str, Any]]] = {}
    for row in gone.values():
        partners.setdefault(measured[0].key(row), []).append(row)
    found = []
    for name, row in after.items():
        was = before.get(name)
        if was is None and (same := partners.get(measured[1].key(row))):
            partner = same.pop(0)
            del gone[partner["finding_id"]]
            found.append({**row, "change": "changed", "before": partner["message"]})
        else:
            found.append({**row, "change": "unchanged" if was else "new"})
    found += [{**row, "change": "fixed"} for row in gone.values()]
    found.sort(key=lambda row: CHANGES.index(row["change"]))
    return frame(found, COLUMNS)


class _Measured:
    """What a finding is about, whatever figures it names."""

    def __init__(self, audit: Audit) -> None:
        facts = audit.facts
        self.measures = dict(zip(facts["fact_id"], facts["measure"], strict=True))

    def key(self, row: Mapping[str, Any]) -> Hashable:
        articles = {row["article_id"], *(place.get("article_id") for place in row["related"])}
        measures = {self.measures.get(name) or "" for name in row["fact_ids"]}
        return row["rule"], tuple(sorted(filter(None, articles))), tuple(sorted(measures))


def _rows(audit: Audit) -> dict[str, dict[str, Any]]:
    return {row["finding_id"]: {str(k): v for k, v in row.items()} for row in audit.findings.to_dict("records")}
