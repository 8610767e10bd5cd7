"""Times what the gate adds to a run: fingerprints in a baseline, waivers, the history, and every format for review.

usage: python bench/gate.py [ARTICLES]

Makes ARTICLES (default: 1000) short news items, audits them once, and then times what a gate adds in user time of this
process, each beside the run in the same minute. What a run spends anyway (the default formats) is no part of it.
"""

from __future__ import annotations

import dataclasses
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import groups as made

import audit
from audit import history, views
from audit.config import Config
from audit.model import Waiver
from audit.triage import baseline, compare, settle, waivers

LIMIT = 0.10
REVIEW = ("sarif", "junit", "github", "gitlab", "markdown")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        config = Config(root=Path(folder), language="en")
        (Path(folder) / "expectations").mkdir()
        articles = list(made.items(count, one_source=False))
        whole, found = spent(lambda: audit.run(articles, config=config))
        findings = found.findings.to_dict("records")
        print(f"{count} articles, {len(found.facts)} figures, {len(findings)} findings: {whole:.2f} s")
        half = len(findings) // 2
        config.deciding(baseline.NAME).write_bytes(baseline.encoded(findings[:half]))
        for row in findings[half : half + 20]:
            waiver = Waiver(row["finding_id"], "seen", "bench", date(2999, 1, 1))
            config.deciding(waivers.NAME).write_text(waivers.added(config.deciding(waivers.NAME), waiver))
        print(f"{'added':34} {'s':>7} {'of run':>8}")
        parts: dict[str, Callable[[], object]] = {
            "baseline and waivers": lambda: settle(found.findings, config, ()),
            "history": lambda: history.note(Path(folder), found, "bench"),
            "formats for review": lambda: views.files(views.formats(REVIEW), found, config),
            "comparison with another report": lambda: compare(found, dataclasses.replace(found)),
        }
        added = {name: spent(part)[0] for name, part in parts.items()}
        for name, seconds in added.items():
            print(f"{name:34} {seconds:7.3f} {seconds / whole:8.3f}")
        share = sum(added.values()) / whole
        print(f"{'together':34} {sum(added.values()):7.3f} {share:8.3f}  (limit {LIMIT})")
        sys.exit(share > LIMIT)


def spent(job: Callable[[], Any]) -> tuple[float, Any]:
    """The user time of a job in seconds, and what it gave."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    result = job()
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before, result


if __name__ == "__main__":
    main()
