"""Walks over a text once, from number to number, and says of each what it is: a figure, a date or neither."""

from __future__ import annotations

import re
from datetime import date

from audit import languages
from audit.facts._phrases import words_before
from audit.facts._reading import Figure, Rejected, Sentence
from audit.facts.dates.finder import Dates
from audit.facts.dates.found import Found
from audit.facts.dates.reference import telling
from audit.facts.dates.settle import settle
from audit.facts.numbers.amounts import Amounts
from audit.facts.numbers.figures import Figures
from audit.facts.numbers.habit import habit
from audit.facts.numbers.nouns import nouns
from audit.facts.numbers.units import measured, units
from audit.facts.scan.printed import digits, goes_on, lists_days, numbers_day, says_again
from audit.facts.scan.sense import Sense
from audit.facts.scan.spelled import folds_and_parts, spelled
from audit.facts.scan.vocabulary import vocabulary

# Letters of scripts whose words this stage does not know: Greek, Cyrillic, Arabic, Indic, Thai, Korean, Chinese ...
_FOREIGN = re.compile("[\u0370-\u1aff\u2c00-\u2dff\u2e80-\ud7ff\uf900-\ufaff]")
_DIGITS = re.compile(r"\d+")


class Scanner:
    """Reads the numbers of one text in one language."""

    def __init__(self, text: str, low: str, code: str, published: date | None) -> None:
        self.text, self.low, self.published = text, low, published
        self.telling = None if published else telling(low, code)
        self.foreign = _FOREIGN.search(text) is not None
        self.words = vocabulary(code)
        self.money = self.words.joins.money_unit
        self.dates = Dates(text, low, self.words.forms, published, self.telling and self.telling.year)
        mark = languages.load(code)["numbers"]["decimal"]
        self.amounts = Amounts(
            text, low, units(code), nouns(code), self.words.grammar, habit(low, mark, measured(code))
        )

    def read(self, sentence: Sentence, items: set[int]) -> None:
        """Fill a sentence with its figures, dates and rejected numbers; `items` are the numbers of list items."""
        first, limit = sentence.start, sentence.end
        if self.foreign and _is_foreign(sentence.text):
            runs = _DIGITS.finditer(self.low, first, limit)
            sentence.rejected.extend(Rejected(*match.span(), "other") for match in runs)
            return
        sense: Sense | None = None
        found: list[Found] = []
        for match in self.words.anchor.finditer(self.low, first, limit):
            if sense is None:
                figures = Figures(self.amounts, self.words.joins, first, limit)
                sense = Sense(self.text, self.low, self.words, self.amounts, self.dates, figures, first, limit, first)
            start, end = match.span()
            if start < sense.done:
                continue
            if self.low[start].isdigit():
                read, sense.done = _of_digits(start, end, sentence, start in items, found, sense)
            else:
                read, sense.done = _of_word(match[0].rstrip(" -"), start, sense) or (None, sense.done)
            if read is not None:
                _put(read, sentence, found)
        if found:
            sentence.dates += settle(found, self.low, self.words.forms, self.published, self.telling, (first, limit))


def _is_foreign(text: str) -> bool:
    """Whether most letters of a sentence are of another script: its numbers may mean what no word here tells."""
    return len(_FOREIGN.findall(text)) * 2 > sum(map(str.isalpha, text))


def _of_digits(
    start: int, end: int, sentence: Sentence, listed: bool, found: list[Found], sense: Sense
) -> tuple[Figure | Found | Rejected | None, int]:
    refused = sentence.rejected[-1] if sentence.rejected else None
    if listed:
        return Rejected(start, end, "ordinal"), end
    listed_too = goes_on(start, refused, sense) if refused else None
    if listed_too:
        return listed_too, listed_too.end
    if numbers_day(start, end, sense):
        return Rejected(start, end, "period"), end
    before = words_before(sense.low, start, sense.first)
    if (found and lists_days(found[-1], start, sense)) or says_again(start, before, sense):
        before = sense.words.day_lead
    return digits(start, end, before, sense)


def _of_word(word: str, start: int, sense: Sense) -> tuple[Figure | Found | Rejected | None, int] | None:
    dated = sense.dates.at_word(word, start, sense.limit, start == sense.first)
    if dated:
        return dated, dated.end
    if word not in sense.words.opening and word.isalpha():
        return None
    never = sense.words.never.of_word(word, sense.low, start, sense.limit)
    if never:
        return None, never[0]
    figure = folds_and_parts(word, start, sense)
    if figure:
        return figure, figure.end
    return spelled(word, start, sense)


def _put(read: Figure | Found | Rejected, sentence: Sentence, found: list[Found]) -> None:
    if isinstance(read, Figure):
        sentence.figures.append(read)
    elif isinstance(read, Found):
        found.append(read)
    else:
        sentence.rejected.append(read)
