"""Tables between processes: what comes back is what `table.frame` makes of the rows, however many streams they take."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from audit import table
from audit.table import NUMBER, TEXT, WHOLE, Column
from audit.work.wire import Gathered, packed

COLUMNS = (Column("name", TEXT, ""), Column("line", WHOLE, ""), Column("value", NUMBER, ""))
ROWS: list[list[Any]] = [
    ["một", 1, 1.5], ["hai", None, None], [None, 3, float("inf")], ["một", 2**53 + 1, -0.0], ["a\udc80", 4, 2.0],
]  # fmt: skip


def gathered(rows: list[list[Any]], at_once: int) -> pd.DataFrame:
    found = Gathered(COLUMNS)
    for at in range(0, len(rows), at_once):
        found.add(packed(rows[at : at + at_once], COLUMNS))
    return found.frame()


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_streams_are_the_rows_that_they_were_made_of(at_once: int) -> None:
    names = [column.name for column in COLUMNS]
    whole = table.frame([dict(zip(names, row, strict=True)) for row in ROWS], COLUMNS)
    pd.testing.assert_frame_equal(gathered(ROWS, at_once), whole, check_exact=True)
    assert gathered(ROWS, at_once)["name"][2] is None


def test_no_stream_and_one_without_rows_have_the_columns() -> None:
    whole = table.frame([], COLUMNS)
    pd.testing.assert_frame_equal(gathered([], 1), whole)
    found = Gathered(COLUMNS)
    found.add(packed([], COLUMNS))
    pd.testing.assert_frame_equal(found.frame(), whole)


def test_a_text_of_many_rows_is_held_once() -> None:
    found = gathered([["một", nth, 1.0] for nth in range(50)], 50)
    assert len({id(name) for name in found["name"]}) == 1
