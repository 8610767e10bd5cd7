"""Findings drawn as a compiler draws its errors: what, where, the line with carets, related places, help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from audit.model import Audit
from audit.views._place import Place, Places
from audit.views._rows import Row, rows
from audit.views._safe import safe
from audit.views._snippet import draw, folded
from audit.views._words import Words

MOST, MOST_ALIKE, MOST_RELATED = 20, 2, 4
_SIGNS = {"gt": "> ", "ge": ">= ", "lt": "< ", "le": "<= ", "approx": "~ "}


def chosen(findings: Sequence[Row], everything: bool) -> tuple[list[Row], int]:
    """What is drawn of findings that come worst first, and how many are not.

    One rule speaks at most twice of one article, so that twenty spam links do not hide the contradiction below them.
    """
    if everything:
        return list(findings), 0
    seen: Counter[tuple[object, object]] = Counter()
    kept: list[Row] = []
    for row in findings:
        alike = (row["rule"], row["article_id"])
        seen[alike] += 1
        if seen[alike] <= MOST_ALIKE and len(kept) < MOST:
            kept.append(row)
    return kept, len(findings) - len(kept)


class Drawing:
    """Draws findings of one audit in one width and language."""

    def __init__(self, audit: Audit, words: Words, width: int, encoding: str) -> None:
        self._places = Places(audit, encoding)
        self._facts = {row["fact_id"]: row for row in rows(audit, "facts")}
        self._words, self._width, self._encoding = words, width, encoding

    def finding(self, row: Row) -> Iterator[Text]:
        """The lines of one finding."""
        primary = self._places.place(row)
        related = [(self._places.place(place), place.get("note")) for place in row["related"]]
        shown = related[:MOST_RELATED]
        gutter = max(len(str(place.line or "")) for place in (primary, *(place for place, _ in shown)))
        style = row["severity"] or "info"
        yield from self._title(row, style)
        yield from self._spot("-->", primary, "^", self._value(row["fact_ids"]), gutter, style)
        for place, note in shown:
            yield from self._spot(":::", place, "-", safe(str(note or ""), self._encoding), gutter, "related")
        if len(related) > len(shown):
            yield Text(f"{' ' * gutter} = {self._words.count(len(related) - len(shown), 'more_places')}", style="rule")
        yield Text(
            f"{' ' * gutter} = {self._words.say('help', command='audit explain ' + str(row['rule']))}", style="rule"
        )

    def spot(self, row: Row, label: str) -> Iterator[Text]:
        """The place of a row that is no finding, with a label under the carets."""
        place = self._places.place(row)
        yield from self._spot("-->", place, "^", label, len(str(place.line or "")), "related")

    def _title(self, row: Row, style: str) -> Iterator[Text]:
        tag = f"{row['severity']}[{safe(str(row['rule']), self._encoding)}]"
        message = safe(row["message"] or "", self._encoding)
        if row["confidence"] is not None and row["confidence"] < 1:
            message += f" ({self._words.say('sure', percent=round(row['confidence'] * 100))})"
        first, *others = folded(f"{tag}: {message}", self._width)
        yield Text.assemble((first[: len(tag)], style), (first[len(tag) :], "message"))
        for line in folded(" ".join(others), self._width - 2) if others else ():
            yield Text(f"  {line}", style="message")

    def _spot(self, arrow: str, place: Place, mark: str, label: str, gutter: int, style: str) -> Iterator[Text]:
        head = f"{' ' * gutter}{arrow} {place.address}"
        origins = folded(place.origin, self._width - gutter - 4) if place.origin else []
        if len(origins) == 1 and cell_len(f"{head}  {place.origin}") <= self._width:
            yield Text.assemble((head, "place"), f"  {place.origin}")
        else:
            yield Text(head, style="place")
            yield from (Text(f"{' ' * (gutter + 4)}{line}") for line in origins)
        if place.text and place.last > place.first:
            yield from draw(place, mark, label, gutter, self._width, style)
        elif label:
            yield from (Text(f"{' ' * gutter} = {line}") for line in folded(label, self._width - gutter - 3))
        if place.more_lines:
            yield Text(f"{' ' * gutter} = {self._words.count(place.more_lines, 'more_lines')}", style="rule")

    def _value(self, fact_ids: Iterable[str]) -> str:
        """What was read from the figure under the carets."""
        fact = next((self._facts[name] for name in fact_ids if name in self._facts), None)
        return safe(reading(fact, self._words), self._encoding) if fact else ""


def reading(fact: Row, words: Words) -> str:
    """A fact in a few words: `6.93 percent · VN · 2024-Q2`."""
    status = words.say(f"status_{fact['status']}") if fact["status"] not in (None, "actual") else None
    return " · ".join(part for part in (_amount(fact, words), fact["area"], fact["period"], status) if part)


def _amount(fact: Row, words: Words) -> str:
    if fact["value"] is None:
        return ""
    number = words.number(fact["value"])
    if fact["value_to"] is not None:
        number = f"{number}-{words.number(fact['value_to'])}"
    if fact["denominator"] is not None:
        number = f"{number}/{words.number(fact['denominator'])}"
    if fact["direction"] in ("up", "down"):
        number = f"{'+' if fact['direction'] == 'up' else '-'}{number}"
    unit = fact["counted"] or "" if fact["unit"] == "count" else fact["unit"] or ""
    if unit in ("percent", "percentage_point", "ratio"):
        unit = words.say(f"unit_{unit}")
    per = f"/{fact['per']}" if fact["per"] else ""
    return f"{_SIGNS.get(fact['comparator'], '')}{number} {unit}{per}".strip()
