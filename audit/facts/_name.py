"""What a figure is about: the thing measured, whose it is, who says so, and where."""

from __future__ import annotations

from audit.facts._area import area
from audit.facts._indicator import indicator
from audit.facts._marks import Marks, marks
from audit.facts._measure import is_change, measure
from audit.facts._names import entity, speaker
from audit.facts._reading import Date, Figure, Name, Reading, Sentence
from audit.facts._subject import Span, Topic, topic
from audit.model import Indicator

_KNOWN, _DERIVED, _UNKNOWN = 0.95, 0.75, 0.5


def name(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Name:
    """The name of what a mention measures in its sentence."""
    made = marks(sentence, reading, indicators)
    about = topic(mention, made)
    whose = entity(about, made)
    known, key = None, measure(mention, about, whose, made)
    found = indicator(mention, about, made) if isinstance(mention, Figure) else None
    if found and isinstance(mention, Figure):
        known, key = found[0], found[0].indicator
        if is_change(mention, made) and not _is_of_changes(*found, mention, made):
            known, key = None, f"{key} change"
    return Name(
        indicator=known.indicator if known else None,
        measure=key,
        subject=_place(_subject(about, found[1] if found else None), made),
        entity=_text(whose, made, reading),
        speaker=_speaker(sentence, made, reading),
        area=area(mention, sentence, reading, indicators),
        confidence=_KNOWN if known else _DERIVED if key else _UNKNOWN,
    )


def _subject(about: Topic, named: Span | None) -> Span | None:
    """The phrase that names the thing: the one beside the figure, or the one that holds the indicator's name."""
    spans = [span for span in (about.thing, about.other) if span]
    if not named:
        return about.thing
    return next((span for span in spans if span[0] < named[1] and named[0] < span[1]), named)


def _is_of_changes(known: Indicator, named: Span, figure: Figure, made: Marks) -> bool:
    """Whether the size of a change is what an indicator measures: growth, which can be negative, or a name with the verb."""
    if figure.fold or (known.unit == "percent" and (known.min is None or known.min < 0)):
        return True
    return (
        named[1] >= made.words.at(figure.start, figure.end)[0] and named[0] < made.words.at(figure.start, figure.end)[0]
    )


def _speaker(sentence: Sentence, made: Marks, reading: Reading) -> str | None:
    if "speaker" not in sentence.cache:
        sentence.cache["speaker"] = _text(speaker(made), made, reading)
    said: str | None = sentence.cache["speaker"]
    return said


def _place(span: Span | None, made: Marks) -> tuple[int, int] | None:
    """A span of words as a span of the normal text."""
    return (made.words.starts[span[0]], made.words.ends[span[1] - 1]) if span else None


def _text(span: Span | None, made: Marks, reading: Reading) -> str | None:
    place = _place(span, made)
    return reading.view.normal[place[0] : place[1]] if place else None
