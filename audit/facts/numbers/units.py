"""Reads what follows or precedes a number: scale, percent, currency, physical unit, duration, and what it is per.

Units are ISO 4217 codes for money and UCUM codes (https://ucum.org/ucum) for physical units.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Starting, either

# Kinds of units whose words belong to the quote; the words of the others stand outside it.
QUOTED = frozenset({"percent", "percentage_point", "per_mille", "currency"})
_CODE_BEFORE = re.compile(r"(?:\$[a-z]{1,2}|[a-z]{2,4}\.?|[a-z]{0,3}\$|[€£¥₫₩₹฿]) ?$")
_LONGEST_BEFORE = 6
# How much of the end of a sign or code rules out most words that are none.
_TAIL = 2
_YEAR = re.compile(r" (?:19|20)\d\d(?!\d)")
# Letters that are units only in this case: `5m` but not the `5G` of a network.
_SMALL = frozenset("mghdđkslp")
# Those that touch their number: `5p`, but no `p` after a space; and those that are capitals, too, behind two digits, a
# decimal or a minus: `41C`, and no `iPhone 5C`.
_TOUCHING = frozenset("pcf")
_CAPITALS = frozenset("cf")
_DEGREES = re.compile(r"(?:\d\d|[.,]\d|(?:minus |(?<![\d\w])[-−–])\d)$")
_LONGEST_DEGREES = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, its kind (percent, currency, measure, duration ...) and how many of the code it is."""

    code: str
    kind: str
    times: int | Fraction = 1


@dataclass(frozen=True, slots=True)
class Units:
    """The units and scales of one language."""

    after: Starting[Unit | None]
    scales: Starting[int | None]
    short_scales: Starting[int]
    money_scales: Starting[int]
    scaled_money: Starting[Unit | None]
    half_more: Starting[None]
    part_link: re.Pattern[str] | None
    before: Mapping[str, str]
    before_ends: frozenset[str]
    per: Starting[None]
    per_any: Starting[None]
    per_noun: Starting[None]
    per_one: Starting[None]
    per_code: Starting[Unit | None]
    not_rates: Starting[None]

    def unit(self, text: str, low: str, at: int, limit: int) -> tuple[int, Unit] | None:
        """Where the unit after a number ends, and which it is."""
        found = self.after.at(low, at, limit)
        if found is None or found[1] is None:
            return None
        end, unit = found[0], found[1]
        if end - at == 1 and low[at] in _SMALL and text[at] != low[at]:
            return None
        if end - at > 1 and low[at] == " " and low[at + 1 : end] in _TOUCHING:
            return None
        if end - at == 1 and low[at] in _CAPITALS and not _degrees(text, low, at):
            return None
        if unit.code == "a" and _YEAR.match(low, end, limit):
            return None  # `từ 3.000 năm 2016`
        return end, unit

    def scale(self, text: str, low: str, at: int, limit: int) -> tuple[int, int]:
        """Where the scale words after a number end, and their product (1 where there are none)."""
        product, end = 1, at
        attached = self.short_scales.at(low, at, limit) if at < limit and low[at] != " " else None
        if attached:
            return attached
        while True:
            found = self.scales.at(low, end, limit)
            if found is None or found[1] is None:
                return end, product
            end, product = found[0], product * found[1]

    def currency_before(self, low: str, start: int, limit: int) -> tuple[int, str] | None:
        """Where the currency sign or code before a number starts, and its ISO 4217 code."""
        if start == limit:
            return None
        end = start - 1 if low[start - 1] == " " else start
        lead = low[max(limit, end - _TAIL) : end]
        if lead not in self.before_ends and lead[-1:] not in self.before and "$" not in lead:
            return None
        match = _CODE_BEFORE.search(low, max(limit, start - _LONGEST_BEFORE), start)
        if match is None:
            return None
        sign = match[0].strip()
        if sign not in self.before and "$" in sign:
            sign = "$"
        code = self.before.get(sign)
        begin = match.start() + match[0].find(sign)
        if code is None or (begin > limit and low[begin - 1].isalnum() and sign[0].isalpha()):
            return None
        return begin, code

    def rate(self, text: str, low: str, at: int, limit: int) -> tuple[int, str] | None:
        """Where a rate such as `/năm` or `mỗi người` after a unit ends, and what it is per."""
        parts: list[str] = []
        end = at
        while len(parts) < 3:
            slash = _SLASH.match(low, end, limit) if "/" in low[end : end + 2] else None
            word = None if slash or parts else self.per.at(low, end, limit)
            begin = slash.end() if slash else word[0] if word else None
            if begin is None:
                break
            named = slash is not None or self.per_any.at(low, end, limit) is not None
            one = self._one(text, low, begin, limit, named)
            if one is None or (slash is None and one[1] in _SPANS and self.not_rates.at(low, one[0], limit)):
                break
            end = one[0]
            parts.append(one[1])
        return (end, "/".join(parts)) if parts else None

    def _one(self, text: str, low: str, begin: int, limit: int, named: bool) -> tuple[int, str] | None:
        found = self.per_code.at(low, begin, limit)
        if found and found[1] is not None:
            return found[0], found[1].code
        noun = self.per_one.at(low, begin, limit) or (self.per_noun.at(low, begin, limit) if named else None)
        if noun:
            return noun[0], text[begin : noun[0]].strip()
        word = _WORD.match(text, begin, limit)
        if word is None or not named or self.scales.at(low, begin, limit):
            return None
        return word.end(), word[1]


# Codes of spans of time: `a year earlier` is no rate, where `a barrel before` is one.
_SPANS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
_SLASH = re.compile(r" ?/ ?(?=[^\W\d_])")
_WORD = re.compile(r" ?([^\W\d_]+)")


def _degrees(text: str, low: str, at: int) -> bool:
    """Whether a letter right behind a number is a capital, and the number one that temperatures are."""
    return text[at] != low[at] and _DEGREES.search(low, max(0, at - _LONGEST_DEGREES), at) is not None


@cache
def units(code: str) -> Units:
    """The units of a language."""
    words = languages.load(code)
    said: dict[str, Any] = words["units"]
    never = dict.fromkeys(words["numbers"]["never"])
    durations = {phrase: Unit(unit, "duration") for unit, phrases in said["duration"].items() for phrase in phrases}
    measures = {phrase: Unit(unit, "measure") for unit, phrases in said["measure"].items() for phrase in phrases}
    currencies = {phrase: Unit(unit, "currency") for unit, phrases in said["currency"].items() for phrase in phrases}
    plain = {
        phrase: Unit("ratio" if kind == "times" else kind, kind)
        for kind in ("percent", "percentage_point", "per_mille", "times")
        for phrase in said[kind]
    }
    scaled: dict[str, Unit | None] = {
        name: Unit(unit, "currency") for unit, names in said["scaled_currency"].items() for name in names
    }
    multiples = {
        phrase: Unit(unit, _kind(unit, said), Fraction(str(times)))
        for phrase, (unit, times) in said["multiple"].items()
    }
    every: dict[str, Unit | None] = {**plain, **durations, **measures, **multiples, **currencies, **never}
    before = {phrase: unit.code for phrase, unit in currencies.items() if _stands_before(phrase, unit.code)}
    scales = {word: int(worth) for word, worth in (words["numbers"]["scales"] | words["numbers"]["dozens"]).items()}
    return Units(
        after=Starting(every),
        scales=Starting({**scales, **never}, gap="[ -]?"),
        short_scales=Starting({word: int(worth) for word, worth in words["numbers"]["short_scales"].items()}),
        money_scales=Starting({word: int(worth) for word, worth in words["numbers"]["money_scales"].items()}),
        scaled_money=Starting({**scaled, **dict.fromkeys(said.get("not_scaled", {}).get("words", ()))}),
        half_more=Starting(dict.fromkeys(words["numbers"]["half_more"])),
        part_link=re.compile(f" (?:{either(said['part_links'])} )?(?=\\w)") if said["part_links"] else None,
        before=before,
        before_ends=frozenset(phrase[-_TAIL:] for phrase in before),
        per=Starting(dict.fromkeys(phrase for phrase in said["per"] if phrase != "/")),
        not_rates=Starting(dict.fromkeys(said["not_rates"])),
        per_any=Starting(dict.fromkeys(said["per_any"])),
        per_noun=Starting(dict.fromkeys(said["nouns"]["counters"])),
        per_one=Starting(dict.fromkeys(said["per_one"])),
        per_code=Starting({**durations, **measures, **multiples}),
    )


def _stands_before(phrase: str, code: str) -> bool:
    """Whether a sign or code of money can stand before a number; a word such as `euro` may end a name there."""
    return phrase == code.lower() or not phrase.isalpha() or len(phrase) <= 2


def _kind(unit: str, said: dict[str, Any]) -> str:
    """The kind of a unit that others are multiples of."""
    kinds = [kind for kind in ("duration", "currency") if unit in said[kind]]
    return kinds[0] if kinds else unit if unit in QUOTED else "measure"


@cache
def measured(code: str) -> re.Pattern[str]:
    """What follows a measured number: a scale or a unit other than a duration."""
    words = languages.load(code)
    phrases = [*words["numbers"]["scales"], *words["units"]["percent"]]
    for table in ("currency", "measure"):
        phrases += [phrase for group in words["units"][table].values() for phrase in group]
    return re.compile(f" ?{either(phrases)}")
