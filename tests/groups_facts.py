"""Small newsrooms for the tests of groups and scores: articles with their figures marked in the text."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from audit import table
from audit.compare import claimed, step_of

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def newsroom(*articles: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Facts, articles and texts. In `text`, `[12|value=12 counted=người]` marks a figure and its fields."""
    facts, rows, texts = [], [], {}
    for article in articles:
        name = article["article_id"]
        texts[name], found = _unmark(article)
        facts += found
        row = {column.name: article.get(column.name) for column in table.ARTICLES}
        rows.append(row | {"characters": len(texts[name])})
    return table.frame(facts, table.FACTS), table.frame(rows, table.ARTICLES), texts


def _unmark(article: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    text, found, at = "", [], 0
    for mark in _MARK.finditer(article["text"]):
        text += article["text"][at : mark.start()]
        fields = dict(pair.split("=", 1) for pair in mark[2].split(" "))
        found.append((len(text), mark[1], fields))
        text += mark[1]
        at = mark.end()
    text += article["text"][at:]
    return text, [_fact(article, text, *one) for one in found]


def _fact(article: dict[str, Any], text: str, start: int, quote: str, fields: dict[str, str]) -> dict[str, Any]:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    row: dict[str, Any] = {column.name: None for column in table.FACTS} | {
        "fact_id": f"{article['article_id']}-{start}",
        "article_id": article["article_id"], "source": article.get("source"),
        "line": text.count("\n", 0, start) + 1, "start": start, "end": start + len(quote), "quote": quote,
        "sentence": text[first : last if last >= 0 else len(text)], "block": "title" if not first else "body",
        "language": "vi", "kind": "quantity", "unit": "count", "comparator": "eq", "status": "actual",
        "confidence": 1.0,
    }  # fmt: skip
    row |= {key: value for key, value in fields.items() if key != "status"} | {"status": fields.get("status", "actual")}
    if "value" in fields:
        row["value"] = float(fields["value"])
        low, high = claimed(row["value"], None, step_of(quote, row["value"]), row["comparator"])
        row |= {"low": low if abs(low) != float("inf") else None, "high": high if abs(high) != float("inf") else None}
    return row
