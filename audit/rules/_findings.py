"""From what the expectations said to the findings table: messages, places, fingerprints, order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2s
from typing import Any

import pandas as pd

from audit import registry
from audit.config import Config
from audit.model import SEVERITIES, Hit, Result, Rule
from audit.rules import check_failed
from audit.rules._say import plain, says, template
from audit.table import FINDINGS, frame

# What a row is, whatever line or folder it stands in.
_IDENTITY = {
    "articles": ("article",),
    "blocks": ("article", "label", "reason", "text"),
    "facts": ("article", "measure", "figure", "unit"),
    "groups": ("measure", "area", "period", "status", "unit", "value"),
    "scores": ("source",),
    "results": ("rule", "table", "where"),
}
EVEN = 0.5
_PLACE = ("article_id", "path", "line", "start", "end")


def findings(
    results: Sequence[Result],
    frames: Mapping[str, pd.DataFrame],
    config: Config,
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The findings of validation results: the columns of `table.FINDINGS`, worst and surest first.

    `frames` are those of `rules.frames` that were validated. A result that could not judge becomes a finding of
    `check-failed`: a check that failed never looks like a check that passed. Findings less sure than
    `config.min_confidence` are left out. `texts` are those of the articles by id, else those that their frame holds.
    """
    failed = check_failed.table(results, frames)
    every = [*results, *_judged(failed)]
    return frame(numbered(found(every, {**frames, "results": failed}, config, texts)), FINDINGS)


def found(
    results: Sequence[Result],
    frames: Mapping[str, pd.DataFrame],
    config: Config,
    texts: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The hits of results on these frames as findings, in no order; two may have one id. See `numbered`.

    Each also has its `row`, the position of its primary row.
    """
    rows = {name: _Rows(name, seen) for name, seen in frames.items()}
    texts, code, least = _texts(frames) if texts is None else texts, config.speaks, config.min_confidence
    told = (
        _finding(hit, result, rows[result.table], texts, code)
        for result in results
        if result.table in rows
        for hit in result.hits
    )
    return [row for row in told if row["confidence"] >= least]


def numbered(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Findings in their order, worst first. Two that say the same of the same words are told apart by their order."""
    seen: dict[str, int] = {}
    for row in sorted(rows, key=_order):
        name = row["finding_id"]
        nth = seen[name] = seen.get(name, 0) + 1
        yield row if nth == 1 else {**row, "finding_id": _fingerprint(name, str(nth))}


class _Columns(dict[str, Sequence[Any]]):
    """The columns of a table that were asked for: taking a row out of a DataFrame costs far more, all columns too."""

    def __init__(self, rows: pd.DataFrame) -> None:
        super().__init__()
        self._rows, self.names = rows, frozenset(map(str, rows))

    def __missing__(self, name: str) -> Sequence[Any]:
        if name not in self.names:
            raise KeyError(name)
        self[name] = cells = _plain(self._rows[name])
        return cells


def _plain(column: pd.Series[Any]) -> Sequence[Any]:
    """The cells of a column as plain values: nothing is None, whatever pandas calls it; lists stay as they are."""
    cells: Any = column.to_numpy() if column.dtype == object else column.astype(object).to_numpy(copy=True)
    missing = column.isna().to_numpy()
    if any(cell is not None for cell in cells[missing].tolist()):
        cells = cells.copy()
        cells[missing] = None
    found: Sequence[Any] = cells
    return found


class _Row(Mapping[str, Any]):
    """A row of a table."""

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: _Columns, at: int) -> None:
        self._columns, self._at = columns, at

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._at]

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self._columns[name][self._at]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        return name in self._columns.names

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.names)

    def __len__(self) -> int:
        return len(self._columns.names)


class _Rows:
    """A table read by row position, -1 being the table as a whole."""

    def __init__(self, name: str, rows: pd.DataFrame) -> None:
        self.name, self._columns = name, _Columns(rows)
        self._identities: dict[int, str] = {}

    def __getitem__(self, position: int) -> Mapping[str, Any]:
        return _Row(self._columns, position) if position >= 0 else {}

    def identity(self, position: int) -> str:
        """What a row is; many findings speak of some rows."""
        if position not in self._identities:
            row = self[position]
            known = {"article": _bare(row.get("article_id")), "figure": _figure(row)}
            told = (known[name] if name in known else row.get(name) for name in _IDENTITY[self.name])
            self._identities[position] = "\x1f".join(map(_stable, told))
        return self._identities[position]


def _judged(failed: pd.DataFrame) -> Iterator[Result]:
    """The results that could not judge, judged by the rule that watches for them."""
    hits = tuple(check_failed.check(failed))
    rule = check_failed.RULE
    if hits:
        yield Result(rule.table, rule.id, rule.expectation, rule.severity, False, len(failed), hits)


def _finding(hit: Hit, result: Result, rows: _Rows, texts: Mapping[str, str], code: str) -> dict[str, Any]:
    row = rows[hit.row]
    members = [(rows[position], note) for position, note in hit.related]
    related = [(other, note) for other, note in members if note]
    same = {rows.identity(position) for position in (hit.row, *(position for position, _ in hit.related))}
    rule = _rule(result.rule)
    column = str(hit.fields.get("column") or "")
    return {
        "finding_id": _fingerprint(result.rule, column, *sorted(same)),
        "rule": result.rule,
        "severity": _severity(hit, result),
        "confidence": round(hit.confidence, 3),
        "dimension": rule.dimension if rule else "validity",
        "message": _message(hit, result, row, code),
        "fact_ids": _fact_ids([row, *(other for other, _ in members)]),
        **_place(row, hit.span, texts),
        "related": [_related(other, note, hit, code) for other, note in related],
        "state": "new",
        "row": hit.row,
    }


def _message(hit: Hit, result: Result, row: Mapping[str, Any], code: str) -> str:
    """The template of the rule's variant, else of the rule, else the one for expectations without a rule here."""
    told = {"expectation": result.expectation, "column": "", "description": "", "value": "", **hit.fields}
    generic = "expectation" if hit.row >= 0 and hit.fields.get("column") else "expectation_table"
    name = template(code, "rules", f"{result.rule}_{hit.variant}", result.rule) or generic
    return says(code, "rules", name, told, row)


def _related(row: Mapping[str, Any], note: str, hit: Hit, code: str) -> dict[str, Any]:
    name = template(code, "rule_notes", note)
    said = says(code, "rule_notes", name, row, hit.fields) if name else plain(note, code)
    return {**_placed(row), "note": said}


def _place(row: Mapping[str, Any], span: tuple[int, int] | None, texts: Mapping[str, str]) -> dict[str, Any]:
    place = _placed(row)
    if span is None:
        return place
    line, text = place["line"], texts.get(str(place["article_id"]))
    if text is not None:
        line = text.count("\n", 0, span[0]) + 1
    return {**place, "line": line, "start": span[0], "end": span[1]}


def _placed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row.get(key) for key in _PLACE}


def _severity(hit: Hit, result: Result) -> str:
    """A hit may be milder than its expectation and never worse: what the suite says is the limit.

    What is less sure than even is a warning at most: a merge is not stopped by what is more likely nothing.
    """
    unsure = "warning" if hit.confidence < EVEN else "critical"
    return max(hit.severity or result.severity, result.severity, unsure, key=SEVERITIES.index)


def _rule(name: str) -> Rule | None:
    module = registry.members("rules").get(name)
    return module.RULE if module else None


def _fact_ids(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The facts of rows of the facts table, or those that rows of the groups table hold, each once."""
    named = [name for row in rows for name in ([row["fact_id"]] if "fact_id" in row else row.get("fact_ids") or ())]
    return list(dict.fromkeys(named))


def _texts(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    articles = frames.get("articles")
    if articles is None or "text" not in articles:
        return {}
    return dict(zip(articles["article_id"], articles["text"], strict=True))


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    how = (SEVERITIES.index(row["severity"]), -row["confidence"], row["rule"])
    return (*how, str(row["article_id"] or ""), row["start"] or 0, row["end"] or 0, row["message"], row["finding_id"])


def _fingerprint(*parts: str) -> str:
    return blake2s("\x1e".join(parts).encode(), digest_size=8).hexdigest()


def _bare(article_id: Any) -> str:
    """The name of an article without the folders that tell it from others of that name: these come and go."""
    return str(article_id or "").rpartition("/")[2]


def _figure(row: Mapping[str, Any]) -> str:
    """What a figure says, however it is printed; the words of one without a value."""
    values = [row.get(name) for name in ("value", "value_to", "denominator", "comparator", "direction")]
    return " ".join(map(_stable, values)) if values[0] is not None else _stable(row.get("quote"))


def _stable(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.12g}"
    return " ".join(str(value).split()) if value is not None else ""
