"""Rows that must be seen together go through one pandas function: many small groups at a time, each whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

# Rows a call, about: a call costs some milliseconds whatever it holds, and its rows are in memory at once.
ROWS = 20_000
MOST = 100_000  # buckets
BUCKET = "_bucket"


def together(
    frame: DataFrame,
    keys: Sequence[str],
    function: Callable[[pd.DataFrame], pd.DataFrame],
    schema: StructType | str,
    rows: int = ROWS,
) -> DataFrame:
    """What a function makes of rows, those with the same keys always in one call; rows of many keys share a call.

    The number of calls follows from the number of rows, so that memory does not grow with the input but where one key
    has more rows than a call should.
    """
    count = max(1, min(MOST, frame.count() // rows + 1))
    bucket = F.pmod(F.xxhash64(*keys), F.lit(count))
    return frame.withColumn(BUCKET, bucket).groupBy(BUCKET).applyInPandas(_without(function), schema)


def _without(function: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def called(frame: pd.DataFrame) -> pd.DataFrame:
        return function(frame.drop(columns=BUCKET))

    return called
