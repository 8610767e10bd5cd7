"""What hangs together: of pairs of names, the least name that each is reached from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.spark._staging import Keep

# So many pairs fit in the memory of the driver with ease, where they are put together at once.
FEW = 1_000_000
SCHEMA = "name string, part string"


def parts(spark: SparkSession, pairs: DataFrame, keep: Keep, few: int = FEW) -> DataFrame:
    """For each name of some pairs (`one`, `other`), the least name of its part.

    Few pairs are put together on the driver. Of many, the star algorithm takes some rounds, each of two shuffles of the
    pairs (Kiveris et al. 2014, Connected Components in MapReduce and Beyond): their number grows with the logarithm
    squared of the size of the largest part.
    """
    held = pairs.select("one", "other").filter("one != other").distinct()
    some = held.limit(few + 1).collect()
    if len(some) <= few:
        found = least((row.one, row.other) for row in some)
        return spark.createDataFrame(sorted(found.items()), SCHEMA)
    return _stars(held, keep)


def least(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Union and find: the least name of the part of each."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        root[high] = low
    return {name: find(name) for name in list(root)}


def _stars(pairs: DataFrame, keep: Keep) -> DataFrame:
    """Large stars, then small stars, until nothing moves. `one` of a pair is the larger name."""
    edges = pairs.select(F.greatest("one", "other").alias("one"), F.least("one", "other").alias("other"))
    edges = keep(edges.distinct())
    before = None
    while (seen := _sum(edges)) != before:
        before = seen
        edges = keep(_small(_large(edges)))
    centres = edges.select(F.col("other").alias("name"), F.col("other").alias("part"))
    return edges.select(F.col("one").alias("name"), F.col("other").alias("part")).union(centres).distinct()


def _sum(edges: DataFrame) -> tuple[int, int]:
    """What tells two sets of pairs apart, whatever their order."""
    row = edges.agg(F.count("*").alias("n"), F.bit_xor(F.xxhash64("one", "other")).alias("x")).first()
    assert row is not None
    return row.n, row.x or 0


def _large(edges: DataFrame) -> DataFrame:
    """Each larger neighbour of a name is tied to the least of its neighbours and itself."""
    both = edges.select("one", "other").union(edges.select(F.col("other").alias("one"), F.col("one").alias("other")))
    low = both.groupBy("one").agg(F.least(F.min("other"), F.col("one")).alias("low"))
    tied = both.filter(F.col("other") > F.col("one")).join(low, "one")
    return tied.select(F.col("other").alias("one"), F.col("low").alias("other")).filter("one != other").distinct()


def _small(edges: DataFrame) -> DataFrame:
    """A name and its smaller neighbours are tied to the least of them."""
    low = edges.groupBy("one").agg(F.min("other").alias("low"))
    tied = edges.join(low, "one")
    moved = tied.select(F.col("other").alias("one"), F.col("low").alias("other"))
    own = low.select("one", F.col("low").alias("other"))
    return moved.union(own).filter("one != other").distinct()
