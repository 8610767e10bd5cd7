"""Which pairs of articles may tell of one event: stories that share rare keys, and those that a third one bridges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit.groups import steps
from audit.spark._buckets import together
from audit.spark._frames import handed, rows
from audit.spark._told import near_of, unpacked

if TYPE_CHECKING:
    from datetime import date

    from pyspark.sql import DataFrame

    from audit.spark._staging import Keep

STORIES = 5_000  # a call
NEAR = "array<struct<other string, strength double>>"
Batches = Iterable[pd.DataFrame]


def met(told: DataFrame, count: int, keep: Keep) -> tuple[DataFrame, DataFrame]:
    """The articles with their stories and neighbours, and the pairs (`one`, `other`) that may tell of one event."""
    keys = told.select("article_id", "day", F.explode("keys").alias("key"))
    if count > steps.SMALL:
        keys = _rare(keys)
    often = keys.groupBy("key").count().filter("count > 1").select("key")
    asked = keys.join(often, "key").join(told.select("article_id", "story"), "article_id")
    pairs = together(asked, ["key"], _sharing, "one string, other string, strength double", STORIES)
    pairs = keep(pairs.distinct())
    stories = keep(told.select("article_id", "story").join(_near(pairs), "article_id", "left"))
    return stories, pairs.select("one", "other").union(_bridged(stories, pairs))


def sides(pairs: DataFrame, held: DataFrame, *names: str) -> DataFrame:
    """Pairs with columns of both articles, under the names of the sides."""
    for side in ("one", "other"):
        renamed = held.select(*(F.col(name).alias(f"{side}_{name}") for name in ("article_id", *names)))
        pairs = pairs.join(renamed, F.col(side) == F.col(f"{side}_article_id")).drop(f"{side}_article_id")
    return pairs


def _rare(keys: DataFrame) -> DataFrame:
    """The keys that stories of a large run are found by."""
    often = keys.groupBy("key").agg(F.count("*").alias("often")).filter("often > 1")
    of_one = (
        keys.join(often, "key").groupBy("article_id", "day").agg(F.collect_list(F.struct("key", "often")).alias("held"))
    )
    return of_one.mapInPandas(_rarest, "article_id string, day string, key string")


def _rarest(batches: Batches) -> Batches:
    for batch in batches:
        found = []
        for row in rows(batch):
            often = {one["key"]: one["often"] for one in row["held"]}
            found += [{**row, "key": key} for key in steps.rarest(sorted(often), often)]
        yield handed(found, ("article_id", "day", "key"))


def _sharing(frame: pd.DataFrame) -> pd.DataFrame:
    """The pairs of stories that share a key and are told alike."""
    stories = {name: unpacked(story) for name, story in zip(frame["article_id"], frame["story"], strict=True)}
    sure: dict[tuple[str, str], float] = {}
    for _, names in frame.groupby("key", sort=False)["article_id"]:
        ordered: list[tuple[date, str]] = sorted(steps.when(stories[name]) for name in names)
        for i, j in steps.sharing(ordered):
            pair = steps.paired(ordered[i][1], ordered[j][1])
            if pair not in sure:
                sure[pair] = steps.strength(*(stories[name] for name in pair))
    found = [(*pair, strength) for pair, strength in sure.items() if strength >= steps.TOLD]
    return pd.DataFrame(found, columns=["one", "other", "strength"])


def _near(pairs: DataFrame) -> DataFrame:
    """The neighbours of each article that has any."""
    ways = pairs.select(F.col("one").alias("article_id"), "other", "strength").union(
        pairs.select(F.col("other").alias("article_id"), F.col("one").alias("other"), "strength")
    )
    held = ways.groupBy("article_id").agg(F.collect_list(F.struct("other", "strength")).alias("held"))
    return held.mapInPandas(_nearest, f"article_id string, near {NEAR}")


def _nearest(batches: Batches) -> Batches:
    for batch in batches:
        found = []
        for row in rows(batch):
            near = steps.neighbours((one["strength"], one["other"]) for one in row["held"])
            listed = [{"other": other, "strength": strength} for other, strength in near.items()]
            found.append({"article_id": row["article_id"], "near": listed})
        yield handed([row for row in found if row["near"]], ("article_id", "near"))


def _bridged(stories: DataFrame, pairs: DataFrame) -> DataFrame:
    """Pairs that only a third article bridges."""
    over = stories.filter("near IS NOT NULL").select("near").mapInPandas(_over, "one string, other string").distinct()
    over = over.join(pairs.select("one", "other"), ["one", "other"], "left_anti")
    return sides(over, stories, "story", "near").mapInPandas(_told, "one string, other string")


def _over(batches: Batches) -> Batches:
    for batch in batches:
        found = [pair for row in rows(batch) for pair in steps.bridged(near_of(row))]
        yield pd.DataFrame(found, columns=["one", "other"])


def _told(batches: Batches) -> Batches:
    for batch in batches:
        found = []
        for row in rows(batch):
            told = [unpacked(row[f"{side}_story"]) for side in ("one", "other")]
            near = {row[side]: near_of({"near": row[f"{side}_near"]}) for side in ("one", "other")}
            if steps.Events(told, near).strength(row["one"], row["other"]) >= steps.TOLD:
                found.append((row["one"], row["other"]))
        yield pd.DataFrame(found, columns=["one", "other"])
