"""Facts into groups: the steps of `audit.groups.steps`, each where the rows it needs come together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit.groups import steps
from audit.spark._buckets import BUCKET, MOST, together
from audit.spark._frames import handed, rows
from audit.spark._meetings import met, sides
from audit.spark._parts import parts
from audit.spark._told import EDGE, GROUP, edge_rows, facts_of, group_row, near_of, unpacked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.spark._staging import Keep

NAMES = 5_000  # facts a call
# Edges a call of clustering.
EDGES = 20_000
SIDES = ("one", "other")
Batches = Iterable[pd.DataFrame]


def groups(
    spark: SparkSession, told: DataFrame, copied: DataFrame, count: int, trust: Mapping[str, float], keep: Keep
) -> DataFrame:
    """The groups of all facts, as rows of `GROUP`. `count` is how many articles there are."""
    stories, pairs = met(told, count, keep)
    units = told.select("article_id", F.explode("units").alias("one")).select("article_id", "one.*")
    held = keep(units.join(stories, "article_id"))
    edges = facts_of(told, "edges").unionByName(_across(told, stories, pairs)).unionByName(_named(told, held))
    edges = keep(edges.dropDuplicates(["one", "other"]))
    of = parts(spark, edges, keep)
    joined = _clustered(edges.join(of, F.col("one") == F.col("name")).drop("name"), held, copied, trust)
    alone = facts_of(told, "alone").withColumn("fact", F.col("fact_ids")[0])
    alone = alone.join(of, F.col("fact") == F.col("name"), "left_anti").drop("fact")
    return joined.unionByName(alone)


def _across(told: DataFrame, stories: DataFrame, pairs: DataFrame) -> DataFrame:
    """The edges between articles that may tell of one event."""
    held = told.select("article_id", "units").join(stories, "article_id")
    return sides(pairs, held, "units", "story", "near").mapInPandas(_across_pairs, EDGE)


def _across_pairs(batches: Batches) -> Batches:
    for batch in batches:
        found: list[dict[str, Any]] = []
        for row in rows(batch):
            sides_ = [{unit["unit"]: unit["facts"] for unit in row[f"{side}_units"]} for side in SIDES]
            for unit in sorted(sides_[0].keys() & sides_[1].keys()):
                tolds = [_told(row, side, units[unit]) for side, units in zip(SIDES, sides_, strict=True)]
                judge = steps.judge_of(tolds)
                one, other = ([i for i, fact in enumerate(judge.facts) if fact.article == row[side]] for side in SIDES)
                found += edge_rows(steps.across(one, other, judge.facts), judge, unit)
        yield handed(found, EDGE.names)


def _told(row: Mapping[str, Any], side: str, facts: bytes) -> steps.Told:
    return steps.Told(unpacked(row[f"{side}_story"]), unpacked(facts), near_of({"near": row[f"{side}_near"]}))


def _named(told: DataFrame, held: DataFrame) -> DataFrame:
    """The edges between facts that share a name, whatever their articles tell of."""
    names = told.select("article_id", F.explode("names").alias("one")).select("article_id", "one.*")
    several = names.groupBy("name").count().filter("count > 1").select("name")
    asked = (
        names.join(several, "name").groupBy("name", "article_id", "unit").agg(F.collect_list("fact_id").alias("ids"))
    )
    return together(asked.join(held, ["article_id", "unit"]), ["name"], _named_pairs, EDGE, NAMES)


def _named_pairs(frame: pd.DataFrame) -> pd.DataFrame:
    found: list[dict[str, Any]] = []
    unpack = _Unpacked()
    for _, members in frame.groupby("name", sort=False):
        of_name = rows(members)
        asked = {name for row in of_name for name in row["ids"]}
        judge = steps.judge_of(unpack(row) for row in of_name)
        places = [i for i, fact in enumerate(judge.facts) if fact.fact_id in asked]
        found += edge_rows(steps.named(places, judge.facts), judge, of_name[0]["unit"])
    return handed(found, EDGE.names)


class _Unpacked:
    """What is told of the articles of one call, unpacked once."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], steps.Told] = {}

    def __call__(self, row: Mapping[str, Any]) -> steps.Told:
        key = row["article_id"], row["unit"]
        if key not in self._held:
            self._held[key] = steps.Told(unpacked(row["story"]), unpacked(row["facts"]), near_of(row))
        return self._held[key]


def _clustered(edges: DataFrame, held: DataFrame, copied: DataFrame, trust: Mapping[str, float]) -> DataFrame:
    """The groups of the parts: a part with what is told of its articles, in one call."""
    count = max(1, min(MOST, edges.count() // EDGES + 1))
    bucket = F.pmod(F.xxhash64("part"), F.lit(count)).alias(BUCKET)
    ends = [edges.select("part", F.col(f"{side}_article").alias("article_id"), "unit") for side in ("one", "other")]
    told = ends[0].union(ends[1]).distinct().join(held, ["article_id", "unit"])
    told = told.join(copied.select("article_id", "original"), "article_id", "left")
    renewed = told.select(
        bucket, *(F.col(name).alias(name) for name in told.columns)
    )  # Spark takes them for the edges'
    both = edges.select(bucket, "*").groupBy(BUCKET).cogroup(renewed.groupBy(BUCKET))
    return both.applyInPandas(partial(_clusters, trust=trust), GROUP)


def _clusters(edges: pd.DataFrame, told: pd.DataFrame, trust: Mapping[str, float]) -> pd.DataFrame:
    found: list[dict[str, Any]] = []
    of_part = dict(iter(told.groupby("part", sort=False)))
    unpack = _Unpacked()
    for part, ranked in edges.groupby("part", sort=False):
        articles = rows(of_part[part])
        judge = steps.judge_of(unpack(row) for row in articles)
        place = {fact.fact_id: i for i, fact in enumerate(judge.facts)}
        pairs = zip(ranked["conflict"], ranked["score"], ranked["one"], ranked["other"], strict=True)
        edged = [(bool(conflict), float(score), place[one], place[other]) for conflict, score, one, other in pairs]
        copies = {row["article_id"]: row["original"] for row in articles if row["original"]}
        own = frozenset(name for row in articles for name in row["own"])
        for members, sure in steps.cluster(edged, judge):
            found.append(group_row([judge.facts[i] for i in members], sure, copies, trust, own))
    return handed(found, GROUP.names)
