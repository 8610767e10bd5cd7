"""The engine for what one machine cannot hold: the same functions of each stage, run by Apache Spark.

One room a question: `_session` starts Spark, `_paths`, `_reading` and `_naming` give articles, `_extraction` what is
made of each alone, `_copies` which repeat each other, `_told`, `_meetings`, `_parts` and `_grouping` the groups,
`_events` which articles tell of one event, `_checks`, `_pieces` and `_judging` what the rules find, `_scoring` the
scores, `_tables` what the suites see, `_expected` what else they find wrong, `_findings` what is told of all of it,
`_staging` how it comes into place, `_failures` what went wrong. `_line` knows their order.

Importing this package imports no Spark: `run` does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from audit.config import Config
    from audit.spark._line import Outcome

__all__ = ["Outcome", "run"]

MASTER = "local[*]"


def run(
    given: str,
    folder: str,
    config: Config,
    *,
    master: str = MASTER,
    spark: SparkSession | None = None,
    said: Callable[[str], object] = lambda stage: None,
) -> Outcome:
    """Audit what Spark can read, and write the tables as Parquet into a folder, which may be an address.

    All of it is written or nothing: `manifest.json`, which counts the rows of each table, is there where the run came
    to its end. `spark` is a session to use, else one is started on `master`. `said` is told which stage begins.
    Raises AuditError, with nothing written, where anything fails.
    """
    from audit.spark import _session

    _session.need(master)
    with ExitStack() as stack:
        session = spark or stack.enter_context(_session.session(master))
        return _whole(session, given, folder, config, said)


def _whole(spark: SparkSession, given: str, folder: str, config: Config, said: Callable[[str], object]) -> Outcome:
    from audit.spark import _failures, _line, _staging

    staging = _staging.Staging(spark, folder)
    try:
        with _failures.told(given):
            found = _line.through(spark, given, config, staging, said)
        staging.publish(_line.TABLES, _manifest(found))
        return found
    finally:
        staging.clear()


def _manifest(found: Outcome) -> dict[str, Any]:
    """What the folder holds, for those who read it: a run that came to its end, and how many rows there are."""
    from audit import __version__

    counted = [
        {"rule": rule, "severity": severity, "state": state, "count": count}
        for (rule, severity, state), count in sorted(found.findings.counts.items())
    ]
    checks = [
        {
            "rule": one.result.rule, "table": one.result.table, "looked_at": one.result.looked_at, "hits": one.count,
            "success": one.result.success, "error": one.result.error,
        }
        for one in found.judged
    ]  # fmt: skip
    rows = dict(sorted(found.rows.items()))
    return {"schema": "audit-spark/1", "version": __version__, "rows": rows, "findings": counted, "checks": checks}
