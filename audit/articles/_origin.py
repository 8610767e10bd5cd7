"""Who published an article, as its address or its own credit line tells."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from audit import languages

# Second-level names under which countries register: a rule over the public suffixes in use, not a list of them.
_SHARED = "ac biz co com edu gob gouv gov go health info int ltd mil name ne net nom or org plc pro sch"
_COUNTRY = 2
_NAME_WORDS = 4


def publisher(url: str) -> str:
    """The registered domain of an address: `tuoitre.vn`, `longan.gov.vn`, `bbc.co.uk`; empty where it has none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    labels = host.rstrip(".").split(".")
    if all(label.isdigit() for label in labels) or ":" in host:
        return host
    shared = len(labels) > _COUNTRY and len(labels[-1]) == _COUNTRY and labels[-2] in _SHARED.split()
    return ".".join(labels[-3 if shared else -2 :])


def credited(line: str) -> str | None:
    """The outlet of a line that is nothing but a credit: `(Nguồn: TTXVN)`, `Theo TTXVN`, `Source: Reuters`."""
    match = _credit().match(line)
    words = match["name"].strip(" .)(").split() if match else []
    named = 0 < len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)
    return " ".join(words) if named else None


@cache
def _credit() -> re.Pattern[str]:
    words = {word for code in languages.codes() for word in languages.load(code).get("articles", {}).get("credits", ())}
    cues = "|".join(sorted(map(re.escape, words), key=lambda cue: (-len(cue), cue)))
    return re.compile(rf"\(?(?:{cues})(?:\s{{0,2}}:\s{{0,2}}|\s)(?P<name>[\w][\w\s.&-]{{1,60}})\)?\.?$", re.IGNORECASE)
