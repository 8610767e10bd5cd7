"""`audit run --engine spark`: from a path that Spark reads to Parquet tables and an exit status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from audit.errors import ConfigError, InputError
from audit.model import SEVERITIES, Result

if TYPE_CHECKING:
    from audit.config import Config
    from audit.spark import Outcome
    from audit.views import Terminal, Words

UNREAD = "unreadable-article"


def command(
    paths: list[str], output_dir: str | None, config: Config, terminal: Terminal, master: str, given: Mapping[str, Any]
) -> int:
    """Audit one path by Spark into a folder; returns the exit status. `given` are options that belong to one machine.

    Raises ConfigError for what does not go with Spark, before Spark is started.
    """
    from audit import spark, views

    for option, value in given.items():
        if value:
            raise ConfigError(f"{option} does not go with --engine spark", mend=f"leave out {option}")
    if output_dir is None:
        raise ConfigError("the engine spark writes tables", mend="name a folder or an address with --output-dir")
    if len(paths) != 1:
        mend = "name one file, one folder or one pattern that covers them"
        raise InputError(f"the engine spark reads one path, and {len(paths)} are named", mend=mend)
    words = views.Words(config.speaks)
    with terminal.working(words.say("spark_starting")) as said:

        def stage(name: str) -> None:
            text = words.say(f"spark_{name}")
            said(text)
            if terminal.verbose:
                terminal.say(text)

        found = spark.run(paths[0], output_dir, config, master=master, said=stage)
    _summary(found, output_dir, config, words, terminal)
    return _status(found, config)


def _summary(found: Outcome, folder: str, config: Config, words: Words, terminal: Terminal) -> None:
    """What was read and found, counted, what the status rests on and what to do next, on stderr."""
    rows, findings = found.rows, found.findings
    counted = {name: words.count(rows[name], noun) for name, noun in (("articles", "articles"), ("facts", "figures"))}
    sources = words.count(rows["scores"], "sources")
    terminal.say(words.say("spark_read", **counted, sources=sources, groups=rows["groups"]))
    new = sorted(
        (SEVERITIES.index(bad), rule, count) for (rule, bad, state), count in findings.counts.items() if state == "new"
    )
    for bad, rule, count in new:
        terminal.say(f"  {rule}: {words.count(count, SEVERITIES[bad])}")
    for said in _verdict(found, words):
        terminal.say(said)
    if rows["findings"] < findings.total:
        terminal.say(words.say("spark_limited", shown=rows["findings"], total=findings.total))
    if _fails(found, config):
        terminal.say(words.say("fails", fail_on=config.fail_on))
    terminal.say(words.say("spark_wrote", folder=folder))
    if new:
        terminal.say(words.say("next", command=f"audit explain {new[0][1]}"))


def _verdict(found: Outcome, words: Words) -> Iterator[str]:
    """Whether the figures may be published; where checks could not judge, only what is known to be wrong."""
    rows, findings, broken = found.rows, found.findings, _broken(found)
    for one in broken:
        named = {"rule": one.rule, "table": one.table, "error": one.error}
        yield words.say("broken", where=one.where, **named)
    if broken:
        yield words.say("unjudged", checks=words.count(len(broken), "broken_checks"))
    if not rows["facts"]:
        yield words.say("verdict_nothing")
    worst = next((severity for severity in SEVERITIES if findings.new(severity)), "good")
    counts = [words.count(findings.new(severity), severity) for severity in SEVERITIES if findings.new(severity)]
    if counts or (rows["facts"] and not broken):
        yield words.say(f"verdict_{worst}", counts=words.several(counts))


def _broken(found: Outcome) -> list[Result]:
    """The checks that could not judge; a table without rows is none's fault."""
    return [one.result for one in found.judged if one.result.error and found.rows.get(one.result.table)]


def _fails(found: Outcome, config: Config) -> bool:
    """Whether there are new findings as bad as the limit or worse."""
    limit = SEVERITIES.index(config.fail_on) + 1 if config.fail_on in SEVERITIES else 0
    return any(found.findings.new(severity) for severity in SEVERITIES[:limit])


def _status(found: Outcome, config: Config) -> int:
    """As on one machine: what could not be read or judged outweighs what was found."""
    from audit import views

    findings = found.findings
    if _broken(found) or findings.new(rule=UNREAD):
        return views.ERROR
    stale = config.strict_baseline and (findings.triage.stale or findings.triage.unused)
    if stale or _fails(found, config):
        return views.FINDINGS
    return 0 if found.rows["facts"] else views.NOTHING
