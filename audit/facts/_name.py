"""What a figure is about: the thing measured, whose it is, who says so, and where."""

from __future__ import annotations

from audit.facts._reading import Date, Figure, Name, Reading, Sentence
from audit.facts.names.area import area, article_area
from audit.facts.names.indicator import indicator
from audit.facts.names.marks import Marks, marks
from audit.facts.names.measure import changes, is_change, measure
from audit.facts.names.outlet import dollars
from audit.facts.names.owners import entity, quotations, speaker, tells
from audit.facts.names.rows import beside, row
from audit.facts.names.subject import Span, Topic, topic
from audit.model import Indicator

Place = tuple[int, int]  # a span of the normal text
_KNOWN, _DERIVED, _INHERITED, _UNKNOWN = 0.95, 0.75, 0.6, 0.5
_CARRIED, _FAR = 3, 240  # sentences that go on what somebody says, and characters without a figure between them
_NEAR = 200  # characters between a figure and the one it takes its name from


def name(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Name:
    """The name of what a mention measures in its sentence.

    Mentions are asked for in reading order: a figure that its own sentence does not name (`Tôi nghĩ phải 91%`) takes
    the name of the figure of its unit right before it.
    """
    made = marks(sentence, reading, indicators)
    listed = row(mention, sentence, made)
    about = beside(topic(mention, made), listed)
    whose = listed.part if listed and listed.proper else entity(about, made)
    found = indicator(mention, about, made) if isinstance(mention, Figure) else None
    said, where = _speaker(sentence, made, reading, indicators), area(mention, sentence, reading, indicators)
    if isinstance(mention, Figure) and mention.unit == "USD":
        dollars(mention, where.code, article_area(reading, indicators), reading, sentence.language)
    places = {
        "indicator": _place(found[1] if found else None, made),
        "subject": _closed(_place(_subject(about, found[1] if found else None), made), reading),
        "entity": _closed(_place(whose, made), reading),
        "speaker": _closed(said, reading),
        "area": where.words,
    }
    named = Name(
        measure=measure(listed.first if listed else mention, about, whose, made),
        subject=places["subject"],
        entity=_text(places["entity"], reading),
        speaker=_text(places["speaker"], reading),
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
    return any(made.ended(at, "measures.changes") for at in range(named[0] + 1, named[1] + 1))


def _speaker(sentence: Sentence, made: Marks, reading: Reading, indicators: tuple[Indicator, ...]) -> Place | None:
    """Who says a sentence: named in it, else where the quotation that it stands in ends."""
    if "speaker" not in sentence.cache:
        said: Place | None = _place(speaker(made), made)
        if said is None:
            closing = quotations(reading).get(sentence.start)
            if closing and closing is not sentence:
                there = marks(closing, reading, indicators)
                said = _place(speaker(there), there)
        sentence.cache["speaker"] = _told(said, sentence, made, reading)
    known: Place | None = sentence.cache["speaker"]
    return known


def _told(said: Place | None, sentence: Sentence, made: Marks, reading: Reading) -> Place | None:
    """Who says a sentence: who is named, who a lone `ông` was, or who said the sentences before in its paragraph."""
    told: tuple[Place | None, int, int] = reading.cache.get("told", (None, 0, 0))
    before, end, count = told
    bare = said is not None and _is_title(made.words.at(*said), made)
    if said is not None and not bare:
        reading.cache["told"] = said if tells(made) else None, sentence.end, 0
        return said
    follows = before is not None and count < _CARRIED and sentence.start - end < _FAR
    if not follows or "\n" in reading.view.normal[end : sentence.start]:
        reading.cache["told"] = None, 0, 0
        return None
    reading.cache["told"] = before, sentence.end, count + (not bare)
    return before


def _is_title(span: Span, made: Marks) -> bool:
    """Whether somebody is only called by a title: `Ông nhấn mạnh`."""
    return span[1] - span[0] == 1 and made.starts(span[0], "subjects.persons") == span[1]


def _place(span: Span | None, made: Marks) -> Place | None:
    """A span of words as a span of the normal text."""
    return (made.words.starts[span[0]], made.words.ends[span[1] - 1]) if span else None


def _closed(place: Place | None, reading: Reading) -> Place | None:
    """A span with the bracket that it opens at its end: `Ngân hàng Thế giới (WB)`."""
    text = reading.view.normal
    if place and text[place[1] : place[1] + 1] == ")" and text.rfind("(", *place) > text.rfind(")", *place):
        return place[0], place[1] + 1
    return place


def _text(place: Place | None, reading: Reading) -> str | None:
    return reading.view.normal[place[0] : place[1]] if place else None
