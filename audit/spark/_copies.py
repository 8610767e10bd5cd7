"""Which articles repeat each other, by the fingerprints of the local engine and joins in place of its sorted arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import ArrayType

from audit.blocks.copies import ALL_PAIRS, SHARED, Original, compared, fingerprints, first, own_words, repeats
from audit.spark._buckets import together
from audit.spark._frames import DOUBLE, LONG, STRING, handed, rows, struct
from audit.spark._parts import parts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.spark._staging import Keep

COPIES = struct(article_id=STRING, original=STRING, share=DOUBLE, spans=ArrayType(ArrayType(LONG)))


def originals(spark: SparkSession, extracted: DataFrame, least: float, keep: Keep) -> DataFrame:
    """Of each article of which at least a share stands in another: that other one, how much, and where (`COPIES`)."""
    own = extracted.select("article_id", "text", "blocks", "published").filter("text != ''")
    prints = own.mapInPandas(_prints, "print long, article_id string")
    pairs = keep(_pairs(prints))
    words = own.mapInPandas(_words, "article_id string, own string, published string")
    sides = [
        words.select(*(F.col(name).alias(f"{side}_{name}") for name in ("article_id", "own", "published")))
        for side in ("one", "other")
    ]
    both = pairs.join(sides[0], F.col("one") == F.col("one_article_id"))
    both = both.join(sides[1], F.col("other") == F.col("other_article_id")).drop("one", "other")

    def held(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return _compared(batches, least)

    found = both.mapInPandas(held, COPIES)
    best = F.min_by(F.struct("original", "share", "spans"), F.struct(-F.col("share"), F.col("original")))
    chosen = found.groupBy("article_id").agg(best.alias("best")).select("article_id", "best.*")
    return _first(spark, chosen, keep)


def _prints(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        texts = [_own(row) for row in rows(batch)]
        found, holders = fingerprints(texts)
        names = batch["article_id"].to_numpy(dtype=object)[holders]
        yield pd.DataFrame({"print": found.astype(np.uint64).view(np.int64), "article_id": names})


def _words(batches: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        found = rows(batch)
        names = ("article_id", "own", "published")
        yield handed([{**row, "own": _own(row)} for row in found], names)


def _own(row: dict[str, Any]) -> str:
    return own_words(row["text"], [SimpleNamespace(**block) for block in row["blocks"]])  # type: ignore[misc]


def _pairs(prints: DataFrame) -> DataFrame:
    """Pairs of articles that share fingerprints: of a few holders all pairs, of more each with the first of them."""
    sizes = prints.groupBy("print").agg(F.count("*").alias("size"), F.min("article_id").alias("least"))
    shared = prints.join(sizes.filter("size > 1"), "print")
    few = (
        shared.filter(F.col("size") <= ALL_PAIRS)
        .groupBy("print")
        .agg(F.sort_array(F.collect_list("article_id")).alias("held"))
    )
    ones = few.select("print", F.posexplode("held").alias("i", "one"), "held")
    twos = ones.select("one", "i", F.posexplode("held").alias("j", "other")).filter("j > i").select("one", "other")
    many = shared.filter(F.col("size") > ALL_PAIRS).select(
        F.col("least").alias("one"), F.col("article_id").alias("other")
    )
    both = twos.union(many).filter("one != other")
    return both.groupBy("one", "other").count().filter(F.col("count") >= SHARED).select("one", "other")


def _compared(batches: Iterable[pd.DataFrame], least: float) -> Iterator[pd.DataFrame]:
    """Pairs compared in full: which repeats the other, how much of it and where."""
    for batch in batches:
        held = [(row[f"{side}_article_id"], row[f"{side}_own"]) for row in rows(batch) for side in ("one", "other")]
        published = {
            row[f"{side}_article_id"]: row[f"{side}_published"] for row in rows(batch) for side in ("one", "other")
        }
        names, texts = [name for name, _ in held], [text for _, text in held]
        pairs = ((at, at + 1) for at in range(0, len(held), 2))
        found = []
        for pair in compared(names, texts, pairs):
            name, copy = repeats(pair, published[pair.article_id] or "", published[pair.other_id] or "", least)
            if copy.share >= least:
                found.append(_row(name, copy))
        yield handed(found, COPIES.names)


def _row(name: str, copy: Original) -> dict[str, Any]:
    spans = [list(span) for span in copy.spans]
    return {"article_id": name, "original": copy.original, "share": copy.share, "spans": spans}


def _first(spark: SparkSession, chosen: DataFrame, keep: Keep) -> DataFrame:
    """Each chain of copies followed to its first article: within what hangs together."""
    chosen = keep(chosen)
    hang = parts(spark, chosen.select(F.col("article_id").alias("one"), F.col("original").alias("other")), keep)
    of = chosen.join(hang.withColumnRenamed("name", "article_id"), "article_id")
    narrow = of.select("part", "article_id", "original")
    firsts = together(narrow, ["part"], _followed, "article_id string, first string")
    whole = chosen.join(firsts, "article_id").withColumn("original", F.col("first")).drop("first")
    return whole.filter(F.col("original") != F.col("article_id")).select(*COPIES.names)


def _followed(frame: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(frame["article_id"], frame["original"], strict=True)
    found = {name: Original(original, 0.0, ()) for name, original in pairs}
    named = {name: first(copy.original, found) for name, copy in found.items()}
    return pd.DataFrame({"article_id": list(named), "first": list(named.values())}, dtype=object)
