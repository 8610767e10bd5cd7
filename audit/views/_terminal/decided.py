"""What was decided of the findings before: how many are new, waived or in the baseline, and what is out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.text import Text

from audit.config import Config
from audit.model import Audit
from audit.views._tally import Tally
from audit.views._terminal.findings import ID
from audit.views._terminal.look import Look
from audit.views._words import Words

_ALWAYS = ("new", "waived", "baseline")
_MOST = 5


def decided(audit: Audit, counted: Tally, config: Config, words: Words, look: Look) -> Iterator[Text]:
    """Waivers that have ended, entries without a finding, and last the findings by state."""
    triage = audit.triage
    for waiver in triage.expired:
        said = {"finding": waiver.finding[:ID], "until": waiver.until.isoformat()}
        yield from look.prose(words.say("expired", **said, reason=waiver.reason, owner=waiver.owner), "warning")
    stale = (
        ("stale", "baseline.json", [f"{entry.rule} {entry.finding_id[:ID]}" for entry in triage.stale]),
        ("unused", "waivers.toml", [f"{waiver.rule or ''} {waiver.finding[:ID]}".strip() for waiver in triage.unused]),
    )
    for key, name, entries in stale:
        if entries:
            yield from look.prose(words.say(key, file=_file(config, name), names=_some(entries, words)), "warning")
    if config.strict_baseline and (triage.stale or triage.unused):
        yield from look.prose(words.say("fails_stale"))
    states = [words.count(n, state) for state, n in counted.states.items() if n or state in _ALWAYS]
    yield from look.prose(words.say("findings_are", states=words.several(states)))


def _file(config: Config, name: str) -> Path:
    return Path(config.expectations) / name


def _some(entries: Sequence[str], words: Words) -> str:
    shown = words.several(list(entries[:_MOST]))
    return shown if len(entries) <= _MOST else f"{shown} ... (+{len(entries) - _MOST})"
