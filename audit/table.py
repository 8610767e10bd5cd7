"""THE column lists. Every table that is made, checked, written or documented is made from these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its pandas type, the unit of its values, what it means, and its SDMX concept if it has one."""

    name: str
    dtype: str
    meaning: str
    unit: str | None = None
    concept: str | None = None


Table = tuple[Column, ...]

TEXT, WHOLE, NUMBER, LIST = "text", "Int64", "float64", "list"


def _c(name: str, dtype: str, meaning: str, unit: str | None = None, concept: str | None = None) -> Column:
    return Column(name, dtype, meaning, unit, concept)


ARTICLES: Table = (
    _c("article_id", TEXT, "name of the article, kept when its folder is renamed"),
    _c("source", TEXT, "who published it; several articles of one outlet are one source", concept="DATA_PROVIDER"),
    _c("path", TEXT, "file it was read from, as the user named it"),
    _c("url", TEXT, "address it was published at"),
    _c("title", TEXT, "title as the metadata gives it, else as found in the text"),
    _c("published", TEXT, "date of publication, ISO 8601", concept="TIME_PERIOD"),
    _c("language", TEXT, "ISO 639-1 code"),
    _c("source_from", TEXT, "where the source is known from: sidecar, sources.csv, page, text, url, file name, given"),
    _c("published_from", TEXT, "where the date is known from; properties: those of the file, as when it was made"),
    _c("title_from", TEXT, "where the title is known from"),
    _c("url_from", TEXT, "where the address is known from"),
    _c("language_from", TEXT, "where the language is known from; text: it was told by its letters and words"),
    _c("characters", WHOLE, "length of the text", "code points"),
    _c("lines", WHOLE, "lines of the text"),
    _c("problem", TEXT, "why it could not be read, else null"),
    _c(
        "mended", TEXT, "the encoding it was converted from, or `mojibake` where UTF-8 had been misread; null for UTF-8"
    ),
)

BLOCKS: Table = (
    _c("article_id", TEXT, "the article"),
    _c("start", WHOLE, "first character", "code points"),
    _c("end", WHOLE, "after the last character", "code points"),
    _c("line", WHOLE, "line of the first character, 1-based"),
    _c("label", TEXT, "title, body, caption, byline, date, boilerplate or spam"),
    _c("reason", TEXT, "`kind: why in words` where the label removes text, else null"),
    _c("score", NUMBER, "how sure the label is, 0 to 1"),
)

FACTS: Table = (
    _c("fact_id", TEXT, "stays the same when other lines of the article move"),
    _c("article_id", TEXT, "the article it stands in"),
    _c("source", TEXT, "who published it", concept="DATA_PROVIDER"),
    _c("path", TEXT, "file it stands in"),
    _c("line", WHOLE, "line, 1-based"),
    _c("start", WHOLE, "first character of the figure", "code points"),
    _c("end", WHOLE, "after its last character", "code points"),
    _c("quote", TEXT, "the figure as printed: text[start:end]"),
    _c("sentence", TEXT, "the sentence around it"),
    _c("block", TEXT, "label of the block it stands in"),
    _c("language", TEXT, "ISO 639-1 code of the block"),
    _c("kind", TEXT, "quantity, change or event_date"),
    _c("indicator", TEXT, "id in expectations/indicators.csv, else null", concept="INDICATOR"),
    _c("measure", TEXT, "key of the measured thing, comparable between articles"),
    _c("subject", TEXT, "the words that name the measured thing"),
    _c("subject_start", WHOLE, "first character of the subject", "code points"),
    _c("subject_end", WHOLE, "after its last character", "code points"),
    _c("entity", TEXT, "the organisation, person, product or group the figure is about"),
    _c("speaker", TEXT, "who is credited for the figure"),
    _c("value", NUMBER, "in base units: 6.300 tỷ is 6.3e12, 86,5% is 86.5", "see unit", "OBS_VALUE"),
    _c("value_to", NUMBER, "upper end of a range", "see unit"),
    _c("denominator", NUMBER, "63 of 62/63", "see unit"),
    _c("direction", TEXT, "up or down, for a change"),
    _c("low", NUMBER, "lowest value that the printed figure claims", "see unit"),
    _c("high", NUMBER, "highest value that the printed figure claims", "see unit"),
    _c("unit", TEXT, "percent, percentage_point, ratio, ISO 4217, UCUM-like, or count", concept="UNIT_MEASURE"),
    _c("counted", TEXT, "for a count: the noun that is counted"),
    _c("per", TEXT, "for a rate: per what"),
    _c("comparator", TEXT, "eq, gt, ge, lt, le or approx"),
    _c("status", TEXT, "actual, target, forecast, rule or example", concept="OBS_STATUS"),
    _c("area", TEXT, "ISO 3166 code", concept="REF_AREA"),
    _c("period", TEXT, "when it holds, ISO 8601", concept="TIME_PERIOD"),
    _c("period_start", TEXT, "first day of the period"),
    _c("period_end", TEXT, "last day of the period"),
    _c("period_from", TEXT, "where the period is said: sentence, paragraph, or article as a whole"),
    _c("confidence", NUMBER, "how sure the binding is, 0 to 1"),
    _c("rule", TEXT, "the extraction rule that made it"),
)

DROPPED: Table = (
    _c("article_id", TEXT, "the article it stands in"),
    _c("source", TEXT, "who published it", concept="DATA_PROVIDER"),
    _c("path", TEXT, "file it stands in"),
    _c("line", WHOLE, "line, 1-based"),
    _c("start", WHOLE, "first character of the number", "code points"),
    _c("end", WHOLE, "after its last character", "code points"),
    _c("quote", TEXT, "the number as printed: text[start:end]"),
    _c("reason", TEXT, "why it is no fact: identifier, ordinal, period, name, spam ..."),
    _c("block", TEXT, "label of the block it stands in"),
    _c("sentence", TEXT, "the sentence around it, or the part of a long one"),
)

GROUPS: Table = (
    _c("group_id", TEXT, "stable name of the quantity"),
    _c("measure", TEXT, "what is measured", concept="INDICATOR"),
    _c("area", TEXT, "where", concept="REF_AREA"),
    _c("period", TEXT, "when", concept="TIME_PERIOD"),
    _c("status", TEXT, "actual, target, forecast, rule or example", concept="OBS_STATUS"),
    _c("unit", TEXT, "unit of the values", concept="UNIT_MEASURE"),
    _c("fact_ids", LIST, "the facts that speak of this quantity"),
    _c("n_facts", WHOLE, "how many facts"),
    _c("n_sources", WHOLE, "how many sources"),
    _c("n_independent", WHOLE, "how many sources after copies are folded"),
    _c(
        "value", NUMBER, "the value most independent sources support; null where they are tied", "see unit", "OBS_VALUE"
    ),
    _c("low", NUMBER, "lower end of what the supporting facts claim", "see unit"),
    _c("high", NUMBER, "upper end of what the supporting facts claim", "see unit"),
    _c("share", NUMBER, "share of the independent weight behind the value, 0 to 1"),
    _c("runner_up", NUMBER, "the value with the next most support", "see unit"),
    _c("confidence", NUMBER, "how sure it is that the facts speak of one quantity, 0 to 1"),
)

FINDINGS: Table = (
    _c("finding_id", TEXT, "fingerprint that survives moved lines"),
    _c("rule", TEXT, "the rule that made it"),
    _c("severity", TEXT, "critical, warning or info: how bad it is"),
    _c("confidence", NUMBER, "how sure it is, 0 to 1"),
    _c("dimension", TEXT, "data quality dimension"),
    _c("message", TEXT, "what is wrong, with the arithmetic"),
    _c("fact_ids", LIST, "the facts it speaks of, primary first"),
    _c("article_id", TEXT, "article of the primary place"),
    _c("path", TEXT, "file of the primary place"),
    _c("line", WHOLE, "line of the primary place, 1-based"),
    _c("start", WHOLE, "first character of the primary place", "code points"),
    _c("end", WHOLE, "after its last character", "code points"),
    _c("related", LIST, "other places: article_id, path, line, start, end, note"),
    _c("state", TEXT, "new, baseline or waived"),
)

SCORES: Table = (
    _c("source", TEXT, "the source", concept="DATA_PROVIDER"),
    _c("score", NUMBER, "how far it can be relied on", "0 to 100"),
    _c("low", NUMBER, "lower end of the 90% interval", "0 to 100"),
    _c("high", NUMBER, "upper end of the 90% interval", "0 to 100"),
    _c("n", WHOLE, "comparable facts behind the score"),
    _c("agreement", NUMBER, "contribution of agreement with independent sources", "points"),
    _c("consistency", NUMBER, "contribution of internal consistency", "points"),
    _c("integrity", NUMBER, "contribution of clean text: no spam, nothing garbled or cut off", "points"),
    _c("provenance", NUMBER, "contribution of a known date, byline and attribution", "points"),
    _c("reason", TEXT, "the main reason for the score, in words"),
)

# The most points of each component of a score; together 100.
POINTS: Mapping[str, float] = {"agreement": 40.0, "consistency": 20.0, "integrity": 25.0, "provenance": 15.0}

TABLES: Mapping[str, Table] = {
    "articles": ARTICLES,
    "blocks": BLOCKS,
    "facts": FACTS,
    "groups": GROUPS,
    "findings": FINDINGS,
    "scores": SCORES,
}


def frame(rows: Iterable[Mapping[str, Any] | object], columns: Table) -> pd.DataFrame:
    """A DataFrame of records or mappings with exactly these columns, in this order and of these types.

    Missing text is None, missing numbers are NaN, missing whole numbers are <NA>.
    """
    rows = list(rows)
    data: dict[str, Any] = {}
    cell = [row.get if isinstance(row, Mapping) else partial(getattr, row) for row in rows]
    for column in columns:
        data[column.name] = cells([read(column.name) for read in cell], column.dtype)
    return framed(data, len(rows))


def framed(data: Mapping[str, Any], count: int) -> pd.DataFrame:
    """A DataFrame of so many rows from columns as `cells` makes them."""
    import pandas as pd

    return pd.DataFrame(dict(data), index=pd.RangeIndex(count))


def cells(values: list[Any], dtype: str) -> Any:
    """The values of a column of a type as an array; of objects as an index, whose type pandas does not guess again."""
    import numpy as np
    import pandas as pd

    if dtype in (TEXT, LIST):
        return pd.Index(np.fromiter(values, object, len(values)), dtype="object", tupleize_cols=False)
    return np.array(values, dtype=float) if dtype == NUMBER else pd.array(values, dtype="Int64")
