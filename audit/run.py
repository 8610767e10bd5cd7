"""The straight line: articles, blocks, facts, groups, validation, findings, scores. Only this file knows the order."""

from __future__ import annotations

import dataclasses
import importlib
import threading
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audit import catalog, extraction
from audit.articles import read
from audit.config import Config, load
from audit.extraction import Watch
from audit.model import Article, Audit, Indicator, Result, Triage
from audit.voices import Voices, voices
from audit.work import Cache, Workers, memory

if TYPE_CHECKING:
    import pandas as pd


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
    known = catalog.indicators(Path(indicators)) if indicators else catalog.known(config)
    articles = read(inputs, config)
    with extraction.workers(articles, jobs) as workers:
        seconds = config.article_seconds
        read_out = extraction.extract(articles, known, workers, kept=kept, watch=watch, seconds=seconds)
        articles = extraction.left_out(articles, read_out.exhausted, seconds)
        tables, heard = _voiced(articles, read_out)
        texts, dropped, right = memory.texts(articles), read_out.dropped, catalog.right(config, known)
        del articles, read_out
        memory.release()
        tables["groups"] = _grouped(tables, texts, heard, config, workers)
        memory.release()
        found = _judged(tables, texts, heard, dropped, known, right, config, workers if rules else None)
    return _settled(found, config, changed) if rules else found


def _voiced(articles: list[Article], read_out: extraction.Extract) -> tuple[dict[str, pd.DataFrame], Voices]:
    """The tables of articles, blocks and facts, and who speaks with whose voice."""
    rows, parts = extraction.listed(articles, read_out.blocks)
    tables = {"articles": rows, "blocks": read_out.blocks, "facts": read_out.facts}
    return tables, voices(articles, parts, tables["facts"])


def _grouped(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], heard: Voices, config: Config, workers: Workers
) -> pd.DataFrame:
    """The table of groups."""
    from audit import groups

    known = (texts, heard.originals, config.trust, heard.own)
    return groups.group(tables["facts"], tables["articles"], *known, workers.map)


def _judged(
    tables: dict[str, pd.DataFrame],
    texts: Mapping[str, str],
    heard: Voices,
    dropped: Mapping[str, Mapping[str, int]],
    known: tuple[Indicator, ...],
    right: catalog.References,
    config: Config,
    workers: Workers | None,
) -> Audit:
    """The audit of some tables: what the rules say of them, judged by `workers` if there are any, and the scores."""
    from audit import rules, scores

    copies, own = heard.originals, heard.own
    frames = rules.frames(tables, texts, known, heard.copied, right)
    results: tuple[Result, ...] = _validate(frames, config, workers) if workers else ()
    frames["articles"] = frames["articles"].drop(columns="text")  # what rules look into; findings ask for a few
    memory.release()
    ahead = workers.ahead if workers else map
    agreed = scores.begin(tables, copies, config.trust, right, own, ahead)  # elsewhere, while findings are made
    findings = rules.findings(results, frames, config, texts)
    memory.release()
    tables["scores"] = scores.score(tables, findings, config.speaks, agreed=agreed)
    if workers:
        frames["scores"] = rules.score_frame(tables["scores"], tables["articles"])
        verdicts = _validate({"scores": frames["scores"]}, config, workers)
        results = (*results, *verdicts)
        if not all(verdict.success for verdict in verdicts):
            findings = rules.findings(results, frames, config, texts)
    return Audit(
        findings=findings, texts=texts, results=results, triage=Triage(), copies=copies, own=own, dropped=dropped,
        **tables,
    )  # fmt: skip


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


def _validate(frames: dict[str, pd.DataFrame], config: Config, workers: Workers) -> tuple[Result, ...]:
    from audit import rules, suite

    return suite.validate(frames, config, partial(rules.judged, spread=workers.map))


def _import_ahead(module: str) -> None:
    """Import in the background what is needed later: importing GX takes longer than reading a folder."""

    def job() -> None:
        with suppress(Exception):  # who needs the module imports it again, and sees what is wrong with it
            importlib.import_module(module)

    threading.Thread(target=job, daemon=True).start()
