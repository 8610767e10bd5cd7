"""The straight line: articles, blocks, facts, groups, validation, findings, scores. Only this file knows the order."""

from __future__ import annotations

import dataclasses
import importlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit import catalog, extraction, table
from audit.articles import read, whole
from audit.blocks import split
from audit.config import Config, load
from audit.extraction import Watch
from audit.model import Article, Audit, Block, Compared, Dropped, Fact, Indicator, Result, Trace, Triage
from audit.work import Cache

if TYPE_CHECKING:
    import pandas as pd

    from audit.blocks.copies import Original

# An article of which this share stands in another one speaks with the other's voice.
COPIED = 0.5


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
    """See `audit.run`."""
    config = config or load()
    if rules:
        _import_ahead("audit.suite")
    known = _indicators(Path(indicators) if indicators else config.reading("indicators.csv"))
    articles = read(inputs, config)
    read_out = extraction.extract(articles, known, jobs=jobs, kept=kept, watch=watch)
    found = _judge(articles, read_out, known, _references(config, known), config, rules)
    return _settled(found, config, changed) if rules else found


def _judge(
    articles: list[Article],
    read_out: extraction.Extract,
    known: tuple[Indicator, ...],
    right: catalog.References,
    config: Config,
    validated: bool,
) -> Audit:
    from audit import groups, rules, scores
    from audit.blocks.copies import originals

    texts = {article.article_id: article.text for article in articles}
    parts = _parts(texts, read_out.blocks)
    rows = (_row(article, parts[article.article_id]) for article in articles)
    tables = {"articles": table.frame(rows, table.ARTICLES), "blocks": read_out.blocks, "facts": read_out.facts}
    copied = originals(articles, parts, COPIED)
    voices = {name: copy.original for name, copy in copied.items()}
    own = _own_words(tables["facts"], copied)
    tables["groups"] = groups.group(tables["facts"], tables["articles"], texts, voices, config.trust, own)
    frames = rules.frames(tables, texts, known, copied, right)
    results: tuple[Result, ...] = _validate(frames, config) if validated else ()
    findings = rules.findings(results, frames, config)
    tables["scores"] = scores.score(tables, findings, config.speaks, voices, config.trust, right)
    if validated:
        frames["scores"] = rules.score_frame(tables["scores"], tables["articles"])
        verdicts = _validate({"scores": frames["scores"]}, config)
        results = (*results, *verdicts)
        if not all(verdict.success for verdict in verdicts):
            findings = rules.findings(results, frames, config)
    return Audit(findings=findings, texts=texts, results=results, triage=Triage(), copies=voices, **tables)


def _own_words(facts: pd.DataFrame, copied: Mapping[str, Original]) -> frozenset[str]:
    """The facts that an article which repeats another states outside what it repeats."""
    columns = (facts[name] for name in ("fact_id", "article_id", "start", "end"))
    return frozenset(
        fact_id
        for fact_id, article_id, start, end in zip(*columns, strict=True)
        if article_id in copied and not copied[article_id].repeats(start, end)
    )


def _settled(found: Audit, config: Config, changed: Set[Path] | None) -> Audit:
    """The audit with what was decided of its findings before."""
    from audit import triage

    paths = found.articles["path"].dropna()
    touched = None
    if changed is not None:
        named = zip(found.articles["article_id"], found.articles["path"], strict=True)
        touched = {name for name, path in named if path and not changed.isdisjoint(_files(Path(path).resolve()))}
    findings, decided = triage.settle(found.findings, config, frozenset(paths), touched)
    return dataclasses.replace(found, findings=findings, triage=decided)


def _files(path: Path) -> tuple[Path, Path]:
    """The file of an article and what a sidecar of it would be called."""
    return path, path.with_suffix(".json")


def extract(text: str, *, published: str | None, language: str | None, source: str | None) -> pd.DataFrame:
    """See `audit.extract`."""
    article, found = figures(Article(text=text, published=published, language=language, source=source))
    facts = table.frame(found, table.FACTS)
    facts.attrs["texts"] = {article.article_id: article.text}
    return facts


def references(config: Config) -> catalog.References:
    """The values that are known to be right, as they are configured."""
    return _references(config, _indicators(config.reading("indicators.csv")))


def figures(article: Article) -> tuple[Article, list[Fact]]:
    """An article with what can be known of it, and its facts."""
    article, found = _figures(article, _indicators(load().reading("indicators.csv")))
    return article, list(found)


@lru_cache(maxsize=64)
def _figures(article: Article, known: tuple[Indicator, ...]) -> tuple[Article, tuple[Fact, ...]]:
    """Found once for a text that many drafts are held against, or that is checked again after each change beside it."""
    article = whole(article)
    _, found = extraction.alone(article, known)
    return article, tuple(found)


def blocks(text: str) -> pd.DataFrame:
    """See `audit.blocks`."""
    return table.frame(split(whole(Article(text=text))), table.BLOCKS)


def trace(found: Audit, article_id: str, config: Config) -> dict[str, tuple[Trace, ...]]:
    """What the fields of each fact of one article were read from, by the fact's id; the article is read again."""
    from audit import facts

    known = _indicators(config.reading("indicators.csv"))
    articles = _again(found, {article_id})
    return {name: steps for article, parts in articles for name, steps in facts.trace(article, parts, known).items()}


def links(found: Audit, fact_ids: Sequence[str], config: Config) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What joined the facts of a group, and the facts most like them that were kept apart: see `groups.Reasons`."""
    from audit.groups import Reasons

    reasons = Reasons(found.facts, found.articles, found.texts, config.speaks)
    return reasons.joined(fact_ids), reasons.apart(fact_ids)


def compared(found: Audit, config: Config) -> dict[str, list[Compared]]:
    """The figures behind the agreement of each source of an audit, in the order of its groups."""
    from audit import scores
    from audit.blocks.copies import originals

    read = list(_again(found, set(found.articles["article_id"])))
    copied = originals([article for article, _ in read], {article.article_id: parts for article, parts in read}, COPIED)
    voices = {name: copy.original for name, copy in copied.items()}
    tables = {"facts": found.facts, "articles": found.articles, "groups": found.groups}
    known = scores.outcomes(tables, voices, config.trust, references(config))
    return {
        source: [Compared(one.fact_id, one.agreed, one.others, one.known) for one in outcomes]
        for source, outcomes in known.items()
    }


def dropped(found: Audit) -> list[Dropped]:
    """The numbers in the articles of an audit that are no facts, and why each is none; the articles are read again."""
    from audit import facts

    names = set(found.articles["article_id"])
    return [number for article, parts in _again(found, names) for number in facts.dropped(article, parts)]


def _again(found: Audit, names: set[str]) -> Iterator[tuple[Article, list[Block]]]:
    """Articles of an audit, with their blocks, as they were before they became rows."""
    parts = _parts(names, found.blocks[found.blocks["article_id"].isin(names)])
    fields = [field.name for field in dataclasses.fields(Article) if field.name in found.articles]
    for row in found.articles.to_dict("records"):
        if row["article_id"] in names and row["article_id"] in found.texts:
            known = {name: row[name] for name in fields}
            yield Article(text=found.texts[row["article_id"]], **known), parts[row["article_id"]]


def _parts(names: Iterable[str], blocks: pd.DataFrame) -> dict[str, list[Block]]:
    """The blocks of each article, in their order, as they were before they became rows."""
    parts: dict[str, list[Block]] = {name: [] for name in names}
    columns = [blocks[field.name].tolist() for field in dataclasses.fields(Block)]
    for cells in zip(*columns, strict=True):
        parts[cells[0]].append(Block(*cells))
    return parts


def _indicators(file: Path) -> tuple[Indicator, ...]:
    """The indicators of a file, read again only when it has changed."""
    state = (file.stat().st_mtime_ns, file.stat().st_size) if file.is_file() else None
    return _read_indicators(file.absolute(), state) if state else catalog.indicators(file)


@lru_cache(maxsize=8)
def _read_indicators(file: Path, _state: tuple[int, int]) -> tuple[Indicator, ...]:
    return catalog.indicators(file)


def _references(config: Config, known: tuple[Indicator, ...]) -> catalog.References:
    return catalog.references([config.reading(name) for name in catalog.FORMS], known)


def _validate(frames: dict[str, pd.DataFrame], config: Config) -> tuple[Result, ...]:
    from audit import suite

    return suite.validate(frames, config)


def _row(article: Article, blocks: list[Block]) -> dict[str, object]:
    """An article as a row of the articles table: everything but its text; its title as found where none is known."""
    names = (column.name for column in table.ARTICLES)
    row = {name: getattr(article, name, None) for name in names}
    found = next((article.text[block.start : block.end] for block in blocks if block.label == "title"), None)
    counts = {"characters": len(article.text), "lines": article.text.count("\n") + bool(article.text)}
    told = {} if article.title else {"title": found, "title_from": "text" if found else None}
    return row | counts | told


def _import_ahead(module: str) -> None:
    """Import in the background what is needed later: importing GX takes longer than reading a folder."""

    def job() -> None:
        with suppress(Exception):  # who needs the module imports it again, and sees what is wrong with it
            importlib.import_module(module)

    threading.Thread(target=job, daemon=True).start()
