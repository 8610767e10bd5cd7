"""Why the figures of a group are one quantity, and which came close and were kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from audit.config import Config
from audit.model import Audit
from audit.views._reading import held, reading
from audit.views._rows import Row, named, rows
from audit.views._safe import safe
from audit.views._terminal.look import Look
from audit.views._words import Words

# For the facts of a group: of each but the first its surest link to one before it, and the facts kept apart that are
# most like them; each with `a`, `b`, `joined`, `score` and `why`.
Link = Mapping[str, Any]
Links = Callable[[Sequence[str]], tuple[Sequence[Link], Sequence[Link]]]


def grouping(name: str, audit: Audit, config: Config, look: Look, links: Links) -> Iterator[Text]:
    """What a report holds on the group of this id; nothing where it holds none, or several of this start."""
    for group in named(name, rows(audit, "groups"), "group_id"):
        yield from Grouping(audit, Words(config.speaks), look).of(group, links)


class Grouping:
    """The groups of an audit with their reasons, as they are to look."""

    def __init__(self, audit: Audit, words: Words, look: Look) -> None:
        self._facts = {fact["fact_id"]: fact for fact in rows(audit, "facts")}
        self._words, self._look = words, look

    def of(self, group: Row, links: Links) -> Iterator[Text]:
        """The quantity, each of its figures with the link that joined it, and those that were kept apart."""
        joined, apart = links(group["fact_ids"])
        status = self._words.say(f"status_{group['status']}") if group["status"] not in (None, "actual") else None
        area = self._words.area(group["area"]) if group["area"] else None
        first = self._facts.get(group["fact_ids"][0], {})
        period = held({**first, "period": group["period"]}, self._words) if first else group["period"]
        cell = (group["measure"], area, period, status)
        yield from self._look.prose(" · ".join(part for part in cell if part) or group["group_id"], "header")
        said = self._words.say("in_group", n=len(group["fact_ids"]), sources=group["n_sources"] or 0)
        yield from self._look.prose(said)
        if joined and group["confidence"] is not None:
            yield from self._look.prose(self._words.say("group_sure", percent=round(100 * group["confidence"])))
        yield from self._fact(joined[0]["a"] if joined else group["fact_ids"][0])
        for link in joined:
            yield from self._fact(link["b"])
            yield from self._reasons("joined_to" if link["joined"] else "joined_by_others", link)
        if apart:
            yield Text()
            yield from self._look.prose(self._words.say("kept_apart"), "header")
        for link in apart:
            yield from self._fact(link["b"])
            yield from self._reasons("alike_but_apart" if link["joined"] else "apart_from", link)

    def _fact(self, fact_id: str) -> Iterator[Text]:
        fact = self._facts[fact_id]
        yield Text(f"  {safe(_where(fact), self._look.encoding)}", style="rule")
        said = "  ".join(part for part in (fact["quote"], reading(fact, self._words)) if part)
        yield from self._indented(said)

    def _reasons(self, key: str, link: Link) -> Iterator[Text]:
        """Which fact this one was held against, and what spoke for and against one quantity."""
        other = self._facts[link["a"]]
        yield from self._indented(self._words.say(key, where=_where(other), quote=other["quote"]))
        for why in link["why"]:
            yield from self._indented(f"- {why}")

    def _indented(self, said: str) -> Iterator[Text]:
        return (Text(f"    {line.plain}") for line in self._look.inner(4).prose(said))


def _where(fact: Row) -> str:
    return f"{fact['path'] or fact['article_id']}:{fact['line']}"
