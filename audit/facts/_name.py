"""What a figure is about: the thing measured, whose it is, who says so, and where."""

from __future__ import annotations

from audit.facts._area import area
from audit.facts._indicator import indicator
from audit.facts._marks import Marks, marks
from audit.facts._measure import is_change, measure
from audit.facts._names import entity, speaker
from audit.facts._reading import Date, Figure, Name, Reading, Sentence
from audit.facts._subject import Span, topic
from audit.model import Indicator

_KNOWN, _DERIVED, _UNKNOWN = 0.95, 0.75, 0.5


def name(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Name:
    """The name of what a mention measures in its sentence."""
    made = marks(sentence, reading, indicators)
    about = topic(mention, made)
    whose = entity(about, made)
    known = indicator(mention, about, made) if isinstance(mention, Figure) else None
    key = measure(mention, about, whose, made)
    if known:
        key = known.indicator
    return Name(
        indicator=known.indicator if known else None,
        measure=key,
        subject=_place(about.thing, made),
        entity=_text(whose, made, reading),
        speaker=_speaker(sentence, made, reading),
        area=area(mention, sentence, reading, indicators),
        confidence=_KNOWN if known else _DERIVED if key else _UNKNOWN,
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
