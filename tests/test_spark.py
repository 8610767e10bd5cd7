"""The engine spark: the rows of the local engine, from a real Spark on this machine; and what goes wrong, told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import newswire
import pandas as pd
import pytest

import audit
from audit import reports, table
from audit.config import load
from audit.errors import AuditError, ConfigError, InputError, NothingToAudit
from audit.spark import _session, run

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROOT = Path(__file__).parent.parent
MASTER = "local[2]"
KEYS = {
    "articles": ["article_id"],
    "blocks": ["article_id", "start", "end", "label"],
    "facts": ["article_id", "start", "end", "fact_id"],
    "groups": ["group_id"],
    "findings": ["finding_id"],
    "scores": ["source"],
}
# For small tables: compiling code for them costs more than it saves.
QUICK = "-XX:TieredStopAtLevel=1"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark.*", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    if not _session.java():
        pytest.fail("the tests of the engine spark need Java: apt-get install default-jre-headless")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", QUICK)
        with _session.session(MASTER) as session:
            yield session


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the seeds in it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def same(given: str, folder: Path) -> audit.Audit:
    """Holds the tables of a folder against those of the local engine, row by row."""
    mine, theirs = reports.last(folder), audit.run([given], config=load())
    for name, keys in KEYS.items():
        frames = [getattr(found, name).sort_values(keys, ignore_index=True, kind="stable") for found in (mine, theirs)]
        pd.testing.assert_frame_equal(*frames, obj=name)
    assert mine.texts == theirs.texts
    return mine


def command(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    surroundings = {**clean, "PYTHONPATH": str(ROOT), "JAVA_TOOL_OPTIONS": QUICK, **env}
    return subprocess.run(
        [sys.executable, "-m", "audit", "run", "--engine", "spark", *args],
        capture_output=True, text=True, env=surroundings, check=False,
    )  # fmt: skip


def test_the_seeds_give_the_rows_of_the_local_engine(desk: Path) -> None:
    done = command("--master", MASTER, "seeds", "--output-dir", "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Read 4 articles from 4 sources" in done.stderr
    assert "spam-injection: 1 critical" in done.stderr
    assert "WARN" not in done.stderr
    assert "Picked up" not in done.stderr
    same("seeds", desk / "out")
    manifest = json.loads((desk / "out" / "manifest.json").read_text("utf8"))
    assert manifest["rows"]["articles"] == 4
    assert sum(row["count"] for row in manifest["findings"]) == manifest["rows"]["findings"]
    assert sorted(path.name for path in (desk / "out").iterdir() if not path.name.startswith(".")) == sorted(
        ["manifest.json", "texts.parquet", *(f"{name}.parquet" for name in table.TABLES)]
    )


def test_5000_articles_give_the_rows_of_the_local_engine(spark: SparkSession, desk: Path) -> None:
    given = desk / "made.jsonl"
    newswire.write(newswire.wire(5000), given)
    found = run(str(given), str(desk / "out"), load(), spark=spark)
    mine = same(str(given), desk / "out")
    assert len(mine.articles) == 5000
    assert found.findings.total == len(mine.findings)
    assert (mine.groups["n_sources"] > 1).any()
    assert {"duplicate-article", "scale-slip", "contradiction", "spam-injection"} <= set(mine.findings["rule"])


def test_whatever_lies_in_a_folder_gives_the_rows_of_the_local_engine(spark: SparkSession, desk: Path) -> None:
    """Files of every kind, cut as they come; names that clash; hostile text; expectations that are no rules.

    What fails afterwards leaves all of it as it was.
    """
    _hostile(desk / "many" / "hostile.jsonl")
    _clashing(desk / "many")
    _tables(desk / "many", 2)
    _expecting(desk)
    spark.conf.set("spark.sql.shuffle.partitions", "7")
    run("many", str(desk / "out"), load(), spark=spark)
    spark.conf.set("spark.sql.shuffle.partitions", "2")
    mine = same("many", desk / "out")
    assert {"no-hedges", "few-sources", "check-failed", "unreadable-article"} <= set(mine.findings["rule"])
    assert {"x/a/tin", "y/a/tin", "b/tin"} <= set(mine.articles["article_id"])
    before = (desk / "out" / "manifest.json").read_bytes()
    _damaged(desk / "bad")
    with pytest.raises(AuditError, match=r"cannot be read|no Parquet|task failed"):
        run("bad", str(desk / "out"), load(), spark=spark)
    assert (desk / "out" / "manifest.json").read_bytes() == before
    assert not list((desk / "out").glob("_run-*"))
    assert len(reports.last(desk / "out").articles) == len(mine.articles)


def _hostile(file: Path) -> None:
    rows = [
        {"article_id": "=1+1", "source": "<script>", "text": "GDP tăng 5%\u202e.\n=HYPERLINK(1)\x1b[31m 7%"},
        {"article_id": "../up", "source": "a\x1fb", "text": "Giá gạo tăng 3%.\r\nGiá gạo\x00tăng 4%."},
        {"article_id": "1", "source": None, "published": "not a day", "text": "Giá gạo tăng 3%."},
        {"article_id": "half", "text": "Giá \ud800 gạo tăng 3%."},
    ]
    lines = [json.dumps(row) for row in rows]
    file.parent.mkdir(parents=True)
    file.write_text("\n".join([*lines, "", "{broken", "[1]", "  "]), encoding="utf8")


def _clashing(folder: Path) -> None:
    for name in ("x/a/tin.txt", "x/b/tin.txt", "y/a/tin.md", "y/một tin [1] 50%.txt"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Giá gạo ở {name} tăng 3% năm 2019.", encoding="utf8")
    about = {"source": "Báo Sớm", "published": "2019-03-04", "title": "Giá gạo"}
    (folder / "x" / "a" / "tin.json").write_text(json.dumps(about), encoding="utf8")


def _tables(folder: Path, parts: int) -> None:
    names = ("article_id", "source", "published", "title", "text")
    records = [{name: getattr(article, name) for name in names} for article in newswire.wire(60)]
    for part in range(parts):
        pd.DataFrame(records[part::parts]).to_parquet(folder / f"p{part}.parquet", index=False)


def _damaged(folder: Path) -> None:
    folder.mkdir()
    _tables(folder, 1)
    whole = (folder / "p0.parquet").read_bytes()
    third = len(whole) // 3
    (folder / "p1.parquet").write_bytes(whole[:4] + b"\xff" * third + whole[4 + third :])


def _expecting(desk: Path) -> None:
    shutil.copytree(ROOT / "expectations", desk / "expectations")
    more = {
        "facts": [
            _expectation("expect_column_values_to_be_in_set", "no-hedges", column="comparator", value_set=["eq"]),
            _expectation("expect_column_values_to_not_be_null", "no-such-column", column="units"),
        ],
        "groups": [_expectation("expect_column_values_to_be_between", "few-sources", column="n_sources", max_value=3)],
    }
    for name, expectations in more.items():
        suite = desk / "expectations" / f"{name}.json"
        content = json.loads(suite.read_text("utf8"))
        content["expectations"] += expectations
        suite.write_text(json.dumps(content), encoding="utf8")


def test_a_path_that_is_not_there_is_told(spark: SparkSession, desk: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        run("nowhere", str(desk / "out"), load(), spark=spark)


def test_a_task_that_fails_is_no_result(spark: SparkSession, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.spark import _line

    def fail(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            yield batch[: 1 // 0]

    def failing(read: DataFrame, *_: object) -> DataFrame:
        return read.mapInPandas(fail, "article_id string")

    monkeypatch.setattr(_line, "extracted", failing)
    with pytest.raises(AuditError, match=r"a Spark task failed: .*ZeroDivisionError"):
        run("seeds", str(desk / "out"), load(), spark=spark)
    assert not (desk / "out" / "manifest.json").exists()


def test_an_empty_input_is_nothing_to_audit(spark: SparkSession, desk: Path) -> None:
    (desk / "empty").mkdir()
    with pytest.raises(NothingToAudit, match="no article in empty"):
        run("empty", str(desk / "out"), load(), spark=spark)


def test_a_table_without_texts_is_refused(spark: SparkSession, desk: Path) -> None:
    pd.DataFrame({"body": ["Giá gạo tăng 3%."]}).to_parquet(desk / "a.parquet", index=False)
    with pytest.raises(InputError, match="has no column 'text'"):
        run("a.parquet", str(desk / "out"), load(), spark=spark)


def _expectation(kind: str, rule: str, **kwargs: object) -> dict[str, object]:
    return {"type": kind, "kwargs": kwargs, "severity": "warning", "meta": {"rule_id": rule}, "description": rule}


def test_many_pairs_hang_together_as_few_do(spark: SparkSession) -> None:
    from audit.spark._parts import parts

    pairs = [(f"n{i:03}", f"n{i * 7 % 200:03}") for i in range(0, 200, 3)] + [("n001", "n500"), ("n500", "n501")]
    frame = spark.createDataFrame(pairs, "one string, other string")
    few, many = (
        {row["name"]: row["part"] for row in parts(spark, frame, lambda kept: kept.localCheckpoint(), limit).collect()}
        for limit in (1000, 0)
    )
    assert few == many
    assert few["n501"] == "n001"


def test_without_java_the_user_is_told_how_to_get_it(desk: Path) -> None:
    done = command("seeds", "--output-dir", "out", PATH=str(desk))
    assert done.returncode == 2
    assert "needs Java" in done.stderr
    assert "default-jre-headless" in done.stderr
    assert not (desk / "out").exists()


def test_without_pyspark_the_user_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_session, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'audit\[spark\]'"):
        _session.need(MASTER)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("seeds",), "--output-dir"),
        (("seeds", "seeds", "--output-dir", "out"), "reads one path"),
        (("seeds", "--output-dir", "out", "--since", "HEAD"), "--since does not go with --engine spark"),
        (("seeds", "--output-dir", "out", "--master", "mesos://x"), "is no Spark master"),
        (("seeds", "--output-dir", "out", "--master", "spark://127.0.0.1:1"), "no Spark master answers"),
    ],
)
def test_what_does_not_go_with_spark_is_refused_before_it_starts(args: tuple[str, ...], said: str, desk: Path) -> None:
    done = command(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (desk / "out").exists()


def test_master_without_the_engine_is_refused(desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "audit", "run", "seeds", "--master", MASTER],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert "--master is for the engine spark" in done.stderr
