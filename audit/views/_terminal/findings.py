"""Findings drawn as a compiler draws its errors: what, where, the line with carets, related places, help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from audit import registry
from audit.model import Audit
from audit.views._place import Place, Places
from audit.views._reading import reading
from audit.views._rows import Row, column, plain
from audit.views._safe import safe
from audit.views._terminal.bundles import whole
from audit.views._terminal.look import Look
from audit.views._terminal.pages import title
from audit.views._terminal.snippet import draw, folded
from audit.views._words import Words

MOST_RELATED = 4
ID = 8  # characters that tell findings of one report apart


class Drawing:
    """Draws findings of one audit as they are to look, in one language."""

    def __init__(self, audit: Audit, words: Words, look: Look) -> None:
        self._places = Places(audit, look.encoding)
        self._facts = {name: at for at, name in enumerate(column(audit, "facts", "fact_id"))}
        self._frame = audit.facts
        self._words, self._look = words, look

    def bundle(self, findings: Sequence[Row]) -> Iterator[Text]:
        """The lines of findings that are drawn together."""
        first, same = findings[0], len({row["message"] for row in findings}) == 1
        if not whole(first["rule"]):
            yield from self.finding(first, findings[1:])
            return
        yield from self._title(first if same else first | {"message": self._rule(first["rule"]), "confidence": None})
        for row in findings:
            place = self._places.place(row)
            yield from self._head("-->", replace(place, line=None, column=None), 1)
            yield from (Text(f"     {line}") for line in self._folded(row["message"], 5) if not same)
        yield from self._help(first, 1)

    def finding(self, row: Row, others: Sequence[Row] = ()) -> Iterator[Text]:
        """The lines of one finding, and what others say against the same figure."""
        primary = self._places.place(row)
        related = [(self._places.place(place), place.get("note")) for place in row["related"]]
        shown = related if self._look.everything else related[:MOST_RELATED]
        against = [(other, [self._places.place(place) for place in other["related"][:1]]) for other in others]
        placed = (primary, *(place for place, _ in shown), *(place for _, places in against for place in places))
        gutter = max(len(str(place.line or "")) for place in placed)
        style = row["severity"] or "info"
        yield from self._title(row)
        yield from self._spot("-->", primary, "^", self._value(row["fact_ids"]), gutter, style)
        for place, note in shown:
            yield from self._spot(":::", place, "-", safe(str(note or ""), self._look.encoding), gutter, "related")
        if len(related) > len(shown):
            yield Text(f"{' ' * gutter} = {self._words.count(len(related) - len(shown), 'more_places')}", style="rule")
        for other, places in against:
            yield from self._also(other, places, gutter)
        yield from self._help(row, gutter)

    def _also(self, row: Row, places: Sequence[Place], gutter: int) -> Iterator[Text]:
        """What another finding says of the same figure, and where."""
        said = self._words.say("also", message=safe(row["message"] or "", self._look.encoding))
        for number, line in enumerate(folded(said, self._look.width - gutter - 3)):
            yield Text(f"{' ' * gutter} {' ' if number else '='} {line}")
        for place in places:
            yield from self._spot(":::", place, "-", "", gutter, "related")
        if self._look.everything:
            yield self._evidence(row, gutter)

    def _evidence(self, row: Row, gutter: int) -> Text:
        """How to learn more of a finding."""
        command = f"audit explain {(row['finding_id'] or '')[:ID]}"
        return Text(f"{' ' * gutter} = {self._words.say('evidence', command=command)}", style="rule")

    def spot(self, row: Row, label: str, style: str = "related", *, second: bool = False) -> Iterator[Text]:
        """The place of a row that is no finding, with a label under the carets; a second one belongs to one before."""
        place = self._places.place(row)
        arrow, mark = (":::", "-") if second else ("-->", "^")
        yield from self._spot(arrow, place, mark, label, len(str(place.line or "")), style)

    def _title(self, row: Row) -> Iterator[Text]:
        tag = f"{row['severity']}[{safe(str(row['rule']), self._look.encoding)}]"
        message = safe(row["message"] or "", self._look.encoding)
        if row["confidence"] is not None and row["confidence"] < 1:
            message += f" ({self._words.say('sure', percent=round(row['confidence'] * 100))})"
        first, *others = folded(f"{tag}: {message}", self._look.width)
        yield Text.assemble((first[: len(tag)], row["severity"] or "info"), (first[len(tag) :], "message"))
        for line in folded(" ".join(others), self._look.width - 2) if others else ():
            yield Text(f"  {line}", style="message")

    def _spot(self, arrow: str, place: Place, mark: str, label: str, gutter: int, style: str) -> Iterator[Text]:
        yield from self._head(arrow, place, gutter)
        if place.text and place.last > place.first:
            yield from draw(place, mark, label, gutter, self._look.width, style)
        elif label:
            yield from (Text(f"{' ' * gutter} = {line}") for line in folded(label, self._look.width - gutter - 3))
        if place.more_lines:
            yield Text(f"{' ' * gutter} = {self._words.count(place.more_lines, 'more_lines')}", style="rule")

    def _head(self, arrow: str, place: Place, gutter: int) -> Iterator[Text]:
        """The address of a place, which stays whole, and its source and date beside or below it."""
        head = f"{' ' * gutter}{arrow} {place.address}"
        origins = self._folded(place.origin, gutter + 4) if place.origin else []
        if len(origins) == 1 and cell_len(f"{head}  {place.origin}") <= self._look.width:
            yield Text.assemble((head, "place"), f"  {place.origin}")
        else:
            yield Text(head, style="place")
            yield from (Text(f"{' ' * (gutter + 4)}{line}") for line in origins)

    def _help(self, row: Row, gutter: int) -> Iterator[Text]:
        """How to learn more of the rule; and, where everything is shown, of the finding."""
        command = f"audit explain {row['rule']}"
        yield Text(f"{' ' * gutter} = {self._words.say('help', command=command)}", style="rule")
        if self._look.everything:
            yield self._evidence(row, gutter)

    def _folded(self, text: str | None, indent: int) -> list[str]:
        return folded(safe(text or "", self._look.encoding), self._look.width - indent)

    def _rule(self, rule: str) -> str:
        """What a rule says, in a few words."""
        return title(rule, registry.members("rules")[rule], self._words.language)

    def _value(self, fact_ids: Iterable[str]) -> str:
        """What was read from the figure under the carets."""
        at = next((self._facts[name] for name in fact_ids if name in self._facts), None)
        if at is None:
            return ""
        (fact,) = plain(self._frame.iloc[[at]], "facts")
        return safe(reading(fact, self._words), self._look.encoding)
