"""The evidence behind one finding or one fact of a report, by its id or the start of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from audit.config import Config
from audit.model import Audit, Reference, Trace
from audit.text import Lines
from audit.views._reading import claim, reading
from audit.views._rows import Row, named, rows
from audit.views._safe import safe
from audit.views._terminal.findings import ID, Drawing
from audit.views._terminal.look import Look
from audit.views._terminal.trace import traced
from audit.views._words import Words

_SHOWN = ("fact_id", "article_id", "path", "line", "start", "end", "sentence")
_PLACES = ("subject_start", "subject_end", "period_start", "period_end", "rule")
Traces = Callable[[str], Mapping[str, Sequence[Trace]]]
Right = Callable[[Row], Reference | None]


def evidence(name: str, audit: Audit, config: Config, look: Look, traces: Traces, right: Right) -> Iterator[Text]:
    """What a report holds on the finding or fact of this id; nothing where it holds none, or several of this start.

    `traces` tells, for the id of an article, what the fields of each of its facts were read from; `right` the value
    of the same thing, for a fact, that is known to be right.
    """
    known = Evidence(audit, Words(config.speaks), look, traces, right)
    for finding in named(name, known.findings, "finding_id"):
        yield from known.of_finding(finding)
    for fact in named(name, known.facts, "fact_id"):
        yield from known.of_fact(fact)


class Evidence:
    """What an audit holds on its findings and facts, as they are to look."""

    def __init__(self, audit: Audit, words: Words, look: Look, traces: Traces, right: Right) -> None:
        self.findings, self.facts, self.groups = (rows(audit, name) for name in ("findings", "facts", "groups"))
        self._drawing, self._words, self._look = Drawing(audit, words, look), words, look
        self._texts, self._traces, self._right = audit.texts, traces, right

    def of_finding(self, finding: Row) -> Iterator[Text]:
        """The finding as it is drawn, then the figures that it rests on."""
        yield from self._drawing.finding(finding)
        if finding["fact_ids"]:
            yield Text()
            yield from self._list(self._words.count(len(finding["fact_ids"]), "rests_on"), finding["fact_ids"])
        wanted = set(finding["fact_ids"])
        right = [self._right(fact) for fact in self.facts if fact["fact_id"] in wanted]
        yield from (line for one in dict.fromkeys(right) if one for line in self._known(one))

    def of_fact(self, fact: Row) -> Iterator[Text]:
        """Where a fact stands, what is known of it, what else speaks of its quantity, and its findings."""
        yield from self._drawing.spot(fact, safe(reading(fact, self._words), self._look.encoding))
        yield Text()
        yield from self._look.prose(fact["sentence"] or "")
        steps = self._traces(fact["article_id"]).get(fact["fact_id"], ())
        if steps:
            yield Text()
            yield from traced(fact, steps, Lines(self._texts[fact["article_id"]]), self._words, self._look)
            yield Text()
        told = {*_PLACES, *(step.field for step in steps)} if steps else ()
        yield from (line for name, value in fact.items() if name not in told for line in self._field(name, value))
        if right := self._right(fact):
            yield from self._known(right)
        for group in self.groups:
            if fact["fact_id"] in group["fact_ids"] and len(group["fact_ids"]) > 1:
                yield Text()
                said = self._words.say("in_group", n=len(group["fact_ids"]), sources=group["n_sources"] or 0)
                yield from self._list(said, group["fact_ids"])
                command = f"audit explain {group['group_id'][:ID]}"
                yield Text(f"  = {self._words.say('grouped_why', command=command)}", style="rule")
        for finding in self.findings:
            if fact["fact_id"] in finding["fact_ids"]:
                yield Text()
                yield from self._drawing.finding(finding)

    def _known(self, right: Reference) -> Iterator[Text]:
        """A value that is known to be right, who publishes it, and where."""
        said = self._words.say("known_value", value=right.value, publisher=right.publisher)
        yield from self._look.prose(f"{said} {right.url or ''}".strip())

    def _field(self, name: str, value: object) -> Iterator[Text]:
        if value is not None and name not in _SHOWN:
            shown = self._words.number(value) if isinstance(value, float) else value
            yield from self._look.prose(f"{name}: {shown}")

    def _list(self, heading: str, fact_ids: Iterable[str]) -> Iterator[Text]:
        """Facts with what each claims."""
        wanted = set(fact_ids)
        yield from self._look.prose(heading, "header")
        for fact in self.facts:
            if fact["fact_id"] in wanted:
                where = f"{fact['path'] or fact['article_id']}:{fact['line']}"
                yield Text(f"  {safe(where, self._look.encoding)}", style="rule")
                read = (fact["quote"], reading(fact, self._words), claim(fact, self._words))
                said = "  ".join(part for part in read if part)
                yield from (Text(f"    {line.plain}") for line in self._look.inner(4).prose(said))
