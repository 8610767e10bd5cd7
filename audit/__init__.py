"""Audit the figures of a folder of news articles before they are published.

    import audit
    result = audit.run(["seeds"])        # .articles .blocks .facts .groups .findings .scores
    audit.extract("GDP tăng 6,93%")      # the facts of one text

Importing this package is fast and silent; pandas and Great Expectations come in with the first call that
needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from audit import _sources
from audit.errors import AuditError, ConfigError, InputError, NothingToAudit
from audit.model import Article, Audit

if TYPE_CHECKING:
    import pandas as pd

    from audit.config import Config
    from audit.extraction import Watch
    from audit.work import Cache

_sources.choose()

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Audit",
    "AuditError",
    "ConfigError",
    "InputError",
    "NothingToAudit",
    "blocks",
    "check",
    "extract",
    "reconcile",
    "run",
]


def run(
    inputs: Iterable[str | Path | Article] | str | Path,
    *,
    config: Config | None = None,
    indicators: str | Path | None = None,
    rules: bool = True,
    changed: Set[Path] | None = None,
    jobs: int | None = 1,
    kept: Cache | None = None,
    watch: Watch | None = None,
) -> Audit:
    """Audit files, folders or `Article`s and return the tables.

    `config` defaults to the configuration of the working folder, `indicators` to its indicators file.
    With `rules=False` nothing is validated: `findings` is empty and Great Expectations is not imported.
    With `changed` (resolved files) all articles take part, and only findings about those of these files are new.
    `jobs` processes read the articles (None: all cores where that pays; a script then needs the guard that
    `multiprocessing` asks for), `kept` is a cache of what was read before (`audit.work.Cache`), and `watch` is told
    how many articles are read, of how many, and how many of them the cache knew. The rows are the same in any case.
    Raises AuditError for input or configuration that cannot be used. Writes nothing.
    """
    from audit.run import run as job

    return job(
        inputs, config=config, indicators=indicators, rules=rules, changed=changed, jobs=jobs, kept=kept, watch=watch
    )


def extract(
    text: str, published: str | None = None, language: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """The facts of one text: a DataFrame with the columns of `audit.table.FACTS`, a row a figure mention.

    `published` (ISO 8601 or as printed) resolves relative dates; `language` is guessed where it is None.
    """
    from audit.single import extract as job

    return job(text, published=published, language=language, source=source)


def blocks(text: str) -> pd.DataFrame:
    """The blocks of one text: a DataFrame with the columns of `audit.table.BLOCKS`."""
    from audit.single import blocks as job

    return job(text)


def check(
    draft_text: str, facts: pd.DataFrame, texts: Mapping[str, str] | None = None, language: str = "en"
) -> pd.DataFrame:
    """The figures of a draft against the facts of its sources, one row a figure.

    Columns: start, end, quote, verdict (supported, contradicted, unsupported, unclear), fact_ids (the facts behind the
    verdict, closest first), note (in `language`). `texts` are those of the articles, as in `Audit.texts`; facts of
    `audit.extract` bring theirs with them. Against them dates and other numbers that are no facts are checked too.
    Counts up to ten are left out where nothing is like them.
    """
    from audit.check import check as job

    return job(draft_text, facts, texts, language)


def reconcile(claims: pd.DataFrame, model: str = "auto") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The truth in a table of claims (source, object, attribute, value), and how far its sources agree.

    Returns truths (object, attribute, value, low, high, share, runner_up, support) and sources (source, score, low,
    high, n). Ways to write one value are one: times, gates, lists of people, numbers with their unit. `value` is one
    that a source gave, but for measurements that scatter, where it is an estimate; it is null where two values tie.
    Texts come without blanks around them and with HTML entities decoded. `low` and `high` are numbers, or days and
    times as they were given. `model` is `auto` or the name of a module in `audit/scores`. `truths.attrs["left_out"]`
    counts, by attribute, claims that are not what the others are. Raises InputError for what is no table, lacks a
    column or claims nothing, ConfigError for an unknown model.
    """
    from audit.scores import reconcile as job

    return job(claims, model)


class _Package(ModuleType):
    """`audit.run`, `audit.blocks` and `audit.check` are functions; the modules of those names must not replace them."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
