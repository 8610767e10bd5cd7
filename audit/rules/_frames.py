"""The tables as the rules see them: each with its place in an article and the columns of other tables it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pandas as pd

from audit.catalog import References
from audit.model import Indicator
from audit.rules._columns import records
from audit.rules._dates import latest
from audit.rules._events import events
from audit.table import NUMBER, TEXT, WHOLE, Column, Table

TAIL = 80
PLACE = ("article_id", "path", "line", "start", "end")

CONTEXT: Mapping[str, Table] = {
    "articles": (
        Column("text", TEXT, "the text of the article"),
        Column("line", WHOLE, "1: an article is pointed at by its first line"),
        Column("start", WHOLE, "0", "code points"),
        Column("end", WHOLE, "after the first line", "code points"),
        Column("copy_of", TEXT, "the article that it repeats, the most of it"),
        Column("copy_share", NUMBER, "share of its words that stand there", "0 to 1"),
        Column("copy_start", WHOLE, "first character of the longest passage they share", "code points"),
        Column("copy_end", WHOLE, "after its last character", "code points"),
    ),
    "blocks": (
        Column("source", TEXT, "who published the article"),
        Column("path", TEXT, "file it stands in"),
        Column("published", TEXT, "date of publication of the article"),
        Column("language", TEXT, "language of the article"),
        Column("text", TEXT, "the characters of the block; null for a body block, which the article holds"),
        Column("tail", TEXT, "the last 80 characters of the block"),
        Column("named", TEXT, "of an article without a date: the last day that its body, title or captions name"),
    ),
    "facts": (
        Column("published", TEXT, "date of publication of the article"),
        Column("group_id", TEXT, "the quantity it speaks of"),
        Column("n_independent", WHOLE, "independent sources that speak of that quantity"),
        Column("group_confidence", NUMBER, "how sure it is that they speak of that quantity", "0 to 1"),
        Column("event", TEXT, "the first of the articles that may tell of one event with its own"),
        Column("indicator_unit", TEXT, "unit of its indicator"),
        Column("indicator_min", NUMBER, "lowest value its indicator can have"),
        Column("indicator_max", NUMBER, "highest value its indicator can have"),
        Column("indicator_trend", TEXT, "rising or falling, where its indicator can only do that"),
        Column("reference_value", NUMBER, "the value known to be right of the same indicator, area, period and status"),
        Column("reference_step", NUMBER, "what one in the last digit of that value is worth"),
        Column("reference_by", TEXT, "who publishes that value"),
    ),
    "groups": (
        Column("article_id", TEXT, "article of its first fact"),
        Column("path", TEXT, "file of its first fact"),
        Column("line", WHOLE, "line of its first fact"),
        Column("start", WHOLE, "start of its first fact", "code points"),
        Column("end", WHOLE, "end of its first fact", "code points"),
        Column("sources", TEXT, "the sources that speak of it, in alphabetical order, joined by `, `"),
    ),
    "scores": (
        Column("article_id", TEXT, "first article of the source"),
        Column("path", TEXT, "file of that article"),
        Column("line", WHOLE, "1"),
        Column("start", WHOLE, "0", "code points"),
        Column("end", WHOLE, "0", "code points"),
    ),
}


class Copied(Protocol):
    """That an article repeats another: which, how much of it stands there (0 to 1), and where."""

    @property
    def original(self) -> str: ...
    @property
    def share(self) -> float: ...
    @property
    def spans(self) -> Sequence[tuple[int, int]]: ...


def frames(
    tables: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    indicators: Sequence[Indicator] = (),
    copies: Mapping[str, Copied] | None = None,
    references: References | None = None,
) -> dict[str, pd.DataFrame]:
    """Articles, blocks, facts and groups with their context columns, each on a RangeIndex.

    `texts` is the text of each article by its id, `copies` what each article that repeats another repeats,
    `references` are values known to be right. The tables given are not changed.
    """
    articles = _articles(tables["articles"], texts, copies or {})
    facts = _facts(tables["facts"], articles, tables["groups"], indicators, references or References())
    return {
        "articles": articles,
        "blocks": _blocks(tables["blocks"], articles, texts),
        "facts": facts,
        "groups": _groups(tables["groups"], facts),
    }


def score_frame(scores: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The scores table with the place of the first article of each source."""
    first = articles.dropna(subset=["source"]).drop_duplicates("source").set_index("source")
    columns = {name: scores["source"].map(first[name]) for name in ("article_id", "path")}
    return _with("scores", scores, columns | {"line": 1, "start": 0, "end": 0})


def _articles(articles: pd.DataFrame, texts: Mapping[str, str], copies: Mapping[str, Copied]) -> pd.DataFrame:
    kept = [texts.get(name, "") for name in articles["article_id"]]
    ends = [len(text.split("\n", 1)[0].rstrip("\r")) for text in kept]
    columns: dict[str, object] = {"text": kept, "line": 1, "start": 0, "end": ends}
    of = [copies.get(name) for name in articles["article_id"]]
    longest = [
        max(copy.spans, key=lambda span: (span[1] - span[0], -span[0]), default=None) if copy else None for copy in of
    ]
    columns["copy_of"] = [copy.original if copy else None for copy in of]
    columns["copy_share"] = [round(copy.share, 3) if copy else None for copy in of]
    columns["copy_start"] = [span[0] if span else None for span in longest]
    columns["copy_end"] = [span[1] if span else None for span in longest]
    return _with("articles", articles, columns)


def _blocks(blocks: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    of = articles.set_index("article_id")
    columns = {name: blocks["article_id"].map(of[name]) for name in ("source", "path", "published", "language")}
    spans = list(zip(blocks["article_id"], blocks["start"], blocks["end"], blocks["label"], strict=True))
    content = [None if label == "body" else texts.get(name, "")[start:end] for name, start, end, label in spans]
    tails = [texts.get(name, "")[max(start, end - TAIL) : end] for name, start, end, _ in spans]
    named: dict[str, str] = {}
    undated = set(articles["article_id"][articles["published"].isna()])
    for name, start, end, label in spans:
        if name in undated and label in ("body", "title", "caption"):
            day = latest(texts.get(name, "")[start:end])
            named[name] = max(day or "", named.get(name, ""))
    columns["named"] = blocks["article_id"].map({name: day for name, day in named.items() if day})
    return _with("blocks", blocks, columns | {"text": content, "tail": tails})


def _facts(
    facts: pd.DataFrame,
    articles: pd.DataFrame,
    groups: pd.DataFrame,
    indicators: Sequence[Indicator],
    references: References,
) -> pd.DataFrame:
    members = groups[["group_id", "n_independent", "confidence", "fact_ids"]].explode("fact_ids")
    group = members.drop_duplicates("fact_ids").set_index("fact_ids")
    group_ids = facts["fact_id"].map(group["group_id"])
    known = {row.indicator: row for row in indicators}
    columns: dict[str, object] = {
        "published": facts["article_id"].map(articles.set_index("article_id")["published"]),
        "group_id": group_ids,
        "n_independent": facts["fact_id"].map(group["n_independent"]),
        "group_confidence": facts["fact_id"].map(group["confidence"]),
    }
    columns["event"] = events(facts.assign(group_id=group_ids))
    for name in ("unit", "min", "max", "trend"):
        values = {key: getattr(row, name) for key, row in known.items()}
        columns[f"indicator_{name}"] = facts["indicator"].map(values)
    right = [references.of(row) for row in records(facts)] if references else [None] * len(facts)
    columns["reference_value"] = [one.value if one else None for one in right]
    columns["reference_step"] = [one.step if one else None for one in right]
    columns["reference_by"] = [one.publisher if one else None for one in right]
    return _with("facts", facts, columns)


def _groups(groups: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    by_id = facts[["fact_id", *PLACE, "source"]].drop_duplicates("fact_id").set_index("fact_id")
    first = pd.Series([ids[0] if len(ids) else None for ids in groups["fact_ids"]], index=groups.index, dtype=object)
    columns: dict[str, object] = {name: first.map(by_id[name]) for name in PLACE}
    source = dict(zip(by_id.index, by_id["source"], strict=True))
    columns["sources"] = [", ".join(sorted({source.get(i) or "?" for i in ids})) for ids in groups["fact_ids"]]
    return _with("groups", groups, columns)


def _with(name: str, rows: pd.DataFrame, columns: Mapping[str, object]) -> pd.DataFrame:
    """A table on a RangeIndex with its context columns, of the types that `CONTEXT` says."""
    out = rows.reset_index(drop=True)
    for column in CONTEXT[name]:
        values = columns[column.name]
        cells = values.to_list() if isinstance(values, pd.Series) else values
        cells = cells if isinstance(cells, list) else [cells] * len(out)
        if column.dtype == TEXT:
            out[column.name] = pd.Series([cell if isinstance(cell, str) else None for cell in cells], dtype=object)
        else:
            out[column.name] = pd.Series(cells, dtype=column.dtype)
    return out
