"""Which words of an article each field of a fact came from, and which rule read them.

Nothing is kept while facts are made but where the words stand: whoever asks has the article read again.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.facts._claim import statements
from audit.facts._name import name
from audit.facts._reading import Date, Figure, Name, Reading, Sentence, mentions
from audit.facts._trace_number import Span, Step, number
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.dates.resumed import RULE
from audit.facts.periods.frame import SHAPE
from audit.facts.periods.repeat import Said
from audit.model import Fact, Indicator, Trace

_UNSAID = "unsaid"
_WHAT = ("indicator", "subject", "measure", "entity", "speaker")


def trace(facts: list[Fact], reading: Reading, indicators: tuple[Indicator, ...]) -> dict[str, tuple[Trace, ...]]:
    """For the id of each fact of a reading, in the order of the columns it explains, what its fields came from."""
    said = {(one.figure.start, one.figure.end): one for one in statements(reading)}
    known = {(fact.start, fact.end): fact for fact in facts}
    found = {}
    for sentence in reading.sentences:
        for mention in mentions(sentence):
            named = name(mention, sentence, reading, indicators)
            fact = known[reading.view.back(mention.start, mention.end)]
            if isinstance(mention, Figure):
                one = said[mention.start, mention.end]
                steps = [*number(mention, sentence), *_claimed(one, reading), *_named(named, mention, sentence)]
                steps.append(("confidence", _least_sure(one, named), None))
            else:
                steps = [*_dated(mention, fact, reading), *_named(named, mention, sentence)]
            found[fact.fact_id] = tuple(_record(step, fact, reading) for step in steps)
    return found


def _record(step: Step, fact: Fact, reading: Reading) -> Trace:
    field, rule, place = step
    value = getattr(fact, field)
    if value is None and rule == f"{field}-none":
        rule = _UNSAID
    if place is None:
        return Trace(field, value, rule)
    start, end = reading.view.back(*place)
    return Trace(field, value, rule, start, end, reading.article.text[start:end])


def _claimed(one: Said, reading: Reading) -> Iterator[Step]:
    """Kind, hedge, interval, status and period of a figure."""
    hedge = one.hedge
    yield "kind", *_kind(one)
    if one.kind.direction:
        yield "direction", *_kind(one)
    yield "comparator", "hedge" if hedge.cue else "hedge-none", (hedge.cue.start, hedge.cue.end) if hedge.cue else None
    rule = "interval-digit" if hedge.comparator == "eq" else "interval-hedge"
    yield "low", rule, None
    yield "high", rule, None
    yield "status", *_status(one)
    yield from _period(one, reading)


def _least_sure(one: Said, named: Name) -> str:
    """The rule that tells which part of a fact its confidence is that of."""
    at = one.at or one.carried
    parts = {
        "unsure-number": one.figure.confidence,
        "unsure-kind": one.kind.confidence,
        "unsure-status": one.stands.confidence,
        "unsure-period": at.confidence if at else 1.0,
        "unsure-name": named.confidence,
    }
    return min(parts, key=lambda part: parts[part])


def _kind(one: Said) -> tuple[str, Span | None]:
    kind = one.kind
    if kind.kind != "change":
        return "kind-level", None
    if kind.cue:
        return "kind-change", (kind.cue.start, kind.cue.end)
    if one.figure.fold:
        return "kind-fold", None
    return ("kind-minus" if one.figure.sign < 0 else "kind-plus"), None


def _status(one: Said) -> tuple[str, Span | None]:
    stands, sentence = one.stands, one.scene.sentence
    cue = stands.cue or stands.by
    if stands.rule == "status-ahead" and one.at and one.at.date:
        return stands.rule, (one.at.date.start, one.at.date.end)
    if cue and not stands.by and not sentence.start <= cue.start < sentence.end:
        return "status-repeat", (cue.start, cue.end)
    return stands.rule, (cue.start, cue.end) if cue else None


def _period(one: Said, reading: Reading) -> Iterator[Step]:
    at = one.at or one.carried
    if at is None or (at.date is None and at.base is None):
        yield "period", "period-traded" if at and at.period else "period-none", None
        return
    if at.date:
        yield "period", _holding(one, at.date), (at.date.start, at.date.end)
        yield from _resolved(at.date, at.period, at.shape, reading)
    if at.base and (at.date is None or at.base != (at.date.start, at.date.end)):
        yield "period", "period-from", at.base
    if one.kind.kind == "change" and not at.base:
        yield "period", "period-from-year" if at.period and "/" in at.period else "period-from-none", None
    elif at.date is None:
        yield "period", "period-to-publication", None


def _holding(one: Said, date: Date) -> str:
    """How a date comes to be the figure's."""
    sentence = one.scene.sentence
    if one.at and one.at.shape == SHAPE:
        return "period-article"
    if sentence.start <= date.start < sentence.end:
        return "period-clause" if one.at and one.at.near else "period-sentence"
    return "period-carried" if one.at is None else "period-repeat"


def _resolved(date: Date, period: str | None, shape: str, reading: Reading) -> Iterator[Step]:
    """Where the year of a date comes from that does not name it."""
    words = reading.view.normal[date.start : date.end]
    first = _iso.first(date.period)
    if date.rule == RULE:
        named = _naming(date.period, reading)
        yield "period", "period-resumed", (named.start, named.end) if named else None
        return
    if first and first[:4] in words:
        return
    if published_on(reading.article.published):
        yield "period", "period-published", None
    elif shape == "now":
        last = _naming(period, reading)
        yield "period", "period-latest" if last else "period-no-year", (last.start, last.end) if last else None
    else:
        yield "period", "period-year" if date.period else "period-no-year", None


def _naming(period: str | None, reading: Reading) -> Date | None:
    """The first date of an article that names a period."""
    known: dict[str, Date] | None = reading.cache.get("naming")
    if known is None:
        known = reading.cache["naming"] = {}
        for date in (date for sentence in reading.sentences for date in sentence.dates if date.period):
            known.setdefault(str(date.period), date)
    return known.get(period or "")


def _dated(date: Date, fact: Fact, reading: Reading) -> Iterator[Step]:
    """Kind, status and period of an event's date."""
    place = (date.start, date.end)
    yield "kind", "kind-date", place
    ahead = fact.status == "target"
    yield "status", "status-date" if ahead else "status-plain", place if ahead else None
    yield "period", "period-date", place
    yield from _resolved(date, date.period, date.shape, reading)


def _named(named: Name, mention: Figure | Date, sentence: Sentence) -> Iterator[Step]:
    """Place, and what the figure is about."""
    where = named.words["area"]
    yield "area", "area-several" if where and not named.area else named.rules["area"] or "area-none", where
    for field in _WHAT:
        place = named.words.get(field)
        yield field, named.rules.get(field) or _how(field, named, place, mention, sentence), place


def _how(field: str, named: Name, place: Span | None, mention: Figure | Date, sentence: Sentence) -> str:
    """The rule of a field that was read from the mention's own sentence, or from the one where its quotation ends."""
    if field == "indicator" and place and named.indicator is None:
        return "indicator-change"
    if getattr(named, field) is None:
        return f"{field}-none"
    if field == "measure":
        return "measure-indicator" if named.measure == named.indicator else "measure-words"
    if field == "subject" and place:
        return "subject-before" if place[0] < mention.start else "subject-after"
    if field == "speaker" and place and not sentence.start <= place[0] < sentence.end:
        return "speaker-quotation" if place[0] > mention.start else "speaker-carried"
    return f"{field}-named"
