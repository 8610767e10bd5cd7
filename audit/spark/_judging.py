"""Validation in pieces: the rows that a rule brings together come together, and its hits become findings there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit import table
from audit.rules import numbered
from audit.spark import _pieces
from audit.spark._buckets import together
from audit.spark._checks import ARTICLE, FOUND, GROUP, Judging
from audit.spark._extraction import each
from audit.spark._frames import handed, rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ARTICLES, FACTS = 2_000, 20_000  # a call
_GROUP = [column.name for column in table.GROUPS]


def wide(extracted: DataFrame, copied: DataFrame, groups: DataFrame) -> DataFrame:
    """A row for each article: all that was made of it, what it repeats, and the groups of its facts."""
    places = extracted.select(
        F.col("article_id").alias("original"),
        F.col("path").alias("original_path"),
        F.col("source").alias("original_source"),
        F.substring_index("text", "\n", 1).alias("original_line"),
    )
    of_fact = _members(groups).join(each(extracted, "facts").select("fact_id", "article_id"), "fact_id")
    of_article = of_fact.groupBy("article_id").agg(F.collect_list("group").alias("groups"))
    repeated = copied.join(places, "original", "left")
    return extracted.join(repeated, "article_id", "left").join(of_article, "article_id", "left")


def found(judging: Judging, wide_: DataFrame, groups: DataFrame, events: DataFrame) -> DataFrame:
    """All that the rules find, and how far sources agree (`FOUND`); findings are not yet numbered.

    `events` has the event of each article that shares one with others.
    """
    facts = _facts(wide_, events)
    several = _members(groups.filter("n_facts > 1"), whole=True)
    found_ = wide_.mapInPandas(partial(_pieces.alone, judging=judging), FOUND)
    by_group = facts.join(several, "fact_id").withColumn("_group", F.col("group.group_id"))
    found_ = found_.unionByName(together(by_group, ["_group"], partial(_pieces.grouped, judging=judging), FOUND, FACTS))
    ways = {check.together for check in judging.checks if check.table == "facts"} - {ARTICLE, GROUP}
    for way in sorted(ways, key=str):
        keyed = facts.join(_members(groups), "fact_id")
        call = partial(_pieces.keyed, judging=judging, together=way)
        found_ = found_.unionByName(_by(keyed, way, call))
    if any(check.table in ("articles", "blocks") and check.together != ARTICLE for check in judging.checks):
        found_ = found_.unionByName(_by(wide_, None, partial(_pieces.whole, judging=judging)))
    return found_


def told_apart(findings: DataFrame) -> DataFrame:
    """Findings with ids of their own: those that say the same of the same words are numbered in their order."""
    names = [column.name for column in table.FINDINGS]
    twice = findings.groupBy("finding_id").count().filter("count > 1").select("finding_id")
    once = findings.join(twice, "finding_id", "left_anti").select(findings.columns)
    again = findings.join(twice, "finding_id").select(findings.columns)
    schema = findings.schema

    def told(frame: pd.DataFrame) -> pd.DataFrame:
        held = sorted(rows(frame), key=lambda row: row["finding_id"])
        return handed([row for _, same in _groups(held) for row in numbered(same)], schema.names)

    return once.unionByName(together(again, ["finding_id"], told, schema)).select(*names, "table", "row")


def _groups(held: list[_pieces.Row]) -> list[tuple[str, list[_pieces.Row]]]:
    of: dict[str, list[_pieces.Row]] = {}
    for row in held:
        of.setdefault(row["finding_id"], []).append(row)
    return list(of.items())


def _by(frame: DataFrame, way: tuple[str, ...] | None, call: Callable[[pd.DataFrame], pd.DataFrame]) -> DataFrame:
    """Rows through a function by the columns of a rule; all at once where it says that any two may meet."""
    keys = [name for name in way or () if name in frame.columns]
    if keys:
        return together(frame, keys, call, FOUND, FACTS)

    def called(rows_: pd.DataFrame) -> pd.DataFrame:  # Spark reads the annotations of what it calls
        return call(rows_)

    return frame.groupBy().applyInPandas(called, FOUND)


def _facts(wide_: DataFrame, events: DataFrame) -> DataFrame:
    """A row for each fact, with its date, what its article repeats, and where, and the event that it tells of."""
    beside = ("published", "original", "original_source", "share", "spans", "event")
    told = wide_.join(events, "article_id", "left").withColumn("event", F.coalesce("event", "article_id"))
    held = told.select(F.posexplode("facts").alias("at", "fact"), *beside)
    return held.select("at", "fact.*", *beside)


def _members(groups: DataFrame, whole: bool = False) -> DataFrame:
    """Each fact with its group, of whose facts it is the only one that is named, unless the group is wanted `whole`."""
    cells = [F.col(name) for name in _GROUP if whole or name != "fact_ids"]
    own = [] if whole else [F.array("fact_id").alias("fact_ids")]
    return groups.withColumn("fact_id", F.explode("fact_ids")).select("fact_id", F.struct(*cells, *own).alias("group"))
