"""A table of claims as arrays: who claims which value of which item, with equal values of an item folded into one."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from audit.errors import InputError
from audit.scores._forms import cells, claims_nothing, within
from audit.scores._values import read as read_values

COLUMNS = ("source", "object", "attribute", "value")
# Minutes.
DAY = 1440.0

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Claims:
    """The claims on one attribute. A candidate is a distinct value of an item; candidates of an item are adjacent.

    Arrays of one entry a claim: `source`, `item`, `candidate`, `weight` (a source that gives several values of an item
    shares one voice among them). Of one entry a candidate: `of` (its item), `number` (NaN where it is no number).
    Numbers that differ by `near`, or by `share` of their value, are nearly one.
    """

    source: Whole
    item: Whole
    candidate: Whole
    weight: Floats
    of: Whole
    number: Floats
    n_sources: int
    n_items: int
    near: float = 0.0
    share: float = 0.0

    @property
    def numeric(self) -> bool:
        """Whether values can be averaged: every candidate is a number."""
        return bool(len(self.number)) and not bool(np.isnan(self.number).any())

    def per_candidate(self, values: Floats) -> Floats:
        """The sum over the claims on each candidate."""
        return np.bincount(self.candidate, values, len(self.of)).astype(float)

    def per_source(self, values: Floats) -> Floats:
        """The sum over the claims of each source."""
        return np.bincount(self.source, values, self.n_sources).astype(float)

    def per_item(self, values: Floats) -> Floats:
        """The sum over the claims on each item."""
        return np.bincount(self.item, values, self.n_items).astype(float)

    def among(self, support: Floats) -> Floats:
        """The sum of a candidate's item: of it and its rivals."""
        return np.bincount(self.of, support, self.n_items)[self.of].astype(float)

    @property
    def load(self) -> Floats:
        """How many claims each source makes, at least one."""
        return np.maximum(self.per_source(self.weight), 1e-12).astype(float)


@dataclass(frozen=True)
class Belief:
    """What a model believes: support of each candidate, trust in each source, and numbers if it averages.

    Within one item only the order and the ratio of supports mean something, among sources those of trust.
    """

    support: Floats
    trust: Floats
    estimate: Floats | None = None


@dataclass(frozen=True)
class Named:
    """Claims with the names of their sources and items and the cells of their candidates.

    `unread` are the items of which nothing was claimed that the attribute can be, `left_out` how many such claims
    there were.
    """

    claims: Claims
    sources: list[Any]
    objects: list[Any]
    attribute: Any
    cells: list[Any]
    kind: str
    unread: list[Any]
    left_out: int


def read(table: pd.DataFrame) -> list[Named]:
    """The claims of each attribute, in order of name. Null values claim nothing; a repeated claim counts once.

    Raises InputError for what is no table, where a column is missing or there twice, and where nothing is claimed.
    """
    mend = f"columns: {', '.join(COLUMNS)}"
    if not isinstance(table, pd.DataFrame):
        raise InputError(f"claims are a pandas DataFrame, not {type(table).__name__}", mend=mend)
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        raise InputError(f"claims have no column {missing[0]!r}", mend=mend)
    twice = [name for name in COLUMNS if list(table.columns).count(name) > 1]
    if twice:
        raise InputError(f"claims have two columns {twice[0]!r}", mend=mend)
    kept = table.loc[:, list(COLUMNS)].dropna()
    text = kept["value"].astype(str).map(html.unescape).str.strip()
    kept = kept.assign(text=text)[~claims_nothing(text)].drop_duplicates([*COLUMNS[:3], "text"])
    if kept.empty:
        raise InputError("no claims: every value is empty", mend="one claim a row: source, object, attribute, value")
    return [_named(attribute, group) for attribute, group in kept.groupby("attribute", sort=True)]


def _named(attribute: Any, table: pd.DataFrame) -> Named:
    text, distinct = pd.factorize(table["text"])
    values = read_values(list(distinct), np.bincount(text))
    number, key = values.number[text], np.asarray(values.key, dtype=object)[text]
    readable = ~np.isnan(number) if values.ordered else np.ones(len(table), dtype=bool)
    unread = sorted(set(table["object"]) - set(table["object"][readable]))
    table, number, key = table[readable], number[readable], key[readable]
    source, sources = pd.factorize(table["source"], sort=True)
    item, objects = pd.factorize(table["object"], sort=True)
    if values.kind == "code":
        key = within(item, key, table["text"].to_numpy(dtype=object))
    if values.kind == "time":
        number = _around(number, item)
    frame = pd.DataFrame(
        {"source": source, "item": item, "key": key, "number": number, "cell": table["value"], "text": table["text"]}
    )
    frame = frame.sort_values(["item", "number", "key", "text", "source"], kind="stable")
    shown = cells(frame)
    frame = frame.drop_duplicates(["item", "key", "source"])
    candidate = frame.groupby(["item", "number", "key"], sort=False, dropna=False).ngroup()
    first = frame.groupby(candidate.to_numpy(), sort=False).head(1)
    voices = frame.groupby(["item", "source"])["key"].transform("size")
    claims = Claims(
        source=frame["source"].to_numpy(np.intp),
        item=frame["item"].to_numpy(np.intp),
        candidate=candidate.to_numpy().astype(np.intp),
        weight=1.0 / voices.to_numpy(float),
        of=first["item"].to_numpy(np.intp),
        number=first["number"].to_numpy(float),
        n_sources=len(sources),
        n_items=len(objects),
        near=values.near,
        share=values.share,
    )
    kept = [shown[one] for one in zip(first["item"], first["key"], strict=True)]
    left_out = int((~readable).sum())
    return Named(claims, list(sources), list(objects), attribute, kept, values.kind, unread, left_out)


def _around(minutes: Floats, item: Whole) -> Floats:
    """Times of day such that those of one item lie together: before midnight they are not a day from those after it."""
    middle = pd.Series(minutes).groupby(item).transform("median").to_numpy()
    return np.asarray(middle + (minutes - middle + DAY / 2) % DAY - DAY / 2, dtype=float)


def spread(claims: Claims, centre: Floats) -> Floats:
    """The standard deviation of the claims on each item around a centre; 1 where all agree."""
    off = (claims.number[claims.candidate] - centre[claims.item]) ** 2
    variance = claims.per_item(claims.weight * off) / claims.per_item(claims.weight)
    return np.where(variance > 0, np.sqrt(variance), 1.0)


def mean(claims: Claims, weight: Floats) -> Floats:
    """The weighted mean of the claims on each item."""
    return claims.per_item(weight * claims.number[claims.candidate]) / claims.per_item(weight)


def median(claims: Claims, weight: Floats) -> Whole:
    """The candidate at the weighted median of each item, the lower one of two; candidates are in order of value."""
    support = claims.per_candidate(weight)
    before = np.cumsum(support) - support
    start = np.full(claims.n_items, np.inf)
    np.minimum.at(start, claims.of, before)
    total = claims.per_item(weight)
    reached = before + support - start[claims.of] >= total[claims.of] / 2 * (1 - 1e-12)
    places = np.flatnonzero(reached)
    return places[np.unique(claims.of[places], return_index=True)[1]].astype(np.intp)
