"""Blocks whose label removes text, with the kind of their reason."""

from __future__ import annotations

import pandas as pd

from audit.rules._columns import column


def removed(frame: pd.DataFrame, *labels: str) -> pd.DataFrame:
    """The blocks with these labels in reading order, and the kind of their reason, `kind: why in words`.

    Adds columns: row (position in `frame`), kind, content (the text, "" where it is not known) and sure (0 to 1).
    """
    rows = frame.assign(row=range(len(frame)))[frame["label"].isin(labels).to_numpy()]
    kind = column(rows, "reason", "").astype(str).str.split(":", n=1).str[0]
    rows = rows.assign(
        kind=kind.str.strip(),
        content=column(rows, "text", ""),
        sure=column(rows, "score", 1.0),
    )
    return rows.sort_values(["article_id", "start", "end"], kind="stable")


def first_and_others(rows: pd.DataFrame, note: str = "same") -> tuple[int, tuple[tuple[int, str], ...]]:
    """The row of the first block, and the others as related places."""
    first, *others = rows["row"].tolist()
    return first, tuple((row, note) for row in others)
