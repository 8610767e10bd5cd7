"""The straight line on Spark: the stages in the order of `audit.run`, each where its rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql import functions as F  # noqa: N812

from audit import catalog, table
from audit.rules import CONTEXT
from audit.spark import _events, _judging, _scoring, _tables
from audit.spark._checks import Check, Judging
from audit.spark._copies import originals
from audit.spark._extraction import each, extracted
from audit.spark._findings import Findings, settled
from audit.spark._frames import columns_of
from audit.spark._grouping import groups
from audit.spark._naming import named, refuse_empty
from audit.spark._paths import place_of
from audit.spark._reading import articles, shared_out
from audit.spark._told import told
from audit.suite import cluster
from audit.voices import COPIED

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from audit.config import Config
    from audit.spark._staging import Keep, Staging
    from audit.suite.entry import Entry

Said = Callable[[str], object]
TEXTS = ("articles", "text")
TABLES = ("articles", "blocks", "facts", "groups", "findings", "scores", "texts")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: the rows of each table, what the suites said, and the findings counted."""

    rows: Mapping[str, int]
    judged: tuple[cluster.Judged, ...]
    findings: Findings


def through(spark: SparkSession, given: str, config: Config, staging: Staging, said: Said) -> Outcome:
    """An input through all stages into the tables of a staging folder. `said` is told which stage begins."""
    known, keep = catalog.known(config), staging.keep
    right = catalog.right(config, known)
    suites = cluster.suites(config)
    judging = Judging(_checks(suites), known, right, config)
    said("reading")
    own = [staging.folder, *(str(config.root / name) for name in (config.expectations, config.reports))]
    listed = catalog.sources(config.reading("sources.csv"))
    read = keep(shared_out(spark, articles(spark, place_of(spark, given, own), listed)))
    refuse_empty(read, given)
    said("extracting")
    whole = keep(extracted(named(read, keep), known, config.article_seconds))
    count = whole.count()
    said("copies")
    copied = keep(originals(spark, whole, COPIED, keep))
    said("grouping")
    grouped = keep(groups(spark, keep(told(whole, copied, config.trust)), copied, count, config.trust, keep))
    said("judging")
    wide = keep(_judging.wide(whole, copied, grouped))
    events = keep(_events.told_of(spark, wide, keep))
    found = keep(_judging.found(judging, wide, grouped, events))
    raw = found.filter("finding_id IS NOT NULL")
    scored = staging.table(_scoring.scored(whole, found, raw, config.speaks), "scores")
    places = _scoring.places(whole)
    raw = keep(raw.unionByName(_scoring.judged(scored, places, judging).filter("finding_id IS NOT NULL")))
    facts = staging.table(columns_of(each(whole, "facts"), table.FACTS), "facts")
    said("validating")
    seen = {
        "articles": _tables.articles(whole, copied),
        "blocks": _tables.blocks(whole),
        "facts": _tables.facts(spark, facts, grouped, events, known),
        "groups": _tables.groups(grouped, facts),
        "scores": _tables.scores(scored, places),
    }
    failed = _failed(found)
    hit = {name: _tables.hit(name, frame, raw, cluster.HITS) for name, frame in seen.items()}
    judged = list(_validated(hit, suites, failed, keep))
    said("writing")
    findings = settled(spark, raw, judged, sorted(failed), whole, staging, config)
    written = {
        "articles": staging.table(columns_of(whole, table.ARTICLES), "articles"),
        "blocks": staging.table(columns_of(each(whole, "blocks"), table.BLOCKS), "blocks"),
        "facts": facts,
        "groups": staging.table(columns_of(grouped, table.GROUPS), "groups"),
        "scores": scored,
        "texts": staging.table(whole.select("article_id", "text"), "texts"),
    }
    counts = {name: frame.count() for name, frame in written.items()} | {"findings": findings.written}
    return Outcome(counts, tuple(judged), findings)


def _checks(suites: Mapping[str, Sequence[Entry]]) -> list[Check]:
    """The rules of the suites, as what goes to where the tasks run."""
    return [
        Check(entry.rule_id, entry.table, entry.expectation.expectation_type, entry.severity, options)
        for entries in suites.values()
        for entry, options in cluster.rules_of(entries)
    ]


def _validated(
    frames: Mapping[str, DataFrame], suites: Mapping[str, Sequence[Entry]], failed: Mapping[str, str], keep: Keep
) -> Iterator[cluster.Judged]:
    """What the suites say of the tables, table by table."""
    for name, frame in frames.items():
        # What findings tell of a row is kept too; the texts of whole articles are not read over and over.
        columns = [column.name for column in (*table.TABLES[name], *CONTEXT[name]) if (name, column.name) != TEXTS]
        yield from cluster.validate(name, keep(cluster.needed(frame, columns, suites[name])), suites[name], failed)


def _failed(found: DataFrame) -> dict[str, str]:
    """Why rules could not judge, by rule."""
    rows = found.filter("failed IS NOT NULL").groupBy("rule").agg(F.min("failed").alias("failed")).collect()
    return {row["rule"]: row["failed"] for row in rows}
