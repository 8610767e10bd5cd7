"""Months in a title that mean those of the year so far: `6 tháng, xuất khẩu đạt kỷ lục`, `Lạm phát 4 tháng gần 10%`.

A headline leaves out `đầu năm`, which the article says in full, or which the day of publication tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from audit import languages
from audit.facts._phrases import Ending, Starting, words_before
from audit.facts._reading import Date, Figure, Sentence
from audit.facts.dates import calendar
from audit.facts.dates.calendar import Span

RULE = "titled_months"
_MONTH = "mo"
# Months that a year may have so far: one alone, or all of them, are said in other words.
_FEWEST, _MOST = 2, 11
# How long before publication they end.
_EARLY, _FRESH = timedelta(days=10), timedelta(days=62)


def titled(sentences: Sequence[Sentence], low: str, language: str, published: date | None) -> None:
    """Makes dates of such months of a title, which are no lengths of time."""
    said = languages.load(language)["dates"].get("titled")
    if said is None:
        return
    for sentence in sentences:
        if sentence.block != "title":
            continue
        for figure in [one for one in sentence.figures if _may_be(one)]:
            before, after = words_before(low, figure.start, sentence.start), low[figure.end : figure.end + 1]
            if Ending(dict.fromkeys(said["not_after"], True)).of(before) is not None:
                continue
            if Starting(dict.fromkeys(said["not_before"])).at(low, figure.end, sentence.end) is not None:
                continue
            span = _span(int(figure.value), sentences, published)
            if span is not None and after == " ":
                _replace(figure, span, sentence)


def _may_be(figure: Figure) -> bool:
    whole = figure.value_to is None and figure.value == int(figure.value)
    return figure.unit == _MONTH and whole and _FEWEST <= figure.value <= _MOST


def _span(count: int, sentences: Sequence[Sentence], published: date | None) -> Span | None:
    """The first so many months of the year that the article names in full, or that were over at publication."""
    for sentence in sentences:
        for item in sentence.dates:
            ends = (item.first or "")[5:] == "01-01" and (item.last or "")[5:7] == f"{count:02d}"
            if ends and item.first and item.first[:4] == (item.last or "")[:4]:
                return calendar.months(int(item.first[:4]), 1, count)
    span = calendar.months(published.year, 1, count) if published else None
    return span if span and published and -_EARLY <= published - span.last <= _FRESH else None


def _replace(figure: Figure, span: Span, sentence: Sentence) -> None:
    shape = {3: "quarter", 6: "half"}.get(span.last.month, "months")
    item = Date(figure.start, figure.end, shape, span.period, span.first.isoformat(), span.last.isoformat(), rule=RULE)
    sentence.figures.remove(figure)
    sentence.dates.append(item)
    sentence.dates.sort(key=lambda one: one.start)
