"""Reads an amount: a number with its scale and unit, and what it is per, before ranges and fractions are made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from audit.facts.numbers.digits import Habit, extent, printed
from audit.facts.numbers.millions import alone, lengths, of_noun
from audit.facts.numbers.nouns import Nouns
from audit.facts.numbers.units import QUOTED, Unit, Units
from audit.facts.numbers.words import Grammar, spelled

# What a number is worth, exactly: a whole one is quicker to reckon with than a fraction.
Exact = int | Fraction
_LARGEST = 10**21
# Digits with a stray space behind their comma, and what goes on a list behind a scale and its unit.
_THOUSANDS = re.compile(r"(\d{1,3}), \d{3}(?=\s*(?:[(\n.;]|$))(?!\.\d)")
_STRAY = re.compile(r"(\d{1,3}), \d{3}(?!\d|[.,]\d)")
_MEMBER = re.compile(r"(?: [^\W\d]{1,8}){0,2}(?:, | và )\d")
# Hundredths of a second behind whole ones.
_HUNDREDTHS = re.compile(r" (\d\d)(?![\w%])(?! [^\W\d])")
# The parts of a length of time that papers print behind it, and how many of them make one.
_PARTS = {"a": ("mo", 12), "min": ("s", 60)}
# The same for languages that say all of it in the smaller one.
_SMALLER = {"a": ("mo", 12), "wk": ("d", 7), "d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}
# Parts that are printed as one sign behind a whole number: `2½ hours`.
_FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}


@dataclass(slots=True)
class Amount:
    """A number with its unit. `end` closes the quote; `next` is where the text goes on after the unit."""

    start: int
    end: int
    next: int
    value: Exact
    step: Exact
    scale: int
    unit: Unit | None
    decimals: int = 0
    value_to: Exact | None = None
    words: int = 0
    rule: str = "number"

    @property
    def bare(self) -> bool:
        """Whether nothing but digits stands there."""
        return self.unit is None and self.scale == 1


@dataclass(slots=True)
class Amounts:
    """Reads the amounts of one text in one language."""

    text: str
    low: str
    units: Units
    nouns: Nouns
    grammar: Grammar
    habit: Habit
    asked: tuple[int, int] = (-1, -1)
    answer: tuple[int, str] | None = None

    def at_digits(self, start: int, first: int, limit: int, strays: bool = False) -> Amount | None:
        """The amount whose digits start at a place; None where they are no well-formed number.

        With `strays`, one space may have strayed into it behind its decimal comma: `169, 961 tỷ đồng`.
        """
        low = self.low
        end = self._end(start, first, limit, strays)
        part = _FRACTIONS.get(low[end]) if end < limit else None
        close = end + 1 if part else end
        after, scale = self.units.scale(self.text, low, close, limit)
        if scale == 1 and self.nouns.head_last:
            after, scale = self._counted_millions((start, first), close, limit)
        unit = self._unit(after, limit)
        measured = scale > 1 or (unit is not None and unit[1].kind != "duration")
        counting = unit is None and after + 1 < limit and low[after] == " " and low[after + 1].isalpha()
        measured = measured or self.currency(start, first) is not None
        number = printed(low[start:end], self.habit, measured, counting)
        if number is None:
            return None
        value, step = _worth(number.digits * scale, number.decimals), _worth(scale, number.decimals)
        if part:
            value, step = value + part * scale, Fraction(scale, part.denominator)
        amount = Amount(start, after, after, value, step, scale, None, number.decimals)
        if scale > 1:
            self._add_smaller(amount, scale, limit)
        return self._with_unit(amount, first, limit, unit if amount.end == after else self._unit(amount.end, limit))

    def at_word(self, start: int, first: int, limit: int) -> Amount | None:
        """The amount whose number words start at a place."""
        found = spelled(self.low, start, limit, self.grammar)
        if found is None:
            return None
        scale = found.step if found.scaled else 1
        amount = Amount(
            start,
            found.end,
            found.end,
            found.value,
            found.step,
            scale,
            None,
            value_to=found.value_to,
            words=found.words,
            rule="vague" if found.value_to is not None else "spelled",
        )
        return self._with_unit(amount, first, limit, self._unit(amount.end, limit))

    def _unit(self, at: int, limit: int) -> tuple[int, Unit] | None:
        return self.units.unit(self.text, self.low, at, limit)

    def _counted_millions(self, at: tuple[int, int], end: int, limit: int) -> tuple[int, int]:
        """`1.5m cars` are millions where a plural noun follows; `1.5m long` is a length."""
        attached = self.units.money_scales.at(self.low, end, limit) if end < limit and self.low[end] != " " else None
        if attached is None:
            return end, 1
        known = lengths(self.grammar.code)
        counted = of_noun(self.text, self.low, attached[0], limit, self.nouns, known)
        letter = self.low[end : attached[0]] == "m" and self.currency(*at) is None
        if counted or (letter and alone(self.text, self.low, (at[0], end), limit, known)):
            return attached
        return end, 1

    def currency(self, start: int, first: int) -> tuple[int, str] | None:
        """Where the currency sign or code before a number starts, and its code; the last answer is kept."""
        if self.asked != (start, first):
            self.asked, self.answer = (start, first), self.units.currency_before(self.low, start, first)
        return self.answer

    def _end(self, start: int, first: int, limit: int, strays: bool) -> int:
        """Where the digits of a number end, with the spaces that part its groups."""
        low, end = self.low, extent(self.low, start, limit)
        parted = end - start <= 3 and end + 1 < limit and low[end] == " " and low[end + 1].isdigit()
        spaced = extent(low, start, limit, spaced=True) if parted else end
        if spaced > end and self._grouped_by_spaces(start, spaced, limit):
            return spaced
        return (self._strayed(start, first, end, limit) if strays else None) or end

    def _strayed(self, start: int, first: int, end: int, limit: int) -> int | None:
        """Where a number with such a space ends: no two members of a list, for none stands around them."""
        if self.habit.decimal == ".":
            return self._strayed_alone(start, first, end, limit)
        match = _STRAY.match(self.low, start, limit) if self.habit.decimal == "," and end < limit else None
        if match is None or match.end(1) != end or self.low[max(first, start - 2) : start] == ", ":
            return None
        after, scale = self.units.scale(self.text, self.low, match.end(), limit)
        return match.end() if scale > 1 and not _MEMBER.match(self.low, after, limit) else None

    def _strayed_alone(self, start: int, first: int, end: int, limit: int) -> int | None:
        """Where a number ends with a space behind the comma of its thousands, behind a label: `Claims: 169, 961`."""
        match = _THOUSANDS.match(self.low, start, limit)
        if match is None or match.end(1) != end:
            return None
        return match.end() if self.low[max(first, start - 2) : start] == ": " else None

    def _grouped_by_spaces(self, start: int, end: int, limit: int) -> bool:
        """Whether `20 000` is one number: twice grouped, or with a unit or noun that a bare `000` could not have."""
        return (
            self.low.count(" ", start, end) > 1
            or self.low[end - 3 : end] == "000"
            or self.units.unit(self.text, self.low, end, limit) is not None
        )

    def _add_smaller(self, amount: Amount, scale: int, limit: int) -> None:
        """Adds what stands below a scale: `1 triệu rưỡi`, `1 tỷ 500 triệu`."""
        half = self.units.half_more.at(self.low, amount.end, limit)
        if half:
            amount.value += Fraction(scale, 2)
            amount.step = max(scale // 10, 1)
            amount.end = amount.next = half[0]
            return
        at = amount.end + 1
        if amount.decimals or at >= limit or not self.low[at].isdigit() or self.low[at - 1] != " ":
            return
        end = extent(self.low, at, limit)
        after, smaller = self.units.scale(self.text, self.low, end, limit)
        number = printed(self.low[at:end], self.habit, measured=True, counting=False)
        if number and 1 < smaller < scale and number.digits * smaller < scale * 10**number.decimals:
            amount.value += _worth(number.digits * smaller, number.decimals)
            amount.step = _worth(smaller, number.decimals)
            amount.end = amount.next = after

    def _with_unit(self, amount: Amount, first: int, limit: int, after: tuple[int, Unit] | None) -> Amount | None:
        """Puts the currency before a number to it, or the unit `after` it."""
        if amount.scale > 1 and amount.value > _LARGEST:
            return None
        before = self.currency(amount.start, first)
        if after is None and amount.scale > 1:
            money = self.units.scaled_money.at(self.low, amount.end, limit)
            after = (money[0], money[1]) if money and money[1] else None
        if before and (after is None or after[1].kind in ("duration", "currency", "measure", "times")):
            amount.start, code = before
            amount.unit = Unit(code, "currency")
            self._money_scale(amount, limit)
            after = self._unit(amount.end, limit)
            if after and after[1].kind == "currency" and (code == "USD" or after[1].code == code):
                amount.unit, amount.end = after[1], after[0]
            amount.next = amount.end
        elif after:
            end, unit = after
            amount.unit, amount.next = unit, end
            if unit.kind == "duration" and (half := self.units.half_more.at(self.low, end, limit)):
                amount.value, amount.step, amount.next = amount.value + Fraction(1, 2), Fraction(1, 2), half[0]
            elif self.units.part_link is not None:
                self._go_on(amount, unit.code, self.units.part_link, limit)
            elif unit.code in _PARTS:
                self._add_part(amount, limit)
            if unit.times != 1:
                amount.value, amount.step = amount.value * unit.times, amount.step * unit.times
            if unit.kind in QUOTED:
                amount.end = end
        return amount

    def _go_on(self, amount: Amount, code: str, link: re.Pattern[str], limit: int) -> None:
        """Adds the smaller part of a length of time and counts all in that: `three years and two months` are 38."""
        part, parts = _SMALLER.get(code, ("", 1))
        joint = link.match(self.low, amount.next, limit) if part and not amount.decimals else None
        if joint is None:
            return
        at, low = joint.end(), self.low
        said = None if low[at].isdigit() else spelled(low, at, limit, self.grammar)
        end = said.end if said else extent(low, at, limit)
        unit = self.units.unit(self.text, low, end, limit) if end > at else None
        count = said.value if said else Fraction(int(low[at:end])) if low[at:end].isdecimal() else None
        if unit is not None and unit[1].code == part and count is not None and 0 < count < parts:
            amount.value, amount.step = amount.value * parts + count, Fraction(1)
            amount.end, amount.next, amount.unit = end, unit[0], unit[1]

    def _add_part(self, amount: Amount, limit: int) -> None:
        """Adds the smaller part of a length of time: `2 năm 6 tháng` is two years and a half.

        Hundredths of a second may stand behind it: `4 phút 17 giây 31`.
        """
        code, parts = _PARTS[amount.unit.code] if amount.unit else ("", 1)
        at = amount.next + 1
        if amount.decimals or at >= limit or self.low[at - 1] != " " or not self.low[at].isdigit():
            return
        end = extent(self.low, at, limit)
        smaller = self.units.unit(self.text, self.low, end, limit)
        if smaller is None or smaller[1].code != code or not self.low[at:end].isdigit():
            return
        count = int(self.low[at:end])
        if 0 < count < parts:
            amount.value, amount.step = amount.value + Fraction(count, parts), Fraction(1, parts)
            amount.end, amount.next = end, smaller[0]
            hundredths = _HUNDREDTHS.match(self.low, smaller[0], limit) if code == "s" else None
            if hundredths:
                amount.value += Fraction(int(hundredths[1]), 100 * parts)
                amount.step, amount.end = Fraction(1, 100 * parts), hundredths.end()
                amount.next = amount.end

    def _money_scale(self, amount: Amount, limit: int) -> None:
        """`$5m` is five million dollars, where `5m` alone is a length."""
        attached = self.units.money_scales.at(self.low, amount.end, limit)
        if amount.scale == 1 and attached:
            amount.end, scale = attached
            amount.scale, amount.value, amount.step = scale, amount.value * scale, amount.step * scale


def _worth(digits: int, decimals: int) -> Exact:
    """A number of whole digits, so many of them behind the decimal mark."""
    return _decimal(digits, decimals) if decimals else digits


@lru_cache(maxsize=1 << 12)
def _decimal(digits: int, decimals: int) -> Fraction:
    return Fraction(digits, 10**decimals)
