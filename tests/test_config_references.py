"""Reference values: what a file of them may hold, and which of them a figure speaks of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit import catalog
from audit.catalog import REFERENCE_COLUMNS, References
from audit.errors import ConfigError
from audit.model import Indicator

KNOWN = (
    Indicator("gdp_growth", "GDP growth", "percent", min=-40, max=60),
    Indicator("internet_user_rate", "Internet users", "percent", min=0, max=100),
)
GOOD = "gdp_growth,VN,2023,actual,5.05,percent,GSO,https://example.org/gdp"


def read(folder: Path, *rows: str) -> References:
    file = folder / "reference.csv"
    file.write_text("\n".join([",".join(REFERENCE_COLUMNS), *rows]) + "\n", encoding="utf8")
    return catalog.references([file], KNOWN)


def test_a_row_is_a_value(tmp_path: Path) -> None:
    (value,) = read(tmp_path, GOOD).values
    assert (value.value, value.step, value.growth, value.publisher) == (5.05, 0.01, True, "GSO")


def test_an_absent_file_and_one_without_rows_have_no_values(tmp_path: Path) -> None:
    assert not catalog.references([tmp_path / "none.csv"], KNOWN)
    assert not read(tmp_path)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (GOOD.replace("percent", "per cent"), ["3", "'unit'", "gdp_growth is measured in percent"]),
        (GOOD.replace("gdp_growth", "gdp_grwth"), ["'indicator'", "did you mean gdp_growth?"]),
        (GOOD.replace("gdp_growth", "rain"), ["'indicator'", "indicators.csv"]),
        (GOOD.replace("2023", "Q1 2023"), ["'period'", "2024-Q1"]),
        (GOOD.replace("2023", "2023-13"), ["'period'"]),
        (GOOD.replace("VN", "Vietnam"), ["'area'", "VN-HN"]),
        (GOOD.replace("actual", "final"), ["'status'", "target"]),
        (GOOD.replace("5.05", "5,05%"), ["cells"]),
        (GOOD.replace("5.05", "about 5"), ["'value'", "number"]),
        (GOOD.replace("5.05", ""), ["'value'", "unit of the indicator"]),
        (GOOD.replace("GSO", ""), ["'publisher'"]),
        (GOOD.replace("https://", "javascript:"), ["'url'", "whole address"]),
        ("gdp_growth,VN,2022,,8.02,percent,World Bank,", ["a second value", "line 2", "keep the value"]),
    ],
)
def test_a_row_that_cannot_be_used_names_its_line_and_the_mend(tmp_path: Path, row: str, says: list[str]) -> None:
    first = "gdp_growth,VN,2022,,8.12,percent,GSO,"
    with pytest.raises(ConfigError) as error:
        read(tmp_path, first, row)
    said = str(error.value)
    assert "reference.csv:3" in said
    assert all(words in said for words in says), said


FACT = {
    "indicator": "gdp_growth", "unit": "percent", "status": "actual", "area": "VN", "period": "2023",
    "kind": "quantity",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"kind": "change", "period": "2022/2023"}, True),
        ({"kind": "change", "period": "2023"}, True),
        ({"kind": "change", "indicator": "internet_user_rate"}, False),
        ({"indicator": "internet_user_rate"}, True),
        ({"period": "2022/2023"}, False),
        ({"period": "2023-Q1"}, False),
        ({"period": None}, False),
        ({"area": "VN-HN"}, False),
        ({"area": None}, False),
        ({"unit": "percentage_point"}, False),
        ({"status": "forecast"}, False),
        ({"indicator": None}, False),
    ],
)
def test_a_figure_is_held_against_the_value_of_its_own_cell(tmp_path: Path, change: dict, found: bool) -> None:
    references = read(tmp_path, GOOD, "internet_user_rate,VN,2023,,79.1,percent,GSO,")
    assert bool(references.of(FACT | change)) == found


def test_a_draft_that_names_no_place_may_mean_the_only_one(tmp_path: Path) -> None:
    one = read(tmp_path, GOOD)
    assert one.of(FACT | {"area": None}, anywhere=True)
    two = read(tmp_path, GOOD, GOOD.replace("VN", "TH"))
    assert two.of(FACT | {"area": None}, anywhere=True) is None


def sdmx(folder: Path, *rows: str) -> References:
    header = "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS"
    file = folder / "reference.sdmx.csv"
    file.write_text("\n".join([header, *(f"dataflow,GSO:NA(1.0),I,A,{row}" for row in rows)]) + "\n", encoding="utf8")
    return catalog.references([file], KNOWN)


def test_sdmx_csv_is_read_with_its_codes(tmp_path: Path) -> None:
    values = sdmx(tmp_path, "gdp_growth,VN,2024-S1,6.42,PT,A", "gdp_growth,VN,2024-M05,6.40,,F").values
    assert [(one.period, one.status, one.unit) for one in values] == [
        ("2024-H1", "actual", "percent"), ("2024-05", "forecast", "percent"),
    ]  # fmt: skip
    assert {(one.publisher, one.step) for one in values} == {("GSO", 0.01)}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("gdp_growth,VN,2024,6.42,KG,A", ["reference.sdmx.csv:2", "'unit'"]),
        ("gdp_growth,VN,2024,6.42", ["reference.sdmx.csv:2"]),
        ("gdp_growth,VN,2024,x,PT,A", ["reference.sdmx.csv:2", "'value'"]),
        ("gdp_growth,VN,2024,6.42,PT,A,more,cells", ["not valid SDMX-CSV"]),
    ],
)
def test_sdmx_csv_that_cannot_be_used_is_refused(tmp_path: Path, row: str, says: list[str]) -> None:
    with pytest.raises(ConfigError) as error:
        sdmx(tmp_path, row)
    assert all(words in str(error.value) for words in says), str(error.value)


def test_sdmx_csv_of_an_older_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reference.sdmx.csv"
    file.write_text("DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE\n", encoding="utf8")
    with pytest.raises(ConfigError, match=r"SDMX-CSV 2\.0"):
        catalog.references([file], KNOWN)


def package(folder: Path, path: str, *rows: str) -> References:
    (folder / "values.csv").write_text("\n".join([",".join(REFERENCE_COLUMNS), *rows]) + "\n", encoding="utf8")
    file = folder / "reference.datapackage.json"
    file.write_text(json.dumps({"name": "values", "resources": [{"name": "values", "path": path}]}), encoding="utf8")
    return catalog.references([file], KNOWN)


def test_a_data_package_is_read(tmp_path: Path) -> None:
    (value,) = package(tmp_path, "values.csv", GOOD.replace("5.05", "5.050")).values
    assert (value.value, value.step) == (5.05, 0.001)


@pytest.mark.parametrize(
    ("path", "row", "says"),
    [
        ("values.csv", GOOD.replace("percent", "pct"), "'unit'"),
        ("values.csv", "gdp_growth,VN", "'"),
        ("none.csv", GOOD, "not a valid data package"),
        ("../values.csv", GOOD, "not a valid data package"),
        ("http://localhost:9/values.csv", GOOD, "is elsewhere"),
    ],
)
def test_a_data_package_that_cannot_be_used_is_refused(tmp_path: Path, path: str, row: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        package(tmp_path, path, row)


def test_one_thing_has_one_value_in_all_files(tmp_path: Path) -> None:
    read(tmp_path, GOOD)
    with pytest.raises(ConfigError, match=r"line 2 of reference\.csv has one"):
        catalog.references([tmp_path / "reference.csv", _sdmx_file(tmp_path)], KNOWN)


def _sdmx_file(folder: Path) -> Path:
    sdmx(folder, "gdp_growth,VN,2023,5.05,PT,A")
    return folder / "reference.sdmx.csv"
