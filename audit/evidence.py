"""What stands behind the rows of an audit: how a field was read, why facts were joined, what was left out.

None of it is kept with the audit; what has to be read again is read from the texts that the audit holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from audit import catalog, facts, groups, scores
from audit.config import Config
from audit.extraction import parts_of
from audit.model import Article, Audit, Block, Compared, Dropped, Trace
from audit.voices import voices


def trace(found: Audit, article_id: str, config: Config) -> dict[str, tuple[Trace, ...]]:
    """What the fields of each fact of one article were read from, by the fact's id; the article is read again."""
    known = catalog.known(config)
    articles = _again(found, {article_id})
    return {name: steps for article, parts in articles for name, steps in facts.trace(article, parts, known).items()}


def links(found: Audit, fact_ids: Sequence[str], config: Config) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What joined the facts of a group, and the facts most like them that were kept apart: see `groups.Reasons`."""
    reasons = groups.Reasons(found.facts, found.articles, found.texts, config.speaks)
    return reasons.joined(fact_ids), reasons.apart(fact_ids)


def compared(found: Audit, config: Config) -> dict[str, list[Compared]]:
    """The figures behind the agreement of each source of an audit, in the order of its groups."""
    read = list(_again(found, set(found.articles["article_id"])))
    heard = voices([article for article, _ in read], {one.article_id: parts for one, parts in read}, found.facts)
    tables = {"facts": found.facts, "articles": found.articles, "groups": found.groups}
    known = scores.outcomes(tables, heard.originals, config.trust, catalog.right(config), heard.own)
    return {
        source: [Compared(one.fact_id, one.agreed, one.others, one.known) for one in outcomes]
        for source, outcomes in known.items()
    }


def dropped(found: Audit) -> list[Dropped]:
    """The numbers in the articles of an audit that are no facts, and why each is none; the articles are read again."""
    names = set(found.articles["article_id"])
    return [number for article, parts in _again(found, names) for number in facts.dropped(article, parts)]


def _again(found: Audit, names: set[str]) -> Iterator[tuple[Article, list[Block]]]:
    """Articles of an audit, with their blocks, as they were before they became rows."""
    parts = parts_of(names, found.blocks[found.blocks["article_id"].isin(names)])
    fields = [field.name for field in dataclasses.fields(Article) if field.name in found.articles]
    for row in found.articles.to_dict("records"):
        if row["article_id"] in names and row["article_id"] in found.texts:
            known = {name: row[name] for name in fields}
            yield Article(text=found.texts[row["article_id"]], **known), parts[row["article_id"]]
