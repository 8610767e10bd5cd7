"""Printed dates of publication in ISO 8601."""

from __future__ import annotations

import datetime
import re
from functools import cache

from audit import languages

_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])[:hg](?P<minute>[0-5]\d)(?![\d/])(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s{0,2}\(?(?:gmt|utc)?\s?(?P<zone>z\b|[+-]\d{1,2}:?(?:\d\d)?\b))?"
)
_NUMERIC = (
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?=$|\D|t\d)",
    r"(?<!\d)(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>(?:19|20)\d\d)(?!\d)",
    r"(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?!\d)",
)


def iso(printed: object) -> str | None:
    """The date in any usual written form as `YYYY-MM-DD`, with `THH:MM[:SS][+HH:MM]` where a time is given.

    Day comes before month in `04/03/2020` unless that cannot be. None for what is no date.
    """
    text = str(printed).strip().lower()[:200]
    for match in _patterns()[0].finditer(text):
        day = _day(match)
        if day:
            rest = f"{text[: match.start()]} {text[match.end() :].lstrip('t')}"
            return day.isoformat() + _time(rest)
    return None


def dateline(line: str) -> str | None:
    """The date of a line that holds a date, perhaps a time and a weekday, and nothing else."""
    text = line.strip().lower()
    if not 6 <= len(text) <= 80 or not any(character.isdigit() for character in text):
        return None
    dates, furniture = _patterns()
    left = re.sub(_TIME, " ", dates.sub(" ", text, count=1), count=1)
    if left == text or furniture.sub("", left).strip(" \t,;:.|-–—()[]/·•+0"):
        return None
    return iso(text)


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value and name[1:].isdigit()}
    month = parts["m"]
    number = int(month) if month.isdigit() else _months()[month.rstrip(".")]
    year, day = int(parts["y"]), int(parts["d"])
    if number > 12 >= day:
        number, day = day, number
    try:
        return datetime.date(year, number, day)
    except ValueError:
        return None


def _time(text: str) -> str:
    match = re.search(_TIME, text)
    if not match:
        return ""
    hour = int(match["hour"]) % 12 + 12 * (match["half"] == "p") if match["half"] else int(match["hour"])
    zone = match["zone"] or ""
    if zone and zone != "z":
        sign, digits = zone[0], zone[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
        zone = f"{sign}{int(hours):02}:{minutes}"
    return f"T{hour:02}:{match['minute']}" + (f":{match['second']}" if match["second"] else "") + zone.upper()


@cache
def _months() -> dict[str, int]:
    """Month names of all languages, in lower case."""
    names = (languages.load(code).get("articles", {}).get("months", {}) for code in languages.codes())
    return {name: number for table in names for name, number in table.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a date looks like, and the words that stand beside one in a date line."""
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    spelled = (
        rf"(?<!\d)(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,2}}(?:of\s)?(?P<m4>{month})\b\.?,?\s{{1,2}}(?:năm\s)?(?P<y4>(?:19|20)\d\d)\b",
        rf"\b(?P<m5>{month})\b\.?\s{{1,2}}(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?\s{{0,2}},?\s{{1,2}}(?P<y5>(?:19|20)\d\d)\b",
    )
    words = {
        word for code in languages.codes() for word in languages.load(code).get("articles", {}).get("date_words", ())
    }
    furniture = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile("|".join((*_NUMERIC, *spelled))), re.compile(rf"(?<!\w)(?:{furniture})(?!\w)")
