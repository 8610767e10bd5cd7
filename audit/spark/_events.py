"""Which articles tell of one event, as `rules.events` says, from joins in place of its sorted arrays.

Pairs of articles that share enough are put into parts that hang together. An event lies within one part; only the
names of the pairs of a part come together, to be joined in their order up to the size that an event may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pyspark.sql import functions as F  # noqa: N812

from audit.rules import events
from audit.spark._buckets import together
from audit.spark._frames import LONG, STRING, handed, rows, struct
from audit.spark._parts import parts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.spark._staging import Keep

MARK = struct(article_id=STRING, mark=STRING, weight=LONG)
EVENT = struct(article_id=STRING, event=STRING)
TIES = 200_000  # a call
_FACT = ("fact_id", "value", "unit", "block")


def told_of(spark: SparkSession, wide: DataFrame, keep: Keep) -> DataFrame:
    """The event of each article that shares one with others (`EVENT`); any other is an event of its own."""
    marks = wide.select(
        "article_id",
        *(F.col(f"facts.{name}").alias(name) for name in _FACT),
        F.col("groups.group_id").alias("group_ids"),
        F.flatten("groups.fact_ids").alias("members"),
    )
    tied = keep(_tied(keep(marks.mapInPandas(_marks, MARK))))
    of = parts(spark, tied, keep)
    held = tied.join(of, F.col("one") == F.col("name")).select("part", "one", "other", "shared")
    return together(held, ["part"], _joined, EVENT, TIES)


def _marks(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """What ties each article to others: its quantities and its values, each once, and how much of a tie each is."""
    for batch in batches:
        held = rows(batch)
        columns = {name: [cell for row in held for cell in row[name]] for name in _FACT}
        facts = pd.DataFrame(columns, dtype=object).astype({"value": float})
        facts["article_id"] = [row["article_id"] for row in held for _ in row["fact_id"]]
        of = {fact: group for row in held for fact, group in _members(row)}
        facts["group_id"] = [of.get(name) for name in columns["fact_id"]]
        grouped, exact = events.telling(facts)
        quantities = ((name, f"g{group}", events.FIGURES) for name, group in _cells(facts[grouped], "group_id"))
        values = ((name, f"v{value!r} {unit!r}", 1) for name, value, unit in _cells(facts[exact], "value", "unit"))
        found = dict.fromkeys((*quantities, *values))
        yield handed([dict(zip(MARK.names, mark, strict=True)) for mark in found], MARK.names)


def _members(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The facts of an article, each with its group."""
    return zip(row["members"] or (), row["group_ids"] or (), strict=True)


def _cells(facts: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(facts[name].tolist() for name in ("article_id", *names)), strict=True)


def _tied(marks: DataFrame) -> DataFrame:
    """The pairs of articles (`one`, `other`) that share enough, and how much; what is common ties none."""
    often = marks.groupBy("mark").count().filter(F.col("count").between(2, events.COMMON)).select("mark")
    listed = F.sort_array(F.collect_list("article_id")).alias("held")
    held = marks.join(often, "mark").groupBy("mark", "weight").agg(listed)
    ones = held.select("weight", F.posexplode("held").alias("i", "one"), "held")
    twos = ones.select("weight", "i", "one", F.posexplode("held").alias("j", "other")).filter("j > i")
    return twos.groupBy("one", "other").agg(F.sum("weight").alias("shared")).filter(F.col("shared") >= events.FIGURES)


def _joined(pairs: pd.DataFrame) -> pd.DataFrame:
    """The events of some whole parts."""
    codes, names = pd.factorize(pd.concat([pairs["one"], pairs["other"]]), sort=True)
    one, other = codes[: len(pairs)], codes[len(pairs) :]
    order = np.lexsort((other, one, -pairs["shared"].to_numpy()))
    first = events.hung(len(names), zip(one[order].tolist(), other[order].tolist(), strict=True))
    return pd.DataFrame({"article_id": names, "event": names[first]})
