"""A source's score as a waterfall of its parts, and the figures of it that other sources dispute."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from audit.config import Config
from audit.model import Audit
from audit.table import POINTS
from audit.views._findings import Drawing
from audit.views._look import Look
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._sources import table
from audit.views._tally import tally
from audit.views._words import Words

_DISPUTES = frozenset(("contradiction", "scale-slip", "swapped-digits", "misrounded", "status-mismatch"))
_CELLS = 40


def trust(audit: Audit, config: Config, look: Look, source: str | None) -> Iterator[Text]:
    """The table of sources; of one source the waterfall of its score and its disputed figures, where it is there."""
    words = Words(config.speaks)
    if source is None:
        yield from table(audit, tally(audit, config), words, look.width, look.encoding)
        return
    score = next((row for row in rows(audit, "scores") if row["source"] == source), None)
    if score is None:
        return
    yield from look.prose(f"{source}: {score['score']:.0f}  (90%: {score['low']:.0f}-{score['high']:.0f})", "header")
    yield from look.prose(score["reason"] or "")
    yield Text()
    yield from _waterfall(score, words, look)
    yield from _disputed(audit, source, words, look)


def _waterfall(score: Row, words: Words, look: Look) -> Iterator[Text]:
    """A bar a component, each beginning where the one before ended; dots are the points it did not earn."""
    total, start = sum(POINTS.values()), 0.0
    full, lost = ("█", "░") if look.encoding.lower() in ("utf-8", "utf8") else ("#", ".")
    for name, most in POINTS.items():
        earned = score[name] or 0.0
        before, end, edge = (round(_CELLS * at / total) for at in (start, start + earned, start + most))
        said = words.say("points", points=round(earned, 1), most=most)
        yield from look.prose(f"{words.say(f'component_{name}')}: {said}")
        yield Text.assemble(" " * (2 + before), (full * (end - before), "good"), (lost * (edge - end), "rule"))
        start += earned


def _disputed(audit: Audit, source: str, words: Words, look: Look) -> Iterator[Text]:
    """The findings in which another source stands against a figure of this one."""
    own = {fact["fact_id"] for fact in rows(audit, "facts") if fact["source"] == source}
    found = [row for row in rows(audit, "findings") if row["rule"] in _DISPUTES and own & set(row["fact_ids"])]
    if found:
        yield Text()
        yield from look.prose(safe(words.say("disputes"), look.encoding), "header")
    drawing = Drawing(audit, words, look)
    for row in found:
        yield from drawing.finding(row)
