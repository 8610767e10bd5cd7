"""Block -> Fact: every figure of an article, what it says, what it claims, and what it is about.

`_tongues` tells paragraphs in another language apart, `_read` finds figures and dates, `_claim` says how exactly,
whether reached, and when, `_name` of what, whose and where. The rooms behind them are `numbers`, `dates` and `scan`;
`cues` and `periods`; and `names`. None of them guesses: where the text does not say, the field is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2s

from audit.facts import _dropped, _trace
from audit.facts._claim import claims
from audit.facts._name import name
from audit.facts._read import read
from audit.facts._reading import Claim, Date, Figure, Name, Reading, Sentence, mentions
from audit.facts._tongues import tongues
from audit.model import Article, Block, Dropped, Fact, Indicator, Trace
from audit.text import Lines

__all__ = ["counted", "dropped", "extract", "trace"]


def extract(article: Article, blocks: Sequence[Block], indicators: tuple[Indicator, ...]) -> list[Fact]:
    """The facts of one article, in reading order; nothing is read out of spam or site furniture."""
    return _facts(_readings(article, blocks), indicators)


def counted(
    article: Article, blocks: Sequence[Block], indicators: tuple[Indicator, ...]
) -> tuple[list[Fact], dict[str, int]]:
    """The facts of one article, and by reason how many of its numbers are none."""
    readings = _readings(article, blocks)
    return _facts(readings, indicators), _dropped.counted(article, blocks, readings)


def _readings(article: Article, blocks: Sequence[Block]) -> list[Reading]:
    """An article as read; where it is in two languages, a reading for each."""
    return [read(*part) for part in tongues(article, blocks)]


def _facts(readings: Sequence[Reading], indicators: tuple[Indicator, ...]) -> list[Fact]:
    lines = Lines(readings[0].article.text)
    seen: dict[tuple[str, str], int] = {}
    found = [_said(reading, indicators, lines, seen) for reading in readings]
    return found[0] if len(found) == 1 else sorted((fact for facts in found for fact in facts), key=_place)


def _place(fact: Fact) -> tuple[int, int]:
    return fact.start, fact.end


def _said(
    reading: Reading, indicators: tuple[Indicator, ...], lines: Lines, seen: dict[tuple[str, str], int]
) -> list[Fact]:
    """The facts of one reading, in its order."""
    said = claims(reading)
    facts = []
    for sentence in reading.sentences:
        for mention in mentions(sentence):
            named = name(mention, sentence, reading, indicators)
            facts.append(_fact(mention, said[mention.start, mention.end], named, sentence, reading, lines, seen))
    return facts


def trace(article: Article, blocks: Sequence[Block], indicators: tuple[Indicator, ...]) -> dict[str, tuple[Trace, ...]]:
    """For the id of each fact of one article: the words that each of its fields was read from, and the rule."""
    facts = extract(article, blocks, indicators)
    found: dict[str, tuple[Trace, ...]] = {}
    for reading in _readings(article, blocks):
        found |= _trace.trace(facts, reading, indicators)
    return found


def dropped(article: Article, blocks: Sequence[Block]) -> list[Dropped]:
    """The numbers of one article that are no facts, in reading order, and why each is none."""
    return _dropped.dropped(article, blocks, _readings(article, blocks))


def _fact(
    mention: Figure | Date,
    said: Claim,
    named: Name,
    sentence: Sentence,
    reading: Reading,
    lines: Lines,
    seen: dict[tuple[str, str], int],
) -> Fact:
    article, view = reading.article, reading.view
    start, end = view.back(mention.start, mention.end)
    quote = article.text[start:end]
    subject = view.back(*named.subject) if named.subject else None
    figure = mention if isinstance(mention, Figure) else None
    return Fact(
        fact_id=_identity(article.article_id, sentence, quote, seen),
        article_id=article.article_id,
        source=article.source,
        path=article.path,
        line=lines.number(start),
        start=start,
        end=end,
        quote=quote,
        sentence=_printed(sentence, reading),
        block=sentence.block,
        language=sentence.language,
        kind=said.kind,
        indicator=named.indicator,
        measure=named.measure,
        subject=article.text[subject[0] : subject[1]] if subject else None,
        subject_start=subject[0] if subject else None,
        subject_end=subject[1] if subject else None,
        entity=named.entity,
        speaker=named.speaker,
        value=figure.value if figure else None,
        value_to=figure.value_to if figure else None,
        denominator=figure.denominator if figure else None,
        direction=said.direction,
        low=said.low,
        high=said.high,
        unit=figure.unit if figure else None,
        counted=figure.counted if figure else None,
        per=figure.per if figure else None,
        comparator=said.comparator,
        status=said.status,
        area=named.area,
        period=said.period,
        period_start=said.period_start,
        period_end=said.period_end,
        period_from=said.period_from,
        confidence=_rounded(min(said.confidence, named.confidence, figure.confidence if figure else 1.0)),
        rule=mention.rule,
    )


@lru_cache(maxsize=1 << 10)
def _rounded(confidence: float) -> float:
    return round(confidence, 3)


def _printed(sentence: Sentence, reading: Reading) -> str:
    """The sentence as the article prints it, without the spam inside it; made once for all figures in it."""
    if "printed" not in sentence.cache:
        sentence.cache["printed"] = _without_spam(sentence, reading)
    return str(sentence.cache["printed"])


def _without_spam(sentence: Sentence, reading: Reading) -> str:
    text, view, done = reading.article.text, reading.view, sentence.start
    pieces = []
    for start, end in reading.cut:
        if sentence.start < end and start < sentence.end:
            pieces.append(text[slice(*view.back(done, max(done, start)))])
            done = max(done, end)
    return "".join([*pieces, text[slice(*view.back(done, max(done, sentence.end)))]])


def _identity(article_id: str, sentence: Sentence, quote: str, seen: dict[tuple[str, str], int]) -> str:
    """Names a mention by its words, not by its place, so that edits elsewhere leave it alone.

    The sentence is hashed once for all figures in it: a line of a megabyte may hold very many.
    """
    known = sentence.cache.get("identity")
    if known is None:
        text = sentence.text
        words = text if text.isprintable() and "  " not in text else " ".join(text.split())
        begun = blake2s(f"{article_id}\x1f{words}\x1f".encode(), digest_size=8)
        known = sentence.cache["identity"] = begun, begun.hexdigest()
    begun, where = known
    nth = seen[where, quote] = seen.get((where, quote), 0) + 1
    key = begun.copy()
    key.update(f"{quote}\x1f{nth}".encode())
    return str(key.hexdigest())
