"""Which words of a printed figure gave its value, scale, unit, counted noun and rate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.facts._phrases import lowered
from audit.facts._reading import Figure, Sentence
from audit.facts.cues.hedge import money
from audit.facts.numbers.units import Units, units

Span = tuple[int, int]
Step = tuple[str, str, Span | None]  # field, rule, and the words as a span of the normal text

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s.,/()-]")
# Rules of figures whose scale is printed as a word of its own behind the digits.
_SCALED = ("number", "range")
_NOUN_REACH = 48
_SHARED_REACH = 24


def number(figure: Figure, sentence: Sentence) -> Iterator[Step]:
    """The words behind the value, the unit, the counted noun and the rate of a figure."""
    page: _Page | None = sentence.cache.get("page")
    if page is None:
        page = _Page(sentence.text, lowered(sentence.text), sentence.start, units(sentence.language))
        sentence.cache["page"] = page
    unit = page.unit(figure)
    yield from page.value(figure, unit)
    yield from _unit(figure, sentence, unit)
    if figure.unit == "count":
        yield page.counted(figure)
    yield page.rate(figure, unit)


def _unit(figure: Figure, sentence: Sentence, printed: Span | None) -> Iterator[Step]:
    if printed:
        yield "unit", "unit-printed", printed
    elif figure.unit == "count":
        yield "unit", "unit-count", None
    elif figure.unit == "ratio":
        yield "unit", "unit-ratio", None
    else:
        shared = (other for other in sentence.figures if 0 <= other.start - figure.end <= _SHARED_REACH)
        other = next((other for other in shared if other.unit == figure.unit), None)
        rule = "unit-shared" if other else "unit-money" if money(figure) else "unit-meant"
        yield "unit", rule, (other.start, other.end) if other else None


class _Page:
    """A sentence with the readers of its language; spans that go in and out count in the normal text."""

    def __init__(self, text: str, low: str, base: int, units: Units) -> None:
        self.text, self.low, self.base, self.units = text, low, base, units

    def unit(self, figure: Figure) -> Span | None:
        """The sign or word that names the unit: behind the figure, in it, or in front."""
        start, end = figure.start - self.base, figure.end - self.base
        for at in (*(match.start() for match in _WORD.finditer(self.text, start, end)), end):
            found = self.units.unit(self.text, self.low, at, len(self.low))
            if found and found[1].code == figure.unit:
                return self._span(at, found[0])
        digit = _DIGIT.search(self.low, start, end)
        before = self.units.currency_before(self.low, digit.start(), start) if digit else None
        return self._span(before[0], digit.start()) if before and digit and before[1] == figure.unit else None

    def value(self, figure: Figure, unit: Span | None) -> Iterator[Step]:
        """The words of the number itself, its scale apart where that stands behind digits."""
        start, end = figure.start, figure.end
        if unit and start < unit[0] < end:
            end = unit[0]
        elif unit and unit[0] == start and unit[1] < end:
            start = unit[1]
        rule = f"value-{figure.rule}"
        scale = self._scale(start, end) if figure.rule in _SCALED else None
        yield "value", rule, self._span(start - self.base, (scale[0] if scale else end) - self.base)
        if scale:
            yield "value", "value-scale", scale

    def _scale(self, start: int, end: int) -> Span | None:
        """The words of scale that end a number."""
        for match in _WORD.finditer(self.text, start - self.base, end - self.base):
            after, times = self.units.scale(self.text, self.low, match.start(), end - self.base)
            if times > 1 and not self.text[after : end - self.base].strip():
                return self._span(match.start(), after)
        return None

    def counted(self, figure: Figure) -> Step:
        """The noun that a figure counts: behind it, else that of another figure of its sentence."""
        noun, start = figure.counted, figure.start - self.base
        if noun is None:
            return "counted", "unsaid", None
        at = self.text.find(noun, start, figure.end - self.base + _NOUN_REACH + len(noun))
        rule = "counted-noun" if at >= 0 else "counted-shared"
        at = at if at >= 0 else max(self.text.find(noun, start), self.text.rfind(noun, 0, start))
        return "counted", rule, self._span(at, at + len(noun)) if at >= 0 else None

    def rate(self, figure: Figure, unit: Span | None) -> Step:
        """What a figure is per."""
        noun = self.counted(figure)[2] if figure.counted else None
        ends = [span[1] for span in (noun, unit) if span and span[1] >= figure.end]
        for end in (*ends, figure.end) if figure.per else ():
            found = self.units.rate(self.text, self.low, end - self.base, len(self.low))
            if found and found[1] == figure.per:
                return "per", "per-printed", self._span(end - self.base, found[0])
        return "per", "per-meant" if figure.per else "unsaid", None

    def _span(self, start: int, end: int) -> Span:
        """A stretch of the sentence without the spaces around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        return self.base + start, self.base + start + len(piece.strip())
