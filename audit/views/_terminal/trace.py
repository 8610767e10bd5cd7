"""The fields of a fact beside the words that they were read from, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from audit.model import Trace
from audit.text import Lines
from audit.views._rows import Row
from audit.views._safe import safe
from audit.views._terminal.columns import GAP, lay, natural
from audit.views._terminal.look import Look
from audit.views._words import Words

# The same order for every fact: what it says, how, when and where it holds, and what it is about.
_ORDER = (
    "value", "value_to", "denominator", "unit", "counted", "per", "kind", "direction", "comparator", "low",
    "status", "period", "area", "indicator", "subject", "measure", "entity", "speaker", "confidence",
)  # fmt: skip
_CODED = ("kind", "direction", "comparator", "status")
_INTERVAL = "low"  # stands for both ends
_UNSAID = "unsaid"


def traced(fact: Row, steps: Sequence[Trace], lines: Lines, words: Words, look: Look) -> Iterator[Text]:
    """A row a field: what was read, from which words, by which rule. The fields that nothing says come last."""
    header = ("", *(words.say(f"column_{name}") for name in ("read", "words", "rule")))
    said = sorted((step for step in steps if step.field in _ORDER), key=lambda step: _ORDER.index(step.field))
    said = [step for step in said if step.rule != _UNSAID]
    cells: list[tuple[str, ...]] = [header]
    for before, step in zip((None, *said), said, strict=False):
        again = before is not None and before.field == step.field
        name = "" if again else words.named("fields", step.field)
        value = "" if again else _interval(fact, words) if step.field == _INTERVAL else _value(step, words)
        row: tuple[str, ...] = (name, value, _quoted(step, fact, lines, words), words.explained(step.rule))
        cells.append(tuple(safe(cell, look.encoding) for cell in row))
    widths = _widths(cells, look.width)
    for number, row in enumerate(cells):
        yield from (Text(line, style="" if number else "header") for line in lay(row, widths))
    silent = [words.named("fields", step.field) for step in steps if step.rule == _UNSAID]
    if silent:
        yield from look.prose(words.say("unsaid", fields=", ".join(silent)))


def _interval(fact: Row, words: Words) -> str:
    """Both ends of what a figure claims."""
    low, high = (None if fact[end] is None else words.number(fact[end]) for end in ("low", "high"))
    if low and high:
        return words.say("between", low=low, high=high)
    return words.say("and_more", low=low) if low else "-"


def _value(step: Trace, words: Words) -> str:
    if isinstance(step.value, int | float):
        return words.number(step.value)
    if step.value == "count" and step.field == "unit":
        return words.named("values", step.value)
    if step.field == "unit":
        return words.named("units", step.value or "")
    if step.value and step.field in _CODED:
        return words.named("values", step.value)
    return step.value or "-"


def _quoted(step: Trace, fact: Row, lines: Lines, words: Words) -> str:
    """The words as they are printed, with their line where it is another than the fact's."""
    if step.words is None or step.start is None:
        return ""
    line = lines.number(step.start)
    quoted = words.say("quoted", words=" ".join(step.words.split()))
    return quoted if line == fact["line"] else f"{quoted} ({words.say('on_line', line=str(line))})"


def _widths(cells: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """Widths that fit: what was read and its words give way to each other, the rule takes what is left."""
    name, value, quoted, rule = natural(cells)
    free = width - name - 3 * GAP
    value, quoted = min(value, max(free // 3, 8)), min(quoted, max(free // 3, 12))
    return [name, value, quoted, max(12, min(rule, free - value - quoted))]
