"""Reference values in SDMX-CSV 2.0, as statistics offices publish them; sdmx1 reads it.

INDICATOR, REF_AREA, TIME_PERIOD and OBS_VALUE must be there; UNIT_MEASURE, OBS_STATUS and DATA_PROVIDER may.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from audit.errors import ConfigError
from audit.model import Indicator

NEEDED = ("INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE")
ALLOWED = ("UNIT_MEASURE", "OBS_STATUS", "DATA_PROVIDER")
# Codes of the SDMX code lists of units and of observation status, where ours are others.
UNITS: Mapping[str, str] = {"PT": "percent", "PC": "percent", "PP": "percentage_point"}
STATUSES: Mapping[str, str] = {"A": "actual", "F": "forecast", "": "actual"}
_MONTH, _HALF, _YEAR = re.compile(r"(\d{4})-M(\d\d)"), re.compile(r"(\d{4})-S([12])"), re.compile(r"(\d{4})-A1")


def rows(file: Path, known: Mapping[str, Indicator]) -> Iterator[tuple[dict[str, str], int]]:
    """The observations as rows of a reference file, each with its line. Raises ConfigError for what is no SDMX-CSV 2.0.

    A unit that is not given is the indicator's; the publisher is the data provider, else the structure that is named.
    """
    content = _content(file)
    header = next(csv.reader(content.splitlines()), [])
    missing = [name for name in ("STRUCTURE_ID", *NEEDED) if name not in header]
    if missing:
        raise ConfigError(f"no column {missing[0]}", file=file, place="1", mend="save it as SDMX-CSV 2.0")
    at = header.index("STRUCTURE_ID")
    structures = [line[at] if len(line) > at else "" for line in list(csv.reader(content.splitlines()))[1:]]
    for line, (cells, structure) in enumerate(zip(_observations(file, content, header), structures, strict=True), 2):
        indicator = known.get(cells["INDICATOR"])
        unit = cells.get("UNIT_MEASURE") or (indicator.unit if indicator else "")
        status = cells.get("OBS_STATUS", "")
        yield {
            "indicator": cells["INDICATOR"], "area": cells["REF_AREA"], "period": _period(cells["TIME_PERIOD"]),
            "status": STATUSES.get(status, status), "value": cells["OBS_VALUE"], "unit": UNITS.get(unit, unit),
            "publisher": cells.get("DATA_PROVIDER") or structure.partition(":")[0], "url": "",
        }, line  # fmt: skip


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text", file=file, mend="save it as UTF-8") from error


def _observations(file: Path, content: str, header: list[str]) -> Iterator[dict[str, str]]:
    try:
        from sdmx.model import common, v30
        from sdmx.reader.csv import Reader
    except ImportError as error:
        raise ConfigError("needs the library sdmx1", file=file, mend="pip install 'audit[sdmx]'") from error
    structure = v30.DataStructureDefinition(id="REFERENCE", maintainer=common.Agency(id="AUDIT"))
    structure.dimensions.extend([common.Dimension(id=name) for name in NEEDED if name != "OBS_VALUE"])
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    structure.attributes.extend([v30.DataAttribute(id=name) for name in ALLOWED if name in header])
    try:
        message = Reader().convert(io.BytesIO(content.encode()), structure=structure)
    except (AssertionError, LookupError, TypeError, ValueError) as error:
        said = str(error).split("\n")[0] or type(error).__name__
        raise ConfigError(f"not valid SDMX-CSV 2.0: {said}", file=file, mend="export it again") from error
    for one in (one for data in message.data for one in data.obs):
        yield {"OBS_VALUE": str(one.value), **_values(one.dimension.values), **_values(one.attached_attribute)}


def _values(cells: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(cell.value).strip() for name, cell in cells.items()}


def _period(period: str) -> str:
    """A period of SDMX as ours: 2024-S1 is 2024-H1, 2024-M05 is 2024-05, 2024-A1 is 2024."""
    for form, ours in ((_MONTH, r"\1-\2"), (_HALF, r"\1-H\2"), (_YEAR, r"\1")):
        if form.fullmatch(period):
            return form.sub(ours, period)
    return period
