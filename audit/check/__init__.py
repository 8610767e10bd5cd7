"""A draft against the facts of its sources: which of its figures the sources support, and which they contradict.

Figures that are facts are held against facts of the same unit, by value and by the words around them (`_figures`).
Other numbers, of dates and decrees, are looked up in the text of the sources, where the facts come with it
(`_numbers`); and so are the names beside the figures, and whether a sentence says the contrary (`_beside`). Of many
articles only those are looked up that tell of what the draft tells (`_near`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from audit import catalog, extraction, languages, table
from audit.articles import read
from audit.check._beside import doubted
from audit.check._figures import Judged
from audit.check._figures import figures as judged_figures
from audit.check._near import near
from audit.check._numbers import numbers
from audit.check._sources import Sources
from audit.config import Config, load
from audit.errors import InputError, NothingToAudit
from audit.groups import Traits, traits
from audit.model import Article, Audit
from audit.single import figures
from audit.text import view
from audit.work import Cache

COLUMNS = ("start", "end", "quote", "verdict", "fact_ids", "note")
VERDICTS = ("supported", "contradicted", "unsupported", "unclear")


def check(
    draft_text: str,
    facts: pd.DataFrame,
    texts: Mapping[str, str] | None = None,
    language: str = languages.DEFAULT,
) -> pd.DataFrame:
    """See `audit.check`."""
    texts = facts.attrs.get("texts", {}) if texts is None else texts
    _, drafted = figures(Article(text=draft_text))
    known = dict(zip(facts["article_id"], facts["source"], strict=True))
    names = {name: source for name, source in known.items() if isinstance(source, str)}
    normal = {name: view(text).normal for name, text in texts.items()}
    if len(normal) > 1:
        close = near(draft_text, normal)
        normal = {name: text for name, text in normal.items() if name in close}
    sources = Sources(_traits(facts, texts), normal, names, catalog.right(load()))
    judged = list(judged_figures(drafted, draft_text, sources))
    judged += numbers(draft_text, drafted, sources) if texts else []
    judged = doubted(draft_text, judged, sources) if texts else judged
    return _table(judged, draft_text, language)


def _table(judged: list[Judged], text: str, language: str) -> pd.DataFrame:
    """The rows of `COLUMNS`, in order of place."""
    judged = sorted(judged, key=lambda one: one.start)
    columns = {
        "start": table.cells([one.start for one in judged], table.WHOLE),
        "end": table.cells([one.end for one in judged], table.WHOLE),
        "quote": table.cells([text[one.start : one.end] for one in judged], table.TEXT),
        "verdict": table.cells([one.verdict for one in judged], table.TEXT),
        "fact_ids": table.cells([[fact.fact_id for fact in one.facts] for one in judged], table.LIST),
        "note": table.cells([_note(one, language) for one in judged], table.TEXT),
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(judged)))


def _note(judged: Judged, language: str) -> str:
    first = judged.facts[0] if judged.facts else None
    said = {"said": first.figure.quote if first and first.figure else "", "source": first.source if first else ""}
    return languages.message(language, "check", judged.key, **(said | judged.fields))


def read_draft(path: str, config: Config) -> Article:
    """The draft in a file of any kind that can be read. Raises InputError where that holds several articles."""
    articles = read([path], config)
    if len(articles) != 1:
        raise InputError(f"holds {len(articles)} articles", file=path, mend="name a file with one draft")
    return replace(articles[0], article_id=f"draft {articles[0].article_id}")


def read_sources(
    paths: Sequence[str | Path],
    config: Config,
    draft: str,
    *,
    jobs: int | None = 1,
    kept: Cache | None = None,
    watch: extraction.Watch | None = None,
) -> Audit:
    """The sources of a draft: their articles, blocks, facts and texts, without groups, findings and scores.

    The draft itself is none of them, wherever it lies. Raises NothingToAudit where nothing else is there.
    """
    own = Path(draft).resolve()
    articles = [one for one in read(paths, config) if one.path is None or Path(one.path).resolve() != own]
    if not articles:
        raise NothingToAudit("a draft is no source of its own", mend="name other articles with --against")
    with extraction.workers(articles, jobs) as workers:
        seconds = config.article_seconds
        found = extraction.extract(articles, catalog.known(config), workers, kept=kept, watch=watch, seconds=seconds)
        articles = extraction.left_out(articles, found.exhausted, seconds)
    rows, _ = extraction.listed(articles, found.blocks)
    return Audit(
        articles=rows,
        blocks=found.blocks,
        facts=found.facts,
        groups=table.frame((), table.GROUPS),
        findings=table.frame((), table.FINDINGS),
        scores=table.frame((), table.SCORES),
        texts={article.article_id: article.text for article in articles},
    )


def beside(sources: Audit, draft: Article) -> Audit:
    """The audit of the sources with the text of a draft among its texts, so that both can be shown."""
    return replace(sources, texts={**sources.texts, draft.article_id: draft.text})


def _traits(facts: pd.DataFrame, texts: Mapping[str, str]) -> list[Traits]:
    facts = facts.copy(deep=False)
    facts.attrs = {}  # pandas copies them at every step
    ids = facts["article_id"].unique()
    return traits(facts, pd.DataFrame({"article_id": ids, "published": [None] * len(ids)}), texts)
