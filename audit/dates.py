"""Printed dates of publication in ISO 8601, and the lines that hold nothing else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from audit import languages

_NUMERIC = (
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)\s?[-/.]\s?(?P<m1>\d{1,2})\s?[-/.]\s?(?P<d1>\d{1,2})(?=$|\D|t\d)",
    r"(?<!\d)(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?=$|\D|[0-2]\d[0-5]\d(?:[0-5]\d)?(?!\d))",
)
_YEAR = r"(?P<y{}>(?:19|20)\d\d)(?!\d)"
_PACKED = re.compile(r"([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(z|[+-]\d\d:?\d\d)?")
_SECONDS = re.compile(r"(?P<seconds>[1-9]\d{8,9})(?:\.\d{1,9})?|(?P<milliseconds>[1-9]\d{11,12})")
# What every date with its year in four digits holds.
_CENTURIES = "19", "20"
_LONGEST = 200
_CENTURIES = ("19", "20")  # the digits that each year begins with
_PLACE_WORDS = 5


def iso(printed: object) -> str | None:
    """The date in any usual written form as `YYYY-MM-DD`, with `THH:MM[:SS][+HH:MM]` where a time is given.

    Day comes before month in `04/03/2020` unless that cannot be. A number is seconds or milliseconds since 1970.
    None for what is no date.
    """
    return _iso(str(printed).strip().lower()[:_LONGEST])


@lru_cache(maxsize=4096)
def _iso(text: str) -> str | None:
    for match in _dates().finditer(text):
        day = _day(match)
        if day:
            rest = f"{text[: match.start()]} {match.groupdict().get('clock') or ''} {text[match.end() :].lstrip('t')}"
            return day.isoformat() + _time(rest)
    return _since_1970(text)


def dateline(line: str) -> str | None:
    """The date of a line that holds a date, perhaps a place, a weekday and a time, and nothing else."""
    if not 6 <= len(line) <= _LONGEST // 2 or not any(century in line for century in _CENTURIES):
        return None
    text = _without_place(line.strip()).lower()
    left = _clock().sub(" ", _dates().sub(" ", text, count=1), count=1)
    if left == text or _furniture().sub("", left).strip(" \t,;:.|-–—()[]/·•+0"):
        return None
    return iso(text)


def _without_place(line: str) -> str:
    """The line without the place or outlet before its date: `Hà Nội, ngày 12 tháng 2 năm 2020`."""
    before, comma, rest = line.partition(", ")
    words = before.split()
    named = comma and len(words) <= _PLACE_WORDS and all(word[0].isupper() and word.isalpha() for word in words)
    return rest if named else line


@cache
def months() -> Mapping[str, int]:
    """Month names of all languages, in lower case."""
    tables = (languages.load(code).get("datelines", {}).get("months", {}) for code in languages.codes())
    return {name: number for table in tables for name, number in table.items()}


@cache
def _listed(key: str) -> tuple[str, ...]:
    """The words of a list of all languages, the longest first."""
    words = {word for code in languages.codes() for word in languages.load(code).get("datelines", {}).get(key, ())}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value and name[1:].isdigit()}
    month = parts["m"]
    number = int(month) if month.isdigit() else months()[month]
    year, day = int(parts["y"]), int(parts["d"])
    if number > 12 >= day:
        number, day = day, number
    try:
        return datetime.date(year, number, day)
    except ValueError:
        return None


def _time(text: str) -> str:
    if packed := _PACKED.fullmatch(text.strip()):
        hour, minute, second, zone = packed.groups()
        return f"T{hour}:{minute}" + (f":{second}" if second else "") + _zone(zone)
    match = _clock().search(text)
    if not match:
        return ""
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + 12 * (match["half"] in _listed("afternoon"))
    return f"T{hour:02}:{match['minute']}" + (f":{match['second']}" if match["second"] else "") + _zone(match["zone"])


def _zone(zone: str | None) -> str:
    if not zone or zone == "z":
        return (zone or "").upper()
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{zone[0]}{int(hours):02}:{minutes}"


def _since_1970(text: str) -> str | None:
    """The date of a number of seconds or milliseconds, as programs store it; none before 1973 or after 2286."""
    match = _SECONDS.fullmatch(text)
    if not match:
        return None
    seconds = int(match["seconds"]) if match["seconds"] else int(match["milliseconds"]) // 1000
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _clock() -> re.Pattern[str]:
    """A time of day, with half of the day and time zone: `15:03 GMT+7`, `10h30`, `10 giờ 15 phút`, `9:57 CH`."""
    return re.compile(
        rf"(?<![\d.,/])(?P<hour>[01]?\d|2[0-3])(?:[:hg]|\s?(?:{_any('hours')})\s?)(?P<minute>[0-5]\d)(?![\d/])"
        rf"(?::(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?|\s?(?:{_any('minutes')}))?"
        rf"(?:\s?(?P<half>{_any('morning', 'afternoon')})(?!\w)\.?)?"
        rf"(?:\s{{0,2}}\(?(?:gmt|utc)?\s?(?P<zone>z\b|[+-]\d{{1,2}}:?(?:\d\d)?\b))?"
    )


@cache
def _dates() -> re.Pattern[str]:
    """What a date looks like."""
    month = _any("months")
    gap = r"(?:\s{1,2}|\s?[-/]\s?)"
    spelled = (
        rf"(?<!\d)(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?{gap}(?:of\s)?(?P<m4>{month})(?!\w)\.?,?{gap}(?:năm\s)?{_YEAR.format(4)}",
        rf"\b(?P<m5>{month})(?!\w)\.?{gap}(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\s{{0,2}}(?:,\s{{0,2}}|{gap}){_YEAR.format(5)}",
        rf"\b(?P<m6>{month})\s{{1,2}}(?P<d6>\d{{1,2}})\s(?P<clock>\d\d:\d\d:\d\d(?:\s(?:[a-z]{{1,5}}|[+-]\d{{4}}))?)\s{_YEAR.format(6)}",
    )
    return re.compile("|".join((*_NUMERIC, *spelled)))


@cache
def _furniture() -> re.Pattern[str]:
    """The words that stand beside a date in a date line."""
    return re.compile(rf"(?<!\w)(?:{_any('words')})(?!\w)")


def _any(*keys: str) -> str:
    return "|".join(re.escape(word) for key in keys for word in _listed(key))
