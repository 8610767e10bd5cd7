"""From what Spark can read to articles: the readers, and what they know of an article, are those of the local engine.

Tables (Parquet) and JSON Lines are read in splits, by as many tasks as they are large. Any other file is read whole, by
the reader that knows it. A row is an article as it was read, and what it may be called (see `_naming`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pandas as pd
from pyspark.errors import AnalysisException
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import StructType

from audit.articles import Known, of_file, of_line, of_row, suffixes, whole
from audit.spark._frames import ARTICLE, STRING, STRINGS, handed, rows, struct
from audit.spark._paths import Place

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

    from audit.catalog import SourceRow

TABLES, LINES = (".parquet", ".pq"), (".jsonl", ".ndjson")
WANTED = ("text", "html", "id", "article_id", "source", "url", "published", "title", "language")
NAMES = struct(twin=STRING, short=STRING, longer=STRING, parents=STRINGS)
READ = StructType([*ARTICLE.fields, *NAMES.fields])
NONE = b""

Batches = Iterable[pd.DataFrame]
Reader = Callable[[dict[str, Any]], Iterable[Known]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of one input: where it is, and what sources.csv says. It works where the tasks run."""

    place: Place
    listed: Sequence[SourceRow]

    def file(self, row: dict[str, Any]) -> Iterable[Known]:
        return of_file(self.place.named(row["path"]), row["content"], row.get("beside") or NONE, self.listed)

    def line(self, row: dict[str, Any]) -> Iterable[Known]:
        path = self.place.named(row["path"])
        return of_line(path, row["number"], row["value"], row.get("beside") or NONE, self.listed)

    def row(self, row: dict[str, Any]) -> Iterable[Known]:
        path = self.place.named(row["path"])
        return of_row(path, row["number"], row, row.get("beside") or NONE, self.listed)


def articles(spark: SparkSession, place: Place, listed: Sequence[SourceRow]) -> DataFrame:
    """The articles of a file, a folder or whatever else Spark reads, as rows of `READ`."""
    reading, beside = Reading(place, listed), _sidecars(spark, place)
    found = [
        (_files(spark, place), reading.file),
        (_lines(spark, place), reading.line),
        (_rows(spark, place), reading.row),
    ]
    parts = [
        _with(frame, beside).mapInPandas(partial(_known, reader=reader), READ)
        for frame, reader in found
        if frame is not None
    ]
    whole_, *others = parts
    for part in others:
        whole_ = whole_.unionByName(part)
    return whole_


def shared_out(spark: SparkSession, read: DataFrame) -> DataFrame:
    """Articles in as many parts as there are cores at least: an input of one split would be one task's to the end."""
    least = 2 * spark.sparkContext.defaultParallelism
    return read if read.rdd.getNumPartitions() >= least else read.repartition(least, "path", "twin")


def _known(batches: Batches, reader: Reader) -> Batches:
    """The articles of the rows of one reader, with what can be told from each article itself."""
    for batch in batches:
        found = [known for row in rows(batch) for known in reader(row)]
        yield handed([asdict(whole_of(known)) | _names(known) for known in found], READ.names)


def whole_of(known: Known) -> Any:
    """The article of what is known, its short name in place of an id."""
    from dataclasses import replace

    return whole(replace(known.article, article_id=known.names.short))


def _names(known: Known) -> dict[str, Any]:
    return {"twin": known.names.twin, "short": known.names.short, "longer": known.names.longer} | {
        "parents": list(known.names.parents)
    }


def _files(spark: SparkSession, place: Place) -> DataFrame | None:
    """Each file that is read whole: its path and what it holds."""
    kinds = sorted(suffixes() - {*TABLES, *LINES}) if place.folder else []
    if not place.folder and place.suffix in (*TABLES, *LINES):
        return None
    return _binary(spark, place, kinds)


def _binary(spark: SparkSession, place: Place, kinds: Sequence[str]) -> DataFrame:
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    if kinds:
        reader = reader.option("pathGlobFilter", _glob(kinds))
    return place.without_own(reader.load(place.glob).select("path", "content"))


def _lines(spark: SparkSession, place: Place) -> DataFrame | None:
    """Each line of the files of JSON Lines as bytes, with its number in its file, from 1.

    Spark reads a file in splits. How many lines each split holds is counted first, and lines within it as they come.
    """
    if not place.folder and place.suffix not in LINES:
        return None
    reader = spark.read.option("recursiveFileLookup", "true").option("lineSep", "\n")
    if place.folder:
        reader = reader.option("pathGlobFilter", _glob(LINES))
    lines = place.without_own(
        reader.text(place.glob).select(
            F.col("_metadata.file_path").alias("path"),
            F.col("_metadata.file_block_start").alias("block"),
            F.col("value").cast("binary").alias("value"),
        )
    )
    before: dict[tuple[str, int], int] = {}
    counted = lines.groupBy("path", "block").count().collect()
    at: dict[str, int] = {}
    for path, block, count in sorted(tuple(row) for row in counted):
        before[path, block] = at.get(path, 0)
        at[path] = before[path, block] + count
    return lines.mapInPandas(partial(_numbered, before=before), "path string, number long, value binary")


def _numbered(batches: Batches, before: dict[tuple[str, int], int]) -> Batches:
    """The lines of a task with their numbers: those of one split come one after the other, in their order."""
    seen: dict[tuple[str, int], int] = {}
    for batch in batches:
        numbers = []
        for key in zip(batch["path"], batch["block"], strict=True):
            seen[key] = seen.get(key, before[key]) + 1
            numbers.append(seen[key])
        paths = [unquote(path) for path in batch["path"]]
        yield pd.DataFrame({"path": paths, "number": numbers, "value": batch["value"]})


def _rows(spark: SparkSession, place: Place) -> DataFrame | None:
    """Each row of the tables, of the columns that mean something, with its number in its file, from 1."""
    if not place.folder and place.suffix not in TABLES:
        return None
    reader = spark.read.option("recursiveFileLookup", "true").option("mergeSchema", "true")
    if place.folder:
        reader = reader.option("pathGlobFilter", _glob(TABLES))
    try:
        frame = reader.parquet(place.glob)
    except AnalysisException as error:
        if error.getCondition() == "UNABLE_TO_INFER_SCHEMA" and place.folder:
            return None
        raise
    wanted = [F.col(name) for name in frame.columns if name in WANTED]
    place.need(frame.columns)
    unquoted: Column = F.url_decode(F.replace(F.col("_metadata.file_path"), F.lit("+"), F.lit("%2B"))).alias("path")
    number = (F.col("_metadata.row_index") + 1).alias("number")
    return place.without_own(frame.select(*wanted, unquoted, number))


def _sidecars(spark: SparkSession, place: Place) -> DataFrame | None:
    """What the sidecars of a folder hold, by the path of the article without its suffix; None where there are none."""
    try:
        found = _binary(spark, place, [".json"]) if place.folder else _binary(spark, place.beside(), [])
        found = found.select(_bare(F.col("path")).alias("bare"), F.col("content").alias("beside"))
        return None if found.isEmpty() else found
    except AnalysisException:  # a file that has none beside it
        return None


def _with(frame: DataFrame, beside: DataFrame | None) -> DataFrame:
    """Rows with what the sidecars of their files hold."""
    if beside is None:
        return frame
    return frame.withColumn("bare", _bare(F.col("path"))).join(beside, "bare", "left").drop("bare")


def _bare(path: Column) -> Column:
    return F.regexp_replace(F.regexp_replace(path, r"(?i)\.gz$", ""), r"\.[^./]*$", "")


def _glob(kinds: Sequence[str]) -> str:
    """Names that end so, or so and with `.gz`, in small letters or in large ones."""
    ends = [end for kind in kinds for end in (kind, kind.upper())]
    return "*{" + ",".join([*ends, *(f"{end}.gz" for end in ends)]) + "}"
