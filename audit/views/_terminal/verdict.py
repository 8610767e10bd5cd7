"""The end of the report: whether the figures may be published, what that rests on, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from audit.config import Config
from audit.model import SEVERITIES, Audit
from audit.views._tally import Tally, standing
from audit.views._terminal.bundles import drawn
from audit.views._terminal.decided import decided
from audit.views._terminal.look import Look
from audit.views._words import Words


def verdict(audit: Audit, counted: Tally, config: Config, words: Words, look: Look) -> Iterator[Text]:
    """The verdict, how the figures stand, what was checked, why the command fails, what to do next, what is decided."""
    worst = next((severity for severity in SEVERITIES if counted.by_severity[severity]), "good")
    if not len(audit.facts):
        yield from look.prose(words.say("verdict_nothing"), "warning")
    counts = words.severities(counted.by_severity)
    if counted.broken:
        checks = words.count(len(counted.broken), "broken_checks")
        yield from look.prose(words.say("unjudged", checks=checks), "critical")
    if counts or (len(audit.facts) and not counted.broken):
        yield from look.prose(words.say(f"verdict_{worst}", counts=counts), worst)
    figures = words.count(len(audit.facts), "figures")
    yield from look.prose(words.say("standing", figures=figures, **standing(audit)))
    yield from look.prose(f"{_checks(audit, counted, words)}.")
    for result in counted.idle if look.everything else ():
        yield from look.prose(words.say("idle_check", rule=result.rule, table=result.table))
    if counted.fails(config.fail_on):
        yield from look.prose(words.say("fails", fail_on=config.fail_on))
    first, _ = drawn(counted, look.everything)
    command = f"audit explain {first[0][0]['rule']}" if first else "audit facts"
    yield from look.prose(words.say("next", command=command))
    yield from decided(audit, counted, config, words, look)


def _checks(audit: Audit, counted: Tally, words: Words) -> str:
    """How many checks were made, and the findings that do not count."""
    parts = [
        words.count(len(audit.results), "checks") if audit.results else words.say("no_checks"),
        words.count(len(counted.idle), "idle") if counted.idle else "",
        words.count(counted.unsure, "unsure") if counted.unsure else "",
    ]
    return words.several(parts)
