"""Walks over a text once, from number to number, and says of each what it is: a figure, a date or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from audit import languages
from audit.facts import _reject as reject
from audit.facts._amounts import Amount, Amounts
from audit.facts._dates import Dates, Found, settle
from audit.facts._figures import Figures, Joins, joins
from audit.facts._forms import Forms, forms
from audit.facts._habit import habit
from audit.facts._nouns import nouns
from audit.facts._phrases import Ending, Starting, either, trie, words_before
from audit.facts._reading import Figure, Rejected, Sentence
from audit.facts._reference import year_of_telling
from audit.facts._units import measured, units
from audit.facts._words import Grammar, grammar

# Units that make a number a figure whatever stands before it.
_LONG = 15
# Days in a unit of time, and the span from which on a duration is told for its own sake.
_DAYS = {"s": 0.0, "min": 0.0, "h": 0.04, "d": 1.0, "wk": 7.0, "mo": 30.0, "a": 365.0}
_LONG_SPAN = 3650
# Reasons that a list hands on, and what joins it.
_LISTED = frozenset({"ordinal", "name", "legal_reference", "page"})
_DAY_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}(?!\d|[.,/-]\d| ?%)")
_LIST_JOIN = re.compile(r"(?:, |,| và | hoặc | and | or | & )")
_TELLING = frozenset({"percent", "percentage_point", "per_mille", "currency", "measure"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that the walk stops at, and how it takes them."""

    anchor: re.Pattern[str]
    folds: Starting[float]
    halves: Starting[None]
    never: Starting[None]
    part: Starting[None]
    parts: re.Pattern[str]
    part_sizes: Mapping[str, int]
    demonstrative: Starting[None]
    period_before: Ending[bool]
    plain_names: bool
    day_lead: list[str]
    grammar: Grammar
    forms: Forms
    joins: Joins
    reasons: reject.Reasons


@cache
def words_of(code: str) -> Words:
    """The words of a language, compiled."""
    said = languages.load(code)
    numbers = said["numbers"]
    rules, dates = grammar(code), forms(code)
    starts = {*rules.digits, *rules.teens, *rules.tens, *rules.several, *dates.starts, *numbers["bare"]}
    starts |= {phrase.split()[0] for phrase in (*numbers["folds"], *numbers["halves"])}
    articles = [
        f"{article} {scale}"
        for article in rules.article
        for scale in (*rules.scales, *rules.hundred, *numbers["parts"])
    ]
    return Words(
        anchor=re.compile(f"\\d+|\\b{trie([*sorted(starts), *articles])}\\b"),
        folds=Starting(numbers["folds"]),
        halves=Starting(dict.fromkeys(numbers["halves"])),
        never=Starting(dict.fromkeys(numbers["never"])),
        part=Starting(dict.fromkeys(numbers["part"])),
        parts=re.compile(f"[ -]({either(numbers['parts'])})"),
        part_sizes=numbers["parts"],
        demonstrative=Starting(dict.fromkeys(numbers["demonstrative"])),
        period_before=Ending(dict.fromkeys(said["reject"]["period"]["before"], True)),
        plain_names=not said["units"]["nouns"]["head_last"],
        day_lead=said["dates"]["leads"][0].split(),
        grammar=rules,
        forms=dates,
        joins=joins(code),
        reasons=reject.reasons(code),
    )


class Scanner:
    """Reads the numbers of one text in one language."""

    def __init__(self, text: str, low: str, code: str, published: date | None) -> None:
        self.text, self.low, self.published = text, low, published
        self.year = None if published else year_of_telling(low, code)
        self.words = words_of(code)
        self.dates = Dates(low, self.words.forms, published)
        mark = languages.load(code)["numbers"]["decimal"]
        self.amounts = Amounts(
            text, low, units(code), nouns(code), self.words.grammar, habit(low, mark, measured(code))
        )

    def read(self, sentence: Sentence, items: set[int]) -> None:
        """Fill a sentence with its figures, dates and rejected numbers; `items` are the numbers of list items."""
        first, limit, done = sentence.start, sentence.end, sentence.start
        figures = Figures(self.amounts, self.words.joins, first, limit)
        found: list[Found] = []
        refused: Rejected | None = None
        for match in self.words.anchor.finditer(self.low, first, limit):
            start = match.start()
            if start < done:
                continue
            before = words_before(self.low, start, first)
            if match[0][0].isdigit() and found and found[-1].shape == "day" and self._lists_days(found[-1], start):
                before = self.words.day_lead
            if match[0][0].isdigit():
                item = self._listed(refused, start, match.end(), limit) or self._digits(
                    start, match.end(), first, limit, before, figures, items
                )
            else:
                item = self._word(match[0], start, first, limit, before, figures)
            if item is None:
                continue
            read, done = item
            if isinstance(read, Figure):
                sentence.figures.append(read)
            elif isinstance(read, Found):
                found.append(read)
            elif isinstance(read, Rejected):
                sentence.rejected.append(read)
                refused = read
        sentence.dates.extend(settle(found, self.low, self.words.forms, self.published, self.year, (first, limit)))

    def _lists_days(self, last: Found, start: int) -> bool:
        """Whether digits go on a list of days: `lễ 30/4, 1/5`."""
        return (
            _LIST_JOIN.fullmatch(self.low, last.end, start) is not None and _DAY_LIKE.match(self.low, start) is not None
        )

    def _listed(self, refused: Rejected | None, start: int, end: int, limit: int) -> tuple[Rejected, int] | None:
        """A bare number that goes on a list of ordinals or names: `lớp 5, 9 và 11`, `Điều 5, 6`."""
        if refused is None or refused.reason not in _LISTED or not _LIST_JOIN.fullmatch(self.low, refused.end, start):
            return None
        amount = self.amounts.at_digits(start, start, limit)
        if amount is None or not amount.bare or amount.decimals or amount.end != end:
            return None
        noun = self.amounts.nouns.after(self.text, self.low, end, limit)
        if noun and self.text[noun[0]].islower():
            return None
        return Rejected(start, end, refused.reason), end

    def _digits(
        self, start: int, end: int, first: int, limit: int, before: list[str], figures: Figures, items: set[int]
    ) -> tuple[Figure | Found | Rejected, int]:
        if start in items:
            return Rejected(start, end, "ordinal"), end
        lettered = self._lettered(start, first, limit)
        if lettered:
            return lettered, lettered.end
        led = self.words.forms.leads.of(before) is not None
        formed = reject.by_form(self.text, self.low, start, first, limit, before, led, self.words.reasons)
        if formed:
            return formed, max(formed.end, end)
        amount = figures.digits(start)
        if amount is not None:
            amount = figures.joined(amount, before)
        dated = self.dates.at_digits(start, first, limit, before)
        if isinstance(dated, Rejected):
            return dated, dated.end
        if dated and dated.rule == "bare-day" and amount and (amount.unit or self._counter(amount, limit)):
            dated = None
        if dated and (dated.strong or not (_telling(amount) or self._counts(dated, amount, limit, before))):
            return dated, dated.end
        part = figures.fraction(start) or (figures.out_of(amount) if amount else None)
        if part:
            known = self.words.reasons
            reason = known.before.of(before) or known.before_bare.of(before)
            return (Rejected(part.start, part.end, reason) if reason else part), part.end
        if amount is None:
            stop = max(end, _run_end(self.low, start, limit))
            return Rejected(
                start, stop, "identifier" if "." in self.low[start:stop] or stop - start > _LONG else "other"
            ), stop
        return self._figure(amount, first, limit, before, figures)

    def _lettered(self, start: int, first: int, limit: int) -> Found | None:
        """A period written as a letter and a digit: `Q3 2017`, `H1 2018`, `FY2018`."""
        begin = start
        while begin > first and start - begin < 3 and self.low[begin - 1].isalpha():
            begin -= 1
        word = self.low[begin:start]
        if word not in self.words.forms.by_word or (begin > first and self.low[begin - 1].isalnum()):
            return None
        return self.dates.at_word(word, begin, limit)

    def _counts(self, dated: Found, amount: Amount | None, limit: int, before: list[str]) -> bool:
        """Whether what could be a year counts something: `2013 người`, but not in `đến 2020 chỉ tiêu này`."""
        if dated.shape != "year" or amount is None or self.words.forms.may_lead.of(before):
            return False
        return self._counter(amount, limit)

    def _counter(self, amount: Amount, limit: int) -> bool:
        return self.amounts.nouns.counter(self.low, amount.end, limit)

    def _figure(
        self, amount: Amount, first: int, limit: int, before: list[str], figures: Figures
    ) -> tuple[Figure | Rejected, int]:
        reason = None if _telling(amount) else self._reason(amount, first, limit, before)
        if reason is None and self.words.reasons.always.of(before):
            reason = "ordinal"
        if reason == "name" and amount.next == amount.end:
            whole = reject.token(self.text, self.low, amount.end - 1, amount.start, limit, reason)
            return Rejected(amount.start, max(whole.end, amount.end), whole.reason), max(whole.end, amount.end)
        if reason:
            return Rejected(amount.start, amount.end, reason), amount.next
        if amount.start != first and self.low[amount.start].isalpha():
            before = words_before(self.low, amount.start, first)
        return figures.complete(amount, before)

    def _reason(self, amount: Amount, first: int, limit: int, before: list[str]) -> str | None:
        """Why a number without a telling unit is no figure."""
        known, start = self.words.reasons, amount.start
        if amount.next == amount.end < limit and self.text[amount.next].isalpha():
            return "name"
        if reject.apposed_age(self.text, start, first, limit, known):
            return "age"
        reason = reject.by_context(self.low, amount.end, limit, before, known)
        counted = self.amounts.nouns.counter(self.low, amount.end, limit)
        if amount.decimals:
            versioned = amount.unit is None and not counted and self._foreign(amount)
            return "name" if versioned else (reason if reason not in ("ordinal", "name") else None)
        if reason is None and amount.unit is None and not counted:
            reason = reject.soft(self.text, start, first, before, known)
            if reason is None and self.words.plain_names and reject.before_name(self.text, amount.end, limit):
                reason = "name"
        if (
            reason is None
            and amount.unit is not None
            and amount.unit.kind == "duration"
            and self._of_period(amount, before)
        ):
            reason = "period"
        return reason

    def _foreign(self, amount: Amount) -> bool:
        """Whether a bare decimal has the other decimal mark, as versions and grades do: `4.0` in Vietnamese."""
        habit = self.amounts.habit
        return not habit.swapped and habit.decimal not in self.low[amount.start : amount.end]

    def _of_period(self, amount: Amount, before: list[str]) -> bool:
        """Whether a duration only says when: a short span after `sau`, `trong`; a long one is itself worth printing."""
        days = _DAYS[amount.unit.code] * amount.value if amount.unit else 0
        return days < _LONG_SPAN and self.words.period_before.of(before) is not None

    def _word(
        self, word: str, start: int, first: int, limit: int, before: list[str], figures: Figures
    ) -> tuple[Figure | Found | None, int] | None:
        dated = self.dates.at_word(word, start, limit)
        if dated:
            return dated, dated.end
        never = self.words.never.at(self.low, start, limit)
        if never:
            return None, never[0]
        fold = self.words.folds.at(self.low, start, limit)
        if fold:
            return Figure(start, fold[0], float(fold[1]), "ratio", "fold-word", fold=True), fold[0]
        article = self.words.parts.match(self.low, start + len(word.split(" ")[0]), limit) if " " in word else None
        if article and (article[1].endswith(" of") or self.low.startswith(" of ", article.end())):
            return Figure(
                start, article.end(), 1.0, "ratio", "part", denominator=float(self.words.part_sizes[article[1]])
            ), article.end()
        half = self.words.halves.at(self.low, start, limit)
        amount = self.amounts.at_word(start, first, limit)
        if half and (amount is None or amount.end <= half[0]):
            return Figure(start, half[0], 0.5, "ratio", "half"), half[0]
        return self._spelled(amount, first, limit, before, figures) if amount else None

    def _spelled(
        self, amount: Amount, first: int, limit: int, before: list[str], figures: Figures
    ) -> tuple[Figure | None, int]:
        """A spelled number is a figure where a scale, a unit or a classifier says that it counts."""
        part = self._part(amount, limit) or figures.out_of(amount)
        if part:
            return part, part.end
        known = self.words.reasons
        if known.after.at(self.low, amount.end, limit):
            return None, amount.end
        if known.before.of(before) or (known.before_bare.of(before) and amount.scale == 1 and amount.unit is None):
            return None, amount.end
        kind = amount.unit.kind if amount.unit else None
        carries = amount.scale > 1 or kind in _TELLING or amount.words > 1
        if not carries and amount.value > 1:
            carries = kind == "duration" and not self._of_period(amount, before)
            carries = carries or (kind is None and self._counted(amount, before, limit))
            carries = carries or (kind == "times" and self.words.joins.times_before.of(before) is not None)
        if not carries:
            return None, amount.end
        return figures.complete(figures.joined(amount, before), before)

    def _part(self, amount: Amount, limit: int) -> Figure | None:
        """`một phần ba`, `two-thirds`: so many parts of so many."""
        if amount.unit is not None:
            return None
        named = self.words.parts.match(self.low, amount.end, limit)
        if named and amount.scale == 1:
            below = self.words.part_sizes[named[1]]
            return Figure(amount.start, named.end(), float(amount.value), "ratio", "part", denominator=float(below))
        match = self.words.part.at(self.low, amount.end, limit)
        if match is None:
            return None
        whole = self.amounts.at_word(match[0] + 1, match[0], limit) if match[0] < limit else None
        if whole is None:
            return None
        return Figure(amount.start, whole.end, float(amount.value), "ratio", "part", denominator=float(whole.value))

    def _counted(self, amount: Amount, before: list[str], limit: int) -> bool:
        """Whether a noun follows that is counted and not only pointed at: `hai xe`, not `hai xe này`."""
        noun = self.amounts.nouns.after(self.text, self.low, amount.end, limit)
        if noun is None or not self.amounts.nouns.counter(self.low, amount.end, limit):
            return False
        return self.words.demonstrative.at(self.low, noun[1], limit) is None


def _telling(amount: Amount | None) -> bool:
    """Whether a scale or a unit makes a number a figure whatever stands before it."""
    return amount is not None and (amount.scale > 1 or (amount.unit is not None and amount.unit.kind in _TELLING))


def _run_end(low: str, start: int, limit: int) -> int:
    """Where digits with marks between them end."""
    end = start
    while end < limit and (low[end].isdigit() or (low[end] in ".,/-:" and end + 1 < limit and low[end + 1].isdigit())):
        end += 1
    return end
