"""The blocks and the facts of each article, by the function that reads an article alone, in as many tasks as there are.

A row is an article: its text, its row of the articles table, and its blocks and facts as lists of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import ArrayType, StructType

from audit import extraction, table
from audit.model import Article, Block, Fact, Indicator
from audit.spark._frames import STRING, articles, handed, schema, struct
from audit.table import Table
from audit.work.limit import ExhaustedError, limited

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

EXTRACTED = StructType(
    [
        *schema(table.ARTICLES).fields,
        *struct(text=STRING, blocks=ArrayType(schema(table.BLOCKS)), facts=ArrayType(schema(table.FACTS))).fields,
    ]
)


def extracted(read: DataFrame, known: tuple[Indicator, ...], seconds: float) -> DataFrame:
    """Articles with all that is made of each alone; one that takes more than `seconds` has a problem and no text."""
    return read.mapInPandas(partial(_made, known=known, seconds=seconds), EXTRACTED)


def _made(batches: Iterable[pd.DataFrame], known: tuple[Indicator, ...], seconds: float) -> Iterator[pd.DataFrame]:
    for batch in batches:
        found = []
        for given in articles(batch):
            article, blocks, facts = _alone(given, known, seconds)
            row: dict[str, Any] = extraction.row_of(article, blocks)
            row |= {"text": article.text, "blocks": _cells(blocks, table.BLOCKS), "facts": _cells(facts, table.FACTS)}
            found.append(row)
        yield handed(found, EXTRACTED.names)


def _alone(article: Article, known: tuple[Indicator, ...], seconds: float) -> tuple[Article, list[Block], list[Fact]]:
    try:
        with limited(seconds):
            return article, *extraction.alone(article, known)
    except ExhaustedError:
        (left,) = extraction.left_out([article], {article.article_id}, seconds)
        return left, [], []


def _cells(records: list[Any], columns: Table) -> list[dict[str, Any]]:
    return [{column.name: getattr(record, column.name) for column in columns} for record in records]


def each(extracted_: DataFrame, name: str) -> DataFrame:
    """The rows of the blocks or of the facts, each with its place (`at`) in its article."""
    return extracted_.select(F.posexplode(name).alias("at", "one")).select("at", "one.*")
