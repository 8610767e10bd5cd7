"""Makes figures of amounts: ranges, fractions, folds, shared units, what is counted and what it is per."""

from __future__ import annotations

import re
from dataclasses import replace

from audit.facts._reading import Figure
from audit.facts.numbers.alongside import money_of, of_share
from audit.facts.numbers.amounts import Amount, Amounts, Exact
from audit.facts.numbers.digits import printed
from audit.facts.numbers.joins import Joins
from audit.facts.numbers.listed import by_place, goes_on

_PART = r"(\d{1,7}(?:[.,]\d{1,3}){0,3})"
_FRACTION = re.compile(f"{_PART} ?/ ?{_PART}(?![\\d/]|[.,]\\d)")
# How far behind the start of a number the slash of a fraction stands at the most.
_SLASH = 24
# Between two prices of one currency: `$1850 / $2966`.
_SLASHED = re.compile(r" / (?=[^\w\s]|[a-z]{0,3}\$)")
_SIGN = re.compile(r"[^\w\s](?:[a-z]{1,2}(?=\d))?|[a-z]{1,3}[^\w\s](?=\d)")
_SMALL_DENOMINATOR = 12
# Numbers that are years rather than shares.
_YEARS, _SHARES = range(1900, 2101), ("percent", "percentage_point")
# What makes a number word another word: `3 trong năm 2022` is no 3 of 5.
_NUMBERED = re.compile(r" \d")
_MOST_OUT_OF, _FEW = 10**6, 100
# How far back in a sentence words of money and of change are looked for.
_REACH, _NEAR = 240, 60
# How many times as much as its lower end a range that something moved by goes up to at the most.
_APART = 20
# The members of a list of bare numbers that stand before its last one.
_MORE = re.compile(r"(?:, \d{1,9}(?:[.,]\d{1,9}){0,3}){1,8}")
# From here on a number needs no scale of the next one.
_SCALED = 1000
# The kinds of units that a number takes from the next; spans of time only where both are exact: `5.3 versus 4.4 hours`.
_SHARED = frozenset({"percent", "currency", "percentage_point", "measure", "duration"})
# A scale on the digits that little else than money has.
_SHORT = re.compile(r"\d(?:bn|bln|tn|trn|mln|mn)$")
# How sure a figure is whose range or unit the words leave open.
_VAGUE, UNNAMED = 0.5, 0.7


def _shared_scale(lower: Amount, upper: Amount) -> int:
    """The scale that a small number takes from the upper end of its range: `4 to 5 million`."""
    return upper.scale if lower.scale == 1 and lower.value < _SCALED else 1


class Figures:
    """Makes the figures of one sentence of a text, between `first` and `limit`."""

    def __init__(self, amounts: Amounts, said: Joins, first: int, limit: int) -> None:
        self.amounts, self.said, self.first, self.limit = amounts, said, first, limit
        self.text, self.low = amounts.text, amounts.low
        self.money: str | None = None
        self.listed: str | None = None
        self.last: Figure | None = None

    def fraction(self, start: int) -> Figure | None:
        """`62/63`: so many of so many."""
        match = _FRACTION.match(self.low, start, self.limit) if "/" in self.low[start : start + _SLASH] else None
        if match is None:
            return None
        above, below = (printed(part, self.amounts.habit, measured=False, counting=True) for part in match.groups())
        if above is None or below is None or not below.digits:
            return None
        return self._of(start, match.end(), above.digits / 10**above.decimals, below.digits / 10**below.decimals)

    def out_of(self, amount: Amount) -> Figure | None:
        """`4 trong số 8`, `one in five`: so many of so many, in words."""
        if not amount.bare or amount.decimals:
            return None
        match = self.said.out_of.match(self.low, amount.next, self.limit)
        if match is None or match.end() >= self.limit:
            return None
        most = _FEW if match.lastgroup else _MOST_OUT_OF
        if amount.rule == "spelled" and amount.value == 1 and self.said.one_of:
            return None  # `một trong hai sáng kiến` is one of two, and no share
        below = self._amount(match.end())
        if below is None or not below.bare or below.decimals or not amount.value < below.value <= most:
            return None
        if match.lastgroup == "bare":
            return self._made(amount, below)
        few = most == _FEW and self.amounts.nouns.head_last
        return self._of(amount.start, below.end, float(amount.value), float(below.value), counts=not few)

    def _made(self, made: Amount, tried: Amount) -> Figure | None:
        """`made 11 of 17`: two numbers in digits of which neither names what it counts."""
        counted = self.amounts.nouns.after(self.text, self.low, tried.end, self.limit)
        if counted or made.words or tried.words or tried.value < _SMALL_DENOMINATOR / 4:
            return None
        return Figure(made.start, tried.end, float(made.value), "count", "fraction", denominator=float(tried.value))

    def _of(self, start: int, end: int, above: float, below: float, counts: bool = True) -> Figure:
        figure = Figure(start, end, above, "ratio", "fraction", denominator=below)
        if not counts:
            return figure  # `4 in 10 men`
        noun = self.amounts.nouns.after(self.text, self.low, end, self.limit)
        told = (
            noun is not None
            and above != 1
            and (below > _SMALL_DENOMINATOR or self.amounts.nouns.counter(self.low, end, self.limit))
        )
        if noun and told:
            figure.unit, figure.counted = "count", self.text[slice(*noun)]
        elif above > below or (above != 1 and below > _SMALL_DENOMINATOR):
            figure.unit = "count"
        return figure

    def joined(self, amount: Amount, words: list[str], named: bool = False) -> Amount:
        """The amount with the upper end of its range, or with the unit that it shares with the next amount.

        One that is `named` shares none: `tăng vốn giai đoạn 2 lên 300 triệu USD`.
        """
        upper = self._upper(amount, words)
        if upper is None:
            if amount.bare and not named:
                self._share(amount)
            return amount
        return replace(
            amount,
            end=upper.end,
            next=upper.next,
            value_to=upper.value,
            step=min(amount.step, upper.step),
            scale=max(amount.scale, upper.scale),
            unit=upper.unit or amount.unit,
            rule="range",
        )

    def complete(self, amount: Amount, words: list[str]) -> tuple[Figure, int]:
        """The figure of a joined amount with its unit, fold, rate or counted noun, and where the text goes on."""
        figure = Figure(
            amount.start,
            amount.end,
            float(amount.value),
            "count",
            amount.rule,
            step=float(amount.step),
            sign=self._sign(amount, words),
        )
        if amount.value_to is not None:
            figure.value_to = float(amount.value_to)
            figure.confidence = _VAGUE if amount.rule == "vague" else 1.0
        after = self._finish(figure, amount, words)
        self.last = figure
        return figure, after

    def goes_on(self, amount: Amount) -> bool:
        """Whether a number stands behind a name in a list of counts: `Hà Nội có 30 ca, Bình Dương 20`."""
        span, within = (amount.start, amount.next), (self.first, self.limit)
        return amount.bare and goes_on(self.said.listed, self.text, self.last, span, within)

    def by_place(self, start: int) -> bool:
        """Whether a number goes on a list of counts by where they are: `four from France, two from Chile`."""
        return by_place(self.said.by_place, self.low, self.last, start)

    def _upper(self, amount: Amount, words: list[str]) -> Amount | None:
        """The amount that a range from this one goes up to."""
        if amount.value_to is not None:
            return None
        match = self.said.range.match(self.low, amount.next, self.limit)
        if match is None and amount.unit is not None and amount.unit.kind == "currency":
            match = _SLASHED.match(self.low, amount.next, self.limit)
        lead = words[:-1] if words and not words[-1][-1].isalnum() else words  # the sign of a currency
        between = match is None and self.said.between.of(lead)
        if between:
            match = self.said.between_and.match(self.low, amount.next, self.limit)
        if match is None or match.end() >= self.limit:
            return None
        dash = match[0].strip() in "-–—÷/"
        levels = not (dash or between or self.said.ranged.of(lead) or self._left(amount))
        opened = self.said.opening.of(words)
        if (
            levels
            and (opened or amount.unit)
            and self._changes(amount.start)
            and (opened or not self._foretold(amount))
        ):
            return None
        upper = self._amount(match.end())
        changed = not (dash or between) and self._changed(words)
        if upper and changed and upper.bare and amount.bare:
            return None
        if upper and changed and upper.value > _APART * amount.value * _shared_scale(amount, upper):
            return None
        alike = upper is not None and upper.unit == amount.unit is not None
        if upper and alike and self.said.ranged.of(lead) and upper.value < amount.value:
            amount.value, upper.value = upper.value, amount.value  # `the fines range from €3,500 to €1,000`
        return upper if upper and self._compatible(amount, upper) else None

    def _left(self, amount: Amount) -> bool:
        """Whether a range is what the figure right before it has left: `about 5%, up from 3% to 4%`."""
        last = self.last
        if last is None or amount.unit is None or last.unit != amount.unit.code:
            return False
        return self.said.beside.fullmatch(self.low, last.end, amount.start) is not None

    def _changed(self, words: list[str]) -> bool:
        """Whether a word of change, or `by`, stands before a number, hedges between aside: `by another 5,000`."""
        while words and not self.said.changed.of(words) and self.said.hedges.of(words[-1:]):
            words = words[:-1]
        return self.said.changed.of(words) is not None

    def _changes(self, start: int) -> bool:
        """Whether a verb of change stands before `from A to B`, which then are two levels and no range."""
        return (
            self.said.changing is not None
            and self.said.changing.search(self.low, max(self.first, start - _NEAR), start) is not None
        )

    def _foretold(self, amount: Amount) -> bool:
        """Whether a share is how much something is expected to move, which is told as a range: `to rise 4% to 6%`."""
        told = self.said.foretold
        if told is None or amount.unit is None or amount.unit.kind != "percent":
            return False
        return told.search(self.low, max(self.first, amount.start - _NEAR), amount.start) is not None

    def _amount(self, start: int) -> Amount | None:
        sign = _SIGN.match(self.low, start, self.limit)
        if sign or not self.low[start].isalpha():
            at = sign.end() if sign else start
            return self.amounts.at_digits(at, start, self.limit) if at < self.limit and self.low[at].isdigit() else None
        spelled = self.amounts.at_word(start, self.first, self.limit)
        return None if spelled and _NUMBERED.match(self.low, spelled.end, self.limit) else spelled

    def _compatible(self, lower: Amount, upper: Amount) -> bool:
        """Whether two amounts are the ends of one range; a bare lower end takes scale and unit of the upper one."""
        if lower.unit and upper.unit and lower.unit.code != upper.unit.code:
            return False
        if lower.unit and not upper.unit and (lower.unit.kind != "currency" or lower.unit.times != 1):
            return False
        if lower.unit and upper.unit and lower.unit.times != upper.unit.times:
            return False
        factor: Exact = 1
        if (scale := _shared_scale(lower, upper)) > 1:
            factor = scale
        elif lower.unit is None and upper.unit is not None:
            factor = upper.unit.times
        if lower.value * factor >= upper.value:
            return False
        if factor != 1:
            lower.value, lower.step = lower.value * factor, lower.step * factor
        return True

    def _share(self, amount: Amount) -> None:
        """A bare number takes the unit of the next or last one: `tăng từ 4,8 lên 5,3%`, `2 và 3%`, `1, 2 và 3%`."""
        more = _MORE.match(self.low, amount.end, self.limit) if self.low.startswith(", ", amount.end) else None
        match = self.said.share.match(self.low, more.end() if more else amount.end, self.limit)
        if match is None or match.end() >= self.limit or (more is None and self.said.apposed.fullmatch(match[0])):
            return
        other = self._amount(match.end())
        if (
            other is None
            or other.bare
            or other.unit is None
            or other.unit.kind not in _SHARED
            or (other.unit.kind == "duration" and not amount.decimals)
        ):
            return
        whole = amount.value.denominator == 1
        if whole and int(amount.value) in _YEARS and other.unit.kind in _SHARES:
            return  # `80% trong 2015 và 90%`
        amount.unit = other.unit
        if amount.scale == 1 and other.scale > 1 and amount.value < _SCALED:
            amount.value, amount.step, amount.scale = amount.value * other.scale, amount.step * other.scale, other.scale

    def _finish(self, figure: Figure, amount: Amount, words: list[str]) -> int:
        unit, after = amount.unit, amount.next
        if unit and unit.kind == "times":
            self._fold(figure, amount, words)
            return after
        if unit:
            figure.unit, _, per = unit.code.partition("/")  # `mph` is miles per hour
            figure.per = per or None
            self.money = unit.code if unit.kind == "currency" else self.money
        else:
            bracketed = self._bracketed(amount)
            noun = self._noun(amount, bracketed)
            if self.said.times_lead.of(words) and amount.scale == 1:
                figure.unit, figure.fold, figure.rule = "ratio", True, "fold"
            elif noun and not (self.said.money_unit and amount.scale > 1 and self.said.money.match(self.low, noun[0])):
                figure.counted, after = self.text[slice(*noun)], noun[1]
                if of_share(figure, self.last, self.low, self.first, self.said.alongside):
                    figure.unit, figure.counted = "percentage_point", None
            elif self.last and self.goes_on(amount):
                figure.counted = self.last.counted
            if bracketed:
                figure.counted = self.listed = figure.counted or self.listed
        if unit is None and figure.unit == "count" and figure.counted is None:
            shared = money_of(self.last, words, figure, self.low, self.said.alongside) if amount.scale > 1 else None
            shared = shared or self._said_once(amount)
            figure.unit, figure.counted = shared or figure.unit, None if shared else self._named_before(figure)
        rate = self.amounts.units.rate(self.text, self.low, after, self.limit)
        if rate:
            figure.per = rate[1]
        if (
            unit is None
            and amount.scale > 1
            and figure.counted is None
            and self.said.money_unit
            and self._of_money(figure)
        ):
            short = " " not in self.low[figure.start : figure.end]  # `5tr` is said of the money of the country alone
            figure.unit = self.said.money_unit if short or not self.money else self.money
            figure.confidence = UNNAMED
        return rate[0] if rate else amount.next

    def _said_once(self, amount: Amount) -> str | None:
        """The money of a sentence for digits with `bn` or the like on them: `of the $3bn it sought, 2.5bn came in`."""
        short = self.amounts.nouns.head_last and _SHORT.search(self.low, amount.start, amount.end)
        return self.money if short else None

    def _named_before(self, figure: Figure) -> str | None:
        """The noun that is named before its number, unless the number is said of money: `số hộ nợ 5 triệu`."""
        named = self.amounts.nouns.before(self.text, self.low, self.first, figure.start)
        if named is None or self.said.money.search(self.low, named[1], figure.start):
            return None
        return self.text[slice(*named)]

    def _bracketed(self, amount: Amount) -> bool:
        """Whether a number stands alone in brackets, as members of a list are counted: `ngân hàng (4), dầu khí (3)`."""
        return self.low.startswith(")", amount.next) and self.low.endswith("(", self.first, amount.start)

    def _noun(self, amount: Amount, bracketed: bool) -> tuple[int, int] | None:
        """The counted noun after a number, or after the bracket that closes behind it."""
        at = amount.next + 1 if bracketed and amount.next + 1 < self.limit else amount.next
        return self.amounts.nouns.after(self.text, self.low, at, self.limit)

    def _of_money(self, figure: Figure) -> bool:
        """Whether money is spoken of before a scaled number that names no unit, or it is a rate."""
        if self.money or figure.per is not None or self.said.money.match(self.low, figure.end + 1, self.limit):
            return True
        return self.said.money.search(self.low, max(self.first, figure.start - _REACH), figure.start) is not None

    def _fold(self, figure: Figure, amount: Amount, words: list[str]) -> None:
        """`2 lần` is a multiple beside words of comparison, and else counts occasions."""
        while words and not self.said.times_before.of(words) and self.said.hedges.of(words[-1:]):
            words = words[:-1]
        before = self.said.times_before.of(words)
        if before or self.said.times_after.at(self.low, amount.next, self.limit) or amount.decimals:
            figure.unit, figure.fold, figure.end, figure.rule = "ratio", True, amount.next, "fold"
        else:
            figure.counted = self.text[amount.end : amount.next].strip()

    def _sign(self, amount: Amount, words: list[str]) -> int:
        at = amount.start - 1
        printed = at >= self.first and self.low[at] in "-−–" and (at == self.first or self.low[at - 1] in " (")
        return -1 if printed or self.said.minus.of(words) else 1
