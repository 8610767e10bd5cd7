"""What grouping asks of each article, made where the article is: its story, its facts by unit, what they are named by.

Stories and facts pass between the steps as bytes: only the functions of `audit.groups.steps` look into them.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import ArrayType, StructField, StructType

from audit import table
from audit.blocks.copies import Original
from audit.groups import steps
from audit.spark._frames import BOOLEAN, BYTES, DOUBLE, LONG, STRING, STRINGS, handed, rows, schema, struct, typed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

EDGE = struct(
    one=STRING, one_article=STRING, other=STRING, other_article=STRING, unit=STRING, conflict=BOOLEAN, score=DOUBLE
)
# A group, with the place of its first fact among all facts.
GROUP = StructType(
    [*schema(table.GROUPS).fields, StructField("first", struct(published=STRING, article_id=STRING, start=LONG))]
)
TOLD = struct(
    article_id=STRING,
    day=STRING,
    keys=STRINGS,
    story=BYTES,
    units=ArrayType(struct(unit=STRING, facts=BYTES, own=STRINGS)),
    names=ArrayType(struct(name=STRING, unit=STRING, fact_id=STRING)),
    edges=ArrayType(EDGE),
    alone=ArrayType(GROUP),
)
SEPARATOR = "\x1f"


def told(extracted: DataFrame, copied: DataFrame, trust: Mapping[str, float]) -> DataFrame:
    """Of each article what grouping asks of it (`TOLD`); `alone` holds the group that each fact is by itself."""
    wanted = extracted.select("article_id", "title", "published", "text", "facts")
    return wanted.join(copied, "article_id", "left").mapInPandas(partial(_told, trust=trust), TOLD)


def _told(batches: Iterable[pd.DataFrame], trust: Mapping[str, float]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        found = rows(batch)
        facts = typed((fact for row in found for fact in row["facts"]), table.FACTS)
        articles = pd.DataFrame(found, columns=["article_id", "title", "published"], dtype=object)
        texts = {row["article_id"]: row["text"] for row in found}
        every = steps.told(facts, articles, texts)
        made = [_row(one, row, trust) for one, row in zip(every, found, strict=True)]
        yield handed(made, TOLD.names)


def _row(one: steps.Told, row: Mapping[str, Any], trust: Mapping[str, float]) -> dict[str, Any]:
    own = _own(row)
    units: dict[str, list[Any]] = {}
    for fact in one.facts:
        units.setdefault(unit_name(fact), []).append(fact)
    copies = {one.story.article: row["original"]} if row["original"] else {}
    alone = [group_row([fact], 1.0, copies, trust, own) for fact in one.facts]
    day, _ = steps.when(one.story)
    return {
        "article_id": one.story.article,
        "day": day.isoformat(),
        "keys": steps.keys_of(one.story),
        "story": packed(one.story),
        "units": [_unit(unit, facts, own) for unit, facts in units.items()],
        "names": [
            {"name": SEPARATOR.join(name), "unit": unit_name(fact), "fact_id": fact.fact_id}
            for fact in one.facts
            for name in steps.names_of(fact)
        ],
        "edges": list(_within(one, units)),
        "alone": alone,
    }


def _unit(unit: str, facts: Iterable[Any], own: frozenset[str]) -> dict[str, Any]:
    held = tuple(facts)
    return {"unit": unit, "facts": packed(held), "own": [fact.fact_id for fact in held if fact.fact_id in own]}


def _own(row: Mapping[str, Any]) -> frozenset[str]:
    """The facts that an article which repeats another states outside what it repeats."""
    if not row["original"]:
        return frozenset()
    copy = Original(row["original"], row["share"], tuple((start, end) for start, end in row["spans"]))
    return frozenset(fact["fact_id"] for fact in row["facts"] if not copy.repeats(fact["start"], fact["end"]))


def _within(one: steps.Told, units: Mapping[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """The edges between the facts of one article."""
    for unit, facts in units.items():
        if len(facts) > 1:
            judge = steps.judge_of([replace(one, facts=tuple(facts))])
            pairs = steps.within(range(len(judge.facts)), judge.facts)
            yield from edge_rows(pairs, judge, unit)


def edge_rows(pairs: Iterable[tuple[int, int]], judge: steps.Judge, unit: str) -> Iterator[dict[str, Any]]:
    """The edges among some pairs, as rows of `EDGE`."""
    for conflict, score, i, j in sorted(steps.edges(pairs, judge)):
        one, other = judge.facts[i], judge.facts[j]
        yield {
            "one": one.fact_id, "one_article": one.article, "other": other.fact_id, "other_article": other.article,
            "unit": unit, "conflict": conflict, "score": score,
        }  # fmt: skip


def group_row(
    members: list[Any], sure: float, copies: Mapping[str, str], trust: Mapping[str, float], own: frozenset[str]
) -> dict[str, Any]:
    """A group as a row of `GROUP`."""
    _, (published, article, start) = steps.place(members)
    first = {"published": published, "article_id": article, "start": start}
    return {**steps.row(members, sure, copies, trust, own), "first": first}


def unit_name(fact: Any) -> str:
    return SEPARATOR.join(steps.unit_of(fact))


def packed(value: object) -> bytes:
    """A story, or the facts of one unit, on their way between tasks of one run."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpacked(value: bytes) -> Any:
    return pickle.loads(zlib.decompress(value))


def near_of(row: Mapping[str, Any]) -> dict[str, float]:
    """The neighbours of an article, from a row that lists them."""
    return {one["other"]: one["strength"] for one in row["near"] or ()}


def facts_of(told_: DataFrame, name: str) -> DataFrame:
    """The rows of one of the lists of `TOLD`."""
    return told_.select(F.explode(name).alias("one")).select("one.*")
