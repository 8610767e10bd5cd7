"""Ids of articles, as the local engine gives them: the file's name, with as much of its folder as makes it unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

from audit.errors import InputError, NothingToAudit

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from audit.spark._staging import Keep

DIGITS = 12


def named(read: DataFrame, keep: Keep) -> DataFrame:
    """Articles as they were read, with their ids.

    Where no two share a name, one count of names is all that this costs; else each folder that must be put before names
    costs two more. Raises InputError where two articles are the same part of one file.
    """
    if not _shared(read.select(F.col("short").alias("name"))).isEmpty():
        read = _apart(read, keep)
    else:
        read = read.withColumn("article_id", F.col("short"))
    return read.drop("twin", "short", "longer", "parents")


def refuse_empty(read: DataFrame, given: str) -> None:
    """Raises NothingToAudit where there is no article, InputError where none of them could be read."""
    some = read.select("problem", "path").orderBy(F.col("problem").isNotNull(), "path").first()
    if some is None:
        raise NothingToAudit(f"no article in {given}", mend="name a file or folder with articles")
    if some.problem:
        what, _, mend = some.problem.partition("; ")
        raise InputError(what, file=some.path, mend=mend or "leave it out")


def _apart(read: DataFrame, keep: Keep) -> DataFrame:
    """Ids where names clash: parent folders are put before them, one by one, until they differ."""
    twins = _shared(read.select(F.col("twin").alias("name"))).withColumn("twins", F.lit(True))
    base = F.when(F.col("twins"), F.col("longer")).otherwise(F.col("short"))
    kept = read.select("path", "twin", "short", "longer", "parents")
    names = kept.join(twins.withColumnRenamed("name", "twin"), "twin", "left").withColumn("base", base)
    names = keep(names.select("path", "twin", "parents", "base", F.col("base").alias("name")))
    depth = 0
    while True:
        shared = _shared(names).withColumn("shared", F.lit(True))
        clash = names.join(shared, "name", "left").withColumn(
            "clash", F.coalesce("shared", F.lit(False)) & (F.size("parents") > depth)
        )
        if clash.filter("clash").isEmpty():
            break
        depth += 1
        longer = F.concat_ws("/", F.slice("parents", -depth, depth), "base")
        names = clash.withColumn("name", F.when(F.col("clash"), longer).otherwise(F.col("name")))
        names = keep(names.drop("shared", "clash"))
    hashed = F.concat_ws("-", "name", F.substring(F.sha2("path", 256), 1, DIGITS))
    ids = clash.select("path", "twin", F.when(F.col("shared"), hashed).otherwise(F.col("name")).alias("article_id"))
    again = ids.groupBy("article_id").count().filter("count > 1").first()
    if again is not None:
        raise InputError(f"two articles are called {again.article_id!r}", mend="give each an article_id of its own")
    return read.drop("article_id").join(ids, ["path", "twin"])


def _shared(names: DataFrame) -> DataFrame:
    """The names that more than one article has."""
    return names.groupBy("name").count().filter("count > 1").select("name")
