"""Reads Great Expectations results: what they say, what they looked at, and whether they could judge at all."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from great_expectations.core import ExpectationValidationResult

from audit.model import Hit, Result
from audit.suite import engine
from audit.suite.entry import Entry
from audit.suite.expectation import RuleExpectation, hits_of
from audit.suite.wire import plain

TABLE_WIDE = -1  # row of a hit that speaks of the whole table
# Checks whose column names are what they ask about and not where they look.
ABOUT_COLUMNS = ("expect_column_to_exist", "expect_table_columns_to_match_ordered_list")
# Checks of a column that look at its missing values too.
WITH_MISSING = ("expect_column_proportion_of_non_null_values_to_be_between", "expect_column_type_to_be")
COLUMNS = ("column", "column_A", "column_B", "column_list")

Looked = Callable[[Entry, Mapping[str, Any], Any], int]
Hits = Callable[[Entry, Mapping[str, Any], Any], Sequence[Hit]]


def empty(entry: Entry) -> Result:
    """The result of an entry whose table has no rows: not a success, for nothing was checked."""
    return _result(entry, False, 0, error=no_rows(entry.table))


def broken(entry: Entry, error: str) -> Result:
    """The result of an entry that could not judge."""
    return _result(entry, False, 0, error=error)


def no_rows(table: str) -> str:
    """What is said of every check of a table without rows."""
    return f"nothing to check: the {table} table has no rows"


def no_column(entry: Entry, frame: pd.DataFrame) -> Result | None:
    """The result of an entry that names a column the table does not have, else None."""
    absent = [name for name in _columns(entry) if name not in frame.columns]
    if not absent or entry.expectation.expectation_type in ABOUT_COLUMNS:
        return None
    near = difflib.get_close_matches(absent[0], [str(name) for name in frame.columns], 1)
    mend = f"; did you mean {near[0]!r}?" if near else ""
    return _result(entry, False, 0, error=f"the {entry.table} table has no column {absent[0]!r}{mend}")


def read(
    entry: Entry,
    found: ExpectationValidationResult | None,
    frame: Any,
    looked: Looked | None = None,
    hit: Hits | None = None,
) -> Result:
    """The result of one entry. `found` is what GX said of it, None where GX said nothing.

    How many rows were looked at and which were hit is read from pandas, unless functions say so of other tables.
    """
    if found is None:
        return _result(entry, False, 0, error="Great Expectations gave no result for it")
    document = _document(found)
    if error := raised(found):
        return _result(entry, False, 0, error=error, document=document)
    result = found.result or {}
    looked_at = (looked or _looked_at)(entry, result, frame)
    if looked_at == 0:
        error = None if entry.optional else _nothing(entry)
        return _result(entry, entry.optional, 0, error=error, document={**document, "success": entry.optional})
    hits = () if found.success else (hit or _hits)(entry, result, frame)
    if not found.success and not hits and not (hit and isinstance(entry.expectation, RuleExpectation)):
        hits = (Hit(TABLE_WIDE, _fields(entry, plain(result.get("observed_value")))),)
    return _result(entry, bool(found.success), looked_at, hits=hits, document=document)


def _result(
    entry: Entry,
    success: bool,
    looked_at: int,
    *,
    hits: Sequence[Hit] = (),
    error: str | None = None,
    document: Mapping[str, Any] | None = None,
) -> Result:
    document = document or _blank(entry)
    if error:
        document = {**document, "success": False, "exception_info": _exception(error)}
    return Result(
        table=entry.table,
        rule=entry.rule_id,
        expectation=entry.expectation.expectation_type,
        severity=entry.severity,
        success=success,
        looked_at=looked_at,
        hits=hits,
        error=error,
        where=entry.where,
        document=document,
    )


def _hits(entry: Entry, result: Mapping[str, Any], frame: pd.DataFrame) -> Sequence[Hit]:
    if isinstance(entry.expectation, RuleExpectation):
        return hits_of(entry.expectation.rule.id, result)
    return rows_hit(entry, frame, sorted(set(plain(result.get("unexpected_index_list") or []))))


def rows_hit(entry: Entry, frame: pd.DataFrame, rows: Sequence[int]) -> tuple[Hit, ...]:
    """A hit at each of these rows, with the value that is wrong there."""
    fields, columns = of_rows(entry)
    return tuple(Hit(row, {**fields, "value": _value(frame, row, columns)}) for row in rows)


def of_rows(entry: Entry) -> tuple[dict[str, Any], list[str]]:
    """What is said of every row that an entry finds wrong, and the columns of the value that is wrong there."""
    columns = _columns(entry)
    return _fields(entry, None, columns), columns


def _fields(entry: Entry, value: Any, columns: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "column": ", ".join(columns) or None,
        "value": value,
        "expectation": entry.expectation.expectation_type,
        "description": entry.said,
    }


def _value(frame: pd.DataFrame, row: int, columns: Sequence[str]) -> Any:
    cells = [plain(frame[name].iat[row]) for name in columns]
    return cells[0] if len(cells) == 1 else cells


def _looked_at(entry: Entry, result: Mapping[str, Any], frame: pd.DataFrame) -> int:
    """Rows that took part: those a condition leaves, without the missing values that GX passes over.

    GX counts them where it goes row by row; where it takes the column as a whole they are counted here.
    """
    if result.get("element_count") is not None:
        return int(result["element_count"]) - int(result.get("missing_count") or 0)
    condition = getattr(entry.expectation, "row_condition", None)
    rows = frame if condition is None else engine.chosen(frame, condition)
    columns = looked_in(entry)
    return int(rows[columns].notna().all(axis=1).sum()) if columns else len(rows)


def looked_in(entry: Entry) -> list[str]:
    """The columns that an entry looks into: rows without a value there take no part."""
    return [] if entry.expectation.expectation_type in (*ABOUT_COLUMNS, *WITH_MISSING) else _columns(entry)


def _nothing(entry: Entry) -> str:
    if getattr(entry.expectation, "row_condition", None) is not None:
        return f"nothing to check: no row of the {entry.table} table meets the row_condition"
    named = ", ".join(_columns(entry)) or "the column"
    return f"nothing to check: {named} is empty in every row of the {entry.table} table"


def _columns(entry: Entry) -> list[str]:
    """The columns an entry names."""
    given = entry.expectation.dict()
    return [name for key in COLUMNS for name in _names(given.get(key))]


def _names(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [name for name in value or () if isinstance(name, str)]


def raised(found: ExpectationValidationResult) -> str | None:
    """The message of the first exception; GX keeps either one, or one a metric."""
    info = found.exception_info
    if not info:
        return None
    many = [info] if "raised_exception" in info else list(info.values())
    messages = sorted({str(item["exception_message"]) for item in many if item.get("raised_exception")})
    return messages[0].removeprefix("Error: ") if messages else None


def _document(found: ExpectationValidationResult) -> dict[str, Any]:
    """The GX result as JSON, without what differs from run to run: tracebacks, metric ids, queries, batch ids."""
    given = found.expectation_config
    configuration = plain(given.to_json_dict()) if given else {"kwargs": {}}
    configuration["kwargs"].pop("batch_id", None)
    result = {name: plain(value) for name, value in (found.result or {}).items() if name != "unexpected_index_query"}
    return {
        "success": bool(found.success),
        "expectation_config": configuration,
        "result": result,
        "meta": {},
        "exception_info": _exception(None),
    }


def _blank(entry: Entry) -> dict[str, Any]:
    """The GX result of an entry that was not run."""
    configuration = plain(entry.expectation.configuration.to_json_dict())
    return {"success": False, "expectation_config": configuration, "result": {}, "meta": {}}


def _exception(error: str | None) -> dict[str, Any]:
    return {"raised_exception": error is not None, "exception_message": error, "exception_traceback": None}
