"""The engine spark: the rows of the local engine, from a real Spark on this machine; and what goes wrong, told."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import newswire
import pandas as pd
import pytest
from test_rules_events import misprinted

import audit
from audit import reports, table
from audit.config import load
from audit.errors import AuditError, ConfigError, InputError, NothingToAudit
from audit.model import Article
from audit.rules import events
from audit.spark import _failures, _session, run

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


def _expectation(kind: str, rule: str, **kwargs: object) -> dict[str, object]:
    return {"type": kind, "kwargs": kwargs, "severity": "warning", "meta": {"rule_id": rule}, "description": rule}


HEDGES = _expectation("expect_column_values_to_be_in_set", "no-hedges", column="comparator", value_set=["eq"])
NO_COLUMN = _expectation("expect_column_values_to_not_be_null", "no-such-column", column="units")
UNIQUE = _expectation("expect_compound_columns_to_be_unique", "told-twice", column_list=["article_id", "value"])
FEW = _expectation("expect_column_values_to_be_between", "few-sources", column="n_sources", max_value=3)
MANY = 200  # rows that Great Expectations hands over of what is wrong
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
    pd.testing.assert_frame_equal(mine.findings, theirs.findings)
    assert mine.texts == theirs.texts
    return mine


def command(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"}
    surroundings = {**clean, "PYTHONPATH": str(ROOT), "JAVA_TOOL_OPTIONS": QUICK, **env}
    return subprocess.run(
        [sys.executable, "-m", "audit", "run", "--engine", "spark", *args],
        capture_output=True, text=True, env=surroundings, check=False,
    )  # fmt: skip


def test_the_seeds_and_5000_articles_give_the_rows_of_the_local_engine(desk: Path) -> None:
    """As a user runs it: rows, their order, the status, what is said; with expectations that are no rules."""
    newswire.write(iter([*newswire.wire(5000), *misprinted()]), desk / "seeds" / "made.jsonl")
    _expecting(desk, facts=[HEDGES], groups=[FEW])
    done = command("--master", MASTER, "seeds", "--output-dir", "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"Read 5,?007 articles from \d+ sources", done.stderr)
    assert re.search(r"spam-injection: \d+ critical", done.stderr)
    assert "The run ends with status 1 because of --fail-on critical." in done.stderr
    assert re.search(r"Next: audit explain [a-z-]+$", done.stderr)
    assert not [word for word in ("WARN", "ERROR", "Picked up", "Traceback") if word in done.stderr]
    mine = same("seeds", desk / "out")
    assert len(mine.articles) == 5007
    assert (mine.groups["n_sources"] > 1).any()
    found = mine.findings["rule"].value_counts()
    assert {"duplicate-article", "scale-slip", "contradiction", "spam-injection", "retyped-figure"} <= set(found.index)
    assert found["no-hedges"] > MANY
    assert found["few-sources"] > MANY
    manifest = json.loads((desk / "out" / "manifest.json").read_text("utf8"))
    assert manifest["rows"]["articles"] == 5007
    assert sum(row["count"] for row in manifest["findings"]) == manifest["rows"]["findings"] == len(mine.findings)
    hits = {check["rule"]: check["hits"] for check in manifest["checks"]}
    assert all(hits[rule] == found[rule] for rule in ("no-hedges", "few-sources", "contradiction"))
    assert sorted(path.name for path in (desk / "out").iterdir() if not path.name.startswith(".")) == sorted(
        ["manifest.json", "texts.parquet", *(f"{name}.parquet" for name in table.TABLES)]
    )


def test_whatever_lies_in_a_folder_gives_the_rows_of_the_local_engine(spark: SparkSession, desk: Path) -> None:
    """Files of every kind, cut as they come; names that clash; hostile text; expectations that are no rules.

    What fails afterwards leaves all of it as it was.
    """
    _hostile(desk / "many" / "hostile.jsonl")
    _clashing(desk / "many")
    _tables(desk / "many", 2)
    _expecting(desk, facts=[HEDGES, NO_COLUMN, UNIQUE], groups=[FEW])
    spark.conf.set("spark.sql.shuffle.partitions", "7")
    run("many", str(desk / "out"), load(), spark=spark)
    spark.conf.set("spark.sql.shuffle.partitions", "2")
    mine = same("many", desk / "out")
    found = {"no-hedges", "few-sources", "told-twice", "check-failed", "unreadable-article"}
    assert found <= set(mine.findings["rule"])
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


def _expecting(desk: Path, **more: list[dict[str, object]]) -> None:
    """The suites of the project, with more expectations in some."""
    shutil.copytree(ROOT / "expectations", desk / "expectations")
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

    def die(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield from batches

    killed = r"its process was killed\n  mend: .*memoryOverhead"
    for what, said in ((fail, r"a Spark task failed: .*ZeroDivisionError"), (die, killed)):

        def failing(read: DataFrame, *_: object, what: Any = what) -> DataFrame:
            return read.mapInPandas(what, "article_id string")

        monkeypatch.setattr(_line, "extracted", failing)
        with pytest.raises(AuditError, match=said):
            run("seeds", str(desk / "out"), load(), spark=spark)
        assert not list((desk / "out").iterdir())


def test_an_article_out_of_time_is_one_that_could_not_be_read() -> None:
    from audit.spark import _extraction

    read = pd.DataFrame([asdict(Article("Giá gạo tăng 3% năm 2019. " * 500, article_id="long"))])
    for seconds, problem in ((1e-6, "takes more than 1e-06 s to read"), (60, None)):
        (made,) = _extraction._made([read], (), seconds)
        row = made.iloc[0]
        assert (row["problem"] or "").startswith(problem or "")
        assert bool(row["text"]) == bool(len(row["facts"])) == (problem is None)


def test_a_folder_that_cannot_be_made_is_named(spark: SparkSession, desk: Path) -> None:
    (desk / "taken").write_text("")
    for folder in ("taken", "/proc/none/out"):
        with pytest.raises(AuditError, match=rf"^{folder}: cannot be written.*\n  mend: allow writing there"):
            run("seeds", folder, load(), spark=spark)


def test_a_full_disk_is_told() -> None:
    said = "Job aborted: Task 3 failed 4 times: java.io.IOException: No space left on device at java.base/java.io"
    assert "no space left on a disk\n  mend: nothing was written; free some" in str(_failures.failure(said, "in"))


def test_an_empty_input_is_nothing_to_audit(spark: SparkSession, desk: Path) -> None:
    (desk / "empty").mkdir()
    with pytest.raises(NothingToAudit, match="no article in empty"):
        run("empty", str(desk / "out"), load(), spark=spark)


def test_a_table_without_texts_is_refused(spark: SparkSession, desk: Path) -> None:
    pd.DataFrame({"body": ["Giá gạo tăng 3%."]}).to_parquet(desk / "a.parquet", index=False)
    with pytest.raises(InputError, match="has no column 'text'"):
        run("a.parquet", str(desk / "out"), load(), spark=spark)


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


def test_events_are_those_of_the_local_engine(spark: SparkSession) -> None:
    """A chain of more articles than an event may have, one quantity in all of them, pairs that share some values."""
    from audit.spark import _events

    rows = [
        {"article_id": f"a{nth * 37 % 700:03}", "fact_id": f"{nth}-{i}", "group_id": group, "value": value,
         "unit": unit, "block": "body"}
        for nth in range(700)
        for i, (group, value, unit) in enumerate(
            [(f"g{nth // 2}", float(nth), None), (f"h{(nth + 1) // 2}", 1.0, "VND"), ("all", 2.5, None)]
            + [(None, nth // 5 + step / 7, "percent") for step in range(1, 5)]
        )
    ]  # fmt: skip
    facts = pd.DataFrame(rows).astype({"group_id": object, "unit": object})
    by_article = [
        (
            name,
            [(row.fact_id, row.value, row.unit, row.block) for row in own.itertuples()],
            [(row.group_id, [row.fact_id]) for row in own.itertuples() if row.group_id],
        )
        for name, own in facts.groupby("article_id")
    ]
    wide = spark.createDataFrame(
        by_article,
        "article_id string, facts array<struct<fact_id string, value double, unit string, block string>>, "
        "groups array<struct<group_id string, fact_ids array<string>>>",
    )
    told = {row.article_id: row.event for row in _events.told_of(spark, wide, lambda kept: kept.cache()).collect()}
    expected = dict(zip(facts["article_id"], events.events(facts), strict=True))
    assert {name: told.get(name, name) for name in expected} == expected
    sizes = pd.Series(expected).value_counts()
    assert sizes.max() <= events.MOST < sizes.sum()  # the whole chain hangs together
    assert len(sizes) == 2


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
