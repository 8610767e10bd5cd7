"""The verdict and the worst findings in Markdown, for a review comment or a job summary.

Articles are hostile: nothing of theirs may become a link, a mention, an image or a cell of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.config import Config
from audit.model import SEVERITIES, Audit
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._spots import Spots
from audit.views._tally import Tally, standing, tally
from audit.views._words import Words

STREAM = "summary.md"
# A comment takes 65,536 characters; a reader takes fewer.
MOST, LONGEST = 30, 300
SIGNS = {"critical": "⛔", "warning": "⚠️", "info": "ℹ️"}
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$])")
# What a page links by itself: addresses, mentions, numbers of issues.
_LINKED = re.compile(r"(?<=[:@#])(?=[\w/])|(?<=www)(?=\\?\.)", re.IGNORECASE)
_JOINER = "\u2060"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`summary.md`: the verdict, how the figures stand, a table of the worst findings, what is waived and known."""
    counted, words = tally(audit, config), Words(config.speaks)
    return {"summary.md": "\n".join(_lines(audit, counted, config, words)).encode("utf8") + b"\n"}


def _lines(audit: Audit, counted: Tally, config: Config, words: Words) -> Iterator[str]:
    worst = next((severity for severity in SEVERITIES if counted.by_severity[severity]), "good")
    counts = words.severities(row["severity"] for row in counted.counted)
    if counted.broken:
        yield f"### {words.say('unjudged', checks=words.count(len(counted.broken), 'broken_checks'))}"
    elif not len(audit.facts):
        yield f"### {words.say('verdict_nothing')}"
    else:
        yield f"### {words.say(f'verdict_{worst}', counts=counts)}"
    yield ""
    yield words.say("standing", figures=words.count(len(audit.facts), "figures"), **standing(audit))
    states = [words.count(n, state) for state, n in counted.states.items() if n]
    if states:
        yield words.say("findings_are", states=words.several(states))
    yield from _table(audit, counted, config, words)
    for waiver in audit.triage.waivers.values():
        said = {"finding": waiver.finding[:8], "until": waiver.until.isoformat(), "rule": escaped(waiver.rule or "")}
        yield f"- {words.say('waived_by', reason=escaped(waiver.reason), owner=escaped(waiver.owner), **said)}"


def _table(audit: Audit, counted: Tally, config: Config, words: Words) -> Iterator[str]:
    if not counted.counted:
        return
    spots = Spots(audit, config)
    yield ""
    yield f"| | {words.say('column_place')} | {words.say('column_finding')} |"
    yield "|---|---|---|"
    yield from (_row(row, spots) for row in counted.counted[:MOST])
    yield ""
    if len(counted.counted) > MOST:
        yield words.say("more", findings=words.severities(row["severity"] for row in counted.counted[MOST:]))


def _row(row: Row, spots: Spots) -> str:
    spot = spots.spot(row)
    where = f"{spot.path}:{spot.line}" if spot and spot.line else spot.path if spot else row["article_id"] or ""
    said = f"**{row['rule']}**: {escaped(row['message'] or '')}"
    return f"| {SIGNS[row['severity']]} {row['severity']} | {escaped(where)} | {said} |"


def escaped(text: str, longest: int = LONGEST) -> str:
    """Text of an article as plain text of a Markdown cell: no markup, no link, no mention; cut where it is long."""
    shown = safe(text)
    shown = shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
    return _LINKED.sub(_JOINER, _MARKUP.sub(r"\\\1", shown))
