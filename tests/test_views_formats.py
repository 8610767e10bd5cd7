"""The written formats: the same bytes for the same audit, read back as they were, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sdmx.model import common, v30
from sdmx.reader.csv import Reader
from views_audit import small_audit

from audit import table
from audit.config import Config
from audit.errors import ConfigError
from audit.model import Audit
from audit.views import _rows, begin, formats, parquet, sdmx_csv, write
from audit.views._rows import rows
from audit.views.csv import guarded, read_text
from audit.work import Workers

CONFIG = Config(language="en")
WRITING = (
    "console",
    "csv",
    "github",
    "gitlab",
    "json",
    "jsonl",
    "junit",
    "markdown",
    "parquet",
    "sarif",
    "sdmx-csv",
    "svg",
)
EVERY = tuple(formats(WRITING).items())


def shuffled(audit: Audit, seed: int) -> Audit:
    frames = {
        name: getattr(audit, name).sample(frac=1, random_state=seed).reset_index(drop=True) for name in table.TABLES
    }
    return replace(audit, **frames, texts=dict(reversed(audit.texts.items())), results=audit.results[::-1])


@pytest.mark.parametrize(("name", "module"), EVERY)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_changes_no_byte(name: str, module: Any, seed: int) -> None:
    audit = small_audit()
    assert module.files(audit, CONFIG) == module.files(shuffled(audit, seed), CONFIG), name


@pytest.mark.parametrize(("name", "module"), EVERY)
def test_a_format_writes_what_it_streams(name: str, module: Any) -> None:
    written = module.files(small_audit(), CONFIG)
    assert module.STREAM is None or module.STREAM in written, name
    assert all(content for content in written.values())
    assert all("/" not in file and not file.startswith(".") for file in written)


def test_an_unknown_format_suggests_a_near_one() -> None:
    with pytest.raises(ConfigError, match="did you mean parquet"):
        formats(["parket"])


def test_json_is_sorted_and_has_null_for_what_is_not_known() -> None:
    written = formats(["json"])["json"].files(small_audit(), CONFIG)
    text = written["findings.json"].decode("utf8")
    content = json.loads(text)
    assert text.endswith("}\n")
    assert json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n" == text
    assert content["schema"] == "audit-findings/1"
    assert [row["severity"] for row in content["findings"]] == ["critical", "warning", "info", "info"]
    whole = next(row for row in content["findings"] if row["rule"] == "missing-date")
    assert whole["start"] is None
    assert content["findings"][0]["related"][0]["line"] == 3
    assert [check["looked_at"] for check in content["checks"]] == [3, 0]
    assert json.loads(written["scores.json"])["scores"][0]["source"] == "Bad"


def test_a_value_that_is_no_number_is_null() -> None:
    audit = small_audit()
    scores = audit.scores.assign(score=[math.nan, 31.0])
    written = formats(["json"])["json"].files(replace(audit, scores=scores), CONFIG)
    assert json.loads(written["scores.json"])["scores"][1]["score"] is None


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1",
        "-3,1%",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "'=1",
        "''+x",
        "＝1",
        "\n@a",
        "' \t",
        "'\t",
    ],
)
def test_a_cell_that_could_be_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert read_text(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "86,5%", "'quoted'", "a=b", "’", "GDP +6%"])
def test_other_cells_are_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert read_text(text) == text


@pytest.mark.parametrize(
    ("text", "written"), [("\x1b[31mred", "␛[31mred"), ("a\x07\x7f", "a␇␡"), ("\x9b2J", "<U+009B>2J")]
)
def test_a_cell_holds_nothing_that_a_terminal_obeys(text: str, written: str) -> None:
    assert guarded(text) == written


@given(st.text(st.sampled_from("=+-@\t\r\n' '‘aé|＝"), max_size=8))
def test_a_guarded_cell_reads_back(text: str) -> None:
    assert read_text(guarded(text)) == text
    assert guarded(text).lstrip(" ")[:1] not in tuple("=+-@\t\r\n")


def test_no_text_of_an_article_becomes_a_formula() -> None:
    audit = small_audit()
    facts = audit.facts.assign(subject="=HYPERLINK(1)", counted="@a", value=-1.5)
    written = formats(["csv"])["csv"].files(replace(audit, facts=facts), CONFIG)
    row = next(csv.DictReader(io.StringIO(written["facts.csv"].decode("utf8"))))
    assert (row["subject"], row["counted"], row["value"]) == ("'=HYPERLINK(1)", "'@a", "-1.5")


def test_the_package_describes_every_csv_file() -> None:
    written = formats(["csv"])["csv"].files(small_audit(), CONFIG)
    package = json.loads(written["datapackage.json"])
    assert package["profile"] == "tabular-data-package"
    assert [resource["path"] for resource in package["resources"]] == sorted(set(written) - {"datapackage.json"})
    for resource in package["resources"]:
        content = written[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        check_cells(resource["schema"], content)


def check_cells(schema: dict[str, Any], content: bytes) -> None:
    """Every cell is of the type that the schema says, and the keys are unique."""
    header, *body = csv.reader(io.StringIO(content.decode("utf8")))
    assert header == [field["name"] for field in schema["fields"]]
    assert all(field["description"] for field in schema["fields"])
    read = {"integer": int, "number": float, "string": str}
    for cells in body:
        for field, cell in zip(schema["fields"], cells, strict=True):
            assert cell in schema["missingValues"] or read[field["type"]](cell) is not None
    keys = [[cells[header.index(name)] for name in schema.get("primaryKey", [])] for cells in body]
    assert not schema.get("primaryKey") or len({tuple(key) for key in keys}) == len(keys)


def test_concepts_are_named_as_sdmx_names_them() -> None:
    package = json.loads(formats(["csv"])["csv"].files(small_audit(), CONFIG)["datapackage.json"])
    fields = {
        field["name"]: field for r in package["resources"] if r["name"] == "facts" for field in r["schema"]["fields"]
    }
    assert fields["area"]["rdfType"] == "http://purl.org/linked-data/sdmx/2009/concept#refArea"


def test_parquet_says_what_its_columns_mean() -> None:
    written = formats(["parquet"])["parquet"].files(small_audit(), CONFIG)
    schema = pq.read_schema(io.BytesIO(written["facts.parquet"]))
    assert schema.names == [column.name for column in table.FACTS]
    assert schema.field("start").metadata[b"unit"] == b"code points"
    assert str(schema.field("value").type) == "double"
    found = pd.read_parquet(io.BytesIO(written["findings.parquet"]))
    assert found["related"][0][0]["note"].startswith("91.46 percent")


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_table_that_is_written_in_parts_is_the_same_file(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet has a row group a part, so that not its bytes are the same but its rows."""
    audit = small_audit()
    chosen = {name: module for name, module in EVERY if name != "parquet"}
    whole = {name: module.files(audit, CONFIG) for name, module in chosen.items()}
    tables = parquet.files(audit, CONFIG)
    monkeypatch.setattr(_rows, "AT_ONCE", at_once)
    monkeypatch.setattr(parquet, "ROWS", at_once)
    monkeypatch.setattr(parquet, "CHARACTERS", at_once)
    assert {name: module.files(audit, CONFIG) for name, module in chosen.items()} == whole
    for file, parts in parquet.files(audit, CONFIG).items():
        found, before = (pq.ParquetFile(io.BytesIO(content)) for content in (parts, tables[file]))
        assert found.read().equals(before.read()), file
        rows = 1 if file == "texts.parquet" else at_once  # of texts a row is longer than that
        assert found.num_row_groups == max(1, -(-found.metadata.num_rows // rows)), file


def test_files_are_written_as_they_are_made(tmp_path: Path) -> None:
    chosen = dict(EVERY)
    write(chosen, small_audit(), CONFIG, tmp_path)
    made = {
        name: content for module in chosen.values() for name, content in module.files(small_audit(), CONFIG).items()
    }
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == made


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("rows_of", ["all", "none"])
def test_files_made_from_tables_on_disk_are_the_same(jobs: int, rows_of: str, tmp_path: Path) -> None:
    found = small_audit()
    if rows_of == "none":
        found = replace(found, **{name: getattr(found, name).iloc[:0] for name in table.TABLES})
    chosen = formats(("parquet", "csv", "json"))
    apart, here = tmp_path / "apart", tmp_path / "here"
    apart.mkdir()
    here.mkdir()
    with Workers(jobs) as workers:
        assert len(list(begin(chosen, found, CONFIG, apart, workers.ahead))) == len(chosen) - 1
    write(chosen, found, CONFIG, here)
    assert {file.name: file.read_bytes() for file in apart.iterdir()} == {
        file.name: file.read_bytes() for file in here.iterdir()
    }


def test_jsonl_has_the_columns_in_order() -> None:
    written = formats(["jsonl"])["jsonl"].files(small_audit(), CONFIG)
    lines = written["facts.jsonl"].decode("utf8").splitlines()
    assert len(lines) == 3
    assert list(json.loads(lines[0])) == [column.name for column in table.FACTS]


def test_infinity_is_what_each_format_calls_it() -> None:
    audit = small_audit()
    audit = replace(audit, facts=audit.facts.assign(high=math.inf, low=-math.inf))
    written = formats(["csv", "jsonl"])
    row = next(csv.DictReader(io.StringIO(written["csv"].files(audit, CONFIG)["facts.csv"].decode("utf8"))))
    assert (row["low"], row["high"]) == ("-INF", "INF")
    assert json.loads(written["jsonl"].files(audit, CONFIG)["facts.jsonl"].splitlines()[0])["high"] is None


def test_the_picture_is_well_formed_and_loads_nothing() -> None:
    audit = small_audit()
    audit = replace(audit, findings=audit.findings.assign(message="<script>alert(1)</script> & \x1b[31m"))
    picture = formats(["svg"])["svg"].files(audit, CONFIG)["report.svg"].decode("utf8")
    ElementTree.fromstring(picture)
    assert "<script" not in picture
    assert re.findall(r"(?:https?:|url\()[^\"')]*", picture.replace("url(#", "")) == ["http://www.w3.org/2000/svg"]


def test_a_lone_surrogate_breaks_no_format() -> None:
    audit = small_audit()
    subject = pd.Series(["a\ud800b"] * 3, dtype=object)
    audit = replace(audit, facts=audit.facts.assign(subject=subject), texts={"bad": "\udcff"})
    for name, module in EVERY:
        assert module.files(audit, CONFIG), name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=3, max_size=3))
def test_numbers_survive_csv_and_json(values: list[float]) -> None:
    audit = small_audit()
    audit = replace(audit, facts=audit.facts.assign(value=values))
    wanted = [row["value"] for row in rows(audit, "facts")]
    written = formats(["csv", "jsonl"])
    body = csv.DictReader(io.StringIO(written["csv"].files(audit, CONFIG)["facts.csv"].decode("utf8")))
    assert [float(row["value"]) for row in body] == wanted
    lines = written["jsonl"].files(audit, CONFIG)["facts.jsonl"].decode("utf8").splitlines()
    assert [json.loads(line)["value"] for line in lines] == wanted


def test_sdmx_csv_is_read_by_others_as_it_was_meant() -> None:
    audit = small_audit()
    made = sdmx_csv.files(audit, CONFIG)[sdmx_csv.STREAM]
    structure = v30.DataStructureDefinition(id="FACTS")
    structure.dimensions.extend([common.Dimension(id=name) for name in sdmx_csv.DIMENSIONS])
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    structure.attributes.extend([v30.DataAttribute(id=name) for name in ("UNIT_MEASURE", "OBS_STATUS")])
    message = Reader().convert(io.BytesIO(made), structure=structure)
    found = {one.dimension.values["FACT"].value: one for data in message.data for one in data.obs}
    facts = audit.facts[audit.facts["value"].notna() & audit.facts["period"].notna()].set_index("fact_id")
    assert set(found) == set(facts.index)
    for name, one in found.items():
        assert float(one.value) == facts.loc[name, "value"]
        assert one.attached_attribute["UNIT_MEASURE"].value == {"percent": "PT"}.get(
            facts.loc[name, "unit"], facts.loc[name, "unit"]
        )


@pytest.mark.parametrize(
    ("kind", "period", "written"),
    [
        ("quantity", "2024-H1", "2024-S1"), ("quantity", "2024-Q3", "2024-Q3"), ("quantity", "2020/2024", None),
        ("change", "2023-05/2024-05", "2024-05"), ("quantity", "2024/..", None), ("quantity", None, None),
    ],
)  # fmt: skip
def test_sdmx_csv_writes_the_periods_that_sdmx_can_say(kind: str, period: str | None, written: str | None) -> None:
    row = {column.name: None for column in table.FACTS} | {"fact_id": "f", "kind": kind, "period": period, "value": 1.0}
    made = list(csv.DictReader(io.StringIO(sdmx_csv.encoded([row]).decode())))
    assert [one["TIME_PERIOD"] for one in made] == ([written] if written else [])
