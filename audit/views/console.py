"""The report an editor reads in a terminal: what was read, the sources, the findings, the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from audit.config import Config
from audit.model import Audit
from audit.views._rows import column, rows
from audit.views._tally import Tally, comparable, tally
from audit.views._terminal.bundles import drawn
from audit.views._terminal.findings import Drawing
from audit.views._terminal.look import Look
from audit.views._terminal.sources import table
from audit.views._terminal.verdict import verdict
from audit.views._words import Words

STREAM = "report.txt"


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`report.txt`: the report without colour, 80 cells wide, nothing left out."""
    return {"report.txt": render(audit, config, Look(everything=True)).encode("utf8")}


def render(audit: Audit, config: Config, look: Look) -> str:
    """The report as text, with escape sequences where `look.color` is set and never from an article."""
    return look.printed(lines(audit, config, look))


def lines(audit: Audit, config: Config, look: Look) -> Iterator[Text]:
    """The report line by line, each at most `look.width` cells but for paths, which stay whole to be opened."""
    words, counted = Words(config.speaks), tally(audit, config)
    if not look.quiet:
        yield from look.prose(_read(audit, words))
        yield from _unread(audit, counted, words, look)
        yield Text()
        yield from table(audit, counted, words, look.width, look.encoding)
        yield Text()
        yield from _broken(counted, words, look)
        yield from _findings(audit, counted, words, look)
    yield from verdict(audit, counted, config, words, look)


def _read(audit: Audit, words: Words) -> str:
    """One line on what was read, and what of it was left out."""
    sources = {source for source in column(audit, "articles", "source") if source}
    removed = Counter(label for label in column(audit, "blocks", "label") if label in ("spam", "boilerplate"))
    left_out = words.several(
        [words.count(removed[label], label) for label in ("spam", "boilerplate") if removed[label]]
    )
    read = words.say(
        "read",
        articles=words.count(len(audit.articles), "articles"),
        sources=words.count(len(sources), "sources"),
        figures=words.count(len(audit.facts), "figures"),
        comparable=len(comparable(audit)),
    )
    return f"{read} {words.say('left_out', what=left_out)}" if left_out else read


def _unread(audit: Audit, counted: Tally, words: Words, look: Look) -> Iterator[Text]:
    """Articles that could not be read, where the rules made no finding of it: none is passed over silently."""
    for row in rows(audit, "articles") if not _found("unreadable-article", counted) else ():
        if row["problem"]:
            path = row["path"] or row["article_id"]
            yield from look.prose(words.say("unread", path=path, problem=row["problem"]), "warning")


def _broken(counted: Tally, words: Words, look: Look) -> Iterator[Text]:
    """Checks that could not judge, where the rules made no finding of it."""
    for result in counted.broken if not _found("check-failed", counted) else ():
        yield from look.prose(
            words.say(
                "broken",
                rule=result.rule,
                table=result.table,
                where=result.where or result.expectation,
                error=result.error,
            ),
            "critical",
        )
        yield Text()


def _found(rule: str, counted: Tally) -> bool:
    return rule in counted.rules


def _findings(audit: Audit, counted: Tally, words: Words, look: Look) -> Iterator[Text]:
    drawing = Drawing(audit, words, look)
    kept, others = drawn(counted, look.everything)
    for bundle in kept:
        yield from drawing.bundle(bundle)
        yield Text()
    if others:
        yield from look.prose(words.say("more", findings=words.severities(row["severity"] for row in others)), "rule")
        yield Text()
