"""The figures as SDMX-CSV 2.0 observations, for the systems of statistics offices.

Columns are the SDMX concepts of `audit.table`. One row a figure that has a value and a period that SDMX can say; a
change counts for the period it leads to. FACT, the id of the figure, keeps figures of one cell apart. Codes are those
of the SDMX code lists where these have one (percent is PT, actual is A), else ours; what is measured without being one
of the indicators has the key of its measure.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from audit.config import Config
from audit.model import Audit
from audit.table import FACTS, Table
from audit.views._rows import Row, rows
from audit.views.csv import cell, guarded

STREAM = "facts.sdmx.csv"
STRUCTURE = ("datastructure", "AUDIT:FACTS(1.0)", "I")
DIMENSIONS = ("FACT", "DATA_PROVIDER", "INDICATOR", "REF_AREA", "TIME_PERIOD")
UNITS: Mapping[str, str] = {"percent": "PT", "percentage_point": "PP"}
STATUSES: Mapping[str, str] = {"actual": "A", "forecast": "F"}
_CONCEPTS = {column.concept: column for column in FACTS if column.concept}
_PERIOD = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|\d\d(?:-\d\d)?))?")


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`facts.sdmx.csv`: the figures of the audit as observations."""
    del config
    return {STREAM: encoded(rows(audit, "facts"), FACTS)}


def encoded(table: Iterable[Row], columns: Table = FACTS) -> bytes:
    """Rows of the facts table as SDMX-CSV: UTF-8, a header, `\\n` at line ends."""
    del columns
    names = list(dict.fromkeys((*DIMENSIONS, *_CONCEPTS)))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *names])
    for row in table:
        period = _period(row)
        if period and row.get("value") is not None:
            writer.writerow([*STRUCTURE, *(_cell(name, row, period) for name in names)])
    return out.getvalue().encode("utf8", "replace")


def _cell(name: str, row: Row, period: str) -> str:
    if name == "FACT":
        return str(row["fact_id"])
    if name == "TIME_PERIOD":
        return period
    if name == "INDICATOR" and not row["indicator"]:
        return guarded(row["measure"] or "")
    text = cell(row[_CONCEPTS[name].name], _CONCEPTS[name])
    return {"UNIT_MEASURE": UNITS, "OBS_STATUS": STATUSES}.get(name, {}).get(text, text)


def _period(row: Row) -> str | None:
    """The period as SDMX writes it: 2024-H1 is 2024-S1. None for ranges and open periods."""
    period = row.get("period") or ""
    period = period.rpartition("/")[2] if row.get("kind") == "change" else period
    return period.replace("-H", "-S") if _PERIOD.fullmatch(period) else None
