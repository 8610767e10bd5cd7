"""A draft against the facts of its sources: which of its figures the sources support, and which they contradict.

Figures that are facts are held against facts of the same unit, by value and by the words around them. Other numbers
(dates, numbers of decrees) are looked up in the text of the sources, where the facts come with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from audit import compare, languages
from audit.articles import read
from audit.config import Config
from audit.errors import InputError
from audit.groups import Traits, likeness, traits, traits_of
from audit.model import Article, Audit, Fact
from audit.run import figures

COLUMNS = ("start", "end", "quote", "verdict", "fact_ids", "note")
VERDICTS = ("supported", "contradicted", "unsupported", "unclear")
# A fact with another figure contradicts where its words are this much alike, and by so much more than those of any fact
# that has the figure; where the figure is only somewhere in the text, its words must be nearly the same.
ALIKE, MORE, SAME_WORDS = 0.55, 0.3, 0.9
# A target is held against a result only where nothing else is nearly as much alike.
PLANNED = 0.25
# Counts up to here are often the writer's own: two of the three named, a day, a mountain.
SMALL = 10
# Numbers with the letters, dots and strokes that belong to them: 24/3, 44/2022/QH15, 10.000.
_NUMBER = re.compile(r"\d+(?:[.,/:-][\dA-ZĐ]{1,9}){0,5}")
_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})[/.-](\d{1,2})(?![\d]|[/.-]\d{1,2}\b)")
_LETTER = re.compile(r"[A-ZĐ]")


@dataclass(frozen=True)
class Sources:
    """The facts of the sources and, where it is known, their text."""

    facts: Sequence[Traits]
    text: str

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number of the text, without its separators."""
        return frozenset(_bare(match[0]) for match in _NUMBER.finditer(self.text))

    @cached_property
    def parts(self) -> frozenset[str]:
        """Each part of the numbers between their separators, without leading zeros."""
        return frozenset(part for match in _NUMBER.finditer(self.text) for part in _parts(match[0]))

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        """Every day and month of the text that is printed in digits."""
        return frozenset(_days(self.text))


def check(
    draft_text: str,
    facts: pd.DataFrame,
    texts: Mapping[str, str] | None = None,
    language: str = languages.DEFAULT,
) -> pd.DataFrame:
    """See `audit.check`."""
    texts = facts.attrs.get("texts", {}) if texts is None else texts
    _, drafted = figures(Article(text=draft_text))
    sources = Sources(_traits(facts, texts), "\n".join(texts.values()))
    rows = list(_figures(drafted, draft_text, sources, language))
    rows += _numbers(draft_text, drafted, sources, language) if sources.text else []
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"start": "Int64", "end": "Int64"})
    return frame.sort_values("start", ignore_index=True)


def read_draft(path: str, config: Config) -> Article:
    """The draft in a file of any kind that can be read. Raises InputError where that holds several articles."""
    articles = read([path], config)
    if len(articles) != 1:
        raise InputError(f"holds {len(articles)} articles", file=path, mend="name a file with one draft")
    return replace(articles[0], article_id=f"draft {articles[0].article_id}")


def beside(sources: Audit, draft: Article) -> Audit:
    """The audit of the sources with the text of a draft among its texts, so that both can be shown."""
    return replace(sources, texts={**sources.texts, draft.article_id: draft.text})


def _traits(facts: pd.DataFrame, texts: Mapping[str, str]) -> list[Traits]:
    facts = facts.copy(deep=False)
    facts.attrs = {}  # pandas copies them at every step
    ids = facts["article_id"].unique()
    return traits(facts, pd.DataFrame({"article_id": ids, "published": [None] * len(ids)}), texts)


def _figures(drafted: Sequence[Fact], text: str, sources: Sources, language: str) -> Iterator[dict[str, Any]]:
    """A row for each quantity and change of the draft."""
    for fact, own in zip(drafted, traits_of(drafted, text), strict=True):
        judged = _judge(own, sources) if own.figure else None
        if judged is not None:
            verdict, key, others = judged
            yield _row((fact.start, fact.end), text, verdict, others, _note(language, key, others))


def _judge(fact: Traits, sources: Sources) -> tuple[str, str, list[Traits]] | None:
    """Verdict, note and the facts behind it; None for a small count that nothing in the sources is like."""
    comparable = [(likeness(fact, other), other) for other in sources.facts if other.figure and other.unit == fact.unit]
    agreeing = [(like, other) for like, other in comparable if _agree(fact, other)]
    against = [(like, other) for like, other in comparable if not _agree(fact, other)]
    opposed = max(against, default=None, key=lambda item: item[0] - PLANNED * (item[1].status != fact.status))
    best = max(agreeing, default=None, key=_like)
    printed = best is None and _printed(fact.figure.quote if fact.figure else "", sources)
    if opposed and opposed[0] > (SAME_WORDS if printed else ALIKE) and opposed[0] - (best[0] if best else 0.0) > MORE:
        return "contradicted", "contradicted", [opposed[1]]
    if best:
        key = (
            "supported" if best[1].figure and best[1].figure.value == (fact.figure and fact.figure.value) else "rounded"
        )
        return "supported", key, [other for _, other in sorted(agreeing, key=lambda item: -item[0])]
    if printed:
        return "supported", "printed", []
    small = fact.unit == "count" and fact.figure is not None and abs(fact.figure.value) <= SMALL
    return None if small else ("unsupported", "unsupported", [])


def _like(item: tuple[float, Traits]) -> float:
    return item[0]


def _agree(fact: Traits, other: Traits) -> bool:
    """Whether a fact of the sources says what the draft says; of two ranges both ends count."""
    if fact.figure is None or other.figure is None:
        return False
    if fact.figure.value_to is not None and other.figure.value_to is not None:
        return (fact.figure.value, fact.figure.value_to) == (other.figure.value, other.figure.value_to)
    if fact.direction and other.direction and fact.direction != other.direction and likeness(fact, other) > ALIKE:
        return False
    return compare.relation(fact.figure, other.figure).kind in ("agree", "consistent")


def _printed(quote: str, sources: Sources) -> bool:
    """Whether the number stands in the text of the sources, whatever it was read as there."""
    numbers = [_bare(match[0]) for match in _NUMBER.finditer(quote)]
    return bool(numbers) and all(number in sources.numbers for number in numbers)


def _numbers(text: str, drafted: Sequence[Fact], sources: Sources, language: str) -> Iterator[dict[str, Any]]:
    """A row for each number of the draft that is no fact: a day, a year, the number of a decree."""
    spans = [(fact.start, fact.end) for fact in drafted if fact.value is not None]
    for match in _NUMBER.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        known = _known(match[0], sources)
        verdict, key = ("supported", "printed") if known else ("unsupported", "unprinted")
        yield _row(match.span(), text, verdict, [], _note(language, key, []))


def _known(number: str, sources: Sources) -> bool:
    """Whether the sources print a number: an identifier as a whole, a day as a day, else part by part."""
    if _LETTER.search(number):
        return _bare(number) in sources.numbers or number in sources.text
    days = set(_days(number))
    if days and sources.days:
        return days <= sources.days
    return _bare(number) in sources.numbers or all(part in sources.parts for part in _parts(number))


def _bare(number: str) -> str:
    return re.sub(r"[^\dA-ZĐ]", "", number)


def _parts(number: str) -> list[str]:
    return [str(int(part)) for part in re.findall(r"\d+", number)]


def _days(text: str) -> Iterator[tuple[int, int]]:
    return ((int(match[1]), int(match[2])) for match in _DAY.finditer(text))


def _row(span: tuple[int, int], text: str, verdict: str, others: Sequence[Traits], note: str) -> dict[str, Any]:
    start, end = int(span[0]), int(span[1])
    ids = [other.fact_id for other in others]
    return {"start": start, "end": end, "quote": text[start:end], "verdict": verdict, "fact_ids": ids, "note": note}


def _note(language: str, key: str, others: Sequence[Traits]) -> str:
    first = others[0] if others else None
    said = first.figure.quote if first and first.figure else ""
    return languages.message(language, "check", key, said=said, source=first.source if first else "")
