"""The traits of facts, from rows of their table and the texts that they were read in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from audit import compare, table
from audit.groups._places import home_of, homes
from audit.groups._traits import Traits, measured
from audit.groups._words import clause, tells_poll
from audit.model import Fact

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = re.compile(r"[^0-9]+")
_TURN = re.compile(r"[\n;:!?…]|[.](?=\s)")
# Results of a month or longer are told up to so many days before its end.
EARLY, MONTH = 5, 27
# How many characters each way are read to find the words next to a figure.
_READ = 120


def traits(facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]) -> list[Traits]:
    """The traits of every fact, in the order of the table."""
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    names = [column.name for column in table.FACTS]
    columns = dict(zip(names, facts[names].to_numpy(dtype=object).T.tolist(), strict=True))
    spans = _neighbours(columns["article_id"], columns["start"], columns["end"])
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    asking = {article for article in set(columns["article_id"]) if tells_poll(texts.get(article, ""))}
    told = homes(((row["article_id"], text_or(row["area"])) for row in rows), texts)
    return [
        _traits(row, text_or(published.get(row["article_id"])), texts, span, company, told[row["article_id"]], asking)
        for row, span, company in zip(rows, spans, _company(rows), strict=True)
    ]


def traits_of(facts: Sequence[Fact], text: str) -> list[Traits]:
    """The traits of the facts of one undated text."""
    spans = _neighbours(
        [fact.article_id for fact in facts], [fact.start for fact in facts], [fact.end for fact in facts]
    )
    names = [column.name for column in table.FACTS]
    rows = ({name: getattr(fact, name) for name in names} for fact in facts)
    alone: frozenset[str] = frozenset()
    return [_traits(row, "", {row["article_id"]: text}, span, alone) for row, span in zip(rows, spans, strict=True)]


def text_or(cell: Any) -> str:
    """A text cell, empty where it is missing."""
    return cell if isinstance(cell, str) else ""


def _neighbours(articles: list[str], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """For each fact, where the fact before it ends and the one after it starts: their words are not its own."""
    order = sorted(range(len(articles)), key=lambda i: (articles[i], starts[i]))
    spans = [(0, 1 << 60)] * len(order)
    for before, after in pairwise(order):
        if articles[before] == articles[after]:
            spans[before] = (spans[before][0], starts[after])
            spans[after] = (ends[before], spans[after][1])
    return spans


def _company(rows: Sequence[dict[str, Any]]) -> list[frozenset[str]]:
    """For each fact, the other figures of its sentence."""
    printed: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        printed.setdefault((row["article_id"], text_or(row["sentence"])), []).append(_print(row))
    return [frozenset(printed[row["article_id"], text_or(row["sentence"])]) - {_print(row), ""} for row in rows]


def _print(row: dict[str, Any]) -> str:
    value = row["value"]
    return "" if value is None or math.isnan(value) else f"{value:.12g} {row['unit']}"


def _traits(
    row: dict[str, Any],
    published: str,
    texts: Mapping[str, str],
    span: tuple[int, int],
    company: frozenset[str],
    told: tuple[str, frozenset[str]] = ("", frozenset()),
    asking: Set[str] = frozenset(),
) -> Traits:
    before, after = _context(row, texts.get(row["article_id"]), span)
    period, first, last = (text_or(row[name]) for name in ("period", "period_start", "period_end"))
    assumed = ""
    if row.get("period_from") == "article":  # what only the article as a whole says rules out no figures that agree
        assumed, period, first, last = period, "", "", ""
    return Traits(
        fact_id=row["fact_id"],
        article=row["article_id"],
        source=text_or(row["source"]) or row["article_id"],
        kind=row["kind"],
        unit="percent" if compare.share(row) else text_or(row["unit"]),
        per=text_or(row["per"]),
        counted=text_or(row["counted"]),
        status=_standing(text_or(row["status"]), first, last, published),
        direction=text_or(row["direction"]),
        area=text_or(row["area"]),
        home=home_of(text_or(row["area"]), told),
        period=period,
        stated=row.get("period_from") == "sentence",
        assumed=assumed,
        first=first,
        last=last,
        published=published[:10],
        indicator=text_or(row["indicator"]),
        measure=text_or(row["measure"]),
        figure=compare.printed(row, published or None),
        before=before,
        after=after,
        sentence=text_or(row["sentence"]),
        name=f"{text_or(row['subject'])} {text_or(row['entity'])} {measured(text_or(row['measure']))}",
        entity=text_or(row["entity"]),
        speaker=text_or(row["speaker"]),
        company=company,
        quote=_DIGITS.sub(" ", row["quote"]).strip(),
        heads=row["block"] == "title",
        leads=row["block"] == "title" or not span[0],
        asks=row["article_id"] in asking,
        order=(published or "9999", row["article_id"], int(row["start"])),
    )


def _standing(status: str, first: str, last: str, published: str) -> str:
    """The status, where a forecast of what is over when it is printed, or all but over, is an estimate of what was."""
    if status == "forecast" and last and published and last < _by(published[:10], EARLY if _long(first, last) else 0):
        return "actual"
    return status or "actual"


@lru_cache(maxsize=1000)
def _long(first: str, last: str) -> bool:
    """Whether a period is one whose results are told before its last days are over: a month or more."""
    return bool(first) and _by(first, MONTH) <= last


@lru_cache(maxsize=1000)
def _by(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat()
    except ValueError:
        return day


def _context(row: dict[str, Any], text: str | None, span: tuple[int, int]) -> tuple[str, str]:
    """What stands before and after a figure, up to the next figure, the next turn of the sentence, or the line end."""
    start, end = int(row["start"]), int(row["end"])
    if text is None:
        left, _, right = text_or(row["sentence"]).partition(text_or(row["quote"]) or "\n")
    else:
        left, right = text[max(span[0], start - _READ, 0) : start], text[end : min(span[1], end + _READ)]
        if span[1] < end + _READ:
            right = clause().split(right, maxsplit=1)[0]
    return _TURN.split(left)[-1], _TURN.split(right, maxsplit=1)[0]
