"""`expectations/reference.csv`: values known to be right, and which of them a figure speaks of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from audit.catalog import _package, _sdmx
from audit.catalog._rows import bad, number, rows
from audit.errors import ConfigError
from audit.model import STATUSES, Indicator, Reference

# The files of `expectations/` that hold reference values: our own form, SDMX-CSV 2.0, a Frictionless data package.
OWN, SDMX, PACKAGE = FORMS = ("reference.csv", "reference.sdmx.csv", "reference.datapackage.json")
REFERENCE_COLUMNS = ("indicator", "area", "period", "status", "value", "unit", "publisher", "url")
_PERIOD = re.compile(r"\d{4}(?:-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?")
_AREA = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


class References:
    """The reference values of a run, found by what a figure says of itself."""

    def __init__(self, values: Iterable[Reference] = ()) -> None:
        self.values = tuple(values)
        self._by_cell = {_cell(one.indicator, one.unit, one.status, one.area, one.period): one for one in self.values}
        self._by_time: dict[tuple[str, ...], list[Reference]] = {}
        for one in self.values:
            self._by_time.setdefault(_cell(one.indicator, one.unit, one.status, one.period), []).append(one)

    def __bool__(self) -> bool:
        return bool(self.values)

    def of(self, fact: Mapping[str, Any], anywhere: bool = False) -> Reference | None:
        """The reference value of the indicator, unit, status, area and period of a row of the facts table, if any.

        A change counts for the period it leads to, and only where the indicator is itself a change. With `anywhere`
        a figure that names no area is held against the value of the only area there is one of.
        """
        period = fact.get("period")
        if not (fact.get("indicator") and isinstance(period, str)):
            return None
        growth = fact.get("kind") == "change"
        time = _cell(
            fact["indicator"], fact.get("unit"), fact.get("status"), period.rpartition("/")[2] if growth else period
        )
        area = fact.get("area")
        if isinstance(area, str):
            found = self._by_cell.get((*time[:3], area, time[3]))
        else:
            places = self._by_time.get(time, [])
            found = places[0] if anywhere and len(places) == 1 else None
        return found if found and (found.growth or not growth) else None


def references(files: Iterable[Path], known: Iterable[Indicator]) -> References:
    """The values of reference files, of each in the form its name says: see `FORMS`; an absent file has none.

    Raises ConfigError that names file, line and column for what cannot be used, and for a second value of one thing.
    """
    indicators = {indicator.indicator: indicator for indicator in known}
    found: dict[tuple[str, ...], tuple[Reference, str]] = {}
    given = ((file, *row) for file in files if file.exists() for row in _rows(file, indicators))
    for file, row, line in given:
        one = _reference(row, line, file, indicators)
        cell = _cell(one.indicator, one.area, one.period, one.status)
        if cell in found:
            raise ConfigError(
                f"a second value of {', '.join(cell)}; line {found[cell][1]} has one",
                file=file, place=str(line), mend="keep the value that is known to be right",
            )  # fmt: skip
        found[cell] = one, f"{line} of {file.name}"
    return References(one for one, _ in found.values())


def _rows(file: Path, known: Mapping[str, Indicator]) -> Iterator[tuple[Mapping[str, str], int]]:
    """The rows of one file, each with its line."""
    if file.name == SDMX:
        return _sdmx.rows(file, known)
    if file.name == PACKAGE:
        return _package.rows(file, REFERENCE_COLUMNS)
    return ((row, line) for line, row in rows(file, REFERENCE_COLUMNS))


def _reference(row: Mapping[str, str], line: int, file: Path, known: Mapping[str, Indicator]) -> Reference:
    name, status = row["indicator"], row["status"] or "actual"
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        raise bad(
            file, line, "indicator", name, f"did you mean {near[0]}?" if near else "add it to indicators.csv first"
        )
    indicator = known[name]
    if row["unit"] != indicator.unit:
        raise bad(file, line, "unit", row["unit"], f"{name} is measured in {indicator.unit}")
    if status not in STATUSES:
        raise bad(file, line, "status", status, f"one of {', '.join(STATUSES)}")
    if not _AREA.fullmatch(row["area"]):
        raise bad(file, line, "area", row["area"], "write an ISO 3166 code, such as VN or VN-HN")
    if not _PERIOD.fullmatch(row["period"]):
        raise bad(file, line, "period", row["period"], "write 2024, 2024-Q1, 2024-H1, 2024-05 or 2024-05-31")
    value = number(file, line, row, "value")
    if value is None:
        raise bad(file, line, "value", "", "give the value in the unit of the indicator")
    if not row["publisher"]:
        raise bad(file, line, "publisher", "", "say who publishes the value")
    url = row["url"] or None
    if url and not url.startswith(("https://", "http://")):
        raise bad(file, line, "url", url, "write the whole address, or leave it empty")
    growth = indicator.min is not None and indicator.min < 0
    return Reference(
        name,
        row["area"],
        row["period"],
        status,
        value,
        indicator.unit,
        row["publisher"],
        url,
        _step(row["value"]),
        growth,
    )


def _step(value: str) -> float:
    """What one in the last digit of a value is worth: 0.01 for 6.93."""
    _, point, decimals = value.partition(".")
    return float(10.0 ** -len(decimals)) if point and decimals.isdigit() else 1.0


def _cell(*parts: object) -> tuple[str, ...]:
    return tuple(str(part) for part in parts)
