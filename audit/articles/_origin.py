"""Who published an article, as its address or its own credit line tells."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from audit import languages
from audit.dates import iso

_NAME_WORDS = 4
_LONGEST_CREDIT = 70
_MARK = re.compile(r"(?:[^\W\d_][\w .,/]{1,40}\s)?\((?P<name>[^\W\d_][\w .&+]{1,30})\)\s{0,2}[-–—]{1,2}\s")
_DAY = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-]?(?P<m>[01]?\d)[/-]?(?P<d>[0-3]?\d)(?=/)")
_MOMENT = re.compile(r"(?<!\d)(?P<day>20\d{6})(?P<time>[0-2]\d[0-5]\d[0-5]\d)(?:\d{3})?(?=\.\w{2,5}$|$)")


def publisher(url: str) -> str:
    """The registered domain of an address: `tuoitre.vn`, `longan.gov.vn`, `bbc.co.uk`; empty where it has none.

    By the list of public suffixes (publicsuffix.org) that the library carries with it; nothing is looked up.
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""
    from tld import get_fld

    return get_fld(f"http://{host}", fail_silently=True, search_private=True) or host


def dated(url: str) -> str | None:
    """The day in an address, as `/2020/02/12/` or the moment in the name of the page, `...-20200212150312345.htm`."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    if match := _MOMENT.search(path):
        return iso(f"{match['day']}{match['time']}")
    if match := _DAY.search(path):
        return iso(f"{match['y']}-{match['m']}-{match['d']}")
    return None


def credited(line: str) -> str | None:
    """The outlet of a line that is nothing but a credit: `(Nguồn: TTXVN)`, `Theo TTXVN`, `Source: Reuters`."""
    match = _credit().match(line)
    words = match["name"].strip(" .)(").split() if match else []
    named = 0 < len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
    return " ".join(words) if named else None


def credited_at_end(line: str) -> str | None:
    """The outlet that a last paragraph is credited to in brackets: `... trong năm nay. (Theo TTXVN)`."""
    start = line.rfind("(", -_LONGEST_CREDIT)
    return credited(line[start:]) if start > 0 else None


def marked(line: str) -> str | None:
    """The outlet or agency that marks the beginning of a text: `(Dân trí) - Sáng nay`, `HÀ NỘI, 12/2 (TTXVN) -`."""
    match = _MARK.match(line)
    words = match["name"].split() if match else []
    return " ".join(words) if 0 < len(words) <= _NAME_WORDS and words[0][0].isupper() else None


@cache
def _credit() -> re.Pattern[str]:
    words = {word for code in languages.codes() for word in languages.load(code).get("articles", {}).get("credits", ())}
    cues = "|".join(sorted(map(re.escape, words), key=lambda cue: (-len(cue), cue)))
    return re.compile(rf"\(?(?:{cues})(?:\s{{0,2}}:\s{{0,2}}|\s)(?P<name>[\w][\w\s.&-]{{1,60}})\)?\.?$", re.IGNORECASE)
