"""Which articles of a large run get pages of their own: those with findings first, the worst first."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from audit.model import Audit
from audit.views._rows import column


def paged(audit: Audit, most: int) -> Audit:
    """The audit of at most so many of its articles, with all that was found in them; the same one where all fit.

    Groups keep what was counted and agreed of them, and name the facts of these articles only. What was dropped, the
    scores and the results are those of the whole audit.
    """
    if len(audit.articles) <= most:
        return audit
    names = _first(audit, most)
    facts = audit.facts[audit.facts["article_id"].isin(names)].reset_index(drop=True)
    kept = frozenset(facts["fact_id"])
    members = audit.groups["fact_ids"].map(lambda ids: [name for name in ids if name in kept])
    groups = audit.groups.assign(fact_ids=members)[members.map(bool)]
    pointed = audit.findings["article_id"].isin(names)
    spoken = audit.findings["fact_ids"].map(lambda ids: not kept.isdisjoint(ids)).astype(bool)
    return dataclasses.replace(
        audit,
        articles=audit.articles[audit.articles["article_id"].isin(names)].reset_index(drop=True),
        blocks=audit.blocks[audit.blocks["article_id"].isin(names)].reset_index(drop=True),
        facts=facts,
        groups=groups.reset_index(drop=True),
        findings=audit.findings[pointed | spoken].reset_index(drop=True),
        texts={name: audit.texts[name] for name in sorted(names) if name in audit.texts},
    )


def _first(audit: Audit, most: int) -> frozenset[str]:
    """The names of so many articles."""
    chosen: dict[str, None] = {}
    known = set(column(audit, "articles", "article_id"))
    for name in _asked(audit):
        if len(chosen) == most:
            break
        if name is not None and name in known:
            chosen[name] = None
    return frozenset(chosen)


def _asked(audit: Audit) -> Iterator[str | None]:
    """Articles in the order in which somebody wants to see them; many come more than once."""
    home = dict(zip(column(audit, "facts", "fact_id"), column(audit, "facts", "article_id"), strict=True))
    told = list(zip(*(column(audit, "findings", name) for name in ("state", "article_id", "fact_ids")), strict=True))
    for new in (True, False):
        for state, article, facts in told:
            if (state in ("new", None)) == new:
                yield article
                yield from (home.get(name) for name in facts)
    yield from sorted(column(audit, "articles", "article_id"))
