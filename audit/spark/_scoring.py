"""Scores of sources, from what is counted of each and how far others agree with it: sums, wherever they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit import rules, scores, table
from audit.spark._checks import FOUND, Judging
from audit.spark._frames import handed, rows, schema, typed

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_COUNTS = [field.name for field in fields(scores.Counts)]


def scored(extracted: DataFrame, found: DataFrame, findings: DataFrame, language: str) -> DataFrame:
    """The sources of a run, as rows of `table.SCORES`. `found` says how far others agree with their figures."""
    articles = extracted.withColumn("name", _source(F.col("source"), F.col("article_id")))
    counts = _counts(articles, findings)
    alike = found.filter("source IS NOT NULL").groupBy("source", "agreed", "weight").count()
    agreed = alike.groupBy("source").agg(F.collect_list(F.struct("agreed", "weight", "count")).alias("said"))
    both = counts.join(agreed.withColumnRenamed("source", "name"), "name", "left")
    return both.mapInPandas(partial(_scored, language=language), schema(table.SCORES))


def places(extracted: DataFrame) -> DataFrame:
    """The first article of each source, and its path."""
    named = extracted.filter("source IS NOT NULL").groupBy("source")
    return named.agg(F.min_by(F.struct("article_id", "path"), "article_id").alias("one")).select("source", "one.*")


def judged(scores_: DataFrame, places_: DataFrame, judging: Judging) -> DataFrame:
    """What the rules find in the scores (`FOUND`)."""
    return scores_.join(places_, "source", "left").mapInPandas(partial(_judged, judging=judging), FOUND)


def _source(source: Column, article_id: Column) -> Column:
    return F.when(source.isNotNull() & (source != ""), source).otherwise(article_id)


def _counts(articles: DataFrame, findings: DataFrame) -> DataFrame:
    """What is counted of each source (`scores.Counts`), under its `name`."""
    spam = F.filter("blocks", lambda block: block.label == "spam")
    lengths = F.aggregate(spam, F.lit(0).cast("long"), lambda total, block: total + block.end - block.start)
    of_article = articles.select(
        "name",
        "article_id",
        F.lit(1).alias("articles"),
        F.coalesce("characters", F.lit(0)).alias("characters"),
        F.col("published").isNotNull().cast("long").alias("dated"),
        F.col("source").isNotNull().cast("long").alias("sourced"),
        F.exists("blocks", lambda block: block.label == "byline").cast("long").alias("signed"),
        F.size("facts").alias("facts"),
        F.size(spam).alias("spam"),
        lengths.alias("spam_characters"),
    )
    wrong = findings.groupBy("article_id").agg(
        F.count_if(F.col("rule").isin(list(scores.INCONSISTENT))).alias("inconsistent"),
        F.count_if(F.col("rule").isin(list(scores.DAMAGED))).alias("damaged"),
    )
    both = of_article.join(wrong, "article_id", "left")
    return both.groupBy("name").agg(*(F.coalesce(F.sum(name), F.lit(0)).alias(name) for name in _COUNTS))


def _scored(batches: Iterable[pd.DataFrame], language: str) -> Iterator[pd.DataFrame]:
    for batch in batches:
        found = []
        for row in rows(batch):
            counted = scores.Counts(**{name: int(row[name]) for name in _COUNTS})
            agreed = [(one["agreed"], one["weight"]) for one in row["said"] or () for _ in range(one["count"])]
            found.append(scores.row(row["name"], counted, agreed, language))
        yield handed(found, [column.name for column in table.SCORES])


def _judged(batches: Iterable[pd.DataFrame], judging: Judging) -> Iterator[pd.DataFrame]:
    checks = [check for check in judging.checks if check.table == "scores"]
    for batch in batches:
        held = rows(batch)
        articles = typed((row for row in held if row["article_id"]), table.ARTICLES)
        frames = {"scores": rules.score_frame(typed(held, table.SCORES), articles)}
        own = {"scores": [row["source"] for row in held]}
        yield handed(list(judging.judge(checks, frames, own)), FOUND.names)
