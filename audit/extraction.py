"""What is made of each article alone, its blocks and its facts: here, in worker processes, or from the cache."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from audit import table, work
from audit.blocks import split
from audit.model import Article, Block, Fact, Indicator
from audit.work import cache, wire
from audit.work.limit import ExhaustedError, limited

if TYPE_CHECKING:
    import pandas as pd

# The parts of the package whose code decides what is found in an article.
_CODE = ("blocks", "facts", "languages", "compare", "dates.py", "model.py", "table.py", "text.py", "extraction.py")
# Blocks and facts as rows of their tables.
_BLOCK, _FACT = (attrgetter(*(column.name for column in columns)) for columns in (table.BLOCKS, table.FACTS))
# So many times faster it is to take an article from the cache than to read it.
_QUICKER = 20
# All that is known of an article.
_KNOWN = attrgetter(*(field.name for field in dataclasses.fields(Article)))
Watch = Callable[[int, int, int], object]


@dataclass(frozen=True, slots=True)
class Extract:
    """The blocks and facts of many articles; `dropped` counts, by article and reason, the numbers that are no facts.

    `exhausted` holds the ids of those that took longer than they may: nothing was made of them.
    """

    blocks: pd.DataFrame
    facts: pd.DataFrame
    dropped: Mapping[str, Mapping[str, int]]
    exhausted: frozenset[str] = frozenset()


def extract(
    articles: Sequence[Article],
    known: tuple[Indicator, ...],
    workers: work.Workers,
    *,
    kept: work.Cache | None = None,
    watch: Watch | None = None,
    seconds: float = math.inf,
) -> Extract:
    """The blocks and facts of articles, in their order; the same rows however many processes there are.

    An article that takes longer than `seconds` of the processor's time is left out. `watch` is told after each chunk
    how many articles are done, of how many, and how many of them came from the cache.
    """
    sizes = [len(article.text) for article in articles]
    job = partial(_chunk, known=known, kept=kept, seconds=seconds)
    blocks, facts = wire.Gathered(table.BLOCKS), wire.Gathered(table.FACTS)
    dropped: dict[str, dict[str, int]] = {}
    exhausted: list[str] = []
    done = reused = 0
    for count, chunk in work.spread(job, articles, sizes, _of_use(workers, articles, known, kept)):
        blocks.add(chunk.blocks)
        facts.add(chunk.facts)
        dropped |= chunk.dropped
        exhausted += chunk.exhausted
        done, reused = done + count, reused + chunk.reused
        if watch:
            watch(done, len(articles), reused)
    return Extract(blocks.frame(), facts.frame(), dropped, frozenset(exhausted))


def workers(articles: Iterable[Article], jobs: int | None) -> work.Workers:
    """So many worker processes as are asked for; for None as many as pay for these articles."""
    return work.Workers(work.worth(sum(len(article.text) for article in articles), jobs))


def _of_use(
    workers: work.Workers, articles: Sequence[Article], known: tuple[Indicator, ...], kept: work.Cache | None
) -> work.Workers:
    """The workers; none where so much was made before that one process is done with the rest before they start."""
    total = sum(len(article.text) for article in articles)
    if not kept or workers.jobs == 1 or work.worth(total, None) == 1:
        return workers
    keys = _keys(articles, known)
    held = kept.holds(keys)
    new = sum(len(article.text) for article, key in zip(articles, keys, strict=True) if key not in held)
    return work.Workers(1) if work.worth(new + (total - new) // _QUICKER, None) == 1 else workers


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The blocks and facts of a few articles as Arrow, what was dropped, who was left out, how many were known."""

    blocks: bytes
    facts: bytes
    dropped: dict[str, dict[str, int]]
    exhausted: list[str]
    reused: int


def _chunk(
    articles: Sequence[Article], known: tuple[Indicator, ...], kept: work.Cache | None, seconds: float
) -> _Chunk:
    """What is made of a few articles, or was made of them before."""
    import_module("audit.facts")  # before the clock runs: an import that is broken off is waited for without end
    keys = _keys(articles, known) if kept else [b""] * len(articles)
    before = kept.get(keys) if kept else {}
    new: dict[bytes, bytes] = {}
    blocks: list[Sequence[Any]] = []
    facts: list[Sequence[Any]] = []
    dropped: dict[str, dict[str, int]] = {}
    exhausted: list[str] = []
    for article, key in zip(articles, keys, strict=True):
        body = before.get(key)
        try:
            with limited(seconds if body is None else math.inf):
                rows = json.loads(body) if body is not None else _made(article, known)
        except ExhaustedError:
            exhausted.append(article.article_id)
            continue
        if kept and body is None:
            new[key] = json.dumps(rows, ensure_ascii=False).encode("utf8", "surrogatepass")
        blocks += rows[0]
        facts += rows[1]
        dropped[article.article_id] = rows[2]
    if kept:
        kept.put(new)
    packed = wire.packed(blocks, table.BLOCKS), wire.packed(facts, table.FACTS)
    return _Chunk(*packed, dropped, exhausted, len(before))


def left_out(articles: Iterable[Article], exhausted: Set[str], seconds: float) -> list[Article]:
    """The articles, those that took too long as ones that could not be read."""
    problem = f"takes more than {seconds:g} s to read; divide it, or allow more in article-seconds"
    return [
        dataclasses.replace(article, text="", problem=problem) if article.article_id in exhausted else article
        for article in articles
    ]


def alone(article: Article, known: tuple[Indicator, ...]) -> tuple[list[Block], list[Fact]]:
    """The blocks and the facts of one article."""
    from audit import facts

    with _named(article):
        parts = split(article)
        return parts, facts.extract(article, parts, known)


def listed(articles: Sequence[Article], blocks: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, list[Block]]]:
    """The table of articles, and the blocks of each as they were before they became rows."""
    parts = parts_of((article.article_id for article in articles), blocks)
    return table.frame((row_of(article, parts[article.article_id]) for article in articles), table.ARTICLES), parts


def row_of(article: Article, blocks: Sequence[Block]) -> dict[str, object]:
    """An article as a row of the articles table: everything but its text; its title as found where none is known."""
    names = (column.name for column in table.ARTICLES)
    row = {name: getattr(article, name, None) for name in names}
    found = next((article.text[block.start : block.end] for block in blocks if block.label == "title"), None)
    counts = {"characters": len(article.text), "lines": article.text.count("\n") + bool(article.text)}
    told = {} if article.title else {"title": found, "title_from": "text" if found else None}
    return row | counts | told


def parts_of(names: Iterable[str], blocks: pd.DataFrame) -> dict[str, list[Block]]:
    """The blocks of each article, in their order, as they were before they became rows."""
    parts: dict[str, list[Block]] = {name: [] for name in names}
    columns = [blocks[field.name].tolist() for field in dataclasses.fields(Block)]
    for cells in zip(*columns, strict=True):
        parts[cells[0]].append(Block(*cells))
    return parts


@contextmanager
def _named(article: Article) -> Iterator[None]:
    """An error inside names the article: of very many it is the one that can be left out."""
    try:
        yield
    except Exception as error:
        where = article.path or article.article_id
        raise RuntimeError(f"{where} cannot be gone through: {type(error).__name__}: {error}") from error


def _made(article: Article, known: tuple[Indicator, ...]) -> list[Any]:
    from audit import facts

    with _named(article):
        parts = split(article)
        found, dropped = facts.counted(article, parts, known)
    return [[_BLOCK(part) for part in parts], [_FACT(fact) for fact in found], dropped]


def _keys(articles: Iterable[Article], known: tuple[Indicator, ...]) -> list[bytes]:
    """A digest for each article of all that its blocks and facts are made from."""
    made_by = cache.code(_CODE) + _settings(known)
    return [
        blake2b(made_by + repr(_KNOWN(article)).encode("utf8", "surrogatepass"), digest_size=16).digest()
        for article in articles
    ]


@lru_cache(maxsize=2)
def _settings(known: tuple[Indicator, ...]) -> bytes:
    return blake2b(repr(known).encode(), digest_size=16).digest()
