"""A length of time, or an age, does not follow from the dates that stand with it.

## What it does
Reads a number of years, months or days right beside the two ends that it lies between: `trong 5 năm (2015-2019)`, `từ
năm 2015 đến năm 2019, tức 5 năm`, `three days, from 5 to 7 March`. Counts from one end to the other, with the last one
and without it, and reports a number that is neither; one more or less is allowed behind a word like `gần`, `hơn`,
`about`. Reads an age right beside a year of birth, `sinh năm 1980, 45 tuổi`, and reports one that nobody of that year
has in the year of publication, counted from birth or, as in Vietnam, from the year before.

## Why it matters
One of three numbers is wrong, and each of them is copied on.

## Example
`trong 7 năm (2015-2019)`: from 2015 to 2019 are 4 or 5.

## How to fix
Look up both ends.

## Options
None.

## References
None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pandas as pd

from audit import languages
from audit.dates import months
from audit.model import Hit, Rule
from audit.rules._columns import texts
from audit.rules._sentence import Stems, either, holds, stems, words

RULE = Rule(
    "wrong-duration", "articles", "warning", "consistency", "ExpectDurationsToFitTheirEnds",
    ("article_id", "text", "published"), together=("article_id",),
)  # fmt: skip
_SURE = 0.8
# No length of time in the news ends further back; no age is higher.
_MOST, _OLDEST = 200, 120
_BEFORE = 20
_YEAR = r"(?:1[89]|20)\d\d"
_ENDS: Mapping[int, int] = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_LONG = 31


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each such length or age, at the words that hold it with its ends."""
    for row, (text, published) in enumerate(zip(texts(frame, "text"), texts(frame, "published"), strict=True)):
        for unit in ("a", "mo", "d"):
            yield from _lengths(row, text or "", unit)
        if published and text and holds(text.casefold(), _born()):
            yield from _ages(row, text, int(published[:4]))


def _lengths(row: int, text: str, unit: str) -> Iterator[Hit]:
    for form in _spans(unit) if _middle(unit).search(text) else ():
        for match in form.finditer(text):
            told, least = _number(match["count"]), _between(match, unit)
            slack = 1 if match["hedge"] else 0
            if told is None or least is None or told <= 1 or not 0 < least <= _MOST or _often(text, match.start()):
                continue
            if least - slack <= told <= least + 1 + slack:
                continue
            fields = {"told": told, "least": least, "most": least + 1, "words": " ".join(match[0].split())}
            yield Hit(row, fields, variant=unit, confidence=_SURE, span=match.span())


def _ages(row: int, text: str, year: int) -> Iterator[Hit]:
    for form in _births():
        for match in form.finditer(text):
            age, born = int(match["count"]), int(match["born"])
            if age <= _OLDEST and born <= year <= born + _OLDEST and not year - born - 1 <= age <= year - born + 1:
                fields = {"told": age, "born": str(born), "least": year - born - 1, "most": year - born}
                yield Hit(row, fields, variant="age", confidence=_SURE, span=match.span())


def _often(text: str, start: int) -> bool:
    """Whether the word before a length says how often something comes: `every two years from 2015 to 2019`."""
    return text[max(0, start - _BEFORE) : start].rstrip().rpartition(" ")[2].lower() in words("duration_every")


def _between(match: re.Match[str], unit: str) -> int | None:
    """How many units lie between the ends, the last one not counted; None where they are no ends."""
    first, last = int(match["first"]), int(match["last"])
    if unit != "d":
        return last - first if last > first else None
    month = _month(match["month"])
    start = _month(match["start"]) if match["start"] else month
    if not month or not start or max(first, last) > _LONG or month - start not in (0, 1):
        return None
    days = last - first + (_ENDS.get(start, _LONG) if month > start else 0)
    return days if days > 0 else None


def _month(printed: str) -> int | None:
    said = printed.lower().strip("/. ")
    number = int(said) if said.isdigit() else months().get(said, 0)
    return number if 1 <= number <= max(months().values()) else None


def _number(printed: str) -> int | None:
    return int(printed) if printed.isdigit() else _spelled().get(printed.lower())


@cache
def _spelled() -> Mapping[str, int]:
    """Small numbers in words, of all languages."""
    tables = [languages.load(code)["numbers"] for code in languages.codes()]
    named = [table[name] for table in tables for name in ("digits", "teens", "tens")]
    return {word: int(number) for table in named for word, number in table.items()}


@cache
def _spans(unit: str) -> tuple[re.Pattern[str], ...]:
    """A number of units with its ends behind it or before it."""
    number = rf"(?P<count>\d{{1,3}}|{either(_spelled())})"
    hedge = rf"(?:(?P<hedge>{either(words('duration_hedges'))}) )?"
    length = rf"(?<![\w.,/]){hedge}{number}[ -](?:{either(words(f'duration_{unit}'))})(?!\w)"
    ends, lead = _ends(unit), rf"(?:{either(words('duration_from'))})"
    end = rf"(?! (?:{either(words('duration_not'))})(?!\w))"
    more = r"(?!\s?[-–/]?\d|\s(?:và|and)\s\d)"
    forms = (
        rf"{length},? {{0,2}}\({lead}? ?{ends}\){more}",
        rf"{length},? {{0,2}}{lead} {ends}{more}",
        rf"(?<!\w){lead} {ends},? (?:{either(words('duration_is'))}) {length}{end}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _ends(unit: str) -> str:
    to = rf"\s?(?:[-–]|{either(words('duration_to'))})\s?"
    lead = rf"(?:(?:{either(words('duration_lead'))}) )?"
    if unit == "a":
        return rf"{lead}(?P<first>{_YEAR}){to}{lead}(?P<last>{_YEAR})"
    if unit == "mo":
        return rf"tháng (?P<first>\d{{1,2}}){to}(?:hết )?tháng (?P<last>\d{{1,2}})(?![/\d])"
    name = either(months())
    first = rf"{lead}(?P<first>\d{{1,2}})(?:(?P<start>/\d{{1,2}}| (?:{name})))?"
    return rf"{first}{to}{lead}(?P<last>\d{{1,2}})(?P<month>/\d{{1,2}}| (?:{name}))"


@cache
def _middle(unit: str) -> re.Pattern[str]:
    """What all ends of a unit hold, from one digit on: a text without it is not searched for what is longer."""
    to = rf"\s?(?:[-–]|{either(words('duration_to'))})\s?"
    lead = rf"(?:(?:{either(words('duration_lead'))}) )?"
    day = rf"\d(?:/\d{{1,2}}| (?:{either(months())}))?"
    told = {"a": rf"\d{to}{lead}{_YEAR}", "mo": rf"\d{to}(?:hết )?tháng \d", "d": rf"{day}{to}{lead}\d"}
    return re.compile(told[unit], re.IGNORECASE)


@cache
def _born() -> Stems:
    return stems(word.casefold() for word in words("born"))


@cache
def _births() -> tuple[re.Pattern[str], ...]:
    """An age beside a year of birth."""
    born = rf"(?:{either(words('born'))}) (?P<born>{_YEAR})"
    old = rf"(?P<count>\d{{1,3}}) (?:{either(words('years_old'))})(?!\w)"
    return tuple(
        re.compile(form, re.IGNORECASE)
        for form in (rf"(?<!\w){born}[,;)]? {{0,2}}\(?{old}", rf"(?<![\w.,/-]){old}[,;)]? {{0,2}}\(?{born}(?!\d)")
    )
