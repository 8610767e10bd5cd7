"""The state of each finding: waived, in the baseline, or new."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from audit.clock import today
from audit.config import Config
from audit.model import Known, Triage, Waiver
from audit.triage import baseline, waivers


def settle(
    findings: pd.DataFrame, config: Config, read: Collection[str], touched: Collection[str] | None = None
) -> tuple[pd.DataFrame, Triage]:
    """The findings with their states, and what the baseline and the waivers hold that is of no use any more.

    `read` are the files of the articles: an entry about a file that is there and was not read is not called stale.
    `touched` are the ids of the articles to be judged: a finding that has a place in none of them counts as known
    before, and is named in `Triage.untouched`; None judges all.
    """
    accepted, known = _decided(config)
    ids, day = set(findings["finding_id"]), today()
    force = {name: waiver for name, waiver in accepted.items() if waiver.until >= day and name in ids}
    untouched = frozenset() if touched is None else _elsewhere(findings, touched)
    states = [
        "waived" if name in force else "baseline" if name in known or name in untouched else "new"
        for name in findings["finding_id"]
    ]
    return findings.assign(state=pd.Series(states, index=findings.index, dtype=object)), Triage(
        waivers=force,
        expired=tuple(waiver for name, waiver in accepted.items() if waiver.until < day and name in ids),
        stale=tuple(entry for name, entry in known.items() if name not in ids and _seen(entry.paths, read)),
        unused=tuple(waiver for name, waiver in accepted.items() if name not in ids and _seen(waiver.paths, read)),
        untouched=untouched,
    )


def decided(config: Config) -> tuple[frozenset[str], frozenset[str]]:
    """The findings that the baseline and the waivers name, and the files that these findings are about."""
    accepted, known = _decided(config)
    named = [entry.paths for entry in accepted.values()] + [entry.paths for entry in known.values()]
    return frozenset((*accepted, *known)), frozenset(path for paths in named for path in paths)


def _decided(config: Config) -> tuple[dict[str, Waiver], dict[str, Known]]:
    accepted = {waiver.finding: waiver for waiver in waivers.load(config.deciding(waivers.NAME))}
    return accepted, {entry.finding_id: entry for entry in baseline.load(config.deciding(baseline.NAME))}


def _seen(paths: Collection[str], read: Collection[str]) -> bool:
    """Whether all that is left of these files was read."""
    return all(path in read or not Path(path).exists() for path in paths)


def _elsewhere(findings: pd.DataFrame, touched: Collection[str]) -> frozenset[str]:
    """The findings of which no place is in one of these articles; one about no article at all is always judged."""
    judged = set(touched)
    names = zip(findings["finding_id"], findings["article_id"], findings["related"], strict=True)
    found = []
    for finding, article, related in names:
        places = {article, *(place.get("article_id") for place in related)} - {None}
        if places and judged.isdisjoint(places):
            found.append(finding)
    return frozenset(found)
