"""What a figure is about: the thing measured, whose it is, who says so, and where."""

from __future__ import annotations

from audit.facts._area import area
from audit.facts._indicator import indicator
from audit.facts._marks import Marks, marks
from audit.facts._measure import changes, is_change, measure
from audit.facts._names import entity, quotations, speaker
from audit.facts._reading import Date, Figure, Name, Reading, Sentence
from audit.facts._subject import Span, Topic, topic
from audit.model import Indicator

Place = tuple[int, int]  # a span of the normal text
_KNOWN, _DERIVED, _INHERITED, _UNKNOWN = 0.95, 0.75, 0.6, 0.5
_NEAR = 200  # characters between a figure and the one it takes its name from


def name(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Name:
    """The name of what a mention measures in its sentence.

    Mentions are asked for in reading order: a figure that its own sentence does not name (`Tôi nghĩ phải 91%`) takes
    the name of the figure of its unit right before it.
    """
    made = marks(sentence, reading, indicators)
    about = topic(mention, made)
    whose = entity(about, made)
    found = indicator(mention, about, made) if isinstance(mention, Figure) else None
    said, where = _speaker(sentence, made, reading, indicators), area(mention, sentence, reading, indicators)
    places = {
        "indicator": _place(found[1] if found else None, made),
        "subject": _place(_subject(about, found[1] if found else None), made),
        "entity": _place(whose, made),
        "speaker": said,
        "area": where.words,
    }
    named = Name(
        measure=measure(mention, about, whose, made),
        subject=places["subject"],
        entity=_text(places["entity"], reading),
        speaker=_text(said, reading),
        area=where.code,
        words=places,
        rules={"area": where.rule},
    )
    named.confidence = _DERIVED if named.measure else _UNKNOWN
    if isinstance(mention, Figure):
        if found:
            _know(named, *found, mention, made)
        elif not about.thing:
            _inherit(named, mention, made, reading)
        elif mention.unit == "percent" and is_change(mention, made):
            level = indicator(mention, about, made, relative=True)
            named.measure = f"{level[0].indicator} percent change" if level else named.measure
        reading.cache[f"named {mention.unit}"] = (mention.end, named)
    return named


def _know(named: Name, known: Indicator, words: Span, figure: Figure, made: Marks) -> None:
    """Fills in an indicator; the size of its change is another measure, without an indicator."""
    named.confidence = _KNOWN
    changed = is_change(figure, made) or changes(words[0], figure, made)
    if changed and not _is_of_changes(known, words, figure, made):
        named.measure = f"{known.indicator} change"
    else:
        named.indicator = named.measure = known.indicator


def _inherit(named: Name, figure: Figure, made: Marks, reading: Reading) -> None:
    """Takes the name of the figure of its unit just before, in the same paragraph; a change that of a change."""
    end, earlier = reading.cache.get(f"named {figure.unit}", (0, None))
    if not earlier or str(earlier.measure).endswith(" change") != is_change(figure, made):
        return
    if figure.start - end < _NEAR and "\n" not in reading.view.normal[end : figure.start]:
        named.indicator, named.measure = earlier.indicator, earlier.measure
        named.subject, named.entity = earlier.subject, named.entity or earlier.entity
        named.confidence = _INHERITED if named.measure else _UNKNOWN
        for field in ("indicator", "measure", "subject", "entity"):
            if not named.words.get(field) and getattr(earlier, field) is not None:
                named.rules[field], named.words[field] = "name-inherited", earlier.words.get(field)


def _subject(about: Topic, named: Span | None) -> Span | None:
    """The phrase that names the thing: the one beside the figure, or the one that holds the indicator's name."""
    spans = [span for span in (about.thing, about.other) if span]
    if not named:
        return about.thing
    return next((span for span in spans if span[0] < named[1] and named[0] < span[1]), named)


def _is_of_changes(known: Indicator, named: Span, figure: Figure, made: Marks) -> bool:
    """Whether a change is what an indicator measures: growth, which can be negative, or a name that holds the verb."""
    if figure.fold or (known.unit == "percent" and (known.min is None or known.min < 0)):
        return True
    return any("measures.changes" in made.ending.get(at, ()) for at in range(named[0] + 1, named[1] + 1))


def _speaker(sentence: Sentence, made: Marks, reading: Reading, indicators: tuple[Indicator, ...]) -> Place | None:
    """Who says a sentence: named in it, else where the quotation that it stands in ends."""
    if "speaker" not in sentence.cache:
        sentence.cache["speaker"] = _place(speaker(made), made)
    said: Place | None = sentence.cache["speaker"]
    if said is None:
        closing = quotations(reading).get(sentence.start)
        if closing and closing is not sentence:
            there = marks(closing, reading, indicators)
            said = sentence.cache["speaker"] = _place(speaker(there), there)
    return said


def _place(span: Span | None, made: Marks) -> Place | None:
    """A span of words as a span of the normal text."""
    return (made.words.starts[span[0]], made.words.ends[span[1] - 1]) if span else None


def _text(place: Place | None, reading: Reading) -> str | None:
    return reading.view.normal[place[0] : place[1]] if place else None
