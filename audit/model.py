"""The things that pass between the stages: plain frozen records, without behaviour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

SEVERITIES = ("critical", "warning", "info")
LABELS = ("title", "body", "caption", "byline", "date", "boilerplate", "spam")
STATUSES = ("actual", "target", "forecast", "rule", "example")
CHANGES = ("new", "changed", "fixed", "unchanged")
COMPARATORS = ("eq", "gt", "ge", "lt", "le", "approx")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` is never changed after reading; offsets count its code points."""

    text: str
    source: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None
    article_id: str = ""
    source_from: str | None = None
    published_from: str | None = None
    problem: str | None = None
    mended: str | None = None
    title_from: str | None = None
    url_from: str | None = None
    language_from: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article with one label. `reason` reads `kind: why in words` where text is removed."""

    article_id: str
    start: int
    end: int
    line: int
    label: str
    reason: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention of a figure; the fields are the columns of `table.FACTS`, in their order."""

    fact_id: str
    article_id: str
    source: str | None
    path: str | None
    line: int
    start: int
    end: int
    quote: str
    sentence: str
    block: str
    language: str
    kind: str
    indicator: str | None = None
    measure: str | None = None
    subject: str | None = None
    subject_start: int | None = None
    subject_end: int | None = None
    entity: str | None = None
    speaker: str | None = None
    value: float | None = None
    value_to: float | None = None
    denominator: float | None = None
    direction: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    counted: str | None = None
    per: str | None = None
    comparator: str = "eq"
    status: str = "actual"
    area: str | None = None
    period: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    period_from: str | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Which words of an article one field of a fact was read from, and the rule that read them.

    `text[start:end] == words`; they are null where the rule needs none. A field may have several. `rule` is a key of
    the section [trace] of a language; it is `unsaid` where the field is null because nothing says it.
    """

    field: str
    value: str | float | None
    rule: str
    start: int | None = None
    end: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a source as it counts for its score: how far others agree, 0 to 1, and what it was held against.

    `others` pairs the ids of their figures with what each says of it, 0 (contradicts) to 1 (agrees); `known` is the
    reference value that alone counts where there is one.
    """

    fact_id: str
    agreed: float
    others: tuple[tuple[str, float], ...] = ()
    known: Reference | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A number of an article that is no fact; the fields are the columns of `table.DROPPED`."""

    article_id: str
    source: str | None
    path: str | None
    line: int
    start: int
    end: int
    quote: str
    reason: str
    block: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of `expectations/indicators.csv`: something measured, its unit, range and names."""

    indicator: str
    label: str
    unit: str
    counted: str | None = None
    min: float | None = None
    max: float | None = None
    trend: str | None = None
    aliases: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A value known to be right, and who publishes it: a row of `expectations/reference.csv`.

    `step` is what one in the last digit of the value is worth; `growth` says that the indicator is itself a change.
    """

    indicator: str
    area: str
    period: str
    status: str
    value: float
    unit: str
    publisher: str
    url: str | None = None
    step: float = 1.0
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule module says of itself: `RULE = Rule(...)` beside its `check` function.

    `together` names columns of its table: no hit brings rows together that differ in one of them, so that a large table
    may be judged in pieces. None says that any rows may meet: then the table is judged as a whole.
    """

    id: str
    table: str
    severity: str
    dimension: str
    expectation: str
    needs: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    together: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One violation that a rule found, by row position in the frame it was given.

    `fields` fill the rule's message template in `audit/languages`; `variant` picks another template of the
    same rule. `related` pairs a row position with the name of a note template. `span` narrows the place.
    """

    row: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[tuple[int, str], ...] = ()
    variant: str = ""
    severity: str | None = None
    confidence: float = 1.0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one expectation of a suite said of one table. `error` is set where it could not judge."""

    table: str
    rule: str
    expectation: str
    severity: str
    success: bool
    looked_at: int
    hits: Sequence[Hit] = ()
    error: str | None = None
    where: str = ""
    document: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of the baseline: what of it is written down to recognise it, and to tell people which it was."""

    finding_id: str
    rule: str
    severity: str | None = None
    message: str | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that somebody looked at and accepts. It holds through the day `until`; `paths` are its files."""

    finding: str
    reason: str
    owner: str
    until: date
    rule: str | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """How the findings of a run meet what was decided before.

    `waivers` in force, by finding; `expired` ones, whose findings count again; `stale` entries of the baseline and
    `unused` waivers, whose findings are gone; `untouched` findings, which a run `since` a revision does not judge.
    """

    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    expired: tuple[Waiver, ...] = ()
    stale: tuple[Known, ...] = ()
    unused: tuple[Waiver, ...] = ()
    untouched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything a run found. The tables are DataFrames with the columns of `table.py`.

    `copies` maps an article that repeats another one to that other one, both by id; `own` holds the ids of the facts
    that such an article states in words of its own only. `dropped` counts, by article and reason, the numbers that
    are no facts.
    """

    articles: pd.DataFrame
    blocks: pd.DataFrame
    facts: pd.DataFrame
    groups: pd.DataFrame
    findings: pd.DataFrame
    scores: pd.DataFrame
    texts: Mapping[str, str] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    triage: Triage = field(default_factory=Triage)
    copies: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    dropped: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
