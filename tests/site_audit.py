"""Audits for the tests of the review pages: a small one, a hostile one, and one with copies and several periods."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
from views_audit import BAD, GOOD, small_audit

from audit import views
from audit.config import Config
from audit.model import Audit

PROBES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "javascript:alert(1)",
    "</style><svg/onload=alert(1)>", "<!-- ]]> --!>", "{{ 7*7 }} {% raw %} {# x #}", "../../../etc/passwd",
)  # fmt: skip
PROBE = " ".join(PROBES)


def built(found: Audit, folder: Path, language: str = "en", **more: Any) -> Path:
    """The site of an audit."""
    folder.mkdir(parents=True)
    views.site(found, Config(root=folder.parent, language=language), folder, title="news", **more)
    return folder


def hostile_audit() -> Audit:
    """The small audit with probes in every text that comes from articles, and in its names."""
    found = small_audit()
    texts = {name: f"{text}\n{PROBE}\n" for name, text in found.texts.items()}
    articles = found.articles.assign(
        source=[f"{PROBE} one", f"{PROBE} two"], title=PROBE, path=[f"{PROBE}/a.txt", f"{PROBE}/b.txt"],
        url=["javascript:alert(1)//https://example.org", "https://example.org/a b\"><script>alert(1)</script>"],
        published=PROBE,
    )  # fmt: skip
    names = dict(zip(articles["article_id"], articles["source"], strict=True))
    facts = found.facts.assign(
        source=[names[name] for name in found.facts["article_id"]], sentence=PROBE, subject=PROBE, counted=PROBE,
        unit=[PROBE, "count", "percent"], measure=PROBE, entity=PROBE, speaker=PROBE, period=PROBE, area=PROBE,
    )  # fmt: skip
    findings = found.findings.assign(message=PROBE, rule=[PROBE, "spam-links", "missing-date", "uncorroborated"])
    findings["related"] = [[{**place, "note": PROBE} for place in places] for places in findings["related"]]
    return dataclasses.replace(
        found, articles=articles, facts=facts, findings=findings, texts=texts,
        blocks=found.blocks.assign(reason=f"{PROBE}: {PROBE}"),
        groups=found.groups.assign(measure=PROBE, area=PROBE, period=PROBE, unit=PROBE),
        scores=found.scores.assign(source=[names["good"], names["bad"]], reason=PROBE),
    )  # fmt: skip


def own_words_audit() -> Audit:
    """The audit with copies in which the copying article states its figure in words of its own."""
    found = copied_audit()
    return dataclasses.replace(found, own=frozenset(found.facts["fact_id"]))


def many_audit() -> Audit:
    """The small audit with more findings and quantities than one sheet of their lists holds."""
    found = small_audit()
    findings = pd.concat([found.findings] * 120, ignore_index=True)
    groups = pd.concat([found.groups] * 600, ignore_index=True)
    return dataclasses.replace(
        found,
        findings=findings.assign(
            finding_id=[f"{name}-{at}" for at, name in enumerate(findings["finding_id"])],
            message=[f"{said} ({at})" for at, said in enumerate(findings["message"])],
        ),
        groups=groups.assign(group_id=[f"{name}-{at}" for at, name in enumerate(groups["group_id"])]),
    )


def live_audit() -> Audit:
    """The small audit with addresses, of which one is of the web."""
    found = small_audit()
    urls = ["https://example.org/tin/nuoc-sach.html?a=1", "ftp://example.org/x"]
    return dataclasses.replace(found, articles=found.articles.assign(url=urls))


def copied_audit() -> Audit:
    """The small audit in which the second article repeats the first."""
    return dataclasses.replace(small_audit(), copies={"bad": "good"})


__all__ = [
    "BAD", "GOOD", "PROBE", "PROBES", "built", "copied_audit", "hostile_audit", "live_audit", "many_audit",
    "own_words_audit", "small_audit",
]  # fmt: skip
