"""Findings and scores as JSON for other programs: sorted keys, one order of rows, null for what is not known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from audit.config import Config
from audit.model import Audit, Result
from audit.views._pieces import Parts, Pieces, joined
from audit.views._rows import Row, finite, ordered

STREAM = "findings.json"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`findings.json` with the checks that were made, and `scores.json`. `schema` names the form of each."""
    return joined(pieces(audit, config))


def pieces(audit: Audit, config: Config) -> Pieces:
    """See `audit.views`."""
    del config
    return again(partial(ordered, audit), rest(audit))


def rest(audit: Audit) -> list[dict[str, Any]]:
    """See `audit.views`: the checks that were made."""
    return _checks(audit.results)


def again(parts: Parts, rest: list[dict[str, Any]]) -> Pieces:
    """See `audit.views`."""
    yield "findings.json", _findings(parts("findings"), rest)
    scores = [_plain(row) for part in parts("scores") for row in _rows(part)]
    yield "scores.json", [encoded({"schema": "audit-scores/1", "scores": scores})]


def _findings(parts: Iterable[Mapping[str, Sequence[Any]]], checks: list[dict[str, Any]]) -> Iterator[bytes]:
    """As `encoded` writes the document, the findings some at a time."""
    around = encoded({"schema": "audit-findings/1", "findings": [], "checks": checks})
    before, empty, after = around.partition(b'"findings": []')  # no text holds that: quotes in a text are escaped
    yield before + empty[:-1]
    between, end = b"\n    ", b"]"
    for part in parts:
        lines = [written(_plain(row), "\n    ").encode() for row in _rows(part)]
        if lines:
            yield between + b",\n    ".join(lines)
            between, end = b",\n    ", b"\n  ]"
    yield end + after


def _rows(part: Mapping[str, Sequence[Any]]) -> Iterator[Row]:
    return (dict(zip(part, values, strict=True)) for values in zip(*part.values(), strict=True))


def _plain(row: Row) -> Row:
    return {key: finite(value) for key, value in row.items()}


def encoded(content: Any) -> bytes:
    """A JSON document as bytes, always the same for the same content."""
    return f"{written(content)}\n".encode()


def written(value: Any, margin: str = "\n") -> str:
    """A value as JSON with sorted keys, each line after the first behind `margin`.

    The library writes the same, and takes longer for what it sets out in lines.
    """
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    within = f"{margin}  "
    if kind is dict and value and (names := _names(tuple(value))):
        fields = [f"{said}: {written(value[key], within)}" for key, said in names]
        return f"{{{within}{f',{within}'.join(fields)}{margin}}}"
    if kind is list and value:
        return f"[{within}{f',{within}'.join([written(item, within) for item in value])}{margin}]"
    if value is None or (kind is list and not value):
        return "null" if value is None else "[]"
    if kind is int or (kind is float and isfinite(value)):
        return repr(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return text.replace("\n", margin)


@lru_cache(maxsize=256)
def _names(keys: tuple[Any, ...]) -> list[tuple[str, str]]:
    """The names of an object in order, each with how it is written; none where one is no text."""
    return [(key, encode_basestring(key)) for key in sorted(keys)] if all(type(key) is str for key in keys) else []


def _checks(results: tuple[Result, ...]) -> list[dict[str, Any]]:
    """What each check looked at, so that a clean report can be told from one that checked nothing."""
    found = [
        {
            "rule": result.rule,
            "table": result.table,
            "expectation": result.expectation,
            "looked_at": result.looked_at,
            "hits": len(result.hits),
            "error": result.error,
            "where": result.where,
        }
        for result in results
    ]
    return sorted(found, key=lambda check: (check["table"], check["rule"], check["expectation"], check["where"]))
