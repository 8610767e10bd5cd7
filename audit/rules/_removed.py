"""Blocks whose label removes text, with the kind and the words of their reason apart."""

from __future__ import annotations

import pandas as pd

from audit.rules._columns import column


def removed(frame: pd.DataFrame, *labels: str) -> pd.DataFrame:
    """The blocks with these labels in reading order, and what their reason `kind: why in words` says.

    Adds columns: row (position in `frame`), kind, why, content (the text, "" where it is not known) and sure (0 to 1).
    """
    rows = frame.assign(row=range(len(frame)))[frame["label"].isin(labels).to_numpy()]
    parts = column(rows, "reason", "").astype(str).str.split(":", n=1)
    rows = rows.assign(
        kind=parts.str[0].str.strip(),
        why=parts.str[1].fillna("").str.strip(),
        content=column(rows, "text", ""),
        sure=column(rows, "score", 1.0),
    )
    return rows.sort_values(["article_id", "start", "end"], kind="stable")


def first_and_others(rows: pd.DataFrame, note: str = "same") -> tuple[int, tuple[tuple[int, str], ...]]:
    """The row of the first block, and the others as related places."""
    first, *others = rows["row"].tolist()
    return first, tuple((row, note) for row in others)
