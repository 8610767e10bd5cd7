"""A source's score as a waterfall of its parts, and the figures of it that other sources dispute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from audit.config import Config
from audit.model import Audit, Compared
from audit.table import POINTS
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._tally import tally
from audit.views._terminal.findings import Drawing
from audit.views._terminal.look import Look
from audit.views._terminal.sources import table
from audit.views._words import Words

_DISPUTES = frozenset(
    ("contradiction", "scale-slip", "swapped-digits", "misrounded", "status-mismatch", "reference-mismatch")
)
_CELLS = 40
# So many figures that others bear out are named, where not everything is asked for.
_MOST = 10


def trust(
    audit: Audit, config: Config, look: Look, source: str | None, compared: Sequence[Compared] = ()
) -> Iterator[Text]:
    """The table of sources; of one source the waterfall of its score, the figures behind it, and those disputed.

    `compared` are the figures of that source that count for its agreement.
    """
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
    yield from _compared(audit, compared, words, look)
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


def _compared(audit: Audit, compared: Sequence[Compared], words: Words, look: Look) -> Iterator[Text]:
    """The figures behind the agreement, those that are disputed first: where each stands, and what bears on it."""
    facts = {fact["fact_id"]: fact for fact in rows(audit, "facts")}
    ranked = sorted((one for one in compared if one.fact_id in facts), key=lambda one: one.agreed)
    if not ranked:
        return
    yield Text()
    yield from look.prose(words.say("held_against", figures=words.count(len(ranked), "figures")), "header")
    shown = ranked if look.everything else ranked[: max(_MOST, sum(one.agreed < 1 for one in ranked))]
    for one in shown:
        style = "good" if one.agreed == 1 else "warning" if one.agreed > 0 else "critical"
        yield from look.prose(f"  {_told(facts[one.fact_id])}  {_bearing(one, facts, words)}", style)
    if len(ranked) > len(shown):
        yield from look.prose(f"  {words.count(len(ranked) - len(shown), 'more_places')}", "rule")


def _bearing(one: Compared, facts: Mapping[str, Row], words: Words) -> str:
    """What bears on a figure: the reference value, or what others print of the same."""
    if one.known:
        key = "known_right" if one.agreed == 1 else "known_wrong"
        return words.say(key, value=words.amount(one.known.value), publisher=one.known.publisher)
    sides = {
        key: [facts[name] for name, worth in one.others if name in facts and (worth == 1) == agree]
        for key, agree in (("borne_out", True), ("disputed_by", False))
    }
    named = {
        key: [f"{fact['source'] or fact['article_id']} {fact['quote']}" for fact in side] for key, side in sides.items()
    }
    return "; ".join(words.say(key, others=words.several(names)) for key, names in named.items() if names)


def _told(fact: Row) -> str:
    return f"{fact['quote']} ({fact['path'] or fact['article_id']}:{fact['line']})"


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
