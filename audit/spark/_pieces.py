"""Pieces of the tables as the rules see them, from rows that Spark hands over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from audit import rules, scores, table
from audit.blocks.copies import Original
from audit.spark._checks import ARTICLE, FOUND, GROUP, Judging
from audit.spark._frames import handed, rows, typed

Row = dict[str, Any]
SEPARATOR = "\x1f"
_NO_COPY: Mapping[str, Original] = {}


@dataclass(frozen=True)
class Piece:
    """Some articles with all that is made of them: the tables, and the names of the rows that are judged here."""

    held: Sequence[Row]
    judging: Judging

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables. An article that is repeated here and stands elsewhere comes last among the articles."""
        facts = [fact for row in self.held for fact in row["facts"]]
        groups = [group for row in self.held for group in row["groups"] or ()]
        here = {row["article_id"] for row in self.held}
        beside = {
            row["original"]: {"article_id": row["original"], "path": row["original_path"]}
            for row in self.held
            if row["original"] and row["original"] not in here
        }
        return {
            "articles": typed([*self.held, *beside.values()], table.ARTICLES),
            "blocks": typed((block for row in self.held for block in row["blocks"]), table.BLOCKS),
            "facts": typed(facts, table.FACTS),
            "groups": typed(groups, table.GROUPS),
        }

    def texts(self) -> dict[str, str]:
        beside = {row["original"]: row["original_line"] for row in self.held if row["original"]}
        return beside | {row["article_id"]: row["text"] for row in self.held}

    def copies(self) -> dict[str, Original]:
        return {row["article_id"]: _original(row) for row in self.held if row["original"]}

    def names(self) -> dict[str, list[str]]:
        """The names of the rows of each table."""
        return {
            "articles": [row["article_id"] for row in self.held],
            "blocks": [f"{row['article_id']}{SEPARATOR}{at}" for row in self.held for at in range(len(row["blocks"]))],
            "facts": [fact["fact_id"] for row in self.held for fact in row["facts"]],
        }


def alone(batches: Iterable[pd.DataFrame], judging: Judging) -> Iterator[pd.DataFrame]:
    """What is found within each article, and within the groups that are one fact."""
    for batch in batches:
        piece = Piece(rows(batch), judging)
        tables, copies = piece.tables(), piece.copies()
        frames = rules.frames(tables, piece.texts(), judging.known, copies, judging.right)
        found = list(judging.judge(judging.of(ARTICLE, "articles", "blocks", "facts"), frames, piece.names()))
        found += _single(judging, tables, frames, copies)
        yield handed(found, FOUND.names)


def whole(frame: pd.DataFrame, judging: Judging) -> pd.DataFrame:
    """What rules find that may bring any two articles together."""
    piece = Piece(sorted(rows(frame), key=lambda row: str(row["article_id"])), judging)
    frames = rules.frames(piece.tables(), piece.texts(), judging.known, piece.copies(), judging.right)
    checks = [check for check in judging.checks if check.table in ("articles", "blocks") and check.together != ARTICLE]
    return handed(list(judging.judge(checks, frames, piece.names())), FOUND.names)


def _single(
    judging: Judging,
    tables: Mapping[str, pd.DataFrame],
    frames: Mapping[str, pd.DataFrame],
    copies: Mapping[str, Original],
) -> Iterator[Row]:
    """What is found in the groups of one fact: their articles have all of them."""
    groups = tables["groups"][tables["groups"]["n_facts"] == 1].reset_index(drop=True)
    names = {ids[0] for ids in groups["fact_ids"]}
    chosen = frames["facts"]["fact_id"].isin(names)
    single = {
        "facts": frames["facts"][chosen].reset_index(drop=True),
        "groups": frames["groups"][frames["groups"]["n_facts"] == 1].reset_index(drop=True),
    }
    own = {"facts": single["facts"]["fact_id"].tolist(), "groups": groups["group_id"].tolist()}
    yield from judging.judge(judging.of(GROUP, "facts", "groups"), single, own)
    if judging.right:
        yield from _agreed({**tables, "groups": groups}, {}, frozenset(), judging)


def grouped(frame: pd.DataFrame, judging: Judging) -> pd.DataFrame:
    """What is found within groups, and how far the sources of each agree. A row is a fact with its group."""
    held = sorted(rows(frame), key=lambda row: (row["article_id"], row["at"]))
    by_id = {row["group"]["group_id"]: row["group"] for row in held}
    groups = typed([by_id[name] for name in sorted(by_id)], table.GROUPS)
    articles = {row["original"]: {"article_id": row["original"], "source": row["original_source"]} for row in held}
    articles |= {row["article_id"]: {name: row[name] for name in ("article_id", "source", "published")} for row in held}
    tables = {
        "articles": typed((articles[name] for name in sorted(filter(None, articles))), table.ARTICLES),
        "blocks": typed((), table.BLOCKS),
        "facts": typed(held, table.FACTS),
        "groups": groups,
    }
    frames = rules.frames(tables, {}, judging.known, None, judging.right)
    seen = {name: frames[name] for name in ("facts", "groups")}
    own = {"facts": [row["fact_id"] for row in held], "groups": groups["group_id"].tolist()}
    found = list(judging.judge(judging.of(GROUP, "facts", "groups"), seen, own))
    copies = {row["article_id"]: row["original"] for row in held if row["original"]}
    own_words = frozenset(
        row["fact_id"] for row in held if row["original"] and not _original(row).repeats(row["start"], row["end"])
    )
    found += _agreed(tables, copies, own_words, judging)
    return handed(found, FOUND.names)


def keyed(frame: pd.DataFrame, judging: Judging, together: tuple[str, ...] | None) -> pd.DataFrame:
    """What rules find that bring facts together in a way of their own. A row is a fact with its group."""
    held = sorted(rows(frame), key=lambda row: (row["article_id"], row["at"]))
    articles = {row["article_id"]: {name: row[name] for name in ("article_id", "published")} for row in held}
    tables = {
        "articles": typed((articles[name] for name in sorted(articles)), table.ARTICLES),
        "blocks": typed((), table.BLOCKS),
        "facts": typed(held, table.FACTS),
        "groups": typed(({**row["group"], "fact_ids": [row["fact_id"]]} for row in held), table.GROUPS),
    }
    frames = rules.frames(tables, {}, judging.known, None, judging.right)
    # These facts alone do not tell it.
    frames["facts"]["event"] = pd.Series([row["event"] for row in held], dtype=object)
    own = {"facts": [row["fact_id"] for row in held]}
    found = judging.judge(judging.of(together, "facts"), {"facts": frames["facts"]}, own)
    return handed(list(found), FOUND.names)


def _agreed(
    tables: Mapping[str, pd.DataFrame], copies: Mapping[str, str], own: frozenset[str], judging: Judging
) -> Iterator[Row]:
    """How far others agree with each figure of a source."""
    found = scores.outcomes(tables, copies, judging.config.trust, judging.right, own)
    for source, outcomes in found.items():
        for one in outcomes:
            yield {"source": source, "agreed": one.agreed, "weight": one.weight}


def _original(row: Row) -> Original:
    return Original(row["original"], row["share"], tuple((start, end) for start, end in row["spans"]))
