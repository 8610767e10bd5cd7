"""The tables as the suites see them: with the context columns that rules add, and the rules that hit each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

from audit import table
from audit.model import Indicator
from audit.rules import CONTEXT
from audit.spark._frames import TYPES
from audit.spark._pieces import SEPARATOR

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

TAIL = 80
ROW = "_row"
_KINDS = ("string", "string", "double", "double", "string")


def articles(extracted: DataFrame, copied: DataFrame) -> DataFrame:
    """The articles with their texts and what they repeat."""
    longest = F.array_sort(
        "spans",
        lambda one, other: (
            F.when(_width(one) != _width(other), F.signum(_width(other) - _width(one)))
            .otherwise(F.signum(one[0] - other[0]))
            .cast("int")
        ),
    )[0]
    of = copied.select(
        "article_id",
        F.col("original").alias("copy_of"),
        F.round("share", 3).alias("copy_share"),
        longest[0].alias("copy_start"),
        longest[1].alias("copy_end"),
    )
    line = F.length(F.rtrim(F.substring_index("text", "\n", 1), F.lit("\r")))
    places = {"line": F.lit(1).cast("long"), "start": F.lit(0).cast("long"), "end": line.cast("long")}
    return _seen("articles", extracted.withColumns(places).join(of, "article_id", "left"), F.col("article_id"))


def blocks(extracted: DataFrame) -> DataFrame:
    """The blocks with what is known of their articles, and their text but for that of the body."""
    told = extracted.select(
        "source", "path", "published", "language", "text", F.posexplode("blocks").alias("at", "one")
    )
    told = told.select("*", "one.*").drop("one")
    own = F.substring(F.col("text"), F.col("start").cast("int") + 1, (F.col("end") - F.col("start")).cast("int"))
    first = F.greatest("start", F.col("end") - TAIL)
    tail = F.substring(F.col("text"), first.cast("int") + 1, (F.col("end") - first).cast("int"))
    columns = {"tail": tail, "_own": F.when(F.col("label") != "body", own)}
    told = told.withColumns(columns).withColumn("text", F.col("_own"))
    return _seen("blocks", told, F.concat_ws(SEPARATOR, "article_id", F.col("at").cast("string")))


def facts(
    spark: SparkSession, facts_: DataFrame, groups: DataFrame, events: DataFrame, known: Sequence[Indicator]
) -> DataFrame:
    """The facts with their groups, their events and what is known of their indicators."""
    confidence = F.col("confidence").alias("group_confidence")
    members = groups.select(F.explode("fact_ids").alias("fact_id"), "group_id", "n_independent", confidence)
    names = ("unit", "min", "max", "trend")
    rows = [(one.indicator, *(getattr(one, name) for name in names)) for one in known]
    kinds = zip(("indicator", *(f"indicator_{name}" for name in names)), _KINDS, strict=True)
    of = spark.createDataFrame(rows, ", ".join(f"{name} {kind}" for name, kind in kinds))
    told = facts_.join(members, "fact_id", "left").join(F.broadcast(of), "indicator", "left")
    told = told.join(events, "article_id", "left").withColumn("event", F.coalesce("event", "article_id"))
    return _seen("facts", told, F.col("fact_id"))


def groups(groups_: DataFrame, facts_: DataFrame) -> DataFrame:
    """The groups with the place of their first fact, and their sources."""
    places = facts_.select("fact_id", *(["article_id", "path", "line", "start", "end"]))
    said = groups_.select("group_id", F.explode("fact_ids").alias("fact_id")).join(
        facts_.select("fact_id", F.coalesce("source", F.lit("?")).alias("source")), "fact_id"
    )
    sources = said.groupBy("group_id").agg(F.array_join(F.array_sort(F.collect_set("source")), ", ").alias("sources"))
    first = groups_.withColumn("fact_id", F.col("fact_ids")[0])
    told = first.join(places, "fact_id", "left").join(sources, "group_id", "left")
    return _seen("groups", told, F.col("group_id"))


def scores(scores_: DataFrame, places: DataFrame) -> DataFrame:
    """The scores with the place of the first article of each source."""
    where = {"line": F.lit(1).cast("long"), "start": F.lit(0).cast("long"), "end": F.lit(0).cast("long")}
    return _seen("scores", scores_.join(places, "source", "left").withColumns(where), F.col("source"))


def hit(name: str, seen: DataFrame, findings: DataFrame, column: str) -> DataFrame:
    """The rows of a table; a column holds the names of the rules that hit each."""
    of_row = findings.filter(F.col("table") == name).groupBy(F.col("row").alias(ROW))
    held = seen.join(of_row.agg(F.collect_list("rule").alias(column)), ROW, "left").drop(ROW)
    return held.withColumn(column, F.coalesce(column, F.array().cast("array<string>")))


def _seen(name: str, frame: DataFrame, row: Column) -> DataFrame:
    """The columns of a table and its context; those of the context that nothing gives are empty."""
    own = table.TABLES[name]
    named = {column.name for column in own}
    context = [column for column in CONTEXT[name] if column.name not in named]
    absent = {c.name: F.lit(None).cast(TYPES[c.dtype]) for c in context if c.name not in frame.columns}
    filled = frame.withColumns(absent) if absent else frame
    return filled.withColumn(ROW, row).select(*(column.name for column in (*own, *context)), ROW)


def _width(span: Column) -> Column:
    return span[1] - span[0]
