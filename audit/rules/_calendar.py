"""Days that a text names by day and month, whether or not the calendar has them, and the weekdays beside them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from audit import languages
from audit.dates import months
from audit.rules._sentence import Stems, either, has, holds, stems, words

# So many characters beside a day may say that it is one of another calendar; so many, that it is of another year.
_BESIDE, _YEARS = 40, 80
_SHORT, _LEAP, _LONG = 30, 29, 31
_ENDS = {2: _LEAP, 4: _SHORT, 6: _SHORT, 9: _SHORT, 11: _SHORT}
_EDGE = r"(?<![\w/.\-])"
_PLAIN = r"(?![\w/%])(?![.,\-]\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/])"
_GAP = r",? {1,2}(?:năm {1,2})?"
# What all days that are printed in numbers hold, with their year and without.
_DATE, _DAY_OF = re.compile(r"\d[/.\-]\d{1,2}[/.\-](?:19|20)\d"), re.compile(r"\d[/\-]\d")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STOP = re.compile(r"[.!?] |\n")
# What makes two days of one: `5-9/3`, `March 5 and 6`.
_SECOND = re.compile(r"\s?(?:[-–—&]|and\b|to\b|và\b|đến\b)\s?\d{1,2}(?![\d:h%])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A day as it is printed: its place, and its parts. `weekday` is 0 for the Monday that stands beside it."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None = None

    def of(self, year: int) -> datetime.date | None:
        """The day, of this year where it names none itself; None where the year has no such day."""
        try:
            return datetime.date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def days(text: str) -> list[Named]:
    """The days that a text names with their year, or behind words that lead a date.

    What is of the lunar calendar, whose months have up to thirty days each, is left out.
    """
    taken: set[int] = set()
    found: list[Named] = []
    for form in _forms(text):
        for match in form.finditer(text):
            if match.start("date") not in taken and not said(text, *match.span(), "lunar"):
                taken.add(match.start("date"))
                found.append(_named(match))
    return sorted(found, key=lambda named: named.start)


def weekdays(text: str) -> Iterator[Named]:
    """The days that stand beside their weekday: `Monday, March 5`, `thứ hai (5/3)`, `5/3 (thứ hai)`.

    An ordinal is no weekday: `lần thứ hai, ngày 5/3`, `Thứ nhất, ... Thứ hai, ...`. Nor is the weekday of a range or of
    a list that of one day.
    """
    if not holds(text.casefold(), _stems("weekdays")):
        return
    listing = _opening("firstly").search(text) is not None
    for form in _weekly():
        for match in form.finditer(text):
            weekday = match["weekday"].lower()
            ordinal = weekday.startswith(words("ordinals"))
            if not (ordinal and listing) and _single(text, match, ordinal) and not said(text, *match.span(), "lunar"):
                yield _named(match, _week()[weekday])


def said(text: str, start: int, end: int, name: str) -> bool:
    """Whether one of the words of `[rule_words]` stands beside a place."""
    return has(text[max(0, start - _BESIDE) : end + _BESIDE].lower(), name)


def years_beside(text: str, named: Named) -> set[int]:
    """The years that the words around a day name, up to the ends of its sentence."""
    before = _STOP.split(text[max(0, named.start - _YEARS) : named.start])[-1]
    after = _STOP.split(text[named.end : named.end + _YEARS])[0]
    return {int(year) for part in (before, after) for year in _ANY_YEAR.findall(part)}


def last_day(month: int) -> int:
    """The last day that a month ever has."""
    return _ENDS.get(month, _LONG)


def _single(text: str, match: re.Match[str], ordinal: bool) -> bool:
    """Whether a weekday is that of one day, and no ordinal: what stands before it leaves nothing else."""
    before = text[max(0, match.start() - _BESIDE) : match.start()].lower()
    if _SECOND.match(text, match.end()) or _joined().search(before) or _ends(before, "weekday_named"):
        return False
    line = before.rpartition("\n")[2].rstrip()
    plain = not ordinal or match.start("date") < match.start("weekday")
    return plain or not line or not line[-1].isalnum() or _ends(line, "weekday_after")


def _ends(text: str, name: str) -> bool:
    """Whether a text, lower case, ends with one of the words."""
    return any(re.search(rf"(?<!\w){re.escape(word)}\s?$", text) for word in words(name))


def _named(match: re.Match[str], weekday: int | None = None) -> Named:
    parts = match.groupdict()
    month = months()[parts["name"].lower()] if parts.get("name") else int(parts["month"])
    year = int(parts["year"]) if parts.get("year") else None
    return Named(match.start("date"), match.end("date"), int(parts["day"]), month, year, weekday)


@cache
def _opening(name: str) -> re.Pattern[str]:
    """One of the words where a sentence or a line begins."""
    return re.compile(rf"(?:^|[.:;]) {{0,2}}(?:{either(words(name))})(?!\w)", re.IGNORECASE | re.MULTILINE)


@cache
def _week() -> Mapping[str, int]:
    """The names of weekdays of all languages, 0 for Monday."""
    tables = (languages.load(code)["rule_words"]["weekdays"] for code in languages.codes())
    return {name: number for table in tables for name, number in table.items()}


@cache
def _joined() -> re.Pattern[str]:
    """The end of a text where another weekday is joined to the next one."""
    return re.compile(rf"(?<!\w)(?:{either(_week())})\s?(?:[-–,/&]|and|to|or|through|và|đến|tới|hoặc)?\s?$")


def _forms(text: str) -> Iterator[re.Pattern[str]]:
    """Those forms of a day that can be nothing else of which a text holds what all of the form hold."""
    numeric, day_first, month_first, led, *spelled = _dated()
    folded = text.casefold()
    named = holds(folded, _stems("months"))
    if _DATE.search(text):
        yield numeric
    if named:
        yield from (day_first, month_first)
    if holds(folded, _stems("day_leads")):
        if _DAY_OF.search(text):
            yield led
        if named:
            yield from spelled


@cache
def _dated() -> tuple[re.Pattern[str], ...]:
    name, lead = _name(), rf"(?<!\w)(?:{either(words('day_leads'))}) "
    forms = (
        rf"{_EDGE}(?<!số )(?P<date>(?P<day>\d{{1,2}})(?P<mark>[/.\-])(?P<month>\d{{1,2}})(?P=mark){_YEAR})",
        rf"{_EDGE}(?P<date>{_DAY} (?:of )?{name}{_GAP}{_YEAR})",
        rf"(?<!\w)(?P<date>{name} {_DAY}{_GAP}{_YEAR})",
        rf"{lead}(?P<date>(?P<day>\d{{1,2}})[/\-](?P<month>\d{{1,2}})){_PLAIN}",
        rf"{lead}(?P<date>{_DAY} (?:of )?{name})",
        rf"{lead}(?P<date>{name} {_DAY}){_PLAIN}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _weekly() -> tuple[re.Pattern[str], ...]:
    """The forms of a day beside its weekday."""
    name, weekday = _name(), rf"(?<!\w)(?P<weekday>{either(_week())})(?!\w)"
    between = rf"(?: (?:{either(words('weekday_then'))}))?(?:,? ?\(|,| [-–])? ?(?:(?:{either(words('bare_leads'))}) )?"
    numeric = rf"(?P<day>\d{{1,2}})(?P<mark>[/\-])(?P<month>\d{{1,2}})(?:(?P=mark){_YEAR})?{_PLAIN}"
    dotted = rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}"
    spelled = rf"{_DAY} (?:of )?{name}(?:{_GAP}{_YEAR})?"
    american = rf"{name} {_DAY}{_PLAIN}(?:{_GAP}{_YEAR})?"
    ahead = [rf"{weekday}{between}(?P<date>{form})" for form in (numeric, dotted, spelled, american)]
    behind = [rf"{_EDGE}(?P<date>{form}) \({weekday}\)" for form in (numeric, spelled, american)]
    return tuple(re.compile(form, re.IGNORECASE) for form in (*ahead, *behind))


def _name() -> str:
    return rf"(?P<name>{either(months())})(?!\w)(?:\.(?=,? \d))?"


@cache
def _stems(name: str) -> Stems:
    listed: Iterable[str] = months() if name == "months" else _week() if name == "weekdays" else words(name)
    return stems(word.casefold() for word in listed)
